// Sizes of a step: amounts and rates.
#include "haggle/bounds/size.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

constexpr Size amount(std::int64_t minor) {
  return {minor, false};
}
constexpr Size rate(std::int64_t ppm) {
  return {ppm, true};
}

static_assert(away_from_zero(rate(-10'000), 955) == -10 && is_below(-1, amount(2), 0));

TEST(Size, RoundsARateAwayFromZero) {
  struct Row {
    Size size;
    std::int64_t of, minor;
  };
  const Row rows[] = {
      {amount(-1), 955, -1},
      {amount(0), 955, 0},
      {amount(50), 955, 50},
      {rate(-10'000), 955, -10},
      {rate(50'000), 955, 48},
      {rate(10'000), 1'000, 10},
      {rate(-10'000), 1'000, -10},
      {rate(1), 1, 1},
      {rate(-1), 1, -1},
      {rate(0), 955, 0},
      {rate(10'000), 0, 0},
      {rate(10'000), -955, -10},
      {rate(100'000'000), 3'000'000'000'000'000, 300'000'000'000'000'000},
      {rate(-100'000'000), 3'000'000'000'000'000, -300'000'000'000'000'000},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.size.value << " of " << row.of);
    EXPECT_EQ(away_from_zero(row.size, row.of), row.minor);
  }
}

TEST(Size, ComparesAChangeWithoutRounding) {
  struct Row {
    std::int64_t change;
    Size size;
    std::int64_t of;
    bool below;
  };
  const Row rows[] = {
      {4, amount(5), 1'000, true},       {5, amount(5), 1'000, false},
      {-4, amount(5), 1'000, true},      {-5, amount(5), 1'000, false},
      {0, amount(0), 1'000, false},      {0, amount(1), 1'000, true},
      {9, rate(10'000), 1'000, true},    {10, rate(10'000), 1'000, false},
      {-10, rate(10'000), 1'000, false}, {10, rate(10'000), 1'001, true},
      {9, rate(10'000), 900, false},     {1, rate(1), 999'999, false},
      {1, rate(1), 1'000'001, true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.change << " and " << row.size.value);
    EXPECT_EQ(is_below(row.change, row.size, row.of), row.below);
  }
}

TEST(Size, IsEqualInValueAndKind) {
  EXPECT_EQ(amount(5), amount(5));
  EXPECT_FALSE(amount(5) == rate(5));
  EXPECT_FALSE(amount(5) == amount(6));
}

}  // namespace
}  // namespace haggle
