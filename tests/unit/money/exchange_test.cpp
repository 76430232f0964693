// From one currency to another, by a rate that knows its day.
#include "haggle/money/exchange.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace haggle {
namespace {

constexpr Currency usd{"USD"};
constexpr Currency jpy{"JPY"};
constexpr Currency kwd{"KWD"};
constexpr Currency clf{"CLF"};
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int32_t first_day = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t last_day = std::numeric_limits<std::int32_t>::max();
constexpr std::int32_t today = 20'000;

static_assert(convert(Money{1000, usd}, {usd, jpy, 15025, 100, today}, today, 0, Rounding::floor)
                  .value() == Money{1502, jpy});

TEST(Convert, MindsTheDecimalsOfBothCurrencies) {
  struct Row {
    const char* name;
    Money money;
    ExchangeRate rate;
    Rounding mode;
    Money result;
  };
  const Row rows[] = {
      {"10 dollars in yen", {1000, usd}, {usd, jpy, 15025, 100}, Rounding::half_even, {1502, jpy}},
      {"a tie away", {1000, usd}, {usd, jpy, 15025, 100}, Rounding::half_away, {1503, jpy}},
      {"yen in dollars", {1503, jpy}, {jpy, usd, 100, 15025}, Rounding::half_even, {1000, usd}},
      {"dollars in dinars", {1000, usd}, {usd, kwd, 307, 1000}, Rounding::floor, {3070, kwd}},
      {"dinars in dollars, up", {3071, kwd}, {kwd, usd, 1000, 307}, Rounding::ceiling, {1001, usd}},
      {"yen in units", {37'000, jpy}, {jpy, clf, 1, 37'000}, Rounding::floor, {10'000, clf}},
      {"a refund", {-1000, usd}, {usd, jpy, 15025, 100}, Rounding::floor, {-1503, jpy}},
      {"to itself", {999, usd}, {usd, usd, 5, 5}, Rounding::floor, {999, usd}},
      {"nothing", {0, usd}, {usd, jpy, most, 1}, Rounding::ceiling, {0, jpy}},
      {"the most by the most",
       {amount_minor_max, jpy},
       {jpy, clf, most, most},
       Rounding::floor,
       {0, {}}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto result = convert(row.money, row.rate, 0, 0, row.mode);
    if (row.result.currency.empty()) {
      ASSERT_FALSE(result);
      EXPECT_EQ(result.error().code, Errc::out_of_range);
    } else {
      ASSERT_TRUE(result);
      EXPECT_EQ(*result, row.result);
    }
  }
}

TEST(Convert, WantsARateOfTheseDays) {
  struct Row {
    std::int32_t day, today, age_days_max;
    bool good;
  };
  for (const Row& row :
       {Row{today, today, 0, true}, Row{today - 3, today, 3, true}, Row{today - 4, today, 3, false},
        Row{today + 1, today, 3, false}, Row{first_day, last_day, last_day, false},
        Row{last_day, first_day, last_day, false}, Row{first_day, first_day, 0, true},
        Row{0, last_day, last_day, true}}) {
    SCOPED_TRACE(testing::Message() << row.day << " on " << row.today);
    const ExchangeRate rate{usd, jpy, 150, 1, row.day};
    const auto result = convert({100, usd}, rate, row.today, row.age_days_max, Rounding::floor);
    ASSERT_EQ(result.has_value(), row.good);
    if (!result) {
      EXPECT_EQ(result.error().code, Errc::rate_too_old);
    }
  }
}

TEST(Convert, RefusesWhatIsNoRateForThisMoney) {
  struct Row {
    const char* name;
    Money money;
    ExchangeRate rate;
    std::int32_t age_days_max;
    Errc code;
  };
  const Money dollar{100, usd};
  const Row rows[] = {
      {"other money", {100, kwd}, {usd, jpy, 150, 1}, 0, Errc::currency_mismatch},
      {"backwards", {100, jpy}, {usd, jpy, 150, 1}, 0, Errc::currency_mismatch},
      {"zero", dollar, {usd, jpy, 0, 1}, 0, Errc::bad_argument},
      {"negative", dollar, {usd, jpy, -150, 1}, 0, Errc::bad_argument},
      {"over zero", dollar, {usd, jpy, 150, 0}, 0, Errc::bad_argument},
      {"over a negative", dollar, {usd, jpy, 150, -1}, 0, Errc::bad_argument},
      {"to itself, but not 1", dollar, {usd, usd, 2, 1}, 0, Errc::bad_argument},
      {"negative age", dollar, {usd, jpy, 150, 1}, -1, Errc::bad_argument},
      {"from nothing", {100, {}}, {{}, jpy, 150, 1}, 0, Errc::unknown_currency},
      {"to gold", dollar, {usd, Currency{"XAU"}, 1, 4000}, 0, Errc::unknown_currency},
      {"too much", {amount_minor_max + 1, usd}, {usd, jpy, 1, 1000}, 0, Errc::out_of_range},
      {"becomes too much", {amount_minor_max, usd}, {usd, jpy, 101, 1}, 0, Errc::out_of_range},
      {"far too much", {-amount_minor_max, jpy}, {jpy, clf, most, 1}, 0, Errc::out_of_range},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto result = convert(row.money, row.rate, 0, row.age_days_max, Rounding::half_even);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, row.code);
  }
}

}  // namespace
}  // namespace haggle
