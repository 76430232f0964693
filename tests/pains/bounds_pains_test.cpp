// What bounds prevent: prices that nobody meant, limits that fight each other.
#include <gtest/gtest.h>

#include <initializer_list>

#include "haggle/reprice/last_check.hpp"
#include "support/build.hpp"

namespace haggle::test {
namespace {

constexpr std::initializer_list<MinMaxRule> every_rule{
    MinMaxRule::jump_to_min,   MinMaxRule::jump_to_max, MinMaxRule::jump_to_avg,
    MinMaxRule::default_price, MinMaxRule::match_rival, MinMaxRule::next_rival,
    MinMaxRule::do_nothing};

// A repricer took a blank minimum for none, and every listing without one went to 0.01.
TEST(Pain01SoldAtOneCent, ABlankMinimumIsAnErrorAndNeverAPrice) {
  World given = world({winner(offer("A", 1))});
  given.listing.has &= ~Listing::has_floor;
  EXPECT_EQ(decide(given.snapshot(), policy()).error().code, Errc::floor_required);
  given.listing.set_floor({0, Basis::item});
  EXPECT_EQ(decide(given.snapshot(), policy()).error().code, Errc::floor_required);
}

// Thousands of items sold at a penny in an hour: a rival at a penny pulled everybody down.
TEST(Pain01SoldAtOneCent, ARivalAtOneCentStopsAtTheFloorUnderEveryRule) {
  for (const MinMaxRule rule : every_rule) {
    PolicySpec spec;
    spec.min_rule = rule;
    spec.beat_by = Amount::minor(-1);
    const Decision got = decision(world({winner(offer("A", 1)), offer("B", 2)}), spec);
    EXPECT_GE(got.price_minor, 800) << reasons(got);
  }
}

TEST(Pain01SoldAtOneCent, AZeroOrNegativeOfferIsNoRival) {
  const Offer unpriced = offer("A", 0);
  const Offer nonsense = offer("B", -500);
  Offer given_away = offer("C", 100);
  given_away.points_minor = 100;
  World given = world({unpriced, nonsense, given_away, offer("D", 950)});
  given.market.flags |= Market::has_points;
  const Decided got = decided(given);
  EXPECT_EQ(got.decision.price_minor, 950);
  EXPECT_EQ(got.verdicts, (std::vector{Verdict::price_zero, Verdict::price_zero,
                                       Verdict::price_zero, Verdict::kept}));
}

// "Meant never to price below the seller's minimum, somehow this safeguard was ignored."
TEST(Pain01SoldAtOneCent, TheLastCheckRefusesEveryPriceBelowTheFloorByItself) {
  const World given = world({winner(offer("A", 1))});
  for (std::int64_t price = -5; price < 800; ++price) {
    EXPECT_FALSE(last_check(given.snapshot(), BoundSpec{}, CheckedPrice{price, 0, {}}));
  }
  EXPECT_TRUE(last_check(given.snapshot(), BoundSpec{}, CheckedPrice{800, 0, {}}));
}

TEST(Pain01SoldAtOneCent, ALadderNeverSellsManyForACentEither) {
  const BusinessWorld given =
      business_world({winner(offer("A", 1))}, {tier(5, 940, 700), tier(50, 930, 600)});
  const BusinessDecision got = must(decide_business(given.snapshot(), policy()));
  EXPECT_GE(got.rungs[0].decision.price_minor, 800);
  EXPECT_GE(got.rungs[1].decision.price_minor, 700);
  EXPECT_GE(got.rungs[2].decision.price_minor, 600);
}

// A minimum above the maximum: some tools document which of the two wins.
TEST(Pain09LimitsThatFight, AMinimumAboveTheMaximumIsAnErrorAndNotRepaired) {
  World given = world({winner(offer("A", 950))});
  given.listing.set_ceiling({700, Basis::item});
  EXPECT_EQ(decide(given.snapshot(), policy()).error().code, Errc::bounds_contradict);
}

TEST(Pain09LimitsThatFight, ADerivedFloorAboveTheMaximumLeavesThePriceAndSaysSo) {
  World given = world({winner(offer("A", 950))});
  given.listing.set_cost(2'000);
  PolicySpec spec;
  spec.bounds.roi = Roi{150'000};
  const Decision got = decision(given, spec);
  EXPECT_EQ(reasons(got), "bounds_cross");
  EXPECT_EQ(got.price_minor, 1'000);
}

// (cost + fees) / (1 - m) was called ROI: 23.53 where the ROI price is 23.00.
TEST(Pain09LimitsThatFight, MarginAndRoiAreNotMixedUp) {
  World given = world({winner(offer("A", 900))});
  given.listing.set_cost(2'000);
  given.listing.set_ceiling({9'000, Basis::item});
  PolicySpec roi, margin;
  roi.bounds.roi = Roi{150'000};
  margin.bounds.margin = Margin{150'000};
  EXPECT_EQ(decision(given, roi).price_minor, 2'300);
  EXPECT_EQ(decision(given, margin).price_minor, 2'353);
}

TEST(Pain09LimitsThatFight, AProfitGoalWithoutACostHolds) {
  PolicySpec spec;
  spec.bounds.margin = Margin{100'000};
  EXPECT_EQ(reasons(decision(world({winner(offer("A", 900))}), spec)), "cost_unknown");
}

TEST(Pain09LimitsThatFight, FeesAreInTheFloor) {
  World given = world({winner(offer("A", 600))});
  given.listing.set_floor({1, Basis::item});
  given.listing.set_cost(500);
  given.listing.fee_ppm = 150'000;
  given.listing.fee_fixed_minor = 40;
  PolicySpec spec;
  spec.bounds.profit = Amount::minor(100);
  const std::int64_t price = decision(given, spec).price_minor;
  const std::int64_t fee = (price * 15 + 50) / 100;
  EXPECT_EQ(price - fee - 40 - 500, 100);
}

// A daily change limit that was applied after the floor broke a floor that had been raised.
TEST(Pain15ClampOrder, ARaisedFloorIsMetAtOnceWhateverTheStep) {
  World given = world({winner(offer("A", 1'400))});
  given.listing.set_floor({1'200, Basis::item});
  PolicySpec spec;
  spec.shape.step_up = Amount::minor(10);
  const Decision got = decision(given, spec);
  EXPECT_EQ(got.price_minor, 1'200);
  EXPECT_EQ(reasons(got), "chase_buy_box step_limit raised_to_floor");
}

TEST(Pain15ClampOrder, AnEndingDoesNotReachOutOfTheBounds) {
  World given = world({winner(offer("A", 1'050))});
  given.listing.set_floor({1'000, Basis::item});
  PolicySpec spec;
  spec.shape.ending = EndingSpec{Amount::minor(100), Amount::minor(99), Amount::minor(60)};
  EXPECT_EQ(decision(given, spec).price_minor, 1'050);
  given.listing.set_floor({990, Basis::item});
  EXPECT_EQ(decision(given, spec).price_minor, 999);
}

TEST(Pain15ClampOrder, AStandingPriceOutOfItsBoundsIsBroughtBackInTheCoolDownToo) {
  World given = world({winner(offer("A", 1'400))});
  given.listing.set_price(1'000, ago(minutes(1)));
  given.listing.set_floor({1'200, Basis::item});
  PolicySpec spec;
  spec.gates.cool_down = minutes(60);
  spec.shape.min_change = Amount::minor(500);
  const Decision got = decision(given, spec);
  EXPECT_EQ(got.price_minor, 1'200);
  EXPECT_EQ(reasons(got), "cool_down bounds_correction");
}

}  // namespace
}  // namespace haggle::test
