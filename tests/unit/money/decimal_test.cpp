// Writing minor units, and the parts of a decimal text.
#include "haggle/money/decimal.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

namespace haggle {
namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

constexpr bool writes(std::int64_t minor, int exponent, std::string_view expected) {
  std::array<char, minor_text_max> text{};
  const std::size_t size = write_minor(minor, exponent, text);
  return std::string_view(text.data(), size) == expected;
}
static_assert(writes(1234, 2, "12.34") && writes(-5, 2, "-0.05") && writes(0, 0, "0"));
static_assert(writes(least, 18, "-9.223372036854775808"));

TEST(MinorText, HasTheDecimalsOfTheExponent) {
  struct Row {
    std::int64_t minor;
    int exponent;
    std::string text;
  };
  const Row rows[] = {
      {0, 0, "0"},
      {0, 2, "0.00"},
      {5, 2, "0.05"},
      {-5, 2, "-0.05"},
      {50, 2, "0.50"},
      {100, 2, "1.00"},
      {1234, 2, "12.34"},
      {1234, 0, "1234"},
      {1234, 3, "1.234"},
      {1234, 4, "0.1234"},
      {-1234, 4, "-0.1234"},
      {-7, 0, "-7"},
      {1, 18, "0.000000000000000001"},
      {amount_minor_max, 2, "10000000000000.00"},
      {most, 0, "9223372036854775807"},
      {least, 0, "-9223372036854775808"},
      {least, 18, "-9.223372036854775808"},
      {1, -1, ""},
      {1, 19, ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(minor_text(row.minor, row.exponent), row.text);
  }
}

TEST(WriteMinor, WritesAllOrNothing) {
  std::array<char, 6> text{};
  text.fill('#');
  const std::span<char> room = text;
  EXPECT_EQ(write_minor(1234, 2, room.first(4)), 0u);
  EXPECT_EQ(std::string_view(text.data(), text.size()), "######");
  EXPECT_EQ(write_minor(1234, 2, room.first(5)), 5u);
  EXPECT_EQ(std::string_view(text.data(), text.size()), "12.34#");
  EXPECT_EQ(write_minor(0, 0, {}), 0u);
}

TEST(ScanDecimal, TakesATextApart) {
  const auto decimal = detail::scan_decimal("-012.340e-05", "amount");
  ASSERT_TRUE(decimal);
  EXPECT_TRUE(decimal->negative);
  EXPECT_TRUE(decimal->has_exponent);
  EXPECT_EQ(decimal->whole, "012");
  EXPECT_EQ(decimal->fraction, "340");
  EXPECT_EQ(decimal->exponent, -5);
  EXPECT_EQ(decimal->point(), -2);
}

TEST(ScanDecimal, CutsAnExponentThatNoTextReaches) {
  const auto decimal = detail::scan_decimal("1e99999999999999999999999999", "amount");
  ASSERT_TRUE(decimal);
  EXPECT_GE(decimal->exponent, detail::exponent_cut);
  EXPECT_LT(decimal->exponent, detail::exponent_cut * 10);
}

TEST(CutAfter, SaysWhatItLeavesOut) {
  struct Row {
    std::string_view text;
    int decimals;
    std::int64_t value;
    bool beyond, rest;
  };
  const Row rows[] = {
      {"12.34", 2, 1234, false, false},
      {"12.349", 2, 1234, false, true},
      {"-12.349", 2, -1234, false, true},
      {"12.3400", 2, 1234, false, false},
      {"12", 4, 120000, false, false},
      {"1.5e1", 0, 15, false, false},
      {"15e-1", 0, 1, false, true},
      {"0e400", 2, 0, false, false},
      {"1e-400", 18, 0, false, true},
      {"999999999999999999", 0, 999'999'999'999'999'999, false, false},
      {"000000000000000000000000001", 0, 1, false, false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto decimal = detail::scan_decimal(row.text, "amount");
    ASSERT_TRUE(decimal);
    const detail::Cut cut = detail::cut_after(*decimal, row.decimals);
    EXPECT_EQ(cut.value, row.value);
    EXPECT_EQ(cut.beyond, row.beyond);
    EXPECT_EQ(cut.rest, row.rest);
  }
  for (const std::string_view text : {"1000000000000000000", "1e18", "1e400", "-1e400"}) {
    SCOPED_TRACE(text);
    EXPECT_TRUE(detail::cut_after(*detail::scan_decimal(text, "amount"), 0).beyond);
  }
}

}  // namespace
}  // namespace haggle
