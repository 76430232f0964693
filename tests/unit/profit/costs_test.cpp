// What is left of a price, and three goals that are often mixed up.
#include "haggle/profit/costs.hpp"

#include <gtest/gtest.h>

#include <type_traits>

namespace haggle {
namespace {

static_assert(!std::is_convertible_v<Margin, Roi> && !std::is_convertible_v<Roi, Profit>);
static_assert(referral_fee_minor(10'000, {2'000, 150'000, 0}) == 1'500);

TEST(Costs, RoundTheFeeHalfUp) {
  struct Row {
    std::int64_t price, fee_ppm, fee;
  };
  const Row rows[] = {
      {1'000, 150'000, 150},     {765, 150'000, 115},
      {764, 150'000, 115},       {763, 150'000, 114},
      {10, 150'000, 2},          {9, 150'000, 1},
      {1, 500'000, 1},           {1, 499'999, 0},
      {0, 150'000, 0},           {1'000, 0, 0},
      {1'000, 1'000'000, 1'000}, {1'000'000'000'000'000, 1'000'000, 1'000'000'000'000'000},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.fee_ppm << " of " << row.price);
    EXPECT_EQ(referral_fee_minor(row.price, {0, row.fee_ppm, 0}), row.fee);
  }
}

TEST(Costs, LeaveWhatIsLeft) {
  EXPECT_EQ(net_minor(10'000, {2'000, 150'000, 0}), 6'500);
  EXPECT_EQ(net_minor(10'000, {2'000, 150'000, 300}), 6'200);
  EXPECT_EQ(net_minor(100, {500, 150'000, 50}), -465);
}

TEST(Costs, MeetThreeGoalsAtOnePrice) {
  const Costs costs{2'000, 150'000, 0};  // at 100.00: profit 65.00, ROI 325 %, margin 65 %
  EXPECT_TRUE(keeps(Margin{650'000}, 10'000, costs));
  EXPECT_FALSE(keeps(Margin{650'001}, 10'000, costs));
  EXPECT_TRUE(keeps(Roi{3'250'000}, 10'000, costs));
  EXPECT_FALSE(keeps(Roi{3'250'001}, 10'000, costs));
  EXPECT_TRUE(keeps(Profit{6'500}, 10'000, costs));
  EXPECT_FALSE(keeps(Profit{6'501}, 10'000, costs));
}

TEST(Costs, AreComparedWithoutRounding) {
  const Costs costs{500, 150'000, 0};
  EXPECT_TRUE(keeps(Margin{100'000}, 667, costs));      // 0.67 of 6.67 is 10.045 %
  EXPECT_FALSE(keeps(Margin{100'000}, 666, costs));     // 0.66 of 6.66 is 9.91 %
  EXPECT_TRUE(keeps(Margin{-1'000'000}, 271, costs));   // 2.71 - 0.41 - 5.00 = -2.70
  EXPECT_FALSE(keeps(Margin{-1'000'000}, 270, costs));  // 2.70 - 0.41 - 5.00 = -2.71
  EXPECT_TRUE(keeps(Roi{-1'000'000}, 1, costs));
  EXPECT_TRUE(keeps(Profit{-500}, 0, costs));
  EXPECT_TRUE(keeps(Roi{5'000'000}, 100, {0, 0, 0}));  // any profit on a cost of nothing
}

}  // namespace
}  // namespace haggle
