// haggle/money/rounding.hpp -- floor 1 (money).
//
// How an inexact result becomes a whole number. No function has a default for it, and each quantity
// is rounded once: the whole product is divided in one call.
#pragma once

#include <cstdint>
#include <limits>

#include "haggle/base/assert.hpp"
#include "haggle/base/error.hpp"
#include "haggle/base/wide.hpp"

namespace haggle {
inline namespace v0 {

enum class Rounding : std::uint8_t {
  half_even = 1,    ///< nearest, a tie to the even one: what is added up later
  half_away = 2,    ///< nearest, a tie away from zero
  toward_zero = 3,  ///< the rest is dropped
  floor = 4,        ///< never above the exact value: an upper bound
  ceiling = 5,      ///< never below the exact value: a lower bound
};

namespace detail {

/// What is added to a quotient that was cut toward zero and has a rest: -1, 0 or 1.
/// `sign` is the sign of the exact value, `tie` that of its distance from the half.
[[nodiscard]] constexpr int nudge(Rounding mode, int sign, int tie, bool odd) noexcept {
  switch (mode) {
    case Rounding::half_even:
      return tie > 0 || (tie == 0 && odd) ? sign : 0;
    case Rounding::half_away:
      return tie >= 0 ? sign : 0;
    case Rounding::floor:
      return sign < 0 ? -1 : 0;
    case Rounding::ceiling:
      return sign < 0 ? 0 : 1;
    case Rounding::toward_zero:
      return 0;
  }
  HAGGLE_ASSERT(false);
  return 0;
}

/// num / den in the type Whole.  Needs: den > 0.
template <class Whole>
[[nodiscard]] constexpr Whole divide_as(Whole num, Whole den, Rounding mode) noexcept {
  const Whole whole = num / den;
  const Whole rest = num - whole * den;
  if (rest == 0) return whole;
  const Whole size = rest < 0 ? -rest : rest;
  const Whole other = den - size;  // compared with `size`, because 2 * size could overflow
  const int tie = size < other ? -1 : static_cast<int>(size > other);
  return whole + nudge(mode, num < 0 ? -1 : 1, tie, whole % 2 != 0);
}

}  // namespace detail

/// num / den as a whole number.
/// Needs:  den > 0; a named rounding.
/// Cost:   one division; of 64 bits where both fit.
[[nodiscard]] constexpr Wide divide(Wide num, Wide den, Rounding mode) noexcept {
  HAGGLE_ASSERT(den > 0);
  if (detail::is_narrow(num) && detail::is_narrow(den)) {
    return detail::divide_as(static_cast<std::int64_t>(num), static_cast<std::int64_t>(den), mode);
  }
  return detail::divide_as(num, den, mode);
}

/// amount * num / den, rounded once; the product is taken in 128 bits and cannot overflow.
/// Units:  that of `amount`; num / den is a bare ratio.
/// Errors: bad_argument if den <= 0; overflow if the result needs more than 64 bits.
[[nodiscard]] constexpr Result<std::int64_t> scale(std::int64_t amount, std::int64_t num,
                                                   std::int64_t den, Rounding mode,
                                                   const char* where = "scale") noexcept {
  if (den <= 0) return fail(Errc::bad_argument, where);
  return narrow(divide(Wide{amount} * num, den, mode), where);
}

}  // namespace v0
}  // namespace haggle
