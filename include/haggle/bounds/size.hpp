// haggle/bounds/size.hpp -- floor 3 (bounds).
//
// "A cent" and "one percent" are both sizes of a step. As a policy says it: an amount or a rate.
// As a decision uses it: minor units of the listing's currency, or parts per million.
#pragma once

#include <cstdint>
#include <variant>

#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"
#include "haggle/money/amount.hpp"
#include "haggle/money/rate.hpp"

namespace haggle {
inline namespace v0 {

/// As a policy says it.
using AmountOrRate = std::variant<Amount, Rate>;

/// As a decision uses it.
struct Size {
  std::int64_t value{0};  ///< minor units, or parts per million
  bool is_rate{false};
  friend constexpr bool operator==(const Size&, const Size&) = default;
};

/// The size in minor units, a rate taken of `of` and rounded away from zero.
/// Source: a signed beat_by moves at least as far as it says.
[[nodiscard]] constexpr std::int64_t away_from_zero(Size size, std::int64_t of) noexcept {
  if (!size.is_rate) return size.value;
  const Wide exact = Wide{of} * size.value;
  return static_cast<std::int64_t>(exact > 0 ? ceil_div(exact, ppm_one)
                                             : floor_div(exact, ppm_one));
}

/// Is |change| below the size? A rate is of `of`; compared without rounding.
[[nodiscard]] constexpr bool is_below(std::int64_t change, Size size, std::int64_t of) noexcept {
  const std::int64_t distance = change < 0 ? -change : change;
  if (!size.is_rate) return distance < size.value;
  return Wide{distance} * ppm_one < Wide{size.value} * of;
}

}  // namespace v0
}  // namespace haggle
