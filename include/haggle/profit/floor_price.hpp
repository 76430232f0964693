// haggle/profit/floor_price.hpp -- floor 3 (profit).
//
// The exact smallest price for a margin, an ROI or a profit: the smallest from which the goal is
// kept at every price up to the ceiling. The fee is rounded, so the net amount is a staircase,
// and what the flat formula says can be a unit or more off.
#pragma once

#include <algorithm>
#include <cstdint>

#include "haggle/base/error.hpp"
#include "haggle/profit/costs.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// What a goal takes: a share of the price and an amount.
struct Claim {
  std::int64_t share_ppm{0};
  Wide amount_minor{0};
};
constexpr Claim claim_of(Margin goal, const Costs&) noexcept {
  return {goal.ppm, 0};
}
constexpr Claim claim_of(Roi goal, const Costs& costs) noexcept {
  return {0, ceil_div(Wide{goal.ppm} * costs.cost_minor, ppm_one)};
}
constexpr Claim claim_of(Profit goal, const Costs&) noexcept {
  return {0, goal.minor};
}

/// A price at which and above which the goal is kept, however the fee is rounded.
constexpr Wide safe_price(const Claim& claim, const Costs& costs) noexcept {
  const Wide left_ppm = ppm_one - costs.fee_ppm - claim.share_ppm;
  const Wide taken = Wide{costs.cost_minor} + costs.fee_fixed_minor + claim.amount_minor;
  return ceil_div((2 * taken + 1) * ppm_one, 2 * left_ppm);
}

}  // namespace detail

/// No ceiling: above every price.
inline constexpr std::int64_t no_ceiling_minor = INT64_MAX;

/// Prices above this are no prices; a floor beyond it is written as this and crosses any ceiling.
inline constexpr std::int64_t floor_price_minor_max = 4 * amount_minor_max;

/// Can the goal be kept at any price, or do fees and margin take 100 % or more?
template <class Goal>
[[nodiscard]] constexpr bool is_possible(Goal goal, const Costs& costs) noexcept {
  return costs.fee_ppm + detail::claim_of(goal, costs).share_ppm < ppm_one;
}

namespace detail {

/// `floor_price` of a goal that is possible.
template <class Goal>
constexpr std::int64_t floor_price_of(Goal goal, const Costs& costs,
                                      std::int64_t ceiling_minor) noexcept {
  const Wide safe = safe_price(claim_of(goal, costs), costs);
  if (safe > floor_price_minor_max) return floor_price_minor_max;
  std::int64_t price = static_cast<std::int64_t>(std::max(safe, Wide{1}));
  if (1 <= ceiling_minor && ceiling_minor < price && keeps(goal, ceiling_minor, costs)) {
    price = ceiling_minor;
  }
  while (price > 1 && keeps(goal, price - 1, costs)) --price;
  return price;
}

}  // namespace detail

/// The smallest price, at least 1, from which `goal` is kept at every price up to the ceiling.
/// Units:  minor units; fee_ppm and share of the price in 0..1'000'000.
/// Errors: floor_impossible where fees and margin take 100 % or more.
/// Cost:   a walk down from the flat formula: at most ppm_one / 2 / (ppm_one - fee - margin) + 2
///         steps, two or three for any fee that is met in trade.
/// Source: fee = half up(p r) lies within half a unit of p r, so p (1 - r - m) >= C + 1/2 suffices.
template <class Goal>
[[nodiscard]] constexpr Result<std::int64_t> floor_price(
    Goal goal, const Costs& costs, std::int64_t ceiling_minor = no_ceiling_minor) noexcept {
  if (!is_possible(goal, costs)) return fail(Errc::floor_impossible, "listing.fee");
  return detail::floor_price_of(goal, costs, ceiling_minor);
}

}  // namespace v0
}  // namespace haggle
