// A market: its layout and the facts that may be unknown.
#include "haggle/market/market.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Market) == 128 && alignof(Market) == 8);
static_assert(offsetof(Market, size) == 0 && offsetof(Market, has) == 4);
static_assert(offsetof(Market, flags) == 8 && offsetof(Market, currency) == 12);
static_assert(offsetof(Market, item) == 16 && offsetof(Market, marketplace) == 48);
static_assert(offsetof(Market, winner_seller) == 64 && offsetof(Market, country) == 96);
static_assert(offsetof(Market, audience) == 100 && offsetof(Market, condition) == 101);
static_assert(offsetof(Market, time) == 104 && offsetof(Market, offers_counted) == 112);
static_assert(offsetof(Market, buy_box_landed_minor) == 120);

TEST(Market, KnowsWhatWasSet) {
  Market market;
  EXPECT_EQ(market.size, sizeof(Market));
  EXPECT_FALSE(market.knows(Market::has_offers_counted | Market::has_buy_box_landed));
  market.set_offers_counted(0);
  EXPECT_TRUE(market.knows(Market::has_offers_counted));
  EXPECT_FALSE(market.knows(Market::has_buy_box_landed));
  market.set_buy_box_landed(990);
  EXPECT_TRUE(market.knows(Market::has_buy_box_landed));
  EXPECT_EQ(market.offers_counted, 0);
  EXPECT_EQ(market.buy_box_landed_minor, 990);
}

TEST(Market, HasFlagsOfItsOwn) {
  Market market;
  for (const std::uint32_t flag :
       {Market::has_points, Market::list_is_whole, Market::buy_box_suppressed}) {
    EXPECT_FALSE(market.is(flag));
    market.flags |= flag;
    EXPECT_TRUE(market.is(flag));
  }
  EXPECT_EQ(market.flags, 7U);
  EXPECT_FALSE(market == Market{});
}

TEST(Market, CountsByEveryByte) {
  test::expect_every_byte_counts(Market{});
}

}  // namespace
}  // namespace haggle
