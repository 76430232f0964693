// Newest wins, nothing twice, and versions that outlive their prices.
#include <algorithm>
#include <map>
#include <random>
#include <thread>

#include "world.hpp"

namespace sqlite_test {
namespace {

constexpr std::array skus{"S0", "S1", "S2", "S3"};

void put_listings(sqlite::Store& store) {
  for (const std::string sku : skus) {
    ASSERT_TRUE(store.put(listing_line(sku, "ITEM-" + sku)).has_value());
  }
}

struct Sent {
  std::string sku{};
  Choice choice{};
};

/// Versions of few moments, revisions, names and rounds, so that many of them meet.
Sent any_write(std::mt19937& dice) {
  const auto below = [&](unsigned n) { return static_cast<std::int64_t>(dice() % n); };
  Sent sent;
  sent.sku = skus.at(dice() % skus.size());
  sent.choice.version = version_at({noon.ms + below(4)}, std::string(1, "abc"[dice() % 3]),
                                   below(2), static_cast<std::uint32_t>(below(2)));
  sent.choice.has_price = below(4) != 0;
  sent.choice.price_minor = 500 + below(3'000);
  return sent;
}

TEST(NewestWins, AgreesWithAModelInAnyOrder) {
  const Folder folder;
  const auto store = open(folder.file("store.db"));
  put_listings(*store);
  std::mt19937 dice{7};
  struct Stands {
    std::optional<haggle::DecisionVersion> version{};
    std::optional<std::int64_t> price_minor{};
  };
  std::map<std::string, Stands> model;
  std::map<WriteStatus, int> seen;
  for (int i = 0; i < 2'000; ++i) {
    const Sent sent = any_write(dice);
    Stands& stands = model[sent.sku];
    // Newer ones would become rare otherwise.
    if (dice() % 8 == 0) {
      ASSERT_TRUE(*store->drop_listing(key_of(sent.sku)));
      ASSERT_TRUE(store->put(listing_line(sent.sku, "ITEM-" + sent.sku)).has_value());
      stands = {};
    }
    const auto& version = sent.choice.version;
    WriteStatus expected = WriteStatus::written;
    if (stands.version && version < *stands.version) expected = WriteStatus::stale;
    if (stands.version == version) expected = WriteStatus::duplicate;
    EXPECT_EQ(decide(*store, sent.sku, sent.choice), expected) << i;
    ++seen[expected];
    if (expected != WriteStatus::written) continue;
    stands.version = version;
    if (sent.choice.has_price) stands.price_minor = sent.choice.price_minor;
    EXPECT_EQ(price(*store, key_of(sent.sku), noon), stands.price_minor);
  }
  EXPECT_GT(seen[WriteStatus::written], 100);
  EXPECT_GT(seen[WriteStatus::stale], 100);
  EXPECT_GT(seen[WriteStatus::duplicate], 20);
}

TEST(NewestWins, WhatWasDecidedOnAnotherStateIsChanged) {
  const Folder folder;
  const auto one = open(folder.file("store.db"));
  const auto two = open(folder.file("store.db"));
  put_listings(*one);
  haggle::Listed* mine = load(*one, key_of("S0"), "ITEM-S0");
  const auto write = decided(*mine, {version_at({noon.ms + 5}), 900});
  EXPECT_EQ(decide(*two, "S0", {version_at(noon), 800}), WriteStatus::written);
  EXPECT_EQ(send(*one, write).status, WriteStatus::changed);
  EXPECT_EQ(price(*one, key_of("S0"), noon), 800);
  EXPECT_EQ(decide(*one, "S0", {version_at({noon.ms + 5}), 900}), WriteStatus::written);
  EXPECT_EQ(price(*two, key_of("S0"), noon), 900);
}

TEST(NewestWins, APriceExpiresAndItsVersionLivesOn) {
  const Folder folder;
  const auto store = open(folder.file("store.db"));
  put_listings(*store);
  ASSERT_EQ(decide(*store, "S0", {version_at(noon), 800}), WriteStatus::written);
  const Instant late = noon + hour + hour;
  EXPECT_EQ(price(*store, key_of("S0"), {late.ms - 1}), 800);
  EXPECT_EQ(price(*store, key_of("S0"), late), std::nullopt);
  EXPECT_EQ(decide(*store, "S0", {version_at({noon.ms - 1}), 700, late}), WriteStatus::stale);
  EXPECT_EQ(decide(*store, "S0", {version_at(noon), 700, late}), WriteStatus::duplicate);
  EXPECT_EQ(price(*store, key_of("S0"), late), std::nullopt);
  EXPECT_EQ(load(*store, key_of("S0"), "ITEM-S0")->listing().price_minor, 800);
}

TEST(NewestWins, AMarketIsKeptUnlessANewerOneIs) {
  const Folder folder;
  const auto store = open(folder.file("store.db"));
  const haggle::MarketKey key{item_of("ITEM"), haggle::Audience::consumer, haggle::Condition::new_};
  const auto put = [&](std::int64_t ms, const std::string& id, const std::string& image) {
    const haggle::MarketWrite write{key, {{ms}, *haggle::NotificationId::from(id)}, image};
    store->send({&write, 1}, {});
    return store->take().markets[0].status;
  };
  EXPECT_EQ(put(5, "b", "first"), WriteStatus::written);
  EXPECT_EQ(put(4, "c", "older"), WriteStatus::stale);
  EXPECT_EQ(put(5, "a", "of the same moment, but before it"), WriteStatus::stale);
  EXPECT_EQ(put(5, "c", std::string("with a \0 byte", 13)), WriteStatus::written);
  std::vector<std::string> images;
  const std::array keys{key, haggle::MarketKey{item_of("OTHER"), {}, {}}};
  ASSERT_TRUE(store->load_markets(keys, images).has_value());
  EXPECT_EQ(images, (std::vector<std::string>{std::string("with a \0 byte", 13), ""}));
}

/// Writes until its version stands or a newer one does, as a worker does.
void write_until_settled(sqlite::Store& store, const Sent& sent) {
  while (decide(store, sent.sku, sent.choice) == WriteStatus::changed) continue;
}

TEST(NewestWins, TwoConnectionsRaceAndTheNewestStands) {
  const Folder folder;
  put_listings(*open(folder.file("store.db")));
  const auto race = [&](unsigned seed) {
    const auto store = open(folder.file("store.db"));
    std::mt19937 dice{seed};
    std::vector<int> steps(300);
    for (int i = 0; i < 300; ++i) steps[static_cast<std::size_t>(i)] = i;
    std::shuffle(steps.begin(), steps.end(), dice);
    for (const int step : steps) {
      const Choice choice{version_at({noon.ms + step}, "n"), 1'000 + step};
      write_until_settled(*store, {skus.at(static_cast<std::size_t>(step) % 4), choice});
    }
  };
  std::thread other{race, 1U};
  race(2);
  other.join();
  const auto store = open(folder.file("store.db"));
  for (int i = 0; i < 4; ++i) {
    EXPECT_EQ(price(*store, key_of(skus.at(static_cast<std::size_t>(i))), noon), 1'296 + i);
  }
}

}  // namespace
}  // namespace sqlite_test
