// src/codec/message_head.hpp -- floor 6 (codec).
//
// What all messages have in common, and the list of the shapes that have a reader. A new shape is a
// reader of its own and one row of that list.
#pragma once

#include <optional>
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
  JsonValue payload{};
};

struct Shape {
  MessageKind kind;
  std::string_view type;  ///< the type that says so, in any case
  std::string_view
      wrapper;  ///< the object of the payload that says so, whatever the type; or empty
  Result<Message> (*read)(const MessageHead&, const MessageDefaults&);
};

/// The head of an opened document; without type and payload where it is no message.
[[nodiscard]] MessageHead head_of(JsonValue content);

/// The shape of a message, by its wrapper, else by its type; null where it has no reader.
[[nodiscard]] const Shape* shape_of(const MessageHead& head);

/// The message of a head, with type, id and time only.
[[nodiscard]] Message begin_message(const MessageHead& head, MessageKind kind, FieldReader& fields);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
