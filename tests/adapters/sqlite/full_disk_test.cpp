// A full disk: nothing is half written, what stands can be read, and it goes on when there is room.
#include <sys/mount.h>
#include <sys/resource.h>

#include <csignal>

#include "world.hpp"

namespace sqlite_test {
namespace {

/// A folder whose disk can be made full and roomy again.
class Disk {
 public:
  virtual ~Disk() = default;
  virtual void make_full() = 0;
  virtual void make_room() = 0;
  [[nodiscard]] virtual std::string file() const = 0;
};

/// The process may write no byte behind this place of any file.
class LimitedFiles final : public Disk {
 public:
  LimitedFiles() {
    std::signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &before_);
  }
  ~LimitedFiles() override { make_room(); }
  void make_full() override { limit(600'000); }
  void make_room() override { setrlimit(RLIMIT_FSIZE, &before_); }
  [[nodiscard]] std::string file() const override { return folder_.file("store.db"); }

 private:
  void limit(rlim_t bytes) const {
    const rlimit low{bytes, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &low);
  }
  Folder folder_{};
  rlimit before_{};
};

/// A file system of its own, where this user may mount one.
class SmallDisk final : public Disk {
 public:
  SmallDisk() { is_mounted_ = mount("none", path(), "tmpfs", 0, "size=64m") == 0; }
  ~SmallDisk() override {
    if (is_mounted_) umount2(path(), MNT_DETACH);
  }
  [[nodiscard]] bool is_mounted() const { return is_mounted_; }
  void make_full() override { size("size=1m"); }
  void make_room() override { size("size=64m"); }
  [[nodiscard]] std::string file() const override { return folder_.file("store.db"); }

 private:
  [[nodiscard]] const char* path() const { return folder_.path().c_str(); }
  void size(const char* size) const {
    if (mount("none", path(), "tmpfs", MS_REMOUNT, size) != 0) throw std::runtime_error("remount");
  }
  Folder folder_{};
  bool is_mounted_{false};
};

constexpr std::size_t skus_count = 4;

/// A batch of one market and one price a listing.  Returns: the status that all of them have.
haggle::WriteResult send_step(sqlite::Store& store, std::int64_t step) {
  const haggle::MarketStamp stamp{{noon.ms + step}, *haggle::NotificationId::from("n")};
  const std::string image(20'000, 'm');
  std::array<haggle::ItemKey, skus_count> items;
  std::vector<haggle::MarketWrite> markets;
  for (std::size_t n = 0; n < skus_count; ++n) {
    items.at(n) = item_of("ITEM-" + std::to_string(n));
    markets.push_back({{items.at(n), {}, {}}, stamp, image});
  }
  std::vector<std::span<haggle::Listed* const>> shelves;
  const auto loaded = store.load(items, haggle::Freshness::fresh, shelves);
  if (!loaded) return {WriteStatus::failed, loaded.error()};
  std::vector<haggle::PriceWrite> prices;
  for (std::size_t n = 0; n < skus_count; ++n) {
    prices.push_back(decided(*shelves[n][0], {version_at(stamp.time), 1'000 + step}));
  }
  store.send(markets, prices);
  const auto results = store.take();
  for (const auto& each : results.prices) EXPECT_EQ(each.status, results.prices[0].status);
  return results.prices[0];
}

void expect_step(sqlite::Store& store, std::int64_t step) {
  for (std::size_t n = 0; n < skus_count; ++n) {
    const std::string sku = std::to_string(n);
    const haggle::Listed* listed = load(store, key_of(sku), "ITEM-" + sku);
    EXPECT_EQ(listed->standing.version.market_time.ms, noon.ms + step);
    EXPECT_EQ(price(store, key_of(sku), noon), 1'000 + step);
  }
}

void fill_and_empty(Disk& disk) {
  auto store = open(disk.file());
  for (std::size_t n = 0; n < skus_count; ++n) {
    const std::string sku = std::to_string(n);
    ASSERT_TRUE(store->put(listing_line(sku, "ITEM-" + sku)).has_value());
  }
  disk.make_full();
  std::int64_t step = 1;
  haggle::WriteResult sent = send_step(*store, step);
  while (sent.status == WriteStatus::written && step < 1'000) sent = send_step(*store, ++step);
  ASSERT_EQ(sent.status, WriteStatus::failed) << "it was never full";
  EXPECT_EQ(sent.fault.category, haggle::FaultCategory::system);
  EXPECT_EQ(sent.fault.severity, haggle::Severity::high);
  ASSERT_GT(step, 2);
  expect_step(*store, step - 1);
  EXPECT_EQ(send_step(*store, step).status, WriteStatus::failed);
  expect_step(*store, step - 1);
  disk.make_room();
  EXPECT_EQ(send_step(*store, step).status, WriteStatus::written);
  expect_step(*store, step);
  store.reset();
  expect_step(*open(disk.file()), step);
}

TEST(FullDisk, NothingIsHalfWrittenWhereFilesMayNotGrow) {
  LimitedFiles disk;
  fill_and_empty(disk);
}

TEST(FullDisk, NothingIsHalfWrittenOnAFullFileSystem) {
  SmallDisk small;
  LimitedFiles limited;
  fill_and_empty(small.is_mounted() ? static_cast<Disk&>(small) : limited);
}

}  // namespace
}  // namespace sqlite_test
