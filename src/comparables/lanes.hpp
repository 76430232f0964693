// src/comparables/lanes.hpp -- floor 3 (comparables).
//
// Sums and largest sizes in eight lanes side by side: in one lane each step waits for the one
// before, and a compiler may not change the order of a sum by itself.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <span>

namespace haggle::inline v0::detail {

inline constexpr std::size_t lanes_count = 8;

/// The sum of term(0) .. term(count - 1).
template <class Term>
[[nodiscard]] double sum_of(std::size_t count, Term term) {
  std::array<double, lanes_count> sums{};
  const std::size_t whole = count / lanes_count * lanes_count;
  for (std::size_t i = 0; i < whole; i += lanes_count) {
    for (std::size_t j = 0; j < lanes_count; ++j) sums[j] += term(i + j);
  }
  for (std::size_t i = whole; i < count; ++i) sums[0] += term(i);
  double sum = 0;
  for (const double one : sums) sum += one;
  return sum;
}

/// The largest size of some numbers; 0 of none.
template <class T>
[[nodiscard]] T largest_of(std::span<const T> numbers) {
  std::array<T, lanes_count> most{};
  const auto take = [&](std::size_t lane, T number) {
    const T size = std::abs(number);
    most[lane] = most[lane] < size ? size : most[lane];
  };
  const std::size_t whole = numbers.size() / lanes_count * lanes_count;
  for (std::size_t i = 0; i < whole; i += lanes_count) {
    for (std::size_t j = 0; j < lanes_count; ++j) take(j, numbers[i + j]);
  }
  for (std::size_t i = whole; i < numbers.size(); ++i) take(0, numbers[i]);
  T largest{};
  for (const T one : most) largest = largest < one ? one : largest;
  return largest;
}

}  // namespace haggle::inline v0::detail
