// Amounts that meet their currency late.
#include "haggle/money/amount.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace haggle {
namespace {

constexpr Currency usd{"USD"};
constexpr Currency jpy{"JPY"};
constexpr Currency kwd{"KWD"};
constexpr Currency clf{"CLF"};
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

static_assert(minor_in(Amount::decimal(-1, 2), usd).value() == -1);
static_assert(minor_in(Amount::decimal(3000'00, 2), jpy).value() == 3000);
static_assert(minor_in(Amount::minor(5), kwd).value() == 5);
static_assert(minor_at(Amount::decimal(5, 1), 4).value() == 5000);

TEST(Amount, MeetsItsCurrencyExactly) {
  struct Row {
    const char* name;
    Amount amount;
    Currency currency;
    std::int64_t minor;
  };
  const Row rows[] = {
      {"a cent", Amount::decimal(1, 2), usd, 1},
      {"12.34", Amount::decimal(1234, 2), usd, 1234},
      {"whole dollars", Amount::decimal(12, 0), usd, 1200},
      {"yen with zeros", Amount::decimal(300000, 2), jpy, 3000},
      {"fils", Amount::decimal(1234, 2), kwd, 12340},
      {"four decimals", Amount::decimal(-12345, 4), clf, -12345},
      {"eighteen decimals", Amount::decimal(1'000'000'000'000'000'000, 18), usd, 100},
      {"zero", Amount::decimal(0, 18), jpy, 0},
      {"minor units", Amount::minor(-7), jpy, -7},
      {"of money", Amount::of({1234, usd}), usd, 1234},
      {"the most", Amount::decimal(10'000'000'000'000, 0), usd, amount_minor_max},
      {"the least", Amount::decimal(-amount_minor_max, 0), jpy, -amount_minor_max},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto minor = minor_in(row.amount, row.currency);
    ASSERT_TRUE(minor);
    EXPECT_EQ(*minor, row.minor);
  }
}

TEST(Amount, IsRefusedAndNeverRounded) {
  struct Row {
    const char* name;
    Amount amount;
    Currency currency;
    Errc code;
  };
  const Amount dollar{100, usd, 2};
  const Row rows[] = {
      {"half a cent", Amount::decimal(5, 3), usd, Errc::amount_precision},
      {"half a yen", Amount::decimal(300050, 2), jpy, Errc::amount_precision},
      {"negative half a yen", Amount::decimal(-5, 1), jpy, Errc::amount_precision},
      {"a little over", Amount::decimal(1'000'000'000'000'001, 2), jpy, Errc::amount_precision},
      {"too many units", Amount::minor(amount_minor_max + 1), usd, Errc::out_of_range},
      {"too few units", Amount::minor(least), usd, Errc::out_of_range},
      {"too many dollars", Amount::decimal(10'000'000'000'001, 0), usd, Errc::out_of_range},
      {"the most digits", Amount::decimal(most, 0), clf, Errc::out_of_range},
      {"the least digits", Amount::decimal(least, 0), clf, Errc::out_of_range},
      {"too large, and too fine", Amount::decimal(most, 1), jpy, Errc::out_of_range},
      {"too many decimals", Amount::decimal(0, 19), usd, Errc::bad_argument},
      {"another currency", dollar, jpy, Errc::currency_mismatch},
      {"money of another", Amount::of({1, usd}), kwd, Errc::currency_mismatch},
      {"into none", Amount::decimal(1, 0), Currency{}, Errc::unknown_currency},
      {"into gold", Amount::decimal(1, 0), Currency{"XAU"}, Errc::unknown_currency},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto minor = minor_in(row.amount, row.currency, "policy.floor");
    ASSERT_FALSE(minor);
    EXPECT_EQ(minor.error().code, row.code);
    EXPECT_STREQ(minor.error().where, "policy.floor");
  }
}

TEST(MinorAt, TakesTheExponentAsGiven) {
  EXPECT_EQ(minor_at(Amount{1234, usd, 2}, 3).value(), 12340);
  EXPECT_EQ(minor_at(Amount::decimal(5, 18), 18).value(), 5);
  EXPECT_EQ(minor_at(Amount::decimal(0, 0), 18).value(), 0);
  EXPECT_EQ(minor_at(Amount::decimal(1, 0), 18).error().code, Errc::out_of_range);
  EXPECT_EQ(minor_at(Amount::decimal(1, 0), -1).error().code, Errc::bad_argument);
  EXPECT_EQ(minor_at(Amount::decimal(1, 0), 19).error().code, Errc::bad_argument);
  EXPECT_EQ(minor_at(Amount::minor(1), 19).error().code, Errc::bad_argument);
}

TEST(Amount, EqualMeansWrittenAlike) {
  EXPECT_EQ(Amount::decimal(5, 1), Amount::decimal(5, 1));
  EXPECT_NE(Amount::decimal(5, 1), Amount::decimal(50, 2));
  EXPECT_NE(Amount::decimal(5, 0), Amount::minor(5));
}

}  // namespace
}  // namespace haggle
