#include "haggle/valuation/season.hpp"

#include <algorithm>
#include <numeric>

#include "valuation/input_check.hpp"
#include "valuation/range_check.hpp"

namespace haggle {
inline namespace v0 {
namespace {

/// Prices of each month, added up exactly.
struct Months {
  std::array<Wide, months_count> sums{};
  std::array<std::uint32_t, months_count> counts{};
};

Result<void> check_options(const SeasonOptions& options) {
  const detail::Limited numbers[] = {
      {static_cast<double>(options.month_count_min), 1, 1e9, "options.month_count_min"},
      {static_cast<double>(options.month_count_full), 1, 1e9, "options.month_count_full"},
      {options.age_days_max, 0, 36'500, "options.age_days_max"},
      {options.factor_min, 0.01, 1, "options.factor_min"},
      {options.factor_max, 1, 100, "options.factor_max"},
  };
  return detail::check_numbers(numbers);
}

Result<void> check_sale(std::span<const DatedPrice> sales, std::size_t i, Instant now) {
  const auto price = detail::check_price(sales[i].price_minor, "sales[].price", i);
  if (!price) return price;
  const auto moment = detail::check_moment(sales[i].sold_at, "sales[].sold_at", i);
  if (!moment) return moment;
  if (sales[i].sold_at > now) return fail(Errc::sold_in_future, "sales[].sold_at", i);
  if (sales[i].currency != sales[0].currency) {
    return fail(Errc::currency_mismatch, "sales[].currency", i);
  }
  return {};
}

/// The mean over the months that have enough sales; 0 where none has.
double mean_of_year(const Months& months, std::uint32_t count_min) {
  Wide sum = 0;
  std::uint64_t count = 0;
  for (std::size_t month = 0; month < months_count; ++month) {
    if (months.counts[month] < count_min) continue;
    sum += months.sums[month];
    count += months.counts[month];
  }
  return count == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count);
}

double factor(const Months& months, std::size_t month, double year, const SeasonOptions& options) {
  const std::uint32_t count = months.counts[month];
  if (count < options.month_count_min) return 1;
  const double mean = static_cast<double>(months.sums[month]) / count;
  const double trust = std::min(static_cast<double>(count) / options.month_count_full, 1.0);
  return std::clamp(1 + (mean / year - 1) * trust, options.factor_min, options.factor_max);
}

void learn(const Months& months, const SeasonOptions& options, SeasonTable& table) {
  const auto& counts = months.counts;
  const auto total = std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  if (total < options.sales_count_min) return;
  const double year = mean_of_year(months, options.month_count_min);
  for (std::size_t month = 0; month < months_count; ++month) {
    table.factor[month] = factor(months, month, year, options);
  }
}

}  // namespace

Result<LearnedSeason> learn_season(std::span<const DatedPrice> sales, Instant now,
                                   const SeasonOptions& options) {
  auto checked = check_options(options);
  if (checked) checked = detail::check_moment(now, "now", 0);
  LearnedSeason out;
  Months months;
  for (std::size_t i = 0; checked && i < sales.size(); ++i) {
    checked = check_sale(sales, i, now);
    const auto age_ms = static_cast<double>((now - sales[i].sold_at).ms);
    if (age_ms > options.age_days_max * static_cast<double>(days(1).ms)) {
      ++out.passed_over_count;
      continue;
    }
    months.sums[month_of(sales[i].sold_at)] += sales[i].price_minor;
    ++months.counts[month_of(sales[i].sold_at)];
  }
  if (!checked) return tl::unexpected<Error>(checked.error());
  out.counts = months.counts;
  learn(months, options, out.table);
  return out;
}

}  // namespace v0
}  // namespace haggle
