#include <nlohmann/json.hpp>

#include "store_support.hpp"

namespace redis_test {
namespace {

using haggle::Freshness;
using haggle::WriteStatus;

std::string price_entry(const Servers& servers, const std::string& field) {
  return servers.cli(0, "hget CALCULATED_PRICES:S1 '" + field + "'");
}

TEST(RedisStore, GivesWhatWasPut) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, R"({"policy": {"id": "gentle", "beat_by": "-0.01"}})");
  put(door, line_of("S1", "K1", "B1", R"(, "policy": "gentle")"));
  put(door, line_of("S2", "K2", "B1"));
  put(door, line_of("S2", "K2", "B1", R"(, "tiers": [{"quantity": 2, "floor": "5.00"}])"));
  put(door, R"({"listing": {"seller": "S1", "sku": "K1", "item": "B1", "marketplace": "UK",)"
            R"( "floor": "5.00"}})");
  const auto listed = load(door, item("B1"));
  ASSERT_EQ(listed.size(), 3U);
  EXPECT_EQ(listed[0]->listing().seller.text(), "S1");
  EXPECT_EQ(listed[0]->policy_revision, 1);
  EXPECT_NE(listed[0]->policy, nullptr);
  EXPECT_FALSE(listed[1]->is_business());
  EXPECT_TRUE(listed[2]->is_business());
  EXPECT_EQ(listed[2]->ladder.consumer_price_minor, 2'000);
  EXPECT_NE(listed[1]->policy, nullptr) << "a listing that names none has the default policy";
  EXPECT_EQ(load(door, item("B1", "UK")).size(), 1U);
  EXPECT_TRUE(load(door, item("B2")).empty());
  EXPECT_EQ(*door.store.editor().item_of(key("S1", "K1")), item("B1"));
  EXPECT_EQ(*door.store.editor().item_of(key("S1", "none")), std::nullopt);
}

TEST(RedisStore, RefusesWhatIsNoListing) {
  const Servers servers("single");
  Door door(servers.url());
  for (const std::string& line :
       {std::string("{"), std::string(R"({"listing": {}})"), line_of("S1", "A|B", "B1"),
        line_of("S1", "business", "B1"), std::string(R"({"policy": {"id": "x", "speed": 1}})"),
        std::string(R"({"policy": {"id": "x", "age_bands": {"0-9": "nowhere"}}})")}) {
    const auto done = door.store.editor().put(line);
    ASSERT_FALSE(done.has_value()) << line;
    EXPECT_NE(done.error().category, haggle::FaultCategory::network) << line;
  }
  EXPECT_EQ(servers.cli(0, "dbsize"), "0\n");
}

TEST(RedisStore, KeepsPricesAsTheFirstUsersReadThem) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, line_of("S1", "K", "B1"));
  ASSERT_EQ(write(door, *load(door, item("B1")).at(0), {version(1, "n")}).status,
            WriteStatus::written);
  const auto entry = nlohmann::json::parse(price_entry(servers, "K"));
  for (const char* field : {"new_price", "old_price", "strategy_used", "strategy_id",
                            "calculated_at", "competitor_price", "processing_time_ms", "asin",
                            "seller_id", "sku", "saved_at", "expires_at"}) {
    EXPECT_TRUE(entry.contains(field)) << field << entry.dump();
  }
  EXPECT_EQ(entry["new_price"], "10.00");
  EXPECT_EQ(servers.cli(0, "ttl CALCULATED_PRICES:S1"), "7200\n");
  EXPECT_EQ(servers.cli(0, "ttl '{CALCULATED_PRICES:S1}:versions'"), "1296000\n");
  const auto again = door.time.at;
  ASSERT_EQ(
      write(door, *load(door, item("B1")).at(0),
            {.version = version(2, "n"), .price_minor = 999, .again_at = again, .has_price = false})
          .status,
      WriteStatus::written);
  EXPECT_EQ(nlohmann::json::parse(price_entry(servers, "K"))["new_price"], "10.00") << "a hold";
  EXPECT_EQ(load(door, item("B1")).at(0)->standing.again_at, again);
}

