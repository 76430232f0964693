// haggle/base/wide.hpp -- floor 0 (base).
//
// 128-bit whole numbers, so that a product of two amounts never overflows before it is divided, and
// division with the rounding named by its direction.
#pragma once

#include <cstdint>
#include <limits>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {

__extension__ typedef __int128 Wide;

namespace detail {

/// Does the number fit in 64 bits? Amounts of every day do, and dividing those is ten times faster.
constexpr bool is_narrow(Wide value) noexcept {
  return value == static_cast<Wide>(static_cast<std::int64_t>(value));
}

template <class Whole>
constexpr Whole floor_div_as(Whole a, Whole b) noexcept {
  const Whole cut = a / b;
  return cut - static_cast<Whole>(a - cut * b < 0);
}

}  // namespace detail

/// The greatest whole number not above a / b.  Needs: b > 0.
[[nodiscard]] constexpr Wide floor_div(Wide a, Wide b) noexcept {
  if (detail::is_narrow(a) && detail::is_narrow(b)) {
    return detail::floor_div_as(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
  }
  return detail::floor_div_as(a, b);
}

/// The least whole number not below a / b.  Needs: b > 0, a > -2^127.
[[nodiscard]] constexpr Wide ceil_div(Wide a, Wide b) noexcept {
  return -floor_div(-a, b);
}

/// a / b to the nearest whole number, a tie up.  Needs: b > 0, |a| and b below 2^125.
[[nodiscard]] constexpr Wide half_up_div(Wide a, Wide b) noexcept {
  return floor_div(2 * a + b, 2 * b);
}

/// The value in 64 bits.  Errors: overflow.
[[nodiscard]] constexpr Result<std::int64_t> narrow(Wide value, const char* where) noexcept {
  using Limits = std::numeric_limits<std::int64_t>;
  if (value < Limits::min() || value > Limits::max()) return fail(Errc::overflow, where);
  return static_cast<std::int64_t>(value);
}

}  // namespace v0
}  // namespace haggle
