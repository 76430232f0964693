// src/valuation/range_check.hpp -- floor 4 (valuation).
//
// Numbers from outside: finite, and inside their limits. A limit is written once, where it is
// asked.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// A number, its limits, and what it is called.
struct Limited {
  double value{0};
  double least{0};
  double most{0};
  const char* where{""};
};

/// Errors: not_finite, out_of_range.
[[nodiscard]] inline Result<void> check_number(const Limited& number,
                                               std::size_t index = 0) noexcept {
  if (!std::isfinite(number.value)) return fail(Errc::not_finite, number.where, index);
  if (number.value < number.least || number.value > number.most) {
    return fail(Errc::out_of_range, number.where, index);
  }
  return {};
}

/// The first fault of several numbers.
[[nodiscard]] inline Result<void> check_numbers(std::span<const Limited> numbers) noexcept {
  for (const Limited& number : numbers) {
    if (const auto checked = check_number(number); !checked) return checked;
  }
  return {};
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
