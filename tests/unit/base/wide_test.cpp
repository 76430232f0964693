// Division with the rounding named by its direction, in 64 bits where that is enough.
#include "haggle/base/wide.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>

namespace haggle {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr Wide huge = Wide{most} * most;
constexpr Wide large = huge / 4;  // the most that half_up_div takes

static_assert(sizeof(Wide) == 16);
static_assert(floor_div(-7, 2) == -4 && ceil_div(-7, 2) == -3 && half_up_div(-7, 2) == -3);
static_assert(floor_div(huge, most) == most && ceil_div(-huge, most) == -Wide{most});
static_assert(*narrow(most, "x") == most && !narrow(Wide{most} + 1, "x"));

TEST(Wide, DividesInEachDirection) {
  struct Row {
    Wide a, b, floor, ceil, half_up;
  };
  const Row rows[] = {
      {0, 1, 0, 0, 0},
      {7, 2, 3, 4, 4},
      {-7, 2, -4, -3, -3},
      {6, 4, 1, 2, 2},
      {5, 4, 1, 2, 1},
      {-5, 4, -2, -1, -1},
      {-6, 4, -2, -1, -1},
      {9, 3, 3, 3, 3},
      {-9, 3, -3, -3, -3},
      {1, most, 0, 1, 0},
      {-1, most, -1, 0, 0},
      {huge + 1, most, most, Wide{most} + 1, most},
      {-huge - 1, most, -Wide{most} - 1, -Wide{most}, -Wide{most}},
      {large, large + 1, 0, 1, 1},
      {-large, large + 1, -1, 0, -1},
      {least, 1, least, least, least},
      {7, Wide{most} + 1, 0, 1, 0},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message()
                 << static_cast<std::int64_t>(row.a) << " / " << static_cast<std::int64_t>(row.b));
    EXPECT_TRUE(floor_div(row.a, row.b) == row.floor);
    EXPECT_TRUE(ceil_div(row.a, row.b) == row.ceil);
    EXPECT_TRUE(half_up_div(row.a, row.b) == row.half_up);
  }
}

TEST(Wide, AgreesWithTheDefinitionNearZero) {
  for (std::int64_t a = -60; a <= 60; ++a) {
    for (std::int64_t b = 1; b <= 13; ++b) {
      SCOPED_TRACE(testing::Message() << a << " / " << b);
      const auto floor = static_cast<std::int64_t>(floor_div(a, b));
      const auto ceil = static_cast<std::int64_t>(ceil_div(a, b));
      const auto nearest = static_cast<std::int64_t>(half_up_div(a, b));
      EXPECT_TRUE(floor * b <= a && a < (floor + 1) * b);
      EXPECT_TRUE((ceil - 1) * b < a && a <= ceil * b);
      EXPECT_TRUE((2 * nearest - 1) * b <= 2 * a && 2 * a < (2 * nearest + 1) * b);
    }
  }
}

TEST(Wide, NarrowsWhatFits) {
  EXPECT_EQ(*narrow(least, "sum"), least);
  EXPECT_EQ(*narrow(most, "sum"), most);
  for (const Wide beyond : {Wide{most} + 1, Wide{least} - 1, huge, -huge}) {
    const Result<std::int64_t> result = narrow(beyond, "sum");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Errc::overflow);
    EXPECT_STREQ(result.error().where, "sum");
  }
}

}  // namespace
}  // namespace haggle
