// haggle/valuation/season.hpp -- floor 4 (valuation).
//
// What the month of the year does to a price, learned from sales. A month with few sales says
// little, so its multiplier is drawn towards 1.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "haggle/base/error.hpp"
#include "haggle/base/wide.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

inline constexpr std::size_t months_count = 12;

/// The multipliers of January to December.
struct SeasonTable {
  std::array<double, months_count> factor{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
  friend bool operator==(const SeasonTable&, const SeasonTable&) = default;
};

/// The month of a moment in UTC: 0 is January.
/// Source: the days-to-civil algorithm of H. Hinnant, whose year begins in March.
[[nodiscard]] constexpr std::size_t month_of(Instant at) noexcept {
  constexpr std::int64_t days_to_march_of_year_0 = 719'468;
  constexpr std::int64_t days_per_era = 146'097;
  const auto day =
      static_cast<std::int64_t>(floor_div(at.ms, days(1).ms)) + days_to_march_of_year_0;
  const std::int64_t in_era =
      day - static_cast<std::int64_t>(floor_div(day, days_per_era)) * days_per_era;
  const std::int64_t year = (in_era - in_era / 1'460 + in_era / 36'524 - in_era / 146'096) / 365;
  const std::int64_t in_year = in_era - (365 * year + year / 4 - year / 100);
  const std::int64_t from_march = (5 * in_year + 2) / 153;
  return static_cast<std::size_t>((from_march + 2) % 12);
}

/// A sale to learn from.
struct DatedPrice {
  std::int64_t price_minor{0};  ///< above zero
  Currency currency{};          ///< one for all
  Instant sold_at{};
};

struct SeasonOptions {
  std::uint32_t month_count_min{5};    ///< below it a month's multiplier is 1
  std::uint32_t month_count_full{20};  ///< from it on a month's own mean counts in full
  std::uint32_t sales_count_min{30};   ///< below it all multipliers are 1
  double age_days_max{730};            ///< older sales are passed over
  double factor_min{0.5};
  double factor_max{1.5};
};

/// What was learned, and from how many sales.
struct LearnedSeason {
  SeasonTable table{};
  std::array<std::uint32_t, months_count> counts{};  ///< sales used, of each month
  std::uint32_t passed_over_count{0};                ///< sales older than `age_days_max`
};

/// Learns the multipliers: for a month with n sales and mean price m, in a year of mean price M,
/// clamp(1 + (m / M - 1) min(n / full, 1), factor_min, factor_max). M is over the sales of all
/// months that have `month_count_min` of them.
/// Units:  ages in days; all prices in one currency.
/// Errors: price_not_positive, out_of_range (a price, a moment), currency_mismatch, sold_in_future,
///         each with its place; not_finite or out_of_range for an option.
/// Cost:   one pass; sums are whole numbers, so the order of the sales does not matter.
/// Source: shrinkage by count as the vision pricing seed has it.
[[nodiscard]] Result<LearnedSeason> learn_season(std::span<const DatedPrice> sales, Instant now,
                                                 const SeasonOptions& options = {});

}  // namespace v0
}  // namespace haggle
