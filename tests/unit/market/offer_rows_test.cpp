// The offers of a market say the same as rows and as columns.
#include "haggle/market/offer_rows.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "support/build.hpp"
#include "support/table.hpp"

namespace haggle {
namespace {

TEST(OfferRows, SaysTheSameOfRowsAndOfColumns) {
  Offer used = test::with_shipping(test::offer("B", 800), 50);
  used.condition = Condition::used;
  used.sub_condition = SubCondition::good;
  used.eligible = Tristate::no;
  used.points_minor = 7;
  const std::vector<Offer> offers{test::winner(test::by_marketplace(test::offer("A", 900))), used,
                                  test::mine(test::offer("US", 950))};
  test::OfferTable table;
  table.add({test::offer("X", 1)});
  table.add(offers);
  const OfferColumns columns = table.columns();
  const OfferRows rows{offers};
  const OfferRows in_columns{columns, 1};
  ASSERT_EQ(rows.size(), in_columns.size());
  EXPECT_EQ(rows.rows().size(), 3U);
  EXPECT_TRUE(in_columns.rows().empty());
  for (std::size_t i = 0; i < offers.size(); ++i) {
    for (const OfferRows* way : {&rows, &in_columns}) {
      EXPECT_EQ((*way)[i], offers[i]);
      EXPECT_EQ(way->is(i, Offer::is_winner), i == 0);
      EXPECT_EQ(way->is(i, Offer::is_mine), i == 2);
      EXPECT_EQ(way->is_of(i, test::seller("B")), i == 1);
      EXPECT_EQ(way->fulfilment(i), offers[i].fulfilment);
      EXPECT_EQ(way->eligible(i), offers[i].eligible);
      EXPECT_EQ(way->is_like(i, test::listing()), i == 2);
      EXPECT_EQ(way->landed_minor(i, true), landed_minor(offers[i], true));
    }
  }
}

}  // namespace
}  // namespace haggle
