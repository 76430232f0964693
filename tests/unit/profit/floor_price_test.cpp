// The exact smallest price for a margin, an ROI or a profit, against trying every price.
#include "haggle/profit/floor_price.hpp"

#include <gtest/gtest.h>

#include <cstdint>

namespace haggle {
namespace {

static_assert(*floor_price(Profit{1'000}, {2'000, 0, 0}) == 3'000);
static_assert(!floor_price(Margin{850'000}, {500, 150'000, 0}));

TEST(FloorPrice, IsWhatAnAccountantFinds) {
  struct Row {
    const char* name;
    Result<std::int64_t> found;
    std::int64_t price;
  };
  const Costs twenty{2'000, 0, 0};
  const Costs fee_15{500, 150'000, 0};
  const Costs with_fixed{1'000, 0, 200};
  const Row rows[] = {
      {"ROI 15 % of 20.00", floor_price(Roi{150'000}, twenty), 2'300},
      {"margin 15 % at 20.00", floor_price(Margin{150'000}, twenty), 2'353},
      {"margin 5 % at 12.00", floor_price(Margin{50'000}, with_fixed), 1'264},
      {"margin 15 % at 12.00", floor_price(Margin{150'000}, with_fixed), 1'412},
      {"ROI 30 %, fee 15 %", floor_price(Roi{300'000}, fee_15), 765},
      {"margin 10 %, fee 15 %", floor_price(Margin{100'000}, fee_15), 667},
      {"break even below the flat formula", floor_price(Profit{0}, {700, 150'000, 0}), 823},
      {"nothing costs nothing", floor_price(Profit{0}, {0, 0, 0}), 1},
      {"a loss is allowed", floor_price(Profit{-600}, fee_15), 1},
      {"a margin of less than nothing", floor_price(Margin{-1'000'000}, {500, 0, 0}), 250},
      {"an ROI of less than nothing", floor_price(Roi{-500'000}, {500, 0, 0}), 250},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    ASSERT_TRUE(row.found.has_value());
    EXPECT_EQ(*row.found, row.price);
  }
}

TEST(FloorPrice, IsImpossibleWhereAllIsTaken) {
  const auto expect_impossible = [](const Result<std::int64_t>& floor) {
    ASSERT_FALSE(floor.has_value());
    EXPECT_EQ(floor.error().code, Errc::floor_impossible);
    EXPECT_STREQ(floor.error().where, "listing.fee");
  };
  expect_impossible(floor_price(Margin{850'000}, {500, 150'000, 0}));
  expect_impossible(floor_price(Margin{1'000'000}, {500, 0, 0}));
  expect_impossible(floor_price(Margin{100'000'000}, {500, 0, 0}));
  expect_impossible(floor_price(Profit{0}, {500, 1'000'000, 0}));
  expect_impossible(floor_price(Roi{0}, {500, 1'000'000, 0}));
  EXPECT_TRUE(floor_price(Margin{849'999}, {1, 150'000, 0}).has_value());
}

/// The definition, price by price: behind the last price up to `most` at which the goal is missed.
template <class Goal>
std::int64_t floor_by_search(Goal goal, const Costs& costs, std::int64_t most) {
  std::int64_t floor = most + 1;
  while (floor > 1 && keeps(goal, floor - 1, costs)) --floor;
  return floor;
}

/// Above this price every goal of the grids below is met, whatever the rounding.
std::int64_t surely_enough(const Costs& costs, std::int64_t share_ppm, std::int64_t amount) {
  const std::int64_t left = ppm_one - costs.fee_ppm - share_ppm;
  return (costs.cost_minor + costs.fee_fixed_minor + amount + 1) * ppm_one / left + 2;
}

template <class Goal>
void expect_exact(Goal goal, const Costs& costs, std::int64_t enough) {
  const std::int64_t exact = floor_by_search(goal, costs, enough);
  const Result<std::int64_t> found = floor_price(goal, costs);
  ASSERT_TRUE(found.has_value());
  ASSERT_EQ(*found, exact);
  for (const std::int64_t ceiling : {exact / 2, exact - 2, exact - 1, exact, exact + 7}) {
    const std::int64_t capped = floor_by_search(goal, costs, ceiling);
    const std::int64_t floor = *floor_price(goal, costs, ceiling);
    ASSERT_EQ(floor, ceiling >= 1 && capped <= ceiling ? capped : exact) << "up to " << ceiling;
  }
}

TEST(FloorPrice, IsWhatTryingEveryPriceFinds) {
  for (const std::int64_t fee : {0, 1, 10'000, 150'000, 333'333, 500'000, 900'000}) {
    for (const std::int64_t cost : {0, 1, 7, 60}) {
      for (const std::int64_t fixed : {0, 5}) {
        const Costs costs{cost, fee, fixed};
        SCOPED_TRACE(testing::Message() << "fee " << fee << " cost " << cost << "+" << fixed);
        for (const std::int64_t share : {-1'000'000, 0, 1, 50'000, 99'000}) {
          SCOPED_TRACE(testing::Message() << "margin " << share);
          expect_exact(Margin{share}, costs, surely_enough(costs, share, 0));
        }
        for (const std::int64_t roi : {-1'000'000, 0, 1, 333'333, 2'000'000}) {
          SCOPED_TRACE(testing::Message() << "ROI " << roi);
          expect_exact(Roi{roi}, costs, surely_enough(costs, 0, 2 * cost));
        }
        for (const std::int64_t profit : {-20, 0, 1, 9}) {
          SCOPED_TRACE(testing::Message() << "profit " << profit);
          expect_exact(Profit{profit}, costs, surely_enough(costs, 0, 9));
        }
      }
    }
  }
}

TEST(FloorPrice, IsExactWhereAlmostAllIsTaken) {
  struct Row {
    Margin margin;
    Costs costs;
  };
  const Row rows[] = {{{849'000}, {3, 150'000, 0}},
                      {{849'900}, {7, 150'000, 1}},
                      {{0}, {2, 999'900, 0}},
                      {{500'000}, {1, 499'990, 0}}};
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.margin.ppm << " and " << row.costs.fee_ppm);
    const std::int64_t enough = surely_enough(row.costs, row.margin.ppm, 0);
    EXPECT_EQ(*floor_price(row.margin, row.costs), floor_by_search(row.margin, row.costs, enough));
  }
}

TEST(FloorPrice, BeyondEveryPriceIsWrittenAsTheMost) {
  const Costs dear{amount_minor_max, 900'000, 0};
  EXPECT_EQ(*floor_price(Profit{0}, dear), floor_price_minor_max);
  EXPECT_EQ(*floor_price(Profit{0}, dear, amount_minor_max), floor_price_minor_max);
  EXPECT_EQ(*floor_price(Profit{0}, {amount_minor_max, 0, 0}), amount_minor_max);
}

}  // namespace
}  // namespace haggle
