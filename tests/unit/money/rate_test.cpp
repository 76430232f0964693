// Rates: portions of amounts, and their text.
#include "haggle/money/rate.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace haggle {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

static_assert(parse_rate("15.3%").value() == Rate{153'000});
static_assert(portion(1999, Rate{153'000}, Rounding::half_even).value() == 306);
static_assert(Rate{1} < Rate{2} && Rate{2} == Rate{2});

TEST(Portion, RoundsOnceInTheNamedDirection) {
  struct Row {
    std::int64_t amount, ppm;
    Rounding mode;
    std::int64_t result;
  };
  const Row rows[] = {
      {1999, 153'000, Rounding::floor, 305},
      {1999, 153'000, Rounding::ceiling, 306},
      {-1999, 153'000, Rounding::floor, -306},
      {-1999, 153'000, Rounding::toward_zero, -305},
      {10, 150'000, Rounding::half_even, 2},
      {10, 250'000, Rounding::half_even, 2},
      {10, 250'000, Rounding::half_away, 3},
      {10, -250'000, Rounding::half_away, -3},
      {1'000'000'000'000'000, 1'000'000, Rounding::floor, 1'000'000'000'000'000},
      {most, 1'000'000, Rounding::ceiling, most},
      {0, most, Rounding::ceiling, 0},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.amount << " x " << row.ppm << " ppm");
    EXPECT_EQ(portion(row.amount, Rate{row.ppm}, row.mode).value(), row.result);
  }
}

TEST(Portion, OverflowIsAnError) {
  const auto result = portion(most, Rate{1'000'001}, Rounding::floor, "fees.referral");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::overflow);
  EXPECT_STREQ(result.error().where, "fees.referral");
}

TEST(ParseRate, ReadsPercentsAndPartsPerMillion) {
  struct Row {
    std::string_view text;
    std::int64_t ppm;
  };
  for (const Row& row :
       {Row{"15.3%", 153'000}, Row{"153000ppm", 153'000}, Row{"0%", 0}, Row{"-0%", 0},
        Row{"-5%", -50'000}, Row{"0.0001%", 1}, Row{"100%", 1'000'000}, Row{"15.30000%", 153'000},
        Row{"7.0ppm", 7}, Row{"-1ppm", -1}, Row{"012%", 120'000},
        Row{"100000000000%", 1'000'000'000'000'000}}) {
    SCOPED_TRACE(row.text);
    const auto rate = parse_rate(row.text);
    ASSERT_TRUE(rate);
    EXPECT_EQ(rate->ppm, row.ppm);
  }
}

TEST(ParseRate, RefusesTheRest) {
  struct Row {
    std::string_view text;
    Errc code;
    std::uint64_t offset;
  };
  const Row rows[] = {
      {"", Errc::bad_amount, 0},
      {"0.153", Errc::bad_amount, 5},
      {"15", Errc::bad_amount, 2},
      {"%", Errc::bad_amount, 0},
      {"ppm", Errc::bad_amount, 0},
      {"15 %", Errc::bad_amount, 2},
      {"15%%", Errc::bad_amount, 2},
      {"+15%", Errc::bad_amount, 0},
      {"1e1%", Errc::bad_amount, 3},
      {"15.%", Errc::bad_amount, 3},
      {".5%", Errc::bad_amount, 0},
      {"15bps", Errc::bad_amount, 5},
      {"15PPM", Errc::bad_amount, 5},
      {"NaN%", Errc::bad_amount, 0},
      {"1,5%", Errc::bad_amount, 1},
      {"0.00001%", Errc::rate_precision, 8},
      {"0.5ppm", Errc::rate_precision, 6},
      {"15.30001%", Errc::rate_precision, 9},
      {"100000000001%", Errc::out_of_range, 13},
      {"99999999999999999999ppm", Errc::out_of_range, 23},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto rate = parse_rate(row.text, "policy.beat_by");
    ASSERT_FALSE(rate);
    EXPECT_EQ(rate.error().code, row.code);
    EXPECT_EQ(rate.error().offset, row.offset);
    EXPECT_STREQ(rate.error().where, "policy.beat_by");
  }
}

TEST(RateText, HasTheDecimalsItNeeds) {
  struct Row {
    std::int64_t ppm;
    std::string text;
  };
  for (const Row& row : {Row{153'000, "15.3%"}, Row{0, "0%"}, Row{1, "0.0001%"},
                         Row{-1, "-0.0001%"}, Row{1'000'000, "100%"}, Row{-50'000, "-5%"},
                         Row{100'010, "10.001%"}, Row{most, "922337203685477.5807%"}}) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(rate_text(Rate{row.ppm}), row.text);
  }
}

TEST(RateText, IsReadBackAsTheSameRate) {
  for (std::int64_t ppm = -2'000'000; ppm <= 2'000'000; ppm += 37) {
    ASSERT_EQ(parse_rate(rate_text(Rate{ppm})).value(), Rate{ppm});
  }
}

}  // namespace
}  // namespace haggle
