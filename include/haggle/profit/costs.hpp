// haggle/profit/costs.hpp -- floor 3 (profit).
//
// What is left of a price: one cost and flat fees. The referral fee is a rate of the item price,
// rounded half up as the marketplace bills it; the fixed fee stands beside it.
#pragma once

#include <cstdint>

#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"

namespace haggle {
inline namespace v0 {

struct Costs {
  std::int64_t cost_minor{0};       ///< of one unit
  std::int64_t fee_ppm{0};          ///< 0..1'000'000, of the item price
  std::int64_t fee_fixed_minor{0};  ///< of one unit
};

/// Three goals that are often mixed up, so each has its own type. At price 100, cost 20 and a fee
/// of 15 %: profit 65, ROI 325 %, margin 65 %.
struct Margin {
  std::int64_t ppm{0};  ///< profit as a share of the price
};
struct Roi {
  std::int64_t ppm{0};  ///< profit as a share of the cost
};
struct Profit {
  std::int64_t minor{0};  ///< profit of a unit
};

/// The referral fee of a price, rounded half up.  Needs: price >= 0.
[[nodiscard]] constexpr std::int64_t referral_fee_minor(std::int64_t price_minor,
                                                        const Costs& costs) noexcept {
  return static_cast<std::int64_t>(half_up_div(Wide{price_minor} * costs.fee_ppm, ppm_one));
}

/// What is left of a price after fees and cost; may be negative.
[[nodiscard]] constexpr std::int64_t net_minor(std::int64_t price_minor,
                                               const Costs& costs) noexcept {
  return price_minor - referral_fee_minor(price_minor, costs) - costs.fee_fixed_minor -
         costs.cost_minor;
}

[[nodiscard]] constexpr bool keeps(Margin goal, std::int64_t price_minor,
                                   const Costs& costs) noexcept {
  return Wide{net_minor(price_minor, costs)} * ppm_one >= Wide{goal.ppm} * price_minor;
}
[[nodiscard]] constexpr bool keeps(Roi goal, std::int64_t price_minor,
                                   const Costs& costs) noexcept {
  return Wide{net_minor(price_minor, costs)} * ppm_one >= Wide{goal.ppm} * costs.cost_minor;
}
[[nodiscard]] constexpr bool keeps(Profit goal, std::int64_t price_minor,
                                   const Costs& costs) noexcept {
  return net_minor(price_minor, costs) >= goal.minor;
}

}  // namespace v0
}  // namespace haggle
