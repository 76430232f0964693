// haggle/valuation/adjustments.hpp -- floor 4 (valuation).
//
// What makes two similar items differ in price: the shape they are in, the month, how good they
// look. Each is a multiplier, and its table may be replaced by the caller.
#pragma once

#include <array>
#include <cstddef>

#include "haggle/market/sale.hpp"
#include "haggle/valuation/comparable.hpp"
#include "haggle/valuation/season.hpp"

namespace haggle {
inline namespace v0 {

inline constexpr double factor_least = 0.01;  ///< smallest multiplier that is accepted
inline constexpr double factor_most = 100;    ///< largest multiplier that is accepted

/// The multipliers of the conditions, by their number; very good is 1.
struct ConditionTable {
  std::array<double, sale_condition_names.size()> factor{1.00, 1.20, 1.10, 1.00, 0.95, 0.85, 0.75};
  friend bool operator==(const ConditionTable&, const ConditionTable&) = default;
};

/// The multipliers of the qualities, by their number; good is 1.
struct QualityTable {
  std::array<double, quality_names.size()> factor{1.00, 1.15, 1.00, 0.90, 0.75};
  friend bool operator==(const QualityTable&, const QualityTable&) = default;
};

/// All multipliers of a policy. The season is flat until one was learned.
struct Adjustments {
  ConditionTable condition{};
  QualityTable quality{};
  SeasonTable season{};
  friend bool operator==(const Adjustments&, const Adjustments&) = default;
};

/// The multiplier in the price of a sold item: its condition's and its month's.
/// Needs: a condition that has a number.
[[nodiscard]] inline double factor_of(const Adjustments& with, const Comparable& sold) noexcept {
  return with.condition.factor[static_cast<std::size_t>(sold.condition)] *
         with.season.factor[month_of(sold.sold_at)];
}

/// The multiplier of the item that is priced: condition, month and quality.
/// Needs: a condition and a quality that have numbers.
[[nodiscard]] inline double factor_of(const Adjustments& with, const Query& query) noexcept {
  return with.condition.factor[static_cast<std::size_t>(query.condition)] *
         with.season.factor[month_of(query.now)] *
         with.quality.factor[static_cast<std::size_t>(query.quality)] * query.quality_factor;
}

}  // namespace v0
}  // namespace haggle
