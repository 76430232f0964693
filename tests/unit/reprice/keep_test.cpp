// What a listing is after its decision.
#include "haggle/reprice/keep.hpp"

#include <gtest/gtest.h>

#include "support/build.hpp"

namespace haggle {
namespace {

constexpr DecidedAt at{Instant{2'000}, Instant{3'000}};

Decision decided(Action action, std::int64_t price_minor) {
  Decision out;
  out.action = action;
  out.price_minor = price_minor;
  out.memory.safe_minor = 700;
  return out;
}

/// A ladder at 9.40 with tiers at 9.20 and 9.00, whose tiers were decided so.
BusinessDecision ladder_of(const BusinessRung& price, const BusinessRung& five,
                           const BusinessRung& ten) {
  BusinessDecision out;
  out.rungs_count = 3;
  out.rungs[0] = price;
  out.rungs[1] = five;
  out.rungs[2] = ten;
  return out;
}
BusinessListing standing_ladder() {
  BusinessListing out;
  out.listing = test::listing();
  out.listing.price_minor = 940;
  out.tiers_count = 2;
  out.tiers[0] = test::tier(5, 920, 700);
  out.tiers[1] = test::tier(10, 900, 700);
  return out;
}

TEST(Keep, TakesThePriceThatIsSentWithItsTime) {
  Listing listing = test::listing();
  keep(listing, decided(Action::reprice, 899), at);
  EXPECT_EQ(listing.price_minor, 899);
  EXPECT_TRUE(listing.knows(Listing::has_price_time));
  EXPECT_EQ(listing.price_time, at.now);
  EXPECT_EQ(listing.last_applied, at.market_time);
  EXPECT_EQ(listing.memory.safe_minor, 700);
}

TEST(Keep, TakesMemoryAndMarketOfAHoldAndNotItsPrice) {
  Listing listing = test::listing();
  listing.set_price(1'000, Instant{1});
  keep(listing, decided(Action::hold, 899), at);
  EXPECT_EQ(listing.price_minor, 1'000);
  EXPECT_EQ(listing.price_time, Instant{1});
  EXPECT_EQ(listing.last_applied, at.market_time);
  EXPECT_EQ(listing.memory.safe_minor, 700);
}

TEST(Keep, GoesForwardInTimeOnly) {
  Listing listing = test::listing();
  listing.set_last_applied(Instant{2'500});
  keep(listing, decided(Action::hold, 899), at);
  EXPECT_EQ(listing.last_applied, Instant{2'500});
}

TEST(Keep, TakesALadderAsAWhole) {
  BusinessListing ladder = standing_ladder();
  const BusinessRung held{1, Dropped::no, {}, decided(Action::hold, 940)};
  const BusinessRung sent{5, Dropped::no, {}, decided(Action::reprice, 910)};
  const BusinessRung dropped{10, Dropped::not_cheaper, {}, decided(Action::reprice, 915)};
  keep(ladder, ladder_of(held, sent, dropped), at);
  EXPECT_EQ(ladder.listing.price_minor, 940);
  EXPECT_EQ(ladder.listing.price_time, at.now);
  EXPECT_EQ(ladder.tiers[0].price_minor, 910);
  EXPECT_EQ(ladder.tiers[1].price_minor, 0);
  EXPECT_EQ(ladder.tiers[1].memory.safe_minor, 700);
}

TEST(Keep, LeavesTheLadderWhereNothingIsSent) {
  BusinessListing ladder = standing_ladder();
  const BusinessRung held{1, Dropped::no, {}, decided(Action::hold, 940)};
  const BusinessRung dropped{10, Dropped::not_cheaper, {}, decided(Action::reprice, 915)};
  const BusinessRung failed{5, Dropped::failed, Error{Errc::floor_required, 0, 0, 0, ""}, {}};
  keep(ladder, ladder_of(held, failed, dropped), at);
  EXPECT_EQ(ladder.tiers[0].price_minor, 920);
  EXPECT_EQ(ladder.tiers[0].memory, Memory{});
  EXPECT_EQ(ladder.tiers[1].price_minor, 900);
  EXPECT_EQ(ladder.listing.last_applied, at.market_time);
}

TEST(Keep, KeepsABusinessPriceThatFailed) {
  BusinessListing ladder = standing_ladder();
  const BusinessRung failed{1, Dropped::failed, Error{Errc::floor_required, 0, 0, 0, ""}, {}};
  const BusinessRung sent{5, Dropped::no, {}, decided(Action::reprice, 910)};
  keep(ladder, ladder_of(failed, sent, sent), at);
  EXPECT_EQ(ladder.listing.price_minor, 940);
  EXPECT_EQ(ladder.listing.memory, Memory{});
  EXPECT_EQ(ladder.tiers[0].price_minor, 910);
}

TEST(Keep, CapsByAConsumerPriceOfTheSameCurrency) {
  BusinessListing ladder = standing_ladder();
  Listing consumer = test::listing();
  consumer.price_minor = 950;
  cap_by_consumer(ladder, consumer);
  EXPECT_EQ(ladder.consumer_price_minor, 950);
  consumer.price_minor = 960;
  consumer.currency = Currency{{'E', 'U', 'R', '\0'}};
  cap_by_consumer(ladder, consumer);
  EXPECT_EQ(ladder.consumer_price_minor, 950);
}

}  // namespace
}  // namespace haggle
