// What a seller wants, by default.
#include "haggle/reprice/policy_spec.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

TEST(PolicySpec, HasGatesThatAreOpen) {
  const GateTerms gates;
  EXPECT_FALSE(gates.paused);
  EXPECT_FALSE(gates.hours.has_value());
  EXPECT_FALSE(gates.snapshot_age_max.has_value());
  EXPECT_EQ(gates.cool_down, Duration{0});
  EXPECT_EQ(gates.settle_time, minutes(60));
  EXPECT_EQ(gates.step_interval, minutes(15));
  EXPECT_EQ(Hours{}.start_minute, 0);
  EXPECT_EQ(Hours{}.end_minute, minutes_per_day);
}

TEST(PolicySpec, MatchesTheBoxThenTheLowest) {
  const PolicySpec spec;
  EXPECT_EQ(spec.compete_with, (CompeteWith{ReferenceKind::buy_box, ReferenceKind::lowest_fba,
                                            ReferenceKind::lowest}));
  EXPECT_EQ(spec.beat_by, AmountOrRate{Amount::minor(0)});
  EXPECT_EQ(spec.reactions.all_filtered, Strategy::only_seller);
  EXPECT_EQ(spec.reactions.buy_box_sister, Strategy::hold);
  EXPECT_EQ(spec.reactions.buy_box_suppressed, Strategy::chase_buy_box);
  EXPECT_EQ(spec.maximize.mode, MaximizeMode::match_next);
  EXPECT_EQ(spec.maximize.probe_memory, days(1));
  EXPECT_EQ(spec.only_seller, OnlySellerMode::default_price);
  EXPECT_EQ(spec.min_rule, MinMaxRule::jump_to_min);
  EXPECT_EQ(spec.max_rule, MinMaxRule::jump_to_max);
  EXPECT_EQ(spec.filters.condition, ConditionFilter::equal);
  EXPECT_EQ(spec.filters.unknown, Unknown::keep);
}

TEST(PolicySpec, AddsNoBoundsAndNoSteps) {
  const PolicySpec spec;
  EXPECT_EQ(spec.shape.tick, Amount::minor(1));
  EXPECT_FALSE(spec.shape.ending.has_value());
  EXPECT_FALSE(spec.shape.step_up.has_value());
  EXPECT_FALSE(spec.shape.step_down.has_value());
  EXPECT_EQ(spec.shape.min_change, AmountOrRate{Amount::minor(0)});
  EXPECT_FALSE(spec.bounds.margin.has_value());
  EXPECT_FALSE(spec.bounds.roi.has_value());
  EXPECT_FALSE(spec.bounds.profit.has_value());
  EXPECT_FALSE(spec.bounds.ceiling_ratio.has_value());
  EXPECT_FALSE(spec.bounds.reference_age_max.has_value());
  EXPECT_TRUE(spec.bands.empty());
  EXPECT_TRUE(spec.sisters.empty());
}

}  // namespace
}  // namespace haggle
