// A snapshot views what the caller holds; it owns nothing.
#include "haggle/market/snapshot.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <vector>

namespace haggle {
namespace {

static_assert(std::is_trivially_copyable_v<Clock> && sizeof(Clock) == 16);
static_assert(std::is_trivially_destructible_v<Snapshot>);
static_assert(sizeof(Snapshot) <= 64 && sizeof(BusinessSnapshot) <= 80);

TEST(Snapshot, SeesTheCallersOwn) {
  Listing listing;
  Market market;
  std::vector<Offer> offers(2);
  const Snapshot snapshot{listing, market, offers, {{5}, 60}};
  listing.price_minor = 7;
  offers[1].price_minor = 8;
  EXPECT_EQ(&snapshot.listing, &listing);
  EXPECT_EQ(&snapshot.market, &market);
  EXPECT_EQ(snapshot.listing.price_minor, 7);
  EXPECT_EQ(snapshot.offers[1].price_minor, 8);
  EXPECT_EQ(snapshot.clock.now, Instant{5});
}

TEST(BusinessSnapshot, SeesTheBreaksToo) {
  const BusinessListing business;
  const Market market;
  const std::vector<Offer> offers(1);
  const std::vector<QuantityBreak> breaks{{0, 5, 930}};
  const BusinessSnapshot snapshot{business, market, offers, breaks, {}};
  EXPECT_EQ(&snapshot.business, &business);
  EXPECT_EQ(snapshot.breaks.front().price_minor, 930);
}

}  // namespace
}  // namespace haggle
