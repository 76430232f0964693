// A business listing and its tiers: flat, of fixed layout, with facts that may be unknown.
#include "haggle/market/business.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Tier) == 104 && std::is_standard_layout_v<Tier>);
static_assert(offsetof(Tier, size) == 0 && offsetof(Tier, has) == 4);
static_assert(offsetof(Tier, quantity) == 8 && offsetof(Tier, price_minor) == 16);
static_assert(offsetof(Tier, floor) == 24 && offsetof(Tier, ceiling) == 40);
static_assert(offsetof(Tier, map_minor) == 56 && offsetof(Tier, memory) == 64);
static_assert(Tier::has_floor == Listing::has_floor && Tier::has_map == Listing::has_map);
static_assert(Tier::has_ceiling == Listing::has_ceiling);
static_assert(std::is_trivially_copyable_v<BusinessListing>);
static_assert(offsetof(BusinessListing, tiers) ==
              sizeof(Listing) + sizeof(std::int64_t) + 2 * sizeof(std::uint32_t));

TEST(Tier, KnowsWhatWasSet) {
  Tier tier;
  EXPECT_EQ(tier.size, sizeof(Tier));
  EXPECT_FALSE(tier.knows(Tier::has_floor | Tier::has_ceiling | Tier::has_map));
  tier.set_floor({700, Basis::landed});
  EXPECT_TRUE(tier.knows(Tier::has_floor));
  EXPECT_FALSE(tier.knows(Tier::has_ceiling));
  tier.set_ceiling({900});
  tier.set_map(750);
  EXPECT_TRUE(tier.knows(Tier::has_ceiling));
  EXPECT_TRUE(tier.knows(Tier::has_map));
  EXPECT_EQ(tier.floor, (Bound{700, Basis::landed}));
  EXPECT_EQ(tier.ceiling, Bound{900});
  EXPECT_EQ(tier.map_minor, 750);
}

TEST(BusinessListing, HasRoomForFiveTiersAndNoneAtFirst) {
  BusinessListing business;
  EXPECT_EQ(business.tiers.size(), tiers_max);
  EXPECT_EQ(business.tiers_count, 0U);
  EXPECT_EQ(business, BusinessListing{});
  business.tiers[4].quantity = 9;
  EXPECT_FALSE(business == BusinessListing{});
}

TEST(BusinessListing, CountsByEveryByte) {
  test::expect_every_byte_counts(Tier{});
  test::expect_every_byte_counts(BusinessListing{});
}

}  // namespace
}  // namespace haggle
