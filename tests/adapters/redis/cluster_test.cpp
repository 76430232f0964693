#include <map>
#include <set>

#include "store_support.hpp"

namespace redis_test {
namespace {

using haggle::WriteStatus;

/// What was confirmed of each listing; what the cluster has may be newer, never older.
struct Ledger {
  std::map<std::string, haggle::DecisionVersion> confirmed{};
  std::size_t writes_count{0};
  std::size_t failed_count{0};
  std::map<std::string, int> said{};  ///< of those that failed
};

std::string name(int i) {
  return "B" + std::to_string(i);
}
std::string seller(int i) {
  return "S" + std::to_string(i % 7);
}

void put_listings(Door& door, int count) {
  for (int i = 0; i < count; ++i) put(door, line_of(seller(i), "K" + std::to_string(i), name(i)));
}

/// One batch of decisions, a market and a price a listing.
void write_round(Door& door, int count, std::int64_t ms, Ledger& ledger) {
  std::vector<haggle::ItemKey> items;
  for (int i = 0; i < count; ++i) items.push_back(item(name(i)));
  std::vector<std::span<haggle::Listed* const>> shelves;
  if (!door.store.listings().load(items, haggle::Freshness::cached, shelves)) {
    ++ledger.failed_count;
    return;
  }
  std::vector<haggle::MarketWrite> markets;
  std::vector<haggle::PriceWrite> prices;
  for (const auto& shelf : shelves) {
    haggle::Listed& listed = *shelf[0];
    markets.push_back({market_key(listed.listing()), {{ms}, id<64>("n")}, "image"});
    prices.push_back(decide(door, listed, {version(ms, "n")}));
  }
  door.store.prices().send(markets, prices);
  const auto results = door.store.prices().take();
  for (std::size_t i = 0; i < prices.size(); ++i) {
    ++ledger.writes_count;
    const WriteStatus status = results.prices[i].status;
    if (status == WriteStatus::written || status == WriteStatus::duplicate) {
      ledger.confirmed[name(static_cast<int>(i))] = version(ms, "n");
    } else {
      ++ledger.failed_count;
      ledger.said[results.prices[i].fault.text + std::to_string(static_cast<int>(status))]++;
      door.store.listings().forget(items[i]);
    }
  }
}

void expect_nothing_lost(Door& door, int count, const Ledger& ledger) {
  for (int i = 0; i < count; ++i) {
    const auto listed = load(door, item(name(i)));
    ASSERT_EQ(listed.size(), 1U) << name(i);
    const auto confirmed = ledger.confirmed.find(name(i));
    if (confirmed == ledger.confirmed.end()) continue;
    EXPECT_FALSE(listed[0]->standing.version < confirmed->second) << name(i);
  }
}

TEST(RedisCluster, DoesAllThatOneServerDoes) {
  const Servers servers("cluster");
  Door door(servers.url());
  put(door, R"({"policy": {"id": "gentle"}})");
  put_listings(door, 50);
  Ledger ledger;
  for (int round = 1; round <= 20; ++round) write_round(door, 50, round, ledger);
  EXPECT_EQ(ledger.failed_count, 0U);
  EXPECT_EQ(ledger.confirmed.size(), 50U);
  expect_nothing_lost(door, 50, ledger);
  std::vector<haggle::DueListing> due;
  for (int i = 50; i < 60; ++i) put(door, line_of(seller(i), "K" + std::to_string(i), name(i)));
  EXPECT_EQ(*door.store.listings().take_due(door.time.at, {1}, 100, due), 10U);
  ASSERT_TRUE(door.store.listings().drop_due(due).has_value());
  std::size_t swept = 0;
  for (int i = 50; i < 60; ++i) {
    keep(door, market_key(load(door, item(name(i))).at(0)->listing()), 7, "n", "image");
  }
  for (int i = 0; i < 9; ++i) swept += *door.store.listings().sweep(door.time.at, 100);
  EXPECT_EQ(swept, 10U);
  redis::Client one = client_of("redis://127.0.0.1:" + std::to_string(servers.port(0)));
  std::set<redis::Trouble> seen;
  for (int i = 0; i < 20; ++i) {
    const auto got = call(one, name(i), {"GET", name(i)});
    if (!got) seen.insert(got.error().trouble);
  }
  EXPECT_EQ(seen, std::set{redis::Trouble::misuse}) << "a cluster needs a cluster's URL";
}

TEST(RedisCluster, AReshardLosesNothing) {
  const Servers servers("cluster");
  Door door(servers.url("patience_ms=8000&wait_ms=4000&reply_ms=8000"));
  put_listings(door, 40);
  const std::string first = "127.0.0.1:" + std::to_string(servers.port(0));
  const auto id_of = [&](std::size_t node) {
    return servers.cli(node, "cluster myid").substr(0, 40);
  };
  std::atomic<bool> done{false};
  std::thread mover([&] {
    for (const auto& [from, to] : {std::pair{0UL, 1UL}, {1UL, 2UL}, {2UL, 0UL}}) {
      servers.cli(0, "--cluster reshard " + first + " --cluster-from " + id_of(from) +
                         " --cluster-to " + id_of(to) + " --cluster-slots 3000 --cluster-yes");
    }
    done = true;
  });
  Ledger ledger;
  std::int64_t ms = 0;
  while (!done) write_round(door, 40, ++ms, ledger);
  mover.join();
  for (int i = 0; i < 3; ++i) write_round(door, 40, ++ms, ledger);
  const redis::Counters& counters = door.store.client().counters();
  RecordProperty("rounds", static_cast<int>(ms));
  for (const auto& [text, count] : ledger.said) ADD_FAILURE() << count << " times: " << text;
  EXPECT_GT(counters.moved, 0U);
  expect_nothing_lost(door, 40, ledger);
  Door fresh(servers.url());
  expect_nothing_lost(fresh, 40, ledger);
}

TEST(RedisCluster, ASlotOnItsWayIsAskedFor) {
  const Servers servers("cluster");
  redis::Client client = client_of(servers.url());
  ASSERT_EQ(call(client, "k", {"SET", "k", "1"}), "OK");
  const auto slot = std::to_string(redis::slot_of("k"));
  std::size_t from = 0;
  while (servers.cli(from, "exists k").substr(0, 1) != "1") ++from;
  std::size_t to = from == 0 ? 1 : 0;
  const auto id_of = [&](std::size_t node) {
    return servers.cli(node, "cluster myid").substr(0, 40);
  };
  servers.cli(to, "cluster setslot " + slot + " importing " + id_of(from));
  servers.cli(from, "cluster setslot " + slot + " migrating " + id_of(to));
  EXPECT_EQ(call(client, "k", {"GET", "k"}), "1");
  EXPECT_EQ(client.counters().asked, 0U);
  servers.cli(from, "migrate 127.0.0.1 " + std::to_string(servers.port(to)) + " k 0 1000");
  EXPECT_EQ(call(client, "k", {"GET", "k"}), "1");
  EXPECT_EQ(client.counters().asked, 1U);
  EXPECT_EQ(call(client, "{k}:new", {"SET", "{k}:new", "2"}, redis::Effect::writes), "OK");
  EXPECT_EQ(client.counters().asked, 2U);
  servers.cli(to, "cluster setslot " + slot + " node " + id_of(to));
  servers.cli(from, "cluster setslot " + slot + " node " + id_of(to));
  EXPECT_EQ(call(client, "k", {"GET", "k"}), "1");
  EXPECT_EQ(client.counters().moved, 1U);
}

TEST(RedisCluster, AFailoverLosesNothingThatWasConfirmed) {
  Servers servers("cluster");
  Door door(servers.url());
  put_listings(door, 30);
  Ledger ledger;
  std::int64_t ms = 0;
  for (int i = 0; i < 20; ++i) write_round(door, 30, ++ms, ledger);
  ASSERT_EQ(ledger.failed_count, 0U);
  const auto connections = door.store.client().counters().connections;
  servers.kill(0);
  const bool back = becomes_true(
      [&] {
        const std::size_t before = ledger.failed_count;
        write_round(door, 30, ++ms, ledger);
        return ledger.failed_count == before;
      },
      8);
  // The successor has no replica yet, so its writes are confirmed by nobody until there is one.
  EXPECT_FALSE(back);
  EXPECT_LT(door.store.client().counters().connections - connections, 500U) << "hammered";
  expect_nothing_lost(door, 30, ledger);
  servers.restart(0);
  EXPECT_TRUE(becomes_true([&] {
    const std::size_t before = ledger.failed_count;
    write_round(door, 30, ++ms, ledger);
    return ledger.failed_count == before;
  }));
  expect_nothing_lost(door, 30, ledger);
}

}  // namespace
}  // namespace redis_test
