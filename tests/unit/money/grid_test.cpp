// The grid that a price stands on.
#include "haggle/money/grid.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace haggle {
namespace {

constexpr Grid cents{};
constexpr Grid nickels{5, 0};
constexpr Grid endings{100, 99};

static_assert(down(endings, 1250) == 1199 && up(endings, 1250) == 1299);
static_assert(on(nickels, -10) && !on(nickels, -11));
static_assert(down(nickels, -11) == -15 && up(nickels, -11) == -10);

TEST(Grid, StandsBelowAboveAndNearest) {
  struct Row {
    Grid grid;
    std::int64_t minor, down, up, nearest;
  };
  const Row rows[] = {
      {cents, 7, 7, 7, 7},
      {cents, -7, -7, -7, -7},
      {nickels, 0, 0, 0, 0},
      {nickels, 12, 10, 15, 10},
      {nickels, 13, 10, 15, 15},
      {nickels, -12, -15, -10, -10},
      {nickels, -13, -15, -10, -15},
      {{10, 0}, 15, 10, 20, 20},
      {{10, 0}, -15, -20, -10, -10},
      {endings, 1199, 1199, 1199, 1199},
      {endings, 1249, 1199, 1299, 1299},
      {endings, 1248, 1199, 1299, 1199},
      {endings, 0, -1, 99, -1},
      {endings, -1, -1, -1, -1},
      {endings, -2, -101, -1, -1},
      {{1'000'000'000'000'000'000, 1}, 0, -999'999'999'999'999'999, 1, 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message()
                 << row.minor << " on " << row.grid.step_minor << "+" << row.grid.residue_minor);
    EXPECT_EQ(down(row.grid, row.minor), row.down);
    EXPECT_EQ(up(row.grid, row.minor), row.up);
    EXPECT_EQ(nearest(row.grid, row.minor), row.nearest);
    EXPECT_EQ(on(row.grid, row.minor), row.down == row.minor);
  }
}

TEST(Grid, CannotOverflowWithinItsRange) {
  constexpr std::int64_t far = 1'000'000'000'000'000'000;
  for (const Grid grid :
       {Grid{amount_minor_max, amount_minor_max - 1}, Grid{far, far - 1}, Grid{7, 6}, cents}) {
    for (const std::int64_t minor : {far, -far, far - 1, 1 - far}) {
      SCOPED_TRACE(testing::Message() << minor << " on " << grid.step_minor);
      EXPECT_LE(down(grid, minor), minor);
      EXPECT_GE(up(grid, minor), minor);
      EXPECT_LT(minor - down(grid, minor), grid.step_minor);
      EXPECT_LT(up(grid, minor) - minor, grid.step_minor);
      EXPECT_TRUE(on(grid, down(grid, minor)) && on(grid, up(grid, minor)));
    }
  }
}

TEST(GridFrom, RefusesStepsAndResiduesOutOfRange) {
  struct Row {
    std::int64_t step, residue;
    bool good;
  };
  for (const Row& row : {Row{1, 0, true}, Row{100, 99, true}, Row{amount_minor_max, 0, true},
                         Row{0, 0, false}, Row{-5, 0, false}, Row{amount_minor_max + 1, 0, false},
                         Row{100, 100, false}, Row{100, -1, false}}) {
    SCOPED_TRACE(testing::Message() << row.step << "+" << row.residue);
    const auto grid = grid_from(row.step, row.residue, "policy.tick");
    ASSERT_EQ(grid.has_value(), row.good);
    if (grid) {
      EXPECT_EQ(*grid, (Grid{row.step, row.residue}));
    } else {
      EXPECT_EQ(grid.error().code, Errc::out_of_range);
      EXPECT_STREQ(grid.error().where, "policy.tick");
    }
  }
}

}  // namespace
}  // namespace haggle
