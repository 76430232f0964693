// src/codec/urepricer.hpp -- floor 6 (codec).
//
// The forms that the repricer of this name expects and that no marketplace sends. They are read
// where the caller asks for the dialect, and never otherwise.
#pragma once

#include "codec/message_head.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// The shape of a message that has none of the marketplaces': a notification by its older type, or
/// a flat webhook, whose head is completed. Null where it is neither.
[[nodiscard]] const Shape* urepricer_shape(JsonValue content, MessageHead& head);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
