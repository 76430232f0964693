// Money: its limits, and that two currencies never meet.
#include "haggle/money/money.hpp"

#include <gtest/gtest.h>

#include <compare>
#include <cstdint>
#include <limits>

namespace haggle {
namespace {

constexpr Currency usd{"USD"};
constexpr Currency jpy{"JPY"};
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

static_assert(money(1234, usd).value() == Money{1234, usd});
static_assert(add(Money{1, usd}, Money{2, usd}).value() == Money{3, usd});
static_assert(sizeof(Money) == 16);

TEST(Money, KeepsItsLimits) {
  struct Row {
    std::int64_t minor;
    bool good;
  };
  for (const Row& row : {Row{0, true}, Row{-1, true}, Row{amount_minor_max, true},
                         Row{-amount_minor_max, true}, Row{amount_minor_max + 1, false},
                         Row{-amount_minor_max - 1, false}, Row{most, false}, Row{least, false}}) {
    SCOPED_TRACE(row.minor);
    const auto made = money(row.minor, usd, "listing.price");
    ASSERT_EQ(made.has_value(), row.good);
    if (made) {
      EXPECT_EQ(made->minor, row.minor);
      EXPECT_EQ(made->currency, usd);
    } else {
      EXPECT_EQ(made.error().code, Errc::out_of_range);
      EXPECT_STREQ(made.error().where, "listing.price");
    }
  }
}

TEST(Money, HasAUsableCurrency) {
  for (const Currency currency : {Currency{}, Currency{"XAU"}, Currency{"usd"}}) {
    const auto made = money(1, currency);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Errc::unknown_currency);
  }
}

TEST(Money, AddsSubtractsAndNegates) {
  const Money five{500, usd};
  const Money seven{700, usd};
  EXPECT_EQ(add(five, seven).value(), (Money{1200, usd}));
  EXPECT_EQ(subtract(five, seven).value(), (Money{-200, usd}));
  EXPECT_EQ(negate(five).value(), (Money{-500, usd}));
  EXPECT_EQ(negate(Money{}).value(), Money{});
}

TEST(Money, LeavesItsLimitsOnlyAsAnError) {
  const Money top{amount_minor_max, usd};
  const Money bottom{-amount_minor_max, usd};
  const Money cent{1, usd};
  EXPECT_EQ(add(top, bottom).value(), (Money{0, usd}));
  for (const auto& result :
       {add(top, cent), subtract(bottom, cent), subtract(top, bottom), add(bottom, bottom),
        negate(Money{least, usd}), add(Money{most, usd}, Money{most, usd}),
        subtract(Money{least, usd}, Money{most, usd})}) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::out_of_range);
  }
}

TEST(Money, NeverMeetsAnotherCurrency) {
  const Money dollars{100, usd};
  const Money yen{100, jpy};
  EXPECT_NE(dollars, yen);
  EXPECT_EQ(add(dollars, yen).error().code, Errc::currency_mismatch);
  EXPECT_EQ(subtract(dollars, yen).error().code, Errc::currency_mismatch);
  EXPECT_EQ(compare(dollars, yen).error().code, Errc::currency_mismatch);
  EXPECT_STREQ(compare(dollars, yen, "floor").error().where, "floor");
}

TEST(Money, ComparesInOneCurrency) {
  EXPECT_EQ(compare(Money{1, usd}, Money{2, usd}).value(), std::strong_ordering::less);
  EXPECT_EQ(compare(Money{2, usd}, Money{2, usd}).value(), std::strong_ordering::equal);
  EXPECT_EQ(compare(Money{2, usd}, Money{-2, usd}).value(), std::strong_ordering::greater);
}

}  // namespace
}  // namespace haggle
