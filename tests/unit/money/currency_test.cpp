// What a currency is, and which codes are one.
#include "haggle/money/currency.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace haggle {
namespace {

constexpr Currency usd{"USD"};

static_assert(exponent_of(usd) == 2);
static_assert(exponent_of(Currency{}) == -1);
static_assert(currency_from("USD").value() == usd);
static_assert(usd.text() == "USD" && Currency{}.text().empty());
static_assert(Currency{}.empty() && !usd.empty());

TEST(Currency, HasTheExponentOfItsMinorUnit) {
  struct Row {
    std::string_view code;
    int exponent;
  };
  for (const Row& row : {Row{"JPY", 0}, Row{"USD", 2}, Row{"EUR", 2}, Row{"KWD", 3}, Row{"CLF", 4},
                         Row{"AED", 2}, Row{"ZWG", 2}, Row{"UYW", 4}}) {
    SCOPED_TRACE(row.code);
    const auto currency = currency_from(row.code);
    ASSERT_TRUE(currency);
    EXPECT_EQ(currency->text(), row.code);
    EXPECT_EQ(exponent_of(*currency), row.exponent);
  }
}

TEST(Currency, RefusesWhatIsNotAUsableCode) {
  using namespace std::string_view_literals;
  for (const std::string_view code :
       {""sv,     "U"sv,      "US"sv,  "USDX"sv,         "usd"sv, "Usd"sv, "US "sv,
        "US\0"sv, "\0\0\0"sv, "XAU"sv, "XTS"sv,          "XXX"sv, "XDR"sv, "AAA"sv,
        "ZZZ"sv,  "HRK"sv,    "BGN"sv, "\xC3\x84\x41"sv, "US["sv, "US@"sv, "123"sv}) {
    SCOPED_TRACE(std::string(code));
    const auto currency = currency_from(code, "listing.price");
    ASSERT_FALSE(currency);
    EXPECT_EQ(currency.error().code, Errc::unknown_currency);
    EXPECT_STREQ(currency.error().where, "listing.price");
  }
}

TEST(Currency, WithoutItsNulHasNoExponent) {
  const Currency unended{{'U', 'S', 'D', 'X'}};
  EXPECT_EQ(exponent_of(unended), -1);
  EXPECT_EQ(unended.text(), "USDX");
  EXPECT_NE(unended, usd);
}

TEST(Currency, ComparesAllLetters) {
  EXPECT_EQ(usd, Currency{"USD"});
  EXPECT_NE(usd, Currency{"USN"});
  EXPECT_NE(usd, Currency{"GBP"});
  EXPECT_NE(usd, Currency{});
}

}  // namespace
}  // namespace haggle
