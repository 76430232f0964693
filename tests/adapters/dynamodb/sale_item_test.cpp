// A sale as a row: exactly its attributes, back to the same sale, and what is refused both ways.
#include <gtest/gtest.h>

#include <dynamodb/sale_item.hpp>
#include <functional>
#include <limits>

#include "samples.hpp"

namespace {

using dynamodb::Item;
using dynamodb::Json;
using dynamodb::SaleRecord;

TEST(SaleItem, HasTheAttributesOfTheTable) {
  SaleRecord record = samples::sale("s-1");
  record.embedding = {1.0F, 0.0F};
  const std::uint32_t shard = dynamodb::shard_of("s-1", 10);
  const Json expected{
      {"pk", {{"S", "TENANT#shop#PRODUCT#product-of-s-1"}}},
      {"sk", {{"S", "SALE#2026-11-18T10:06:40.000Z#s-1"}}},
      {"gsi1pk", {{"S", "TENANT#shop#CATEGORY#bags#SHARD#" + std::to_string(shard)}}},
      {"gsi1sk", {{"S", "DATE#2026-11-18T10:06:40.000Z#PRICE#0000012345"}}},
      {"gsi2pk", {{"S", "TENANT#shop#EMBTYPE#PRODUCT#SHARD#" + std::to_string(shard % 5)}}},
      {"gsi2sk", {{"S", "DATE#2026-11-18T10:06:40.000Z"}}},
      {"gsi3pk", {{"S", "TENANT#shop#BRAND#gucci"}}},
      {"gsi3sk", {{"S", "DATE#2026-11-18T10:06:40.000Z"}}},
      {"tenant", {{"S", "shop"}}},
      {"sale_id", {{"S", "s-1"}}},
      {"product_id", {{"S", "product-of-s-1"}}},
      {"category", {{"S", "bags"}}},
      {"brand", {{"S", "gucci"}}},
      {"condition", {{"S", "like_new"}}},
      {"price_minor", {{"N", "12345"}}},
      {"currency", {{"S", "USD"}}},
      {"sold_at", {{"N", "1794996400000"}}},
      {"embedding", {{"B", "AACAPwAAAAA="}}},
      {"version", {{"N", "1"}}},
      {"ttl", {{"N", "1858068400"}}}};  // 730 days later, in seconds
  EXPECT_EQ(samples::row(record), expected);
}

TEST(SaleItem, ComesBackTheSame) {
  SaleRecord record = samples::sale("id#with%signs");
  EXPECT_EQ(dynamodb::record_of(samples::tenant(), samples::row(record)).value(), record);
  record.sale.brand = {};
  record.embedding.clear();
  record.sale.currency = haggle::currency_from("JPY").value();
  record.sale.price_minor = 1'000'000'000'000'000;
  EXPECT_EQ(dynamodb::record_of(samples::tenant(), samples::row(record)).value(), record);
}

// An index leaves out what has nothing to be found by.
TEST(SaleItem, IsLeftOutOfIndexesThatDoNotConcernIt) {
  SaleRecord record = samples::sale("s-1");
  record.sale.brand = {};
  record.embedding.clear();
  const Item item = samples::row(record);
  for (const char* name : {"gsi2pk", "gsi2sk", "gsi3pk", "gsi3sk", "brand", "embedding"}) {
    EXPECT_FALSE(item.contains(name)) << name;
  }
  EXPECT_TRUE(item.contains("gsi1pk"));
}

struct BadSale {
  const char* what;
  std::function<void(SaleRecord&)> spoil;
};

TEST(SaleItem, OfABadSaleIsRefused) {
  const auto not_a_number = std::numeric_limits<float>::quiet_NaN();
  const BadSale rows[]{
      {"tenant", [](SaleRecord& r) { r.sale.tenant = haggle::Label::from("other").value(); }},
      {"no tenant", [](SaleRecord& r) { r.sale.tenant = {}; }},
      {"id", [](SaleRecord& r) { r.sale.id = {}; }},
      {"product", [](SaleRecord& r) { r.sale.product = {}; }},
      {"category", [](SaleRecord& r) { r.sale.category = {}; }},
      {"currency", [](SaleRecord& r) { r.sale.currency = {}; }},
      {"price zero", [](SaleRecord& r) { r.sale.price_minor = 0; }},
      {"price wide", [](SaleRecord& r) { r.sale.price_minor = 1'000'000'000'000'001; }},
      {"moment", [](SaleRecord& r) { r.sale.sold_at = haggle::Instant{-1}; }},
      {"zero vector", [](SaleRecord& r) { r.embedding = {0.0F, 0.0F}; }},
      {"not finite", [&](SaleRecord& r) { r.embedding = {1.0F, not_a_number}; }},
      {"too long", [](SaleRecord& r) { r.embedding.assign(4'097, 1.0F); }},
      {"condition",
       [](SaleRecord& r) { r.sale.condition = static_cast<haggle::SaleCondition>(7); }}};
  for (const BadSale& row : rows) {
    SCOPED_TRACE(row.what);
    SaleRecord record = samples::sale("s-1");
    row.spoil(record);
    const auto item = dynamodb::item_of(samples::tenant(), record);
    ASSERT_FALSE(item);
    EXPECT_EQ(item.error().code, "BadSale");
    EXPECT_FALSE(item.error().message.empty());
  }
}

TEST(SaleItem, ThatSomebodyElseWroteIsRefused) {
  const Item good = samples::row(samples::sale("s-1"));
  const auto reads = [](const Item& item) {
    return dynamodb::record_of(samples::tenant(), item).has_value();
  };
  EXPECT_TRUE(reads(good));
  for (const char* name : {"tenant", "sale_id", "product_id", "category", "condition",
                           "price_minor", "currency", "sold_at", "version"}) {
    Item item = good;
    item.erase(name);
    EXPECT_FALSE(reads(item)) << name;
    item[name] = {{"BOOL", true}};
    EXPECT_FALSE(reads(item)) << name;
  }
  Item item = good;
  item["embedding"] = {{"S", "no vector"}};
  EXPECT_FALSE(reads(item));
}

TEST(SaleItem, OfAnotherTenantIsRefused) {
  const Item item = samples::row(samples::sale("s-1"));
  const auto read = dynamodb::record_of(samples::tenant("other"), item);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, "UnreadableRow");
}

TEST(SaleItem, OfAMessageHasTheMomentOfItsEventAsVersion) {
  const auto event = haggle::read_sale_event(R"({"type": "product.sold", "eventId": "e-1",
      "occurredAt": "2026-11-18T12:00:00Z", "tenantId": "shop", "productId": "p-1",
      "category": "bags", "brand": "gucci", "condition": "good", "salePrice": "120.50",
      "saleCurrency": "EUR", "soldDate": "2026-11-18", "saleId": "s-9", "embedding": [1, 2]})");
  ASSERT_TRUE(event);
  const SaleRecord record = dynamodb::record_of(*event);
  EXPECT_EQ(record.version, event->occurred_at.ms);
  EXPECT_EQ(record.sale.price_minor, 12'050);
  EXPECT_EQ(samples::row(record)["price_minor"]["N"], "12050");
}

}  // namespace
