// Our listing: its layout, which other languages share, and the facts that may be unknown.
#include "haggle/market/listing.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Listing) == 416 && alignof(Listing) == 8);
static_assert(offsetof(Listing, size) == 0 && offsetof(Listing, has) == 4);
static_assert(offsetof(Listing, seller) == 8 && offsetof(Listing, item) == 40);
static_assert(offsetof(Listing, sku) == 72 && offsetof(Listing, marketplace) == 200);
static_assert(offsetof(Listing, currency) == 216 && offsetof(Listing, audience) == 220);
static_assert(offsetof(Listing, condition) == 221 && offsetof(Listing, sub_condition) == 222);
static_assert(offsetof(Listing, fulfilment) == 223 && offsetof(Listing, status) == 224);
static_assert(offsetof(Listing, stock) == 228 && offsetof(Listing, age_days) == 232);
static_assert(offsetof(Listing, price_minor) == 240 && offsetof(Listing, price_time) == 248);
static_assert(offsetof(Listing, shipping_minor) == 256 && offsetof(Listing, points_minor) == 264);
static_assert(offsetof(Listing, default_price_minor) == 272);
static_assert(offsetof(Listing, model_price_minor) == 280);
static_assert(offsetof(Listing, floor) == 288 && offsetof(Listing, ceiling) == 304);
static_assert(offsetof(Listing, map_minor) == 320);
static_assert(offsetof(Listing, reference_price_minor) == 328);
static_assert(offsetof(Listing, reference_time) == 336 && offsetof(Listing, last_applied) == 344);
static_assert(offsetof(Listing, cost_minor) == 352 && offsetof(Listing, fee_ppm) == 360);
static_assert(offsetof(Listing, fee_fixed_minor) == 368 && offsetof(Listing, memory) == 376);

struct Setting {
  const char* name;
  std::uint32_t bit;
  void (*set)(Listing&);
};
constexpr Setting settings[] = {
    {"price_time", Listing::has_price_time, [](Listing& l) { l.set_price(1'000, {7}); }},
    {"shipping", Listing::has_shipping, [](Listing& l) { l.set_shipping(0); }},
    {"stock", Listing::has_stock, [](Listing& l) { l.set_stock(0); }},
    {"age", Listing::has_age, [](Listing& l) { l.set_age_days(0); }},
    {"floor", Listing::has_floor, [](Listing& l) { l.set_floor({800}); }},
    {"ceiling", Listing::has_ceiling, [](Listing& l) { l.set_ceiling({900}); }},
    {"map", Listing::has_map, [](Listing& l) { l.set_map(850); }},
    {"reference", Listing::has_reference_time, [](Listing& l) { l.set_reference(990, {8}); }},
    {"last_applied", Listing::has_last_applied, [](Listing& l) { l.set_last_applied({9}); }},
    {"cost", Listing::has_cost, [](Listing& l) { l.set_cost(0); }},
};

TEST(Listing, KnowsWhatWasSetAndNothingElse) {
  std::uint32_t bit = 1;
  for (const Setting& setting : settings) {
    SCOPED_TRACE(setting.name);
    EXPECT_EQ(setting.bit, bit);
    bit <<= 1;
    Listing listing;
    EXPECT_FALSE(listing.knows(setting.bit));
    setting.set(listing);
    EXPECT_TRUE(listing.knows(setting.bit));
    EXPECT_EQ(listing.has, setting.bit);
  }
}

TEST(Listing, HoldsWhatWasSet) {
  Listing listing;
  for (const Setting& setting : settings) setting.set(listing);
  listing.set_stock(3);
  listing.set_age_days(91);
  listing.set_shipping(250);
  listing.set_cost(500);
  EXPECT_EQ(listing.price_minor, 1'000);
  EXPECT_EQ(listing.price_time, Instant{7});
  EXPECT_EQ(listing.shipping_minor, 250);
  EXPECT_EQ(listing.stock, 3);
  EXPECT_EQ(listing.age_days, 91);
  EXPECT_EQ(listing.floor, Bound{800});
  EXPECT_EQ(listing.ceiling, Bound{900});
  EXPECT_EQ(listing.map_minor, 850);
  EXPECT_EQ(listing.reference_price_minor, 990);
  EXPECT_EQ(listing.reference_time, Instant{8});
  EXPECT_EQ(listing.last_applied, Instant{9});
  EXPECT_EQ(listing.cost_minor, 500);
}

TEST(Listing, MeansNothingByDefault) {
  const Listing listing;
  EXPECT_EQ(listing.size, sizeof(Listing));
  EXPECT_EQ(listing.has, 0U);
  EXPECT_EQ(listing.audience, Audience::consumer);
  EXPECT_EQ(listing.condition, Condition::new_);
  EXPECT_EQ(listing.status, ListingStatus::active);
  EXPECT_EQ(listing.price_minor, 0);
  EXPECT_TRUE(listing.seller.empty());
  EXPECT_EQ(listing, Listing{});
}

TEST(Listing, CountsByEveryByte) {
  test::expect_every_byte_counts(Listing{});
}

}  // namespace
}  // namespace haggle
