// Decisions as submissions: what goes out, and what is held back.
#include "property/random_case.hpp"
#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

Decision decided(std::int64_t price_minor, Action action = Action::reprice) {
  Decision out;
  out.action = action;
  out.price_minor = price_minor;
  out.currency = currency("USD");
  out.has = Decision::has_bounds | Decision::has_ceiling;
  out.floor_minor = 800;
  out.ceiling_minor = 1'500;
  return out;
}

TEST(SubmissionOf, ADecidedPriceIsThatOfTheListing) {
  const PriceSubmission made = must(submission_of(listing(), decided(999)));
  PriceSubmission expected;
  expected.seller = seller("US");
  expected.sku = id<Sku>("MUG-1");
  expected.marketplace = id<MarketplaceId>("US");
  expected.currency = currency("USD");
  expected.consumer = asked(999);
  EXPECT_EQ(made, expected);
}

TEST(SubmissionOf, BoundsAreSentWhereTheyAreAskedFor) {
  const PriceSubmission made = must(submission_of(listing(), decided(999), BoundsSent::effective));
  EXPECT_EQ(made.consumer, bounded(999, 800, 1'500));
  Decision open = decided(999);
  open.has = Decision::has_bounds;
  const PriceSubmission half = must(submission_of(listing(), open, BoundsSent::effective));
  EXPECT_EQ(half.consumer->min_minor, 800);
  EXPECT_EQ(half.consumer->max_minor, std::nullopt);
}

TEST(SubmissionOf, ABusinessListingHasABusinessPrice) {
  Listing given = listing();
  given.audience = Audience::business;
  const PriceSubmission made = must(submission_of(given, decided(999)));
  EXPECT_EQ(made.business, asked(999));
  EXPECT_FALSE(made.consumer);
}

TEST(SubmissionOf, AHoldSendsNothing) {
  EXPECT_EQ(fault_of(submission_of(listing(), decided(999, Action::hold))),
            "bad_argument decision.action 0");
  EXPECT_EQ(fault_of(submission_of(listing(), decided(0))), "out_of_range decision.price 0");
  Decision foreign = decided(999);
  foreign.currency = currency("EUR");
  EXPECT_EQ(fault_of(submission_of(listing(), foreign)), "currency_mismatch decision.currency 0");
}

// ---- ladders ----------------------------------------------------------------------------------

BusinessListing ladder_listing() {
  BusinessListing out;
  out.listing = listing();
  out.listing.audience = Audience::business;
  out.tiers_count = 2;
  out.tiers[0] = tier(5, 900, 700);
  out.tiers[1] = tier(10, 850, 600);
  return out;
}

BusinessDecision ladder_decision(std::vector<Decision> rungs) {
  BusinessDecision out;
  constexpr std::uint32_t quantities[] = {1, 5, 10};
  for (const Decision& one : rungs) {
    out.rungs[out.rungs_count].quantity = quantities[out.rungs_count];
    out.rungs[out.rungs_count++].decision = one;
  }
  return out;
}

/// 9.80 for one, 9.00 held from five, 8.40 from ten.
BusinessDecision usual_ladder() {
  return ladder_decision({decided(980), decided(900, Action::hold), decided(840)});
}

TEST(SubmissionOfLadder, AllRungsGoOutTogether) {
  const PriceSubmission made = must(submission_of(ladder_listing(), usual_ladder()));
  EXPECT_EQ(made.business, ladder(980, {{5, 900}, {10, 840}}));
  EXPECT_FALSE(made.consumer);
  EXPECT_EQ(made.op, PatchOp::merge);
}

TEST(SubmissionOfLadder, TheLeastFloorBoundsAllRungs) {
  BusinessDecision given = usual_ladder();
  given.rungs[2].decision.floor_minor = 600;
  const PriceSubmission made = must(submission_of(ladder_listing(), given, BoundsSent::effective));
  EXPECT_EQ(made.business->min_minor, 600);
  EXPECT_EQ(made.business->max_minor, 1'500);
  EXPECT_TRUE(check_submission(made));
}

TEST(SubmissionOfLadder, ARungThatIsDroppedIsTakenOut) {
  BusinessDecision given = usual_ladder();
  given.rungs[0].decision.action = Action::hold;
  given.rungs[2].decision.action = Action::hold;
  EXPECT_EQ(fault_of(submission_of(ladder_listing(), given)), "bad_argument decision.rungs 0");
  given.rungs[1].dropped = Dropped::not_cheaper;
  EXPECT_EQ(must(submission_of(ladder_listing(), given)).business, ladder(980, {{10, 840}}));
}

TEST(SubmissionOfLadder, WithoutALadderNothingIsSaidOfOne) {
  BusinessListing given = ladder_listing();
  given.tiers_count = 0;
  const auto made = submission_of(given, ladder_decision({decided(980)}));
  EXPECT_EQ(must(made).business, asked(980));
}

TEST(SubmissionOfLadder, AFailedPriceForOneStaysAsItIs) {
  BusinessDecision given = usual_ladder();
  given.rungs[0].error = Error{Errc::bounds_violated, 0, 0, 1, "price"};
  given.rungs[0].dropped = Dropped::failed;
  const PriceSubmission made = must(submission_of(ladder_listing(), given));
  EXPECT_EQ(made.business->price_minor, std::nullopt);
  EXPECT_EQ(made.business->levels->size(), 2U);
  EXPECT_TRUE(check_submission(made));
}

TEST(SubmissionOfLadder, AStandingPriceOutOfItsBoundsIsNotRepeated) {
  BusinessDecision given = usual_ladder();
  given.rungs[0].decision.action = Action::hold;
  given.rungs[0].decision.notes = note::standing_price_out_of_bounds;
  EXPECT_EQ(must(submission_of(ladder_listing(), given)).business->price_minor, std::nullopt);
}

TEST(SubmissionOfLadder, AGateLeavesItAsItIs) {
  BusinessDecision given = usual_ladder();
  given.rungs[1].decision.steps_count = 1;
  given.rungs[1].decision.trail.entries[0].stage = Stage::gates;
  EXPECT_EQ(fault_of(submission_of(ladder_listing(), given)), "bad_argument decision.rungs 0");
}

TEST(SubmissionOfLadder, ARungInAnotherCurrencyIsNamed) {
  BusinessDecision given = usual_ladder();
  given.rungs[2].decision.currency = currency("EUR");
  EXPECT_EQ(fault_of(submission_of(ladder_listing(), given)),
            "currency_mismatch decision.currency 2");
}

// ---- whatever is decided can be sent ----------------------------------------------------------

/// The random worlds have no SKU, and marketplaces and currencies that do not belong together.
void settle(PriceSubmission& made) {
  made.sku = id<Sku>("MUG-1");
  made.marketplace = id<MarketplaceId>("US");
  made.currency = {};
}

TEST(SubmissionOf, EveryPriceThatIsDecidedCanBeWritten) {
  campaign(5'000, 5, [](Dice& dice) {
    const World given = random_world(dice);
    const auto decision = decide(given.snapshot(), policy(random_spec(dice)));
    if (!decision) return false;
    auto made = submission_of(given.listing, *decision, BoundsSent::effective);
    EXPECT_EQ(made.has_value(), decision->action == Action::reprice);
    if (!made) return false;
    settle(*made);
    EXPECT_EQ(fault_of(write_listings_patch(*made)), "none") << told(*decision);
    return true;
  });
}

TEST(SubmissionOfLadder, EveryLadderThatIsDecidedCanBeWritten) {
  campaign(5'000, 10, [](Dice& dice) {
    const BusinessWorld given = random_business_world(dice);
    const auto decision = decide_business(given.snapshot(), policy(random_spec(dice)));
    if (!decision) return false;
    auto made = submission_of(given.business, *decision);
    if (!made) return false;
    settle(*made);
    EXPECT_EQ(fault_of(write_listings_patch(*made)), "none");
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
