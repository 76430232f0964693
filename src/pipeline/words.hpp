// src/pipeline/words.hpp -- floor 7 (pipeline).
//
// The name of a value in its table of words.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "haggle/market/kinds.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

/// The name of the value; "unknown" where the table has none.
template <class T, std::size_t count>
[[nodiscard]] constexpr std::string_view name_in(const std::array<Word<T>, count>& words,
                                                 T value) noexcept {
  for (const Word<T>& word : words) {
    if (word.value == value) return word.name;
  }
  return "unknown";
}

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
