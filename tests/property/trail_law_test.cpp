// The trail is the computation: a chain from the price that stood to the price that was decided.
#include <algorithm>

#include "property/random_case.hpp"

namespace haggle::test {
namespace {

void check_chain(const World& world, const Decision& decision) {
  const auto steps = decision.steps();
  ASSERT_FALSE(steps.empty());
  ASSERT_LE(steps.size(), steps_max);
  EXPECT_EQ(steps.front().before_minor, world.listing.price_minor);
  EXPECT_EQ(steps.back().after_minor, decision.price_minor);
  for (std::size_t i = 1; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].before_minor, steps[i - 1].after_minor);
    EXPECT_LE(steps[i - 1].stage, steps[i].stage);
  }
  const auto& entries = decision.trail.entries;
  EXPECT_TRUE(std::all_of(entries + steps.size(), entries + steps_max,
                          [](const Step& step) { return step == Step{}; }));
}

/// What a step does is what its reason says: notes leave the price, moves move or propose it, and
/// after a hold there is at most a correction.
void check_effects(const Decision& decision) {
  const auto steps = decision.steps();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (entry_of(steps[i].reason).effect != Effect::holds) continue;
    EXPECT_EQ(steps[i].after_minor, decision.current_minor) << told(decision);
    const bool last = i + 1 == steps.size();
    const bool corrected =
        i + 2 == steps.size() && steps[i + 1].reason == Reason::bounds_correction;
    EXPECT_TRUE(last || corrected) << told(decision);
  }
  const bool ends_in_hold = entry_of(decision.reason()).effect == Effect::holds;
  EXPECT_EQ(ends_in_hold, decision.action == Action::hold) << told(decision);
}

void check_numbers(const Decision& decision) {
  if (decision.action == Action::hold) {
    EXPECT_EQ(decision.price_minor, decision.current_minor);
  } else {
    EXPECT_NE(decision.price_minor, decision.current_minor);
    EXPECT_GT(decision.price_minor, 0);
  }
  if (!decision.passed(Stage::step_limit) && !decision.passed(Stage::bounds)) {
    EXPECT_TRUE(decision.goal_minor == decision.price_minor || decision.passed(Stage::worth_it));
  }
  if (decision.current_minor == 0) {
    EXPECT_EQ(decision.change_minor, 0);
    return;
  }
  EXPECT_EQ(decision.change_minor, decision.price_minor - decision.current_minor);
  const Exact exact = Exact{decision.change_minor} * 1'000'000;
  const Exact rest = exact - Exact{decision.change_ppm} * decision.current_minor;
  EXPECT_LE(2 * (rest < 0 ? -rest : rest), decision.current_minor);
}

TEST(TrailLaw, TheTrailIsAChainFromTheStandingPriceToThePrice) {
  campaign(60'000, 2, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got) return false;
    check_chain(given.world, got->decision);
    check_effects(got->decision);
    check_numbers(got->decision);
    return true;
  });
}

/// Whoever the price goes by survived the filters.
void check_named_offers(const World& world, const Decided& got) {
  const Decision& decision = got.decision;
  if (decision.knows(Decision::has_reference)) {
    ASSERT_LT(decision.reference, world.offers.size());
    EXPECT_EQ(got.verdicts[decision.reference], Verdict::kept);
  }
  if (decision.knows(Decision::has_holder)) {
    ASSERT_LT(decision.holder, world.offers.size());
  }
  for (const Step& step : decision.steps()) {
    if (step.offer_index()) {
      EXPECT_LT(*step.offer_index(), world.offers.size());
    }
  }
}

TEST(TrailLaw, AReferenceSurvivedTheFilters) {
  campaign(30'000, 8, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got) return false;
    check_named_offers(given.world, *got);
    return got->decision.knows(Decision::has_reference);
  });
}

TEST(TrailLaw, EveryVerdictIsWrittenAndNoneBeyondTheOffers) {
  campaign(30'000, 2, [](Dice& dice) {
    const Case given = random_case(dice);
    const std::size_t count = given.world.offers.size();
    constexpr auto untouched = static_cast<Verdict>(0xEE);
    std::vector<Verdict> verdicts(count + 2, untouched);
    const auto got = decide(given.world.snapshot(), policy(given.spec), verdicts);
    if (!got) return false;
    EXPECT_TRUE(verdicts[count] == untouched && verdicts[count + 1] == untouched);
    verdicts.resize(count);
    const bool gated = stops_early(*got);
    std::uint32_t kept = 0;
    for (const Verdict verdict : verdicts) {
      EXPECT_LE(verdict, Verdict::not_included);
      EXPECT_EQ(verdict == Verdict::not_examined, gated) << told(*got);
      kept += verdict == Verdict::kept ? 1U : 0U;
    }
    EXPECT_EQ(got->survivors_count, kept);
    EXPECT_LE(got->survivors_count, got->rivals_count);
    return count != 0;
  });
}

/// `again_at` is never in the past, nor when the market that is kept will be too old.
TEST(TrailLaw, AgainAtIsInTimeOrNotSaid) {
  campaign(30'000, 40, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto got = try_decide(given);
    if (!got || !got->decision.knows(Decision::has_again_at)) return false;
    const Instant again = got->decision.again_at;
    EXPECT_GE(again.ms, given.world.clock.now.ms) << told(got->decision);
    const GateTerms& gates = given.terms().gates;
    if (gates.snapshot_age_max) {
      EXPECT_LE(again - given.world.market.time, *gates.snapshot_age_max);
    }
    if (got->decision.action == Action::reprice) {
      EXPECT_GE(again.ms, (given.world.clock.now + gates.cool_down).ms);
    }
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
