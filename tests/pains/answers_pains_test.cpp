// What a person gets to see: why a price is what it is, and that it is exact.
#include <gtest/gtest.h>

#include <string>

#include "haggle/reprice/explain.hpp"
#include "support/build.hpp"

namespace haggle::test {
namespace {

/// A rival whose price is absurd, one of ours, two that compete.
World full_market() {
  World out = world({winner(offer("A", 700)), offer("US", 1'000), offer("B", 0), offer("C", 950)});
  out.listing.set_map(810);
  return out;
}

// Seven vendors sell a page "Why this price?"; the open ones have a string.
TEST(Pain06WhyThisPrice, TheTrailSaysWhatMovedThePriceStepByStep) {
  PolicySpec spec;
  spec.beat_by = Amount::minor(-1);
  const Decision got = decision(full_market(), spec);
  ASSERT_EQ(got.steps_count, 2U);
  const Step& proposal = got.steps()[0];
  EXPECT_EQ(proposal.reason, Reason::chase_buy_box);
  EXPECT_EQ(proposal.before_minor, 1'000);
  EXPECT_EQ(proposal.after_minor, 699);
  EXPECT_EQ(proposal.offer_index(), 0U);
  const Step& ruled = got.steps()[1];
  EXPECT_EQ(ruled.reason, Reason::jump_to_min);
  EXPECT_EQ(ruled.before_minor, 699);
  EXPECT_EQ(ruled.after_minor, got.price_minor);
}

TEST(Pain06WhyThisPrice, TheBindingBoundAndTheRoomLeftAreNamed) {
  const Decision got = decision(full_market());
  EXPECT_EQ(got.price_minor, 810);
  EXPECT_EQ(got.binding, BoundKind::map);
  EXPECT_EQ(got.floor_minor, 810);
  EXPECT_EQ(got.ceiling_minor, 1'500);
  EXPECT_EQ(got.change_minor, -190);
  EXPECT_EQ(got.change_ppm, -190'000);
}

TEST(Pain06WhyThisPrice, EveryOfferThatWasLeftOutHasItsReason) {
  const Decided got = decided(full_market());
  EXPECT_EQ(got.verdicts,
            (std::vector{Verdict::kept, Verdict::own_group, Verdict::price_zero, Verdict::kept}));
  EXPECT_EQ(got.decision.rivals_count, 3U);
  EXPECT_EQ(got.decision.survivors_count, 2U);
}

TEST(Pain06WhyThisPrice, AHoldHasAReasonToo) {
  PolicySpec spec;
  spec.gates.paused = true;
  const Decision got = decision(full_market(), spec);
  EXPECT_EQ(got.action, Action::hold);
  EXPECT_EQ(reasons(got), "paused");
}

TEST(Pain06WhyThisPrice, ReplayingTheInputGivesTheSameDecision) {
  const Decision first = decision(full_market());
  EXPECT_EQ(decision(full_market()), first);
  EXPECT_EQ(first.steps().back().after_minor, first.price_minor);
}

TEST(Pain06WhyThisPrice, TheExplanationNamesTheRivalTheRuleAndTheBounds) {
  const World given = full_market();
  const Decided got = decided(given);
  const std::string text = explain(given.snapshot(), got.verdicts, got.decision);
  for (const char* part : {"MUG-1", "10.00", "8.10", "7.00", "15.00", "A", "chase_buy_box"}) {
    EXPECT_NE(text.find(part), std::string::npos) << part << " is not in:\n" << text;
  }
}

// "Changed if abs(difference) > 0.01" in floats dropped 81.6 % of all one-cent cuts.
TEST(Pain08RoundingAndFloats, EveryCutOfOneCentIsSent) {
  PolicySpec spec;
  spec.beat_by = Amount::minor(-1);
  const Policy terms = policy(spec);
  World given = world({winner(offer("A", 0))});
  given.listing.set_floor({1, Basis::item});
  given.listing.set_ceiling({100'000, Basis::item});
  for (std::int64_t price = 100; price <= 99'999; ++price) {
    given.listing.price_minor = given.offers[0].price_minor = price;
    const Decision got = must(decide(given.snapshot(), terms));
    ASSERT_EQ(got.action, Action::reprice) << price;
    ASSERT_EQ(got.price_minor, price - 1);
  }
}

// 19.99 - 0.1 was sent as 19.889999999999997.
TEST(Pain08RoundingAndFloats, TenCentsOffNineteenNinetyNine) {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 1);
  World given = world({winner(offer("A", 1'999))});
  given.listing.set_ceiling({9'999, Basis::item});
  EXPECT_EQ(decision(given, spec).price_minor, 1'989);
}

// A floor rounded to the even cent lies below itself every other time.
TEST(Pain08RoundingAndFloats, ADerivedFloorNeverRoundsBelowWhatItPromises) {
  PolicySpec spec;
  spec.bounds.margin = Margin{100'000};
  const Policy terms = policy(spec);
  for (std::int64_t cost = 1; cost <= 2'000; ++cost) {
    World given = world({winner(offer("A", 1))});
    given.listing.set_floor({1, Basis::item});
    given.listing.set_ceiling({100'000, Basis::item});
    given.listing.set_cost(cost);
    given.listing.fee_ppm = 153'000;
    const std::int64_t price = must(decide(given.snapshot(), terms)).price_minor;
    const auto left = [&](std::int64_t at) { return at - (at * 153 + 500) / 1'000 - cost; };
    ASSERT_GE(left(price) * 10, price) << cost;
    ASSERT_LT(left(price - 1) * 10, price - 1) << cost;
  }
}

TEST(Pain08RoundingAndFloats, ACeilingRoundsDownToTheTickAndAFloorUp) {
  World given = world({winner(offer("A", 9'000))});
  given.listing.set_floor({801, Basis::item});
  given.listing.set_ceiling({1'504, Basis::item});
  PolicySpec spec;
  spec.shape.tick = Amount::minor(5);
  EXPECT_EQ(decision(given, spec).price_minor, 1'500);
  given.offers[0].price_minor = 1;
  EXPECT_EQ(decision(given, spec).price_minor, 805);
}

TEST(Pain08RoundingAndFloats, YenHaveNoDecimalsAndDinarsThree) {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 0);
  World given = world({winner(offer("A", 1'400))});
  for (const auto& [code, price] : {std::pair{"JPY", 1'399}, {"USD", 1'300}, {"KWD", 800}}) {
    given.listing.currency = given.market.currency = currency(code);
    EXPECT_EQ(decision(given, spec).price_minor, price) << code;
  }
}

}  // namespace
}  // namespace haggle::test
