#include <algorithm>
#include <random>

#include "store_support.hpp"

namespace redis_test {
namespace {

using haggle::WriteStatus;

/// What the store has to say of a write, by the order of versions alone.
struct Model {
  std::optional<haggle::DecisionVersion> stored{};

  WriteStatus write(const std::optional<haggle::DecisionVersion>& based_on,
                    const haggle::DecisionVersion& version) {
    if (stored && version < *stored) return WriteStatus::stale;
    if (stored && version == *stored) return WriteStatus::duplicate;
    if (stored != based_on) return WriteStatus::changed;
    stored = version;
    return WriteStatus::written;
  }
};

std::vector<haggle::DecisionVersion> some_versions() {
  std::vector<haggle::DecisionVersion> versions;
  for (const std::int64_t ms :
       {std::int64_t{-5}, std::int64_t{9}, std::int64_t{10}, std::int64_t{1'800'000'000'000}}) {
    for (const std::int64_t revision : {0, 9, 10}) {
      for (const char* notification : {"A", "a", "a-1", "a-10", "a_1", "b", "\x21", "~"}) {
        for (const std::uint32_t round : {0U, 2U, 10U}) {
          versions.push_back(version(ms, notification, revision, round));
        }
      }
    }
  }
  return versions;
}

TEST(RedisNewestWins, AsTheModelSaysWhateverTheOrder) {
  const Servers servers("single");
  Door one(servers.url()), other(servers.url());
  std::mt19937 random{7};
  auto versions = some_versions();
  std::array<int, 5> seen{};
  for (int listing = 0; listing < 12; ++listing) {
    const std::string name = "B" + std::to_string(listing);
    put(one, line_of("S1", "SKU-" + name, name));
    std::ranges::shuffle(versions, random);
    Model model;
    for (const haggle::DecisionVersion& each : versions) {
      // One that is read anew is based on what is stored; one that is remembered may not be.
      Door& door = random() % 2 == 0 ? one : other;
      const auto fresh = random() % 2 == 0 ? haggle::Freshness::fresh : haggle::Freshness::cached;
      haggle::Listed& listed = *load(door, item(name), fresh).at(0);
      const auto based_on =
          listed.standing.exists ? std::optional(listed.standing.version) : std::nullopt;
      const WriteStatus expected = model.write(based_on, each);
      const WriteStatus got = write(door, listed, {.version = each}).status;
      ASSERT_EQ(got, expected) << name << " " << haggle::write_version(each);
      ++seen[static_cast<std::size_t>(got)];
      if (got == WriteStatus::changed) {  // as a worker does: reads anew and decides again
        haggle::Listed& anew = *load(door, item(name)).at(0);
        const auto stored = std::exchange(model.stored, each);
        ASSERT_EQ(anew.standing.exists ? std::optional(anew.standing.version) : std::nullopt,
                  stored);
        ASSERT_EQ(write(door, anew, {.version = each}).status, WriteStatus::written);
      }
      const bool forgets = got != WriteStatus::written && random() % 2 == 0;
      if (forgets) door.store.listings().forget(item(name));
      if (random() % 3 != 0) continue;
      haggle::Listed& again = *load(door, item(name)).at(0);
      ASSERT_EQ(write(door, again, {.version = *model.stored}).status, WriteStatus::duplicate);
      ++seen[static_cast<std::size_t>(WriteStatus::duplicate)];
    }
    EXPECT_EQ(load(one, item(name)).at(0)->standing.version, *model.stored);
    EXPECT_EQ(*model.stored, *std::ranges::max_element(versions, std::less<>()));
  }
  for (const WriteStatus status :
       {WriteStatus::written, WriteStatus::duplicate, WriteStatus::stale, WriteStatus::changed}) {
    EXPECT_GT(seen[static_cast<std::size_t>(status)], 4) << static_cast<int>(status);
  }
}

TEST(RedisNewestWins, TwoBatchesInFlightOnOneListing) {
  const Servers servers("single");
  Door door(servers.url());
  put(door, line_of("S1", "K", "B1"));
  haggle::Listed& listed = *load(door, item("B1")).at(0);
  const std::array first{
      decide(door, listed, {.version = version(1, "a"), .again_at = door.time.at})};
  door.store.prices().send({}, first);
  const std::array second{decide(door, listed, {.version = version(2, "b")})};
  door.store.prices().send({}, second);
  EXPECT_EQ(door.store.prices().take().prices[0].status, WriteStatus::written);
  EXPECT_EQ(door.store.prices().take().prices[0].status, WriteStatus::written);
  EXPECT_EQ(load(door, item("B1")).at(0)->standing.version, version(2, "b"));
}

TEST(RedisNewestWins, MarketsToo) {
  const Servers servers("single");
  Door door(servers.url());
  const haggle::MarketKey market{item("B1"), haggle::Audience::consumer, haggle::Condition::used};
  std::string bytes("\0\r\n\xFF image", 10);
  EXPECT_EQ(keep(door, market, 100, "b", bytes).status, WriteStatus::written);
  EXPECT_EQ(keep(door, market, 99, "z", "old").status, WriteStatus::stale);
  EXPECT_EQ(keep(door, market, 100, "a", "old").status, WriteStatus::stale);
  EXPECT_EQ(keep(door, market, 100, "b", bytes).status, WriteStatus::written);
  std::vector<std::string> images;
  const std::array keys{market, haggle::MarketKey{item("B2"), haggle::Audience::consumer}};
  ASSERT_TRUE(door.store.listings().load_markets(keys, images).has_value());
  EXPECT_EQ(images, (std::vector<std::string>{bytes, ""}));
  EXPECT_EQ(keep(door, market, 100, "c", "new").status, WriteStatus::written);
  ASSERT_TRUE(door.store.listings().load_markets(keys, images).has_value());
  EXPECT_EQ(images[0], "new");
}

}  // namespace
}  // namespace redis_test
