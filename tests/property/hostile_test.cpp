// Whatever comes in, an error or a legal decision comes out: values at the limits of their types,
// enumerators of no set, ids without an end, sizes and counts that are not true.
#include <algorithm>

#include "property/random_case.hpp"
#include "support/hostile_policy.hpp"

namespace haggle::test {
namespace {

/// What every decision keeps, whatever it was made of.
void check_sane(const Decision& decision, std::int64_t standing_minor) {
  const auto steps = decision.steps();
  ASSERT_FALSE(steps.empty());
  EXPECT_EQ(steps.front().before_minor, standing_minor);
  EXPECT_EQ(steps.back().after_minor, decision.price_minor);
  for (std::size_t i = 1; i < steps.size(); ++i) {
    EXPECT_EQ(steps[i].before_minor, steps[i - 1].after_minor);
  }
  EXPECT_GE(decision.price_minor, 0);
  EXPECT_LE(decision.price_minor, amount_minor_max);
}

void check_legal(const Snapshot& snapshot, const PolicySpec& spec, const Decision& decision) {
  check_sane(decision, snapshot.listing.price_minor);
  if (decision.action != Action::reprice) return;
  EXPECT_EQ(broken_bound(snapshot, spec, decision.price_minor), "") << told(decision);
}

/// An error says where, with a code of the table, and never that the bounds were violated: that
/// would be our own fault.
void check_error(const Error& error) {
  EXPECT_EQ(entry_of(error.code).code, error.code);
  EXPECT_NE(error.code, Errc::bounds_violated) << error.offset;
  EXPECT_NE(std::string_view(error.where), "");
}

TEST(Hostile, ASpoiltSnapshotGivesAnErrorOrALegalDecision) {
  campaign(60'000, 10, [](Dice& dice) {
    Case given{random_world(dice), random_spec(dice)};
    for (std::size_t i = 1 + dice.below(4); i > 0; --i) hostile::spoil(dice, given.world);
    std::vector<Verdict> verdicts(given.world.offers.size());
    const auto got = decide(given.world.snapshot(), policy(given.spec), verdicts);
    if (!got) {
      check_error(got.error());
      return false;
    }
    check_legal(given.world.snapshot(), given.terms(), *got);
    return true;
  });
}

TEST(Hostile, ASpoiltPolicyIsRefusedOrDecidesLegally) {
  campaign(60'000, 10, [](Dice& dice) {
    Case given{random_world(dice), drawn::without_bands(dice)};
    for (std::size_t i = 1 + dice.below(3); i > 0; --i) hostile::spoil(dice, given.spec);
    const auto made = Policy::make(given.spec);
    if (!made) {
      check_error(made.error());
      return false;
    }
    const auto got = decide(given.world.snapshot(), *made);
    if (!got) {
      check_error(got.error());
      return false;
    }
    check_legal(given.world.snapshot(), given.spec, *got);
    return true;
  });
}

/// Both at once, with everything near the largest amounts.
TEST(Hostile, TheLargestAmountsOverflowNothing) {
  campaign(60'000, 40, [](Dice& dice) {
    Case given{scaled(random_world(dice), 33'000'000'000'000), drawn::without_bands(dice)};
    given.spec = scaled(given.spec, dice.pick<std::int64_t>({1, 33'000'000'000'000}));
    for (std::size_t i = 0; i < 2; ++i) hostile::spoil(dice, given.world);
    hostile::spoil(dice, given.spec);
    const auto made = Policy::make(given.spec);
    if (!made) return false;
    const auto got = decide(given.world.snapshot(), *made);
    if (got) check_legal(given.world.snapshot(), given.spec, *got);
    return got.has_value();
  });
}

void check_ladder(const BusinessWorld& world, const PolicySpec& spec,
                  const BusinessDecision& decided) {
  ASSERT_LE(decided.rungs_count, 1 + tiers_max);
  for (std::uint32_t i = 0; i < decided.rungs_count; ++i) {
    const BusinessRung& rung = decided.rungs[i];
    if (rung.error) {
      check_error(*rung.error);
      continue;
    }
    const BusinessListing& b = world.business;
    const Listing listing = rung_listing(b, i);
    check_sane(rung.decision, i == 0 ? b.listing.price_minor : b.tiers[i - 1].price_minor);
    if (rung.decision.action != Action::reprice) continue;
    const Snapshot raw{listing, world.market, world.offers, world.clock};
    EXPECT_EQ(broken_bound(raw, spec, rung.decision.price_minor), "") << told(rung.decision);
  }
}

TEST(Hostile, ASpoiltLadderGivesAnErrorOrLegalRungs) {
  campaign(40'000, 10, [](Dice& dice) {
    BusinessWorld given = random_business_world(dice);
    const PolicySpec spec = drawn::without_bands(dice);
    for (std::size_t i = 1 + dice.below(4); i > 0; --i) hostile::spoil(dice, given);
    std::vector<Verdict> verdicts(given.offers.size());
    const auto got = decide_business(given.snapshot(), policy(spec), verdicts);
    if (!got) {
      check_error(got.error());
      return false;
    }
    check_ladder(given, spec, *got);
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
