// Columns as tables hold them: gaps, offsets, and rows put together again.
#include "haggle/market/columns.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

#include "support/build.hpp"
#include "support/table.hpp"

namespace haggle {
namespace {

TEST(Column, KnowsItsGapsFromAnOffsetOn) {
  const std::array<std::int64_t, 12> values{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
  const std::array<std::uint8_t, 2> bits{0b0100'0000, 0b0000'0110};
  const Column<std::int64_t> column{values.data(), bits.data(), 5};
  EXPECT_TRUE(column.exists());
  EXPECT_FALSE(column.has_no_gaps());
  EXPECT_FALSE(column.knows(0));
  EXPECT_TRUE(column.knows(1));
  EXPECT_EQ(column[1], 6);
  EXPECT_FALSE(column.knows(3));
  EXPECT_TRUE(column.knows(4));
  EXPECT_EQ(column.from(4), values.data() + 9);
}

TEST(Column, IsNoColumnWithoutValues) {
  const Column<std::int64_t> column;
  EXPECT_FALSE(column.exists());
  EXPECT_TRUE(column.has_no_gaps());
  EXPECT_EQ(column.from(3), nullptr);
}

TEST(TakeListing, WritesWhatIsKnownAndClearsWhatIsNot) {
  test::RowTable table;
  Listing first = test::listing();
  first.set_stock(3);
  Listing second = test::listing();
  second.price_minor = 1'234;
  second.has &= ~Listing::has_ceiling;
  table.add(first, test::market());
  table.add(second, test::market());
  ListingColumns listings;
  MarketColumns markets;
  table.write(listings, markets);
  Listing row = test::listing();
  take_listing(listings, 0, row);
  EXPECT_EQ(row, first);
  take_listing(listings, 1, row);
  EXPECT_FALSE(row.knows(Listing::has_stock)) << "the row before knew its stock";
  EXPECT_FALSE(row.knows(Listing::has_ceiling));
  EXPECT_EQ(row.price_minor, 1'234);
}

TEST(TakeMarket, WritesWhatIsKnown) {
  test::RowTable table;
  Market market = test::market();
  market.set_buy_box_landed(999);
  market.flags = Market::list_is_whole;
  table.add(test::listing(), market);
  ListingColumns listings;
  MarketColumns markets;
  table.write(listings, markets);
  Market row = test::market();
  take_market(markets, 0, row);
  EXPECT_EQ(row, market);
}

TEST(OfferAt, PutsAnOfferTogether) {
  Offer full = test::winner(test::by_marketplace(test::offer("A", 900)));
  full.shipping_minor = 100;
  full.points_minor = 5;
  full.has = Offer::has_feedback_score | Offer::has_handling | Offer::has_stated_landed;
  full.feedback_score_ppm = 950'000;
  full.handling_hours = 24;
  full.stated_landed_minor = 1'000;
  full.eligible = Tristate::yes;
  full.ships_from = test::country("DE");
  test::OfferTable table;
  table.add({test::offer("B", 1), full});
  table.add(std::vector<Offer>{});
  const OfferColumns columns = table.columns();
  EXPECT_EQ(offer_at(columns, 0), test::offer("B", 1));
  EXPECT_EQ(offer_at(columns, 1), full);
  EXPECT_EQ(columns.count(0), 2U);
  EXPECT_EQ(columns.count(1), 0U);
  EXPECT_EQ(offer_at({}, 7), Offer{}) << "what is no column is what an offer has anyway";
}

}  // namespace
}  // namespace haggle
