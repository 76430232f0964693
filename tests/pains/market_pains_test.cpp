// What is read out of a market: how old it is, what the buyer pays, whose offer is whose.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "support/build.hpp"

namespace haggle::test {
namespace {

// Notifications went missing for a region, and prices went on as if nothing had happened.
TEST(Pain04StaleOrMissingData, AMarketThatIsTooOldHolds) {
  World given = world({winner(offer("A", 900))});
  PolicySpec spec;
  spec.gates.snapshot_age_max = minutes(30);
  given.market.time = ago(minutes(30));
  EXPECT_EQ(reasons(decision(given, spec)), "chase_buy_box");
  given.market.time = ago(minutes(31));
  EXPECT_EQ(reasons(decision(given, spec)), "stale_snapshot");
}

/// The market at a minute: the later, the dearer.
World at_minute(std::int64_t minute) {
  World out = world({winner(offer("A", 900 + minute))});
  out.market.time = ago(minutes(60 - minute));
  return out;
}

// Messages come in any order; whatever the order, the newest one decides.
TEST(Pain04StaleOrMissingData, EveryOrderOfMessagesEndsAtTheNewest) {
  std::array<std::int64_t, 4> order{0, 1, 2, 3};
  do {
    Listing kept = listing();
    for (const std::int64_t minute : order) {
      World given = at_minute(minute);
      given.listing = kept;
      const Decision got = decision(given);
      if (got.reason() == Reason::older_than_applied) continue;
      kept.set_last_applied(given.market.time);
      if (got.action == Action::reprice) kept.price_minor = got.price_minor;
    }
    EXPECT_EQ(kept.price_minor, 903);
  } while (std::next_permutation(order.begin(), order.end()));
}

// A price that was sent takes 15 to 40 minutes to show.
TEST(Pain04StaleOrMissingData, OurPendingPriceIsKeptApartFromTheOneThatShows) {
  World given = world({offer("US", 1'200), winner(offer("A", 1'000))});
  given.listing.set_price(1'000, ago(minutes(40)));
  EXPECT_EQ(reasons(decision(given)), "chase_buy_box no_change");
  given.listing.set_price(1'000, ago(minutes(60)));
  const Decision later = decision(given);
  EXPECT_EQ(later.current_minor, 1'200);
  EXPECT_EQ(reasons(later), "changed_outside chase_buy_box");
}

// Only twenty offers are in a message: an empty or cut list does not mean that we are alone.
TEST(Pain04StaleOrMissingData, NothingListedIsNotNobodyThere) {
  World given = world({});
  given.listing.default_price_minor = 1'400;
  EXPECT_EQ(reasons(decision(given)), "offers_unknown");
  given.market.set_offers_counted(67);
  EXPECT_EQ(reasons(decision(given)), "offers_unknown");
  given.market.set_offers_counted(1);
  EXPECT_EQ(decision(given).price_minor, 1'400);
}

// A rival's total was compared with our item price.
TEST(Pain07LandedOrItem, RivalsAreComparedByWhatTheBuyerPays) {
  PolicySpec lowest;
  lowest.compete_with = {ReferenceKind::lowest, ReferenceKind::none, ReferenceKind::none};
  const World given = world({with_shipping(offer("A", 900), 100), offer("B", 950)});
  const Decision got = decision(given, lowest);
  EXPECT_EQ(got.price_minor, 950);
  EXPECT_EQ(got.reference, 1U);
}

TEST(Pain07LandedOrItem, OurOwnShippingIsTakenOffThePriceWeAsk) {
  World given = world({winner(with_shipping(offer("A", 900), 150))});
  given.listing.set_shipping(100);
  EXPECT_EQ(decision(given).price_minor, 950);
}

TEST(Pain07LandedOrItem, WithoutKnowingOurShippingNothingIsSent) {
  World given = world({winner(offer("A", 950))});
  given.listing.has &= ~Listing::has_shipping;
  EXPECT_EQ(reasons(decision(given)), "own_shipping_unknown");
}

// An official sample says landed 11 for 20 + 40.
TEST(Pain07LandedOrItem, AWrongLandedFigureIsRecomputedAndFlagged) {
  Offer given = winner(with_shipping(offer("A", 900), 40));
  given.has |= Offer::has_stated_landed;
  given.stated_landed_minor = 11;
  const Decision got = decision(world({given}));
  EXPECT_EQ(got.price_minor, 940);
  EXPECT_TRUE(got.notes_that(note::landed_differs));
}

TEST(Pain07LandedOrItem, AFloorSaysWhichPriceItBounds) {
  World given = world({winner(offer("A", 500))});
  given.listing.set_shipping(100);
  given.listing.set_floor({800, Basis::landed});
  EXPECT_EQ(decision(given).price_minor, 700);
  given.listing.set_floor({800, Basis::item});
  EXPECT_EQ(decision(given).price_minor, 800);
}

// Several marketplaces come in one queue, and one's price was taken for another's.
TEST(Pain10CurrenciesMixed, AMarketOfAnotherCurrencyOrMarketplaceIsRefused) {
  World given = world({winner(offer("A", 950))});
  given.market.currency = currency("EUR");
  EXPECT_EQ(decide(given.snapshot(), policy()).error().code, Errc::currency_mismatch);
  given.market.currency = currency("USD");
  given.market.marketplace = id<MarketplaceId>("DE");
  EXPECT_EQ(decide(given.snapshot(), policy()).error().code, Errc::not_this_listing);
}

// A shop showed 1495 EUR as 1495 USD.
TEST(Pain10CurrenciesMixed, APolicysEurosDoNotCountAsDollars) {
  PolicySpec spec;
  spec.beat_by = Amount::of(must(money(-1, currency("EUR"))));
  const World given = world({winner(offer("A", 950))});
  EXPECT_EQ(decide(given.snapshot(), policy(spec)).error().code, Errc::currency_mismatch);
}

TEST(Pain10CurrenciesMixed, ACentIsNotAYen) {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 2);
  World given = world({winner(offer("A", 950))});
  given.listing.currency = given.market.currency = currency("JPY");
  EXPECT_EQ(decide(given.snapshot(), policy(spec)).error().code, Errc::amount_precision);
}

// Two SKUs of one seller on one item undercut each other.
TEST(Pain11CompetingWithOneself, OurOwnRowsAreNeverTheTarget) {
  PolicySpec spec;
  spec.beat_by = Amount::minor(-1);
  const Decided got =
      decided(world({offer("US", 900), mine(offer("X", 880)), offer("A", 970)}), spec);
  EXPECT_EQ(got.decision.price_minor, 969);
  EXPECT_EQ(got.verdicts, (std::vector{Verdict::own_group, Verdict::own_group, Verdict::kept}));
}

TEST(Pain11CompetingWithOneself, ASisterAccountIsNotUndercut) {
  PolicySpec spec;
  spec.sisters = {seller("G")};
  spec.beat_by = Amount::minor(-1);
  const World given = world({winner(offer("G", 900)), offer("A", 970)});
  EXPECT_EQ(reasons(decision(given, spec)), "buy_box_sister");
  spec.reactions.buy_box_sister = Strategy::chase_buy_box;
  EXPECT_EQ(decision(given, spec).price_minor, 969);
}

TEST(Pain11CompetingWithOneself, OurOtherListingWithTheBoxIsLeftAlone) {
  Offer other = winner(by_marketplace(offer("US", 900)));
  EXPECT_EQ(reasons(decision(world({offer("US", 1'000), other, offer("A", 970)}))),
            "buy_box_sister");
}

// Exclusions were ignored when the target was the buy box.
TEST(Pain14FiltersBeforeTargets, AnExcludedBuyBoxHolderIsNotChased) {
  PolicySpec spec;
  spec.filters.exclude = {seller("A")};
  const Decided got = decided(world({winner(offer("A", 900)), offer("B", 950)}), spec);
  EXPECT_EQ(got.decision.price_minor, 950);
  EXPECT_EQ(got.verdicts[0], Verdict::excluded);
}

// Elsewhere the buy-box holder was left out of the rivals.
TEST(Pain14FiltersBeforeTargets, TheBuyBoxHolderIsARivalLikeAnyOther) {
  PolicySpec lowest;
  lowest.compete_with = {ReferenceKind::lowest, ReferenceKind::none, ReferenceKind::none};
  EXPECT_EQ(decision(world({winner(offer("A", 900)), offer("B", 950)}), lowest).price_minor, 900);
}

TEST(Pain14FiltersBeforeTargets, TheFirstFilterThatRejectsIsTheOneNamed) {
  PolicySpec spec;
  spec.filters.exclude = {seller("A")};
  spec.filters.stock_min = 1;
  Offer empty_handed = offer("A", 900);
  empty_handed.has |= Offer::has_stock;
  EXPECT_EQ(decided(world({empty_handed, offer("B", 950)}), spec).verdicts[0], Verdict::stock);
}

}  // namespace
}  // namespace haggle::test
