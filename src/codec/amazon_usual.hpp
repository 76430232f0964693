// src/codec/amazon_usual.hpp -- floor 6 (codec).
//
// ANY_OFFER_CHANGED as Amazon writes it: compact, its keys spelled and named as ever. Such a text
// is read without a tree, in one pass that compares what is known and takes what is not; every byte
// is checked on the way. Anything else is left to the readers that take any order, spelling and
// layout, and they alone say what is wrong: where this path takes a text, they give the same
// message.
#pragma once

#include <string>
#include <string_view>

#include "haggle/codec/message.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Reads a notification that stands alone.
/// Returns: false where the text has not the usual form; `out` is then of no use.
/// Cost:    one pass; allocates only where `out` has less room than the message needs.
[[nodiscard]] bool read_usual_form(std::string_view text, Message& out);

/// The same in the envelope of a topic, as the topic writes it; `id` is the topic's own of it.
[[nodiscard]] bool read_usual_topic(std::string_view text, Message& out, std::string_view& id);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
