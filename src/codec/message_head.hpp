// src/codec/message_head.hpp -- floor 6 (codec).
//
// What all messages have in common, and the list of the shapes that have a reader. A new shape is a
// reader of its own and one row of that list.
#pragma once

#include <initializer_list>
#include <string_view>

#include "codec/json.hpp"
#include "codec/message_fields.hpp"
#include "haggle/codec/message.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// The parts of a message that say what it is, whoever sent it.
struct MessageHead {
  std::string_view type{};  ///< as written; empty where it is not said
  JsonValue id{};
  const char* id_where{""};
  JsonValue event_time{};
  const char* event_time_where{""};
  JsonValue publish_time{};
  JsonValue payload{};
};

/// One message on its way from its head into place. Faults are kept by `fields`.
struct MessageReading {
  const MessageHead& head;
  const MessageDefaults& defaults;
  FieldReader& fields;
  Message& message;
};

struct Shape {
  MessageKind kind;
  std::string_view type;  ///< the type that says so, in any case
  std::string_view
      wrapper;  ///< the object of the payload that says so, whatever the type; or empty
  void (*read)(const MessageReading&);
};

/// The head of an opened document; without type and payload where it is no message.
[[nodiscard]] MessageHead head_of(JsonValue content);

/// The shape of a message, by its wrapper, else by its type; null where it has no reader.
[[nodiscard]] const Shape* shape_of(const MessageHead& head);

/// Type, id and event time.
void read_head(const MessageReading& reading, MessageKind kind);

/// When the market was so, where the message says no moment of its own: at the event, else when it
/// was published, else when it arrived, else in 1970.
[[nodiscard]] Instant time_of(const MessageReading& reading);

/// A marketplace and what it decides. An unknown one is kept as it is.
/// Returns: its currency; none where it is unknown.
Currency take_marketplace(MarketplaceId id, Market& market);

/// The first member of these that is text and not empty.
[[nodiscard]] std::string_view first_words(JsonValue object,
                                           std::initializer_list<std::string_view> keys);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