TEST(RedisStore, WhatWaitsIsTakenOnceUntilTheLeaseEnds) {
  const Servers servers("single");
  Door one(servers.url()), other(servers.url());
  const auto now = one.time.at;
  const haggle::Duration lease{60'000};
  for (const char* sku : {"K1", "K2", "K3"}) put(one, line_of("S1", sku, "B1"));
  put(one, line_of("S2", "K1", "B1"));
  std::vector<haggle::DueListing> first, second;
  EXPECT_EQ(*one.store.listings().take_due({now.ms - 1}, lease, 10, first), 0U);
  EXPECT_EQ(*one.store.listings().take_due(now, lease, 3, first), 3U);
  EXPECT_EQ(*other.store.listings().take_due(now, lease, 10, second), 1U);
  EXPECT_EQ(first[0].item, item("B1"));
  EXPECT_EQ(first[0].again_at, now + lease);
  EXPECT_EQ(*other.store.listings().take_due(now, lease, 10, second), 0U);
  // One is dropped, one is edited meanwhile and stays.
  put(one, line_of(std::string(first[1].key.seller.text()), std::string(first[1].key.sku.text()),
                   "B1", R"(, "stock": 3)"));
  ASSERT_TRUE(one.store.listings().drop_due(first).has_value());
  std::vector<haggle::DueListing> late;
  EXPECT_EQ(*other.store.listings().take_due(now + lease, lease, 10, late), 2U);
}

TEST(RedisStore, AnEditWhileItIsDecidedIsNotLost) {
  const Servers servers("single");
  Door door(servers.url()), editor(servers.url());
  put(editor, line_of("S1", "K", "B1"));
  haggle::Listed& listed = *load(door, item("B1"), Freshness::cached).at(0);
  put(editor, line_of("S1", "K", "B1", R"(, "stock": 3)"));
  EXPECT_EQ(write(door, listed, {version(1, "n")}).status, WriteStatus::changed);
  door.store.listings().forget(item("B1"));
  haggle::Listed& again = *load(door, item("B1"), Freshness::cached).at(0);
  EXPECT_EQ(again.listing().stock, 3);
  EXPECT_EQ(write(door, again, {version(1, "n")}).status, WriteStatus::written);
  std::vector<haggle::DueListing> due;
  EXPECT_EQ(*door.store.listings().take_due(door.time.at, {1}, 10, due), 0U) << "decided: not due";
}

TEST(RedisStore, APolicysEditReachesItsListings) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, R"({"policy": {"id": "young", "beat_by": "-0.01"}})");
  put(door, R"({"policy": {"id": "gentle", "age_bands": {"0-30": "young"}}})");
  put(door, line_of("S1", "K", "B1", R"(, "policy": "gentle")"));
  EXPECT_EQ(write(door, *load(door, item("B1")).at(0), {version(1, "n", 1)}).status,
            WriteStatus::written);
  const auto old = load(door, item("B1")).at(0)->policy;
  put(door, R"({"policy": {"id": "young", "beat_by": "-0.05"}})");
  std::vector<haggle::DueListing> due;
  ASSERT_EQ(*door.store.listings().take_due(door.time.at, {1}, 10, due), 1U);
  EXPECT_EQ(due[0].key, key("S1", "K"));
  EXPECT_EQ(load(door, item("B1")).at(0)->policy_revision, 2);
  EXPECT_NE(load(door, item("B1")).at(0)->policy, old);
  EXPECT_TRUE(*door.store.editor().drop_policy("gentle"));
  EXPECT_FALSE(*door.store.editor().drop_policy("gentle"));
  EXPECT_EQ(load(door, item("B1")).at(0)->policy, nullptr);
  put(door, R"({"policy": {"id": "gentle"}})");
  EXPECT_EQ(load(door, item("B1")).at(0)->policy_revision, 4) << "goes on where it was";
}

