// src/codec/envelope.hpp -- floor 6 (codec).
//
// Opens what stands round a message: a topic puts the message as text into Type and Message, a
// queue into Body, a trigger into Records, and an event bus has it as the object detail.
#pragma once

#include <cstddef>
#include <deque>
#include <string_view>

#include "codec/json.hpp"
#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

inline constexpr std::size_t envelopes_max = 4;

/// An opened message, with the texts that it was in.
class Envelope {
 public:
  /// Errors: those of JsonDocument::parse, of every text; too_deep beyond four envelopes. A list of
  ///         several records is no envelope: one call reads one message.
  [[nodiscard]] static Result<Envelope> open(std::string_view bytes);

  /// The innermost document. The Envelope must live.
  [[nodiscard]] JsonValue content() const { return content_; }

 private:
  Result<JsonValue> parse(std::string_view text, const char* where);

  std::deque<JsonDocument> documents_{};  // keeps its elements in place
  JsonValue content_{};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
