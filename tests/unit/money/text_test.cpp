// Amounts from text and back.
#include "haggle/money/text.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace haggle {
namespace {

using namespace std::string_view_literals;

constexpr Currency usd{"USD"};
constexpr Currency jpy{"JPY"};

static_assert(parse_minor("12.34", 2).value() == 1234);
static_assert(parse_minor("3000.00", 0).value() == 3000);
static_assert(parse_money("USD 12.34").value() == Money{1234, usd});
static_assert(parse_amount("-0.01").value() == Amount::decimal(-1, 2));
static_assert(parse_amount("USD 1.5e1").value() == Amount{15, usd, 0});
static_assert(parse_amount("usd 1").error().code == Errc::unknown_currency);

TEST(ParseMinor, ReadsEverySpellingOfJson) {
  struct Row {
    std::string_view text;
    int exponent;
    std::int64_t minor;
  };
  const Row rows[] = {
      {"0", 2, 0},
      {"-0", 2, 0},
      {"0.00", 0, 0},
      {"12.34", 2, 1234},
      {"-0.01", 2, -1},
      {"12", 2, 1200},
      {"12.3", 2, 1230},
      {"3000.00", 0, 3000},
      {"1e2", 2, 10000},
      {"1.5E1", 2, 1500},
      {"1.5e+1", 0, 15},
      {"150e-1", 0, 15},
      {"15e-1", 2, 150},
      {"-1E0", 0, -1},
      {"0e400", 2, 0},
      {"0.0E-400", 2, 0},
      {"007.50", 2, 750},
      {"1.2340", 3, 1234},
      {"1.2345", 4, 12345},
      {"10000000000000.00", 2, amount_minor_max},
      {"-10000000000000", 2, -amount_minor_max},
      {"1000000000000000", 0, amount_minor_max},
      {"1e15", 0, amount_minor_max},
      {"1.000000000000000000000000000000", 2, 100},
      {"0000000000000000000000000000012.34", 2, 1234},
      {"0.000000000000000000000000000001e30", 2, 100},
      {"1000000000000000000000000000000e-30", 2, 100},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto minor = parse_minor(row.text, row.exponent);
    ASSERT_TRUE(minor);
    EXPECT_EQ(*minor, row.minor);
  }
}

struct Refused {
  std::string_view text;
  Errc code;
  std::uint64_t offset;  ///< of the byte where the text stops being a number; else its size
};

TEST(ParseMinor, RefusesWhatIsNoAmountOfCents) {
  const Refused rows[] = {
      {""sv, Errc::bad_amount, 0},
      {"-"sv, Errc::bad_amount, 1},
      {"+1"sv, Errc::bad_amount, 0},
      {".5"sv, Errc::bad_amount, 0},
      {"-.5"sv, Errc::bad_amount, 1},
      {"1."sv, Errc::bad_amount, 2},
      {"1.e5"sv, Errc::bad_amount, 2},
      {"1e"sv, Errc::bad_amount, 2},
      {"1e+"sv, Errc::bad_amount, 3},
      {"1e5.0"sv, Errc::bad_amount, 3},
      {"."sv, Errc::bad_amount, 0},
      {"e5"sv, Errc::bad_amount, 0},
      {"--1"sv, Errc::bad_amount, 1},
      {"1-"sv, Errc::bad_amount, 1},
      {" 1"sv, Errc::bad_amount, 0},
      {"1 "sv, Errc::bad_amount, 1},
      {"1\n"sv, Errc::bad_amount, 1},
      {"1\0"sv, Errc::bad_amount, 1},
      {"1.2.3"sv, Errc::bad_amount, 3},
      {"1,234.00"sv, Errc::bad_amount, 1},
      {"12,34"sv, Errc::bad_amount, 2},
      {"1_000"sv, Errc::bad_amount, 1},
      {"NaN"sv, Errc::bad_amount, 0},
      {"Infinity"sv, Errc::bad_amount, 0},
      {"-Infinity"sv, Errc::bad_amount, 1},
      {"0x10"sv, Errc::bad_amount, 1},
      {"$5"sv, Errc::bad_amount, 0},
      {"USD 5"sv, Errc::bad_amount, 0},
      {"\xD9\xA1"sv, Errc::bad_amount, 0},
      {"\xEF\xBC\x91"sv, Errc::bad_amount, 0},
      {"0.005"sv, Errc::amount_precision, 5},
      {"-0.005"sv, Errc::amount_precision, 6},
      {"1e-3"sv, Errc::amount_precision, 4},
      {"1e-400"sv, Errc::amount_precision, 6},
      {"0.0000000000000000000000000001"sv, Errc::amount_precision, 30},
      {"100.123456789012345678901"sv, Errc::amount_precision, 25},
      {"10000000000000.001"sv, Errc::amount_precision, 18},
      {"10000000000000.01"sv, Errc::out_of_range, 17},
      {"10000000000000.010"sv, Errc::out_of_range, 18},
      {"-10000000000000.01"sv, Errc::out_of_range, 18},
      {"1e400"sv, Errc::out_of_range, 5},
      {"-1e400"sv, Errc::out_of_range, 6},
      {"1e99999999999999999999"sv, Errc::out_of_range, 22},
      {"99999999999999999999.999"sv, Errc::out_of_range, 24},
      {"9223372036854775808"sv, Errc::out_of_range, 19},
  };
  for (const Refused& row : rows) {
    SCOPED_TRACE(std::string(row.text));
    const auto minor = parse_minor(row.text, 2, "offers[].price");
    ASSERT_FALSE(minor);
    EXPECT_EQ(minor.error().code, row.code);
    EXPECT_EQ(minor.error().offset, row.offset);
    EXPECT_STREQ(minor.error().where, "offers[].price");
  }
}

TEST(ParseMinor, NeverRoundsYen) {
  EXPECT_EQ(parse_minor("3000.50", 0).error().code, Errc::amount_precision);
  EXPECT_EQ(parse_minor("3000.5e1", 0).value(), 30005);
  EXPECT_EQ(parse_minor("1", 19).error().code, Errc::bad_argument);
  EXPECT_EQ(parse_minor("1", -1).error().code, Errc::bad_argument);
}

TEST(ParseMinor, ReadsALongTextOnce) {
  const std::string zeros(1'000'000, '0');
  EXPECT_EQ(parse_minor("1." + zeros, 2).value(), 100);
  EXPECT_EQ(parse_minor("0." + zeros + "1e1000001", 2).value(), 100);
  EXPECT_EQ(parse_minor("0." + zeros + "1", 2).error().code, Errc::amount_precision);
  EXPECT_EQ(parse_minor("1" + zeros, 2).error().code, Errc::out_of_range);
}

TEST(ParseAmount, KeepsTheDigitsAsWritten) {
  struct Row {
    std::string_view text;
    Amount amount;
  };
  const Row rows[] = {
      {"-0.01", Amount::decimal(-1, 2)},
      {"0.50", Amount::decimal(50, 2)},
      {"3000.00", Amount::decimal(300000, 2)},
      {"0", Amount::decimal(0, 0)},
      {"-0.000", Amount::decimal(0, 3)},
      {"0e400", Amount::decimal(0, 0)},
      {"0e-400", Amount::decimal(0, 18)},
      {"1e2", Amount::decimal(100, 0)},
      {"1.50e1", Amount::decimal(150, 1)},
      {"5e-18", Amount::decimal(5, 18)},
      {"1000000000000000", Amount::decimal(amount_minor_max, 0)},
      {"1000000000000000.0000000000", Amount::decimal(100'000'000'000'000'000, 2)},
      {"1.0000000000000000000000000", Amount::decimal(100'000'000'000'000'000, 17)},
      {"USD 12.34", Amount{1234, usd, 2}},
      {"USD -5", Amount{-5, usd, 0}},
      {"JPY 3000.00", Amount{300000, jpy, 2}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto amount = parse_amount(row.text);
    ASSERT_TRUE(amount);
    EXPECT_EQ(*amount, row.amount);
  }
}

TEST(ParseAmount, RefusesTheRest) {
  const Refused rows[] = {
      {"", Errc::bad_amount, 0},
      {"+1", Errc::bad_amount, 0},
      {"1.", Errc::bad_amount, 2},
      {"NaN", Errc::bad_amount, 0},
      {"123 4", Errc::bad_amount, 3},
      {"-12 3", Errc::bad_amount, 3},
      {"US$ 1", Errc::bad_amount, 0},
      {"USD", Errc::bad_amount, 0},
      {"USD ", Errc::bad_amount, 4},
      {"USD  1", Errc::bad_amount, 4},
      {"USD 1 ", Errc::bad_amount, 5},
      {"usd 1", Errc::unknown_currency, 0},
      {"XAU 1", Errc::unknown_currency, 0},
      {"USD 0.005", Errc::amount_precision, 9},
      {"JPY 0.5", Errc::amount_precision, 7},
      {"USD 10000000000000.01", Errc::out_of_range, 21},
      {"1000000000000001", Errc::out_of_range, 16},
      {"1e400", Errc::out_of_range, 5},
      {"1e-19", Errc::amount_precision, 5},
      {"100.1234567890123456", Errc::amount_precision, 20},
      {"99999999999999999999.999", Errc::out_of_range, 24},
  };
  for (const Refused& row : rows) {
    SCOPED_TRACE(std::string(row.text));
    const auto amount = parse_amount(row.text, "policy.beat_by");
    ASSERT_FALSE(amount);
    EXPECT_EQ(amount.error().code, row.code);
    EXPECT_EQ(amount.error().offset, row.offset);
    EXPECT_STREQ(amount.error().where, "policy.beat_by");
  }
}

TEST(MoneyText, IsReadBackAsTheSameMoney) {
  for (const std::string_view code : {"JPY", "USD", "KWD", "CLF"}) {
    const Currency currency = currency_from(code).value();
    for (const std::int64_t minor :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{-1}, std::int64_t{99},
          std::int64_t{-12345}, amount_minor_max, -amount_minor_max}) {
      const Money money{minor, currency};
      SCOPED_TRACE(money_text(money));
      EXPECT_EQ(parse_money(money_text(money)).value(), money);
    }
  }
}

TEST(MoneyText, NamesTheCurrencyFirst) {
  EXPECT_EQ(money_text({1234, usd}), "USD 12.34");
  EXPECT_EQ(money_text({-5, usd}), "USD -0.05");
  EXPECT_EQ(money_text({3000, jpy}), "JPY 3000");
  EXPECT_EQ(money_text({7, Currency{"XAU"}}), "XAU 7");
  EXPECT_EQ(money_text({}), "0");
}

TEST(ParseMoney, NeedsItsCurrency) {
  EXPECT_EQ(parse_money("12.34").error().code, Errc::bad_amount);
  EXPECT_EQ(parse_money("ABC 12.34").error().code, Errc::unknown_currency);
  EXPECT_EQ(parse_money("EURO 5").error().code, Errc::bad_amount);
}

}  // namespace
}  // namespace haggle
