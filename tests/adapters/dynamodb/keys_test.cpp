// Every key of the table: exact text, no way into another tenant's rows, the order of time.
#include <gtest/gtest.h>

#include <array>
#include <dynamodb/keys.hpp>
#include <set>

#include "samples.hpp"

namespace {

using dynamodb::key_part;
using dynamodb::moment_text;
using dynamodb::Tenant;
using haggle::Errc;
using haggle::Instant;
using haggle::Label;

TEST(Keys, AreThoseOfTheTable) {
  const Tenant tenant = samples::tenant("shop");
  const haggle::Sale sale = samples::sale("s-1").sale;
  const dynamodb::Key key = tenant.sale(sale).value();
  EXPECT_EQ(key.pk, "TENANT#shop#PRODUCT#product-of-s-1");
  EXPECT_EQ(key.sk, "SALE#2026-11-18T10:06:40.000Z#s-1");
  EXPECT_EQ(tenant.life(sale.product).pk, key.pk);
  EXPECT_EQ(tenant.life(sale.product).sk, "LIFE");
  EXPECT_EQ(tenant.category_shard(sale.category, 7), "TENANT#shop#CATEGORY#bags#SHARD#7");
  EXPECT_EQ(tenant.embedding_shard(4), "TENANT#shop#EMBTYPE#PRODUCT#SHARD#4");
  EXPECT_EQ(tenant.brand(sale.brand), "TENANT#shop#BRAND#gucci");
  EXPECT_EQ(dynamodb::date_price_key(sale.sold_at, 12'345).value(),
            "DATE#2026-11-18T10:06:40.000Z#PRICE#0000012345");
  EXPECT_EQ(dynamodb::date_key(sale.sold_at).value(), "DATE#2026-11-18T10:06:40.000Z");
}

TEST(Keys, OfAListingNameSellerSkuMarketplaceAndAudience) {
  haggle::ListingKey key;
  key.seller = haggle::SellerId::from("A2X").value();
  key.sku = haggle::Sku::from("MUG#1").value();
  key.marketplace = haggle::MarketplaceId::from("US").value();
  const Tenant tenant = samples::tenant("shop");
  EXPECT_EQ(tenant.listing(key), "TENANT#shop#LISTING#A2X#MUG%231#US#CONSUMER");
  key.audience = haggle::Audience::business;
  EXPECT_EQ(tenant.listing(key), "TENANT#shop#LISTING#A2X#MUG%231#US#BUSINESS");
}

TEST(Keys, HaveThePriceInTenDigitsOrMore) {
  const Instant at{0};
  const auto price = [&](std::int64_t minor) {
    return dynamodb::date_price_key(at, minor).value().substr(
        sizeof "DATE#1970-01-01T00:00:00.000Z");
  };
  EXPECT_EQ(price(1), "PRICE#0000000001");
  EXPECT_EQ(price(9'999'999'999), "PRICE#9999999999");
  EXPECT_EQ(price(1'000'000'000'000'000), "PRICE#1000000000000000");
}

// A tenant, product or category may hold the sign that parts a key.
TEST(Keys, OfDifferentNamesDiffer) {
  const std::array names{"a",   "a#", "a%",  "a%23",  "a#PRODUCT#b", "a%23PRODUCT%23b",
                         "a%2", "#",  "%23", "%2523", "##"};
  std::set<std::string> seen;
  for (const char* tenant : names) {
    for (const char* category : names) {
      const Label label = Label::from(category).value();
      EXPECT_TRUE(seen.insert(samples::tenant(tenant).category_shard(label, 0)).second)
          << tenant << " and " << category;
    }
  }
}

TEST(Keys, OfATenantStayInsideIt) {
  const Label outside = Label::from("x#CATEGORY#bags").value();
  const std::string key = samples::tenant("shop").category_shard(outside, 0);
  EXPECT_EQ(key, "TENANT#shop#CATEGORY#x%23CATEGORY%23bags#SHARD#0");
  EXPECT_EQ(samples::tenant("shop#CATEGORY#x").brand(outside).find("TENANT#shop#"),
            std::string::npos);
}

TEST(Keys, NeedATenantsName) {
  EXPECT_EQ(Tenant::make("").error().code, Errc::bad_argument);
  EXPECT_EQ(Tenant::make(std::string(64, 'x')).error().code, Errc::id_too_long);
  EXPECT_EQ(Tenant::make(std::string_view("a\0b", 3)).error().code, Errc::bad_id);
}

TEST(Keys, OfMomentsHaveTheOrderOfTime) {
  const std::array moments{0LL,
                           1LL,
                           999LL,
                           1'000LL,
                           1'250LL,
                           86'400'000LL,
                           1'795'000'000'000LL,
                           1'795'000'000'001LL,
                           1'795'000'001'000LL,
                           100'000'000'000'000LL};
  for (std::size_t i = 1; i < moments.size(); ++i) {
    const std::string before = moment_text(Instant{moments[i - 1]}).value();
    const std::string after = moment_text(Instant{moments[i]}).value();
    EXPECT_LT(before, after);
    EXPECT_EQ(before.size(), after.size());
  }
  EXPECT_EQ(moment_text(Instant{-1}).error().code, Errc::out_of_range);
  EXPECT_EQ(moment_text(Instant{haggle::instant_ms_max + 1}).error().code, Errc::out_of_range);
}

TEST(Keys, OfAPeriodHoldBothItsEnds) {
  const dynamodb::KeyRange range =
      dynamodb::date_range({samples::now, samples::now + haggle::seconds(1)}).value();
  for (const std::int64_t ms : {0, 500, 1'000}) {
    const Instant at = samples::now + haggle::Duration{ms};
    for (const std::string& key : {dynamodb::date_price_key(at, 9'999'999'999'999).value(),
                                   dynamodb::date_key(at).value()}) {
      EXPECT_LE(range.from, key);
      EXPECT_LE(key, range.until);
    }
  }
  for (const std::int64_t ms : {-1, 1'001}) {
    const std::string key =
        dynamodb::date_price_key(samples::now + haggle::Duration{ms}, 1).value();
    EXPECT_TRUE(key < range.from || range.until < key);
  }
}

// The numbers are for ever: rows stand on the shard that they were written to.
TEST(Shards, AreThoseOfFnv1a) {
  EXPECT_EQ(dynamodb::shard_of("", 10), 14'695'981'039'346'656'037U % 10);
  EXPECT_EQ(dynamodb::shard_of("a", 10), 0xAF63DC4C8601EC8CU % 10);
  EXPECT_EQ(dynamodb::shard_of("foobar", 10), 0x85944171F73967E8U % 10);
  EXPECT_EQ(dynamodb::shard_of("foobar", 5), 0x85944171F73967E8U % 5);
}

TEST(Shards, AreEvenlyFull) {
  std::array<int, dynamodb::category_shards> counts{};
  for (int i = 0; i < 10'000; ++i) ++counts.at(dynamodb::shard_of("sale-" + std::to_string(i), 10));
  for (const int count : counts) EXPECT_NEAR(count, 1'000, 150);
}

}  // namespace
