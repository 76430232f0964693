#include "haggle/pipeline/memory_store.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "haggle/pipeline/policy_shelf.hpp"
#include "unit/pipeline/worker_world.hpp"

namespace haggle::test {
namespace {

class MemoryStoreTest : public WorkerWorld {
 protected:
  Listed& loaded(MemorySession& from) {
    const std::array<ItemKey, 1> item{item_key(stored("MUG-1").listing())};
    EXPECT_TRUE(from.load(item, Freshness::cached, shelves_));
    return *shelves_[0][0];
  }
  static PriceWrite next(Listed& listed, std::int64_t ms, Instant now) {
    PriceWrite write;
    write.listed = &listed;
    if (listed.standing.exists) write.based_on = listed.standing.version;
    listed.standing.exists = true;
    listed.standing.version = {{ms}, 1, *NotificationId::from("n"), 0, 0};
    listed.listing().set_price(1'900 + ms, now);
    write.has_price = true;
    write.now = now;
    return write;
  }
  static WriteStatus send(MemorySession& to, const PriceWrite& write) {
    to.send({}, std::span{&write, 1});
    return to.take().prices[0].status;
  }
  MemorySession other{store, clock};

 private:
  std::vector<std::span<Listed* const>> shelves_{};
};

TEST_F(MemoryStoreTest, ComparesTheVersionAndThenWhatWasDecidedOn) {
  Listed& ours = loaded(session);
  Listed& theirs = loaded(other);
  EXPECT_EQ(send(session, next(ours, 5, clock.at)), WriteStatus::written);
  const Listed kept = theirs;
  EXPECT_EQ(send(other, next(theirs, 4, clock.at)), WriteStatus::stale);
  theirs.standing = kept.standing;
  EXPECT_EQ(send(other, next(theirs, 5, clock.at)), WriteStatus::duplicate);
  theirs.standing = kept.standing;
  EXPECT_EQ(send(other, next(theirs, 6, clock.at)), WriteStatus::changed);
  EXPECT_EQ(send(other, next(loaded(other), 6, clock.at)), WriteStatus::written);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 1'906);
}

TEST_F(MemoryStoreTest, AnEditBetweenReadingAndWritingIsNotLost) {
  Listed& ours = loaded(session);
  ASSERT_TRUE(*editor.set_status(listing_key(ours.listing()), ListingStatus::inactive));
  EXPECT_EQ(send(session, next(ours, 5, clock.at)), WriteStatus::changed);
  std::vector<DueListing> due;
  EXPECT_EQ(*session.take_due(clock.at, minutes(1), 10, due), 1U);
  EXPECT_EQ(*other.take_due(clock.at, minutes(1), 10, due), 0U);  // it is leased
  EXPECT_EQ(*other.take_due(clock.at + minutes(2), minutes(1), 10, due), 1U);
}

TEST_F(MemoryStoreTest, TheSweepFindsAListingThatIsBehindItsMarket) {
  const auto message = read_message(offers_at("23.49", "n-1"));
  std::string image;
  pack_market(*message, stamp_of(*message), image);
  const MarketWrite market{market_key(message->market), stamp_of(*message), image};
  session.send(std::span{&market, 1}, {});
  EXPECT_EQ(session.take().markets[0].status, WriteStatus::written);
  EXPECT_EQ(*session.sweep(clock.at, 100), 1U);
  EXPECT_EQ(*session.sweep(clock.at, 100), 0U);
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2'348);
}

TEST_F(MemoryStoreTest, AListingThatMovesToAnotherItemIsFoundThere) {
  std::string moved = mug;
  moved.replace(moved.find("B0MUG"), 5, "B0CUP");
  put(moved);
  EXPECT_EQ(store.listings_count(), 1U);
  const auto item = editor.item_of(listing_key(stored("MUG-1").listing()));
  ASSERT_TRUE(item && *item);
  EXPECT_EQ((*item)->item.text(), "B0CUP");
  EXPECT_TRUE(*editor.drop_listing(listing_key(stored("MUG-1").listing())));
  EXPECT_EQ(store.listings_count(), 0U);
}

TEST_F(MemoryStoreTest, ABadLineChangesNothing) {
  for (const char* line :
       {"{", R"({"listing":{"seller":"A2X"}})", R"({"policy":{"id":"x","beat":1}})"}) {
    const auto put = editor.put(line);
    ASSERT_FALSE(put) << line;
    EXPECT_EQ(put.error().category, FaultCategory::validation);
  }
  EXPECT_EQ(store.listings_count(), 1U);
}

TEST_F(MemoryStoreTest, SeveralWorkersShareItWithoutLosingAWrite) {
  constexpr int each = 200;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      HandClock own;
      MemorySession door{store, own};
      std::vector<std::span<Listed* const>> shelves;
      const std::array<ItemKey, 1> item{{{*ItemId::from("B0MUG"), *MarketplaceId::from("US")}}};
      for (int i = 0; i < each; ++i) {
        for (bool done = false; !done;) {
          if (!door.load(item, Freshness::cached, shelves)) return;
          Listed& listed = *shelves[0][0];
          const std::int64_t ms = listed.standing.version.market_time.ms + 1 + t;
          done = send(door, next(listed, ms, own.at)) == WriteStatus::written;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(stored("MUG-1").standing.version.market_time.ms, each * (1 + 2 + 3 + 4));
}

TEST(PolicyShelf, AnEditRaisesTheRevisionOfWhatNamesItToo) {
  PolicyShelf shelf;
  ASSERT_TRUE(shelf.put(R"({"policy":{"id":"old","beat_by":"-0.01"}})"));
  ASSERT_TRUE(shelf.put(R"({"policy":{"id":"main","age_bands":{"90+":"old"}}})"));
  const auto changed = shelf.put(R"({"policy":{"id":"old","beat_by":"-0.05"}})");
  ASSERT_TRUE(changed) << describe(changed.error());
  EXPECT_EQ(*changed, (std::vector<std::string>{"main", "old"}));
  EXPECT_EQ(shelf.find("old")->revision, 2);
  EXPECT_EQ(shelf.find("main")->revision, 2);
}

TEST(PolicyShelf, WhatIsDroppedComesBackWithAHigherRevision) {
  PolicyShelf shelf;
  ASSERT_TRUE(shelf.put(R"({"policy":{"id":"gentle"}})"));
  EXPECT_TRUE(shelf.drop("gentle"));
  EXPECT_FALSE(shelf.drop("gentle"));
  EXPECT_EQ(shelf.find("gentle")->policy, nullptr);
  ASSERT_TRUE(shelf.put(R"({"policy":{"id":"gentle"}})"));
  EXPECT_EQ(shelf.find("gentle")->revision, 2);
  EXPECT_FALSE(shelf.drop(""));
  EXPECT_NE(shelf.find("")->policy, nullptr);
}

}  // namespace
}  // namespace haggle::test