TEST(RedisStore, AlsoDueAndStatusAndDrop) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, line_of("S1", "K", "B1"));
  put(door, line_of("S1", "K", "B1", R"(, "tiers": [{"quantity": 2, "floor": "5.00"}])"));
  std::vector<haggle::DueListing> due;
  EXPECT_EQ(*door.store.listings().take_due(door.time.at, {1}, 10, due), 2U);
  ASSERT_TRUE(door.store.listings().drop_due(due).has_value());
  const auto business = key("S1", "K", haggle::Audience::business);
  const Decided decided{.version = version(1, "n"), .also_due = business};
  EXPECT_EQ(write(door, *load(door, item("B1")).at(0), decided).status, WriteStatus::written);
  due.clear();
  ASSERT_EQ(*door.store.listings().take_due(door.time.at, {1}, 10, due), 1U);
  EXPECT_EQ(due[0].key, business);
  EXPECT_TRUE(*door.store.editor().set_status(key("S1", "K"), haggle::ListingStatus::inactive));
  EXPECT_EQ(load(door, item("B1")).at(0)->listing().status, haggle::ListingStatus::inactive);
  EXPECT_EQ(load(door, item("B1")).at(0)->standing.version, version(1, "n"));
  EXPECT_TRUE(*door.store.editor().drop_listing(key("S1", "K")));
  EXPECT_FALSE(*door.store.editor().drop_listing(key("S1", "K")));
  ASSERT_EQ(load(door, item("B1")).size(), 1U);
  EXPECT_TRUE(load(door, item("B1")).at(0)->is_business());
  put(door, line_of("S1", "K", "B2"));
  EXPECT_FALSE(load(door, item("B2")).at(0)->standing.exists) << "its record went with it";
}

TEST(RedisStore, AListingThatMovesIsFoundAtItsNewItemOnly) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, line_of("S1", "K", "B1"));
  put(door, line_of("S1", "K", "B2"));
  EXPECT_TRUE(load(door, item("B1")).empty());
  EXPECT_EQ(load(door, item("B2")).size(), 1U);
}

TEST(RedisStore, ReadsWhatTheFirstUsersWrote) {
  const Servers servers("single");
  Door door(servers.url());
  servers.cli(0, R"(hset ASIN_B1 S1:K '{"min": 5, "max": 50, "listed_price": 20, )"
                 R"("inventory_quantity": 4, "status": "Active", "strategy_id": "7"}')");
  servers.cli(0, "hset ASIN_B1 S2:K '{broken'");
  servers.cli(0,
              "hset strategy.7 compete_with LOWEST_PRICE beat_by -0.01 min_price_rule JUMP_TO_MIN");
  const auto listed = load(door, item("B1"));
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_FALSE(listed[0]->unreadable.has_value()) << haggle::describe(*listed[0]->unreadable);
  EXPECT_EQ(listed[0]->listing().price_minor, 2'000);
  EXPECT_EQ(listed[0]->listing().sku.text(), "K");
  EXPECT_NE(listed[0]->policy, nullptr);
  ASSERT_TRUE(listed[1]->unreadable.has_value());
  EXPECT_EQ(listed[1]->listing().seller.text(), "S2");
  EXPECT_EQ(*door.store.editor().item_of(key("S1", "K")), std::nullopt);
  keep(door, market_key(listed[0]->listing()), 50, "m", "image");
  EXPECT_EQ(*door.store.listings().sweep(door.time.at, 10), 1U);
  EXPECT_EQ(*door.store.editor().item_of(key("S1", "K")), item("B1")) << "the sweep has found it";
}

TEST(RedisStore, TheSweepFindsWhatIsBehindItsMarketOrPolicy) {
  const Servers servers("single");
  Door door(servers.url());
  for (int i = 0; i < 30; ++i)
    put(door, line_of("S1", "K" + std::to_string(i), "B" + std::to_string(i)));
  std::vector<haggle::DueListing> due;
  ASSERT_EQ(*door.store.listings().take_due(door.time.at, {1}, 100, due), 30U);
  ASSERT_TRUE(door.store.listings().drop_due(due).has_value());
  for (int i = 0; i < 30; ++i) {
    haggle::Listed& listed = *load(door, item("B" + std::to_string(i))).at(0);
    EXPECT_EQ(write(door, listed, {version(100, "n")}).status, WriteStatus::written);
    keep(door, market_key(listed.listing()), i < 5 ? 101 : 100, "n", "image");
  }
  std::size_t found = 0;
  for (int i = 0; i < 4; ++i) found += *door.store.listings().sweep(door.time.at, 10);
  EXPECT_EQ(found, 5U);
  due.clear();
  EXPECT_EQ(*door.store.listings().take_due(door.time.at, {1}, 100, due), 5U);
}

}  // namespace
}  // namespace redis_test
