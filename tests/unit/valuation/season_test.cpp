// What a month does to a price.
#include "haggle/valuation/season.hpp"

#include <limits>

#include "cases.hpp"

namespace haggle::test {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

static_assert(month_of({0}) == 0 && month_of({-1}) == 11);
static_assert(month_of({31 * day_ms - 1}) == 0 && month_of({31 * day_ms}) == 1);
static_assert(month_of({951'782'400'000}) == 1);    // 2000-02-29
static_assert(month_of({951'868'800'000}) == 2);    // 2000-03-01
static_assert(month_of({4'107'542'400'000}) == 2);  // 2100-03-01: 2100 is no leap year
static_assert(month_of({4'107'542'399'999}) == 1);
static_assert(month_of(noon) == 10);

/// So many sales at a price on the 15th of a month of 2026.
void add(std::vector<DatedPrice>& sales, std::size_t month, std::size_t count, std::int64_t price) {
  constexpr std::int64_t mid_month[] = {14, 45, 73, 104, 134, 165, 195, 226, 257, 287, 318, 348};
  constexpr std::int64_t year_2026 = 1'767'225'600'000;
  for (std::size_t i = 0; i < count; ++i) {
    sales.push_back({price, dollars, {year_2026 + mid_month[month] * day_ms}});
  }
}

LearnedSeason learned(const std::vector<DatedPrice>& sales, const SeasonOptions& options = {}) {
  const auto out = learn_season(sales, noon, options);
  EXPECT_TRUE(out.has_value());
  return *out;
}

TEST(Season, IsShrunkByCountAndClamped) {
  std::vector<DatedPrice> sales;
  add(sales, 0, 20, 120);  // full weight
  add(sales, 1, 10, 80);   // half weight
  add(sales, 2, 4, 900);   // too few: 1, and not in the year's mean
  add(sales, 3, 5, 1'000);
  add(sales, 4, 40, 20);
  const LearnedSeason out = learned(sales);
  const double year = (20 * 120 + 10 * 80 + 5 * 1'000 + 40 * 20) / 75.0;  // 120
  EXPECT_DOUBLE_EQ(year, 120);
  EXPECT_DOUBLE_EQ(out.table.factor[0], 1);
  EXPECT_DOUBLE_EQ(out.table.factor[1], 1 + (80 / 120.0 - 1) / 2);
  EXPECT_EQ(out.table.factor[2], 1);
  EXPECT_DOUBLE_EQ(out.table.factor[3], 1.5);  // 1 + 7.33 / 4, clamped
  EXPECT_DOUBLE_EQ(out.table.factor[4], 0.5);  // 0.17, clamped
  EXPECT_EQ(out.table.factor[5], 1);
  EXPECT_EQ(out.counts[2], 4U);
  EXPECT_EQ(out.counts[5], 0U);
}

TEST(Season, FewSalesTeachNothing) {
  std::vector<DatedPrice> sales;
  add(sales, 0, 10, 100);
  add(sales, 1, 19, 200);
  EXPECT_EQ(learned(sales).table, SeasonTable{});
  add(sales, 1, 1, 200);
  EXPECT_FALSE(learned(sales).table == SeasonTable{});
  EXPECT_EQ(learned({}).table, SeasonTable{});
}

TEST(Season, OldSalesArePassedOverAndCounted) {
  std::vector<DatedPrice> sales(40, DatedPrice{100, dollars, days_ago(731)});
  sales.push_back({100, dollars, days_ago(730)});
  const LearnedSeason out = learned(sales);
  EXPECT_EQ(out.passed_over_count, 40U);
  EXPECT_EQ(out.counts[10], 1U);
  EXPECT_EQ(out.table, SeasonTable{});
}

TEST(Season, Faults) {
  std::vector<DatedPrice> sales(3, DatedPrice{100, dollars, days_ago(1)});
  const auto fault = [&](DatedPrice bad, Errc code, const char* where) {
    sales[2] = bad;
    expect_fault(learn_season(sales, noon), code, where, 2);
  };
  fault({0, dollars, days_ago(1)}, Errc::price_not_positive, "sales[].price");
  fault({100, euros, days_ago(1)}, Errc::currency_mismatch, "sales[].currency");
  fault({100, dollars, days_ago(-1)}, Errc::sold_in_future, "sales[].sold_at");
  fault({100, dollars, {-instant_ms_max - 1}}, Errc::out_of_range, "sales[].sold_at");
  expect_fault(learn_season({}, {instant_ms_max + 1}), Errc::out_of_range, "now");
}

TEST(Season, FaultsOfOptions) {
  const auto fault = [](const SeasonOptions& options, Errc code, const char* where) {
    expect_fault(learn_season({}, noon, options), code, where);
  };
  fault({0}, Errc::out_of_range, "options.month_count_min");
  fault({5, 0}, Errc::out_of_range, "options.month_count_full");
  fault({5, 20, 30, -1}, Errc::out_of_range, "options.age_days_max");
  fault({5, 20, 30, 730, 1.1}, Errc::out_of_range, "options.factor_min");
  fault({5, 20, 30, 730, 0.5, std::numeric_limits<double>::infinity()}, Errc::not_finite,
        "options.factor_max");
}

}  // namespace
}  // namespace haggle::test
