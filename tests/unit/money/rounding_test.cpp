// Rounding: five directions, ties, and the ends of the range.
#include "haggle/money/rounding.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>

namespace haggle {
namespace {

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::array modes{Rounding::half_even, Rounding::half_away, Rounding::toward_zero,
                           Rounding::floor, Rounding::ceiling};

static_assert(divide(5, 2, Rounding::half_even) == 2 && divide(7, 2, Rounding::half_even) == 4);
static_assert(scale(1000, 153'000, 1'000'000, Rounding::floor).value() == 153);

TEST(Rounding, GoesWhereItsNameSays) {
  struct Row {
    std::int64_t num;
    std::int64_t den;
    std::array<std::int64_t, modes.size()> results;  // in the order of `modes`
  };
  const Row rows[] = {
      {0, 7, {0, 0, 0, 0, 0}},           {14, 7, {2, 2, 2, 2, 2}},
      {-14, 7, {-2, -2, -2, -2, -2}},    {1, 2, {0, 1, 0, 0, 1}},
      {-1, 2, {0, -1, 0, -1, 0}},        {3, 2, {2, 2, 1, 1, 2}},
      {-3, 2, {-2, -2, -1, -2, -1}},     {5, 2, {2, 3, 2, 2, 3}},
      {-5, 2, {-2, -3, -2, -3, -2}},     {1, 3, {0, 0, 0, 0, 1}},
      {-1, 3, {0, 0, 0, -1, 0}},         {2, 3, {1, 1, 0, 0, 1}},
      {-2, 3, {-1, -1, 0, -1, 0}},       {249, 100, {2, 2, 2, 2, 3}},
      {251, 100, {3, 3, 2, 2, 3}},       {-249, 100, {-2, -2, -2, -3, -2}},
      {-251, 100, {-3, -3, -2, -3, -2}},
  };
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < modes.size(); ++i) {
      SCOPED_TRACE(testing::Message() << row.num << " / " << row.den << " mode " << i);
      EXPECT_TRUE(divide(row.num, row.den, modes[i]) == row.results[i]);
    }
  }
}

TEST(Rounding, SaysTheSameInSixtyFourAndInManyBits) {
  const Wide factor = Wide{1} << 62;  // the same quotient, too large for the short way
  for (Wide num = -25; num <= 25; ++num) {
    for (Wide den = 1; den <= 10; ++den) {
      for (const Rounding mode : modes) {
        EXPECT_TRUE(divide(num, den, mode) == divide(num * factor * 8, den * factor * 8, mode));
      }
    }
  }
}

TEST(Rounding, HoldsAtTheEndsOf128Bits) {
  const Wide greatest = ~(Wide{1} << 127);
  for (const Rounding mode : modes) {
    EXPECT_TRUE(divide(greatest, 1, mode) == greatest);
    EXPECT_TRUE(divide(-greatest - 1, 1, mode) == -greatest - 1);
    EXPECT_TRUE(divide(greatest, greatest, mode) == 1);
  }
  EXPECT_TRUE(divide(greatest - 1, greatest, Rounding::half_even) == 1);
  EXPECT_TRUE(divide(greatest / 2, greatest, Rounding::half_even) == 0);
  EXPECT_TRUE(divide(1, greatest, Rounding::ceiling) == 1);
  EXPECT_TRUE(divide(-1, greatest, Rounding::floor) == -1);
}

TEST(Scale, TakesTheProductIn128Bits) {
  for (const Rounding mode : modes) {
    EXPECT_EQ(scale(most, most, most, mode).value(), most);
    EXPECT_EQ(scale(least, most, most, mode).value(), least);
    EXPECT_EQ(scale(least, 1, 1, mode).value(), least);
  }
  EXPECT_EQ(scale(most, 2, 3, Rounding::floor).value(), 6'148'914'691'236'517'204);
}

TEST(Scale, RefusesWhatHasNoAnswer) {
  struct Row {
    const char* name;
    std::int64_t amount, num, den;
    Errc code;
  };
  const Row rows[] = {
      {"no denominator", 1, 1, 0, Errc::bad_argument},
      {"negative denominator", 1, 1, -1, Errc::bad_argument},
      {"least denominator", 1, 1, least, Errc::bad_argument},
      {"twice the most", most, 2, 1, Errc::overflow},
      {"the least negated", least, -1, 1, Errc::overflow},
      {"the least squared", least, least, 1, Errc::overflow},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto result = scale(row.amount, row.num, row.den, Rounding::half_even, "fee");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, row.code);
    EXPECT_STREQ(result.error().where, "fee");
  }
}

TEST(Scale, OverflowsOnlyBeyondTheRounding) {
  EXPECT_EQ(scale(most, 3, 3, Rounding::ceiling).value(), most);
  EXPECT_EQ(scale(most - 1, most, most - 1, Rounding::ceiling).value(), most);
  EXPECT_FALSE(scale(most, most, most - 1, Rounding::floor));
}

}  // namespace
}  // namespace haggle
