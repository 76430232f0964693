// A writer is killed again and again: every confirmed batch is there, every batch is there whole or
// not at all, and no price is there without its record.
#include <signal.h>
#include <sys/wait.h>

#include <chrono>
#include <random>
#include <thread>

#include "world.hpp"

namespace sqlite_test {
namespace {

constexpr int skus_count = 4;

std::string sku_of(int n) {
  return "S" + std::to_string(n);
}

/// Sends batches, of a market and a price a listing each, and says the number of each one that is
/// confirmed; until it is killed.
[[noreturn]] void write_for_ever(const std::string& path, std::int64_t first, int says) {
  const auto store = open(path);
  for (std::int64_t step = first;; ++step) {
    const haggle::MarketStamp stamp{{noon.ms + step}, *haggle::NotificationId::from("n")};
    std::vector<haggle::MarketWrite> markets;
    std::vector<haggle::PriceWrite> prices;
    std::array<haggle::ItemKey, skus_count> items;
    for (int n = 0; n < skus_count; ++n) {
      items.at(static_cast<std::size_t>(n)) = item_of("ITEM-" + sku_of(n));
    }
    std::vector<std::span<haggle::Listed* const>> shelves;
    if (!store->load(items, haggle::Freshness::cached, shelves)) _exit(1);
    for (std::size_t n = 0; n < skus_count; ++n) {
      const Choice choice{version_at(stamp.time), 1'000 + step, stamp.time};
      prices.push_back(decided(*shelves[n][0], choice));
      markets.push_back({{items.at(n), {}, {}}, stamp, "image"});
    }
    store->send(markets, prices);
    const haggle::SendResults results = store->take();
    for (const auto& each : results.prices) {
      if (each.status != WriteStatus::written) _exit(2);
    }
    if (::write(says, &step, sizeof step) != sizeof step) _exit(3);
  }
}

std::int64_t last_said(int hears, std::int64_t last) {
  std::int64_t said = 0;
  while (::read(hears, &said, sizeof said) == sizeof said) last = said;
  return last;
}

/// Runs a writer for so long and kills it.  Returns: the last batch that it had confirmed.
std::int64_t write_and_kill(const std::string& path, std::int64_t first,
                            std::chrono::microseconds life) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("pipe");
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    write_for_ever(path, first, ends[1]);
  }
  close(ends[1]);
  std::this_thread::sleep_for(life);
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "exit status " << WEXITSTATUS(status);
  const std::int64_t last = last_said(ends[0], first - 1);
  close(ends[0]);
  return last;
}

std::int64_t count(const std::string& path, const char* question) {
  auto db = *sqlite::Connection::open(path, sqlite::Sync::full, hour);
  sqlite::Statement ask{*db, question};
  return ask.step() ? ask.whole(0) : -1;
}

TEST(Crash, EveryConfirmedBatchIsThereAndEachIsWhole) {
  const Folder folder;
  const std::string path = folder.file("store.db");
  for (int n = 0; n < skus_count; ++n) {
    ASSERT_TRUE(open(path)->put(listing_line(sku_of(n), "ITEM-" + sku_of(n))).has_value());
  }
  std::mt19937 dice{11};
  std::int64_t stands = 0;
  for (int round = 0; round < 40; ++round) {
    const std::chrono::microseconds life{3'000 + static_cast<int>(dice() % 60'000)};
    const std::int64_t confirmed = write_and_kill(path, stands + 1, life);
    const auto store = open(path);
    std::vector<std::int64_t> there;
    for (int n = 0; n < skus_count; ++n) {
      const haggle::Listed* listed = load(*store, key_of(sku_of(n)), "ITEM-" + sku_of(n));
      const std::int64_t step =
          listed->standing.exists ? listed->standing.version.market_time.ms - noon.ms : 0;
      const auto expected = step == 0 ? std::nullopt : std::optional{1'000 + step};
      EXPECT_EQ(price(*store, key_of(sku_of(n)), noon), expected);
      there.push_back(step);
    }
    ASSERT_GE(there[0], confirmed) << "a confirmed batch is gone";
    ASSERT_LE(there[0], std::max(confirmed, stands) + 1) << "more than was ever sent";
    for (const std::int64_t step : there) ASSERT_EQ(step, there[0]) << "half a batch";
    stands = there[0];
  }
  EXPECT_GT(stands, 40);
  EXPECT_EQ(count(path,
                  "SELECT count(*) FROM prices WHERE listing NOT IN "
                  "(SELECT listing FROM records)"),
            0);
  EXPECT_EQ(count(path,
                  "SELECT count(*) FROM markets m JOIN listings l ON l.item = m.item "
                  "JOIN records r ON r.listing = l.id WHERE r.market_time <> m.market_time"),
            0);
}

}  // namespace
}  // namespace sqlite_test
