// No price leaves its bounds, whatever the market and the policy.
#include "property/random_case.hpp"

namespace haggle::test {
namespace {

TEST(BoundsLaw, APriceThatIsSentIsInsideTheBounds) {
  campaign(100'000, 4, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got || got->decision.action != Action::reprice) return false;
    const Decision& decision = got->decision;
    EXPECT_EQ(broken_bound(given.world.snapshot(), given.terms(), decision.price_minor), "")
        << told(decision);
    EXPECT_EQ(decision.price_minor % given.terms().shape.tick.digits, 0) << told(decision);
    EXPECT_GE(decision.price_minor, decision.floor_minor);
    if (decision.knows(Decision::has_ceiling)) {
      EXPECT_LE(decision.price_minor, decision.ceiling_minor);
    }
    return true;
  });
}

/// The effective bounds are tight: a tick further out, a bound of the raw input is broken.
TEST(BoundsLaw, TheEffectiveBoundsAreTheOutermostLegalPrices) {
  campaign(20'000, 2, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got || !got->decision.knows(Decision::has_bounds)) return false;
    const Decision& decision = got->decision;
    if (stops_early(decision)) return false;
    const std::int64_t tick = given.terms().shape.tick.digits;
    const auto broken = [&](std::int64_t price) {
      return broken_bound(given.world.snapshot(), given.terms(), price);
    };
    EXPECT_EQ(broken(decision.floor_minor), "");
    EXPECT_NE(broken(decision.floor_minor - tick), "") << decision.floor_minor;
    if (decision.knows(Decision::has_ceiling)) {
      EXPECT_EQ(broken(decision.ceiling_minor), "");
      EXPECT_NE(broken(decision.ceiling_minor + tick), "") << decision.ceiling_minor;
    }
    return true;
  });
}

TEST(BoundsLaw, AfterAHoldOfStages5To13TheStandingPriceIsInside) {
  campaign(30'000, 10, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got || got->decision.action != Action::hold) return false;
    const Decision& decision = got->decision;
    if (stops_early(decision) || decision.price_minor == 0) return false;
    EXPECT_EQ(broken_bound(given.world.snapshot(), given.terms(), decision.price_minor), "")
        << told(decision);
    EXPECT_FALSE(decision.notes_that(note::standing_price_out_of_bounds));
    return true;
  });
}

/// A hold that leaves a price out of its bounds says so.
TEST(BoundsLaw, AStandingPriceOutOfItsBoundsIsFlagged) {
  campaign(30'000, 40, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got || got->decision.action != Action::hold) return false;
    const Decision& decision = got->decision;
    if (decision.price_minor == 0 || !decision.knows(Decision::has_bounds)) return false;
    const bool flagged = decision.notes_that(note::standing_price_out_of_bounds);
    const std::string broken =
        broken_bound(given.world.snapshot(), given.terms(), decision.price_minor);
    EXPECT_TRUE(flagged || broken.empty()) << told(decision) << ' ' << broken;
    const bool over =
        decision.knows(Decision::has_ceiling) && decision.price_minor > decision.ceiling_minor;
    EXPECT_EQ(flagged, over || decision.price_minor < decision.floor_minor) << told(decision);
    return flagged;
  });
}

/// A floor raised by something, of a listing that has one.
World with_floor_raised(Dice& dice, World world, std::int64_t k) {
  world.listing.floor.amount_minor += k * dice.between(1, 8);
  return world;
}

TEST(BoundsLaw, RaisingTheFloorNeverLowersThePriceThatStands) {
  campaign(40'000, 3, [](Dice& dice) {
    Case given = random_case(dice);
    everywhere(given.spec, [](PolicySpec& spec) { spec.shape.ending.reset(); });
    const auto low = try_decide(given);
    const std::int64_t size = given.terms().shape.tick.digits;
    const auto high = try_decide(with_floor_raised(dice, given.world, size), given.spec);
    if (!low || !high || has_no_legal_price(high->decision)) return false;
    if (high->decision.price_minor == 0) return false;
    EXPECT_GE(high->decision.price_minor, low->decision.price_minor)
        << told(low->decision) << " and " << told(high->decision);
    return true;
  });
}

TEST(BoundsLaw, MaximizeProfitOnlyLowersByACeilingOrAWayBack) {
  campaign(40'000, 15, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got || got->decision.strategy != Strategy::maximize_profit) return false;
    const Decision& decision = got->decision;
    const bool went_back = has_reason(decision, Reason::probe_back);
    const bool over =
        decision.knows(Decision::has_ceiling) && decision.current_minor > decision.ceiling_minor;
    if (!went_back && !over) {
      EXPECT_GE(decision.price_minor, decision.current_minor) << told(decision);
    }
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
