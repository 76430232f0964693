// haggle/codec/answer_error.hpp -- floor 6 (codec).
//
// What a marketplace says when it refuses something, in its own words. It is part of a good
// answer: a text that cannot be read is an Error instead.
#pragma once

#include <string>

namespace haggle {
inline namespace v0 {

struct AnswerError {
  std::string code{};     ///< "InvalidInput", "INVALID_SKU", a number; may be empty
  std::string message{};  ///< for people
  std::string details{};  ///< what it is about, where that is said; may be empty
  friend bool operator==(const AnswerError&, const AnswerError&) = default;
};

}  // namespace v0
}  // namespace haggle
