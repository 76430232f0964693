// src/codec/envelope.hpp -- floor 6 (codec).
//
// What stands round a message: a topic puts the message as text into Type and Message, a queue into
// Body, a function's trigger into the Body or the Sns of its Records, and an event bus has it as
// the object detail. A bare list of such things is a batch too. A message that says its type is no
// envelope, whatever else stands in it.
#pragma once

#include <cstdint>

#include "codec/json.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

enum class EnvelopeKind : std::uint8_t {
  none,     ///< it is the message
  text,     ///< a document as text
  value,    ///< an object of this document
  records,  ///< a list of messages, each in what `look_into_record` finds
};

/// What stands in an envelope. `where` is its key in the documented spelling, for errors.
struct Enclosed {
  EnvelopeKind kind{EnvelopeKind::none};
  JsonValue value{};
  const char* where{""};
};

[[nodiscard]] Enclosed look_into(JsonValue value);

/// The same of one of several records, which may also be an envelope or a message by itself.
[[nodiscard]] Enclosed look_into_record(JsonValue record);

/// The id that a queue or a topic gave to a record; empty where it has none.
[[nodiscard]] std::string_view id_of_record(JsonValue record);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
