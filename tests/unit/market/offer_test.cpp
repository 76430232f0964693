// An offer: 128 frozen bytes, and the landed price that is always recomputed.
#include "haggle/market/offer.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cstddef>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Offer) == 128 && alignof(Offer) == 8);
static_assert(offsetof(Offer, price_minor) == 0 && offsetof(Offer, shipping_minor) == 8);
static_assert(offsetof(Offer, points_minor) == 16 && offsetof(Offer, has) == 24);
static_assert(offsetof(Offer, flags) == 28 && offsetof(Offer, seller) == 32);
static_assert(offsetof(Offer, condition) == 64 && offsetof(Offer, sub_condition) == 65);
static_assert(offsetof(Offer, fulfilment) == 66 && offsetof(Offer, audience) == 67);
static_assert(offsetof(Offer, eligible) == 68 && offsetof(Offer, ships_from) == 72);
static_assert(offsetof(Offer, feedback_count) == 76 && offsetof(Offer, feedback_score_ppm) == 80);
static_assert(offsetof(Offer, handling_hours) == 84 && offsetof(Offer, stock) == 88);
static_assert(offsetof(Offer, stated_landed_minor) == 96 && offsetof(Offer, reserved) == 104);
static_assert(sizeof(QuantityBreak) == 16 && sizeof(Country) == 4);
static_assert(std::has_unique_object_representations_v<QuantityBreak>);

TEST(Offer, LandsAtItemAndShippingLessPoints) {
  struct Row {
    std::int64_t item, shipping, points, with_points, without;
  };
  const Row rows[] = {
      {950, 0, 0, 950, 950},    {950, 200, 0, 1'150, 1'150}, {950, 200, 20, 1'130, 1'150},
      {0, 0, 0, 0, 0},          {10, 0, 10, 0, 10},          {10, 0, 30, -20, 10},
      {-100, 500, 0, 400, 400},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.item);
    Offer offer;
    offer.price_minor = row.item;
    offer.shipping_minor = row.shipping;
    offer.points_minor = row.points;
    EXPECT_EQ(landed_minor(offer, true), row.with_points);
    EXPECT_EQ(landed_minor(offer, false), row.without);
  }
}

TEST(Offer, KnowsItsFactsAndFlags) {
  Offer offer;
  for (const std::uint32_t fact :
       {Offer::has_stated_landed, Offer::has_feedback_score, Offer::has_feedback_count,
        Offer::has_handling, Offer::has_stock}) {
    EXPECT_EQ(std::popcount(fact), 1);
    EXPECT_FALSE(offer.knows(fact)) << "a bit of its own";
    offer.has |= fact;
    EXPECT_TRUE(offer.knows(fact));
  }
  EXPECT_FALSE(offer.is(Offer::is_mine));
  offer.flags = Offer::is_winner;
  EXPECT_FALSE(offer.is(Offer::is_mine));
  EXPECT_TRUE(offer.is(Offer::is_winner));
}

TEST(Country, IsTextOfTwoLettersOrNothing) {
  EXPECT_TRUE(Country{}.empty());
  EXPECT_EQ(Country{}.text(), "");
  EXPECT_EQ(Country{"US"}.text(), "US");
  EXPECT_FALSE(Country{"US"}.empty());
  EXPECT_EQ(Country{"US"}, Country{"US"});
  EXPECT_FALSE(Country{"US"} == Country{"DE"});
}

TEST(Offer, CountsByEveryByte) {
  test::expect_every_byte_counts(Offer{});
  test::expect_every_byte_counts(QuantityBreak{});
  test::expect_every_byte_counts(Country{"US"});
}

}  // namespace
}  // namespace haggle
