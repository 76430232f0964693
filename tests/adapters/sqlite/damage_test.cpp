// Files that are not as they were written: a fault, and never a crash, another price or an
// overwrite.
#include <fstream>
#include <iterator>
#include <random>

#include "world.hpp"

namespace sqlite_test {
namespace {

constexpr int skus_count = 24;

std::string read_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

void write_file(const std::string& path, const std::string& bytes) {
  std::ofstream{path, std::ios::binary} << bytes;
}

void remove_store(const std::string& path) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
}

std::string sku_of(int n) {
  return "S" + std::to_string(n);
}

void fill(sqlite::Store& store) {
  ASSERT_TRUE(store.put(R"({"policy":{"id":"gentle","beat_by":"-0.01"}})").has_value());
  for (int n = 0; n < skus_count; ++n) {
    const std::string item = "ITEM-" + sku_of(n);
    ASSERT_TRUE(store.put(listing_line(sku_of(n), item, R"(,"policy":"gentle")")).has_value());
    const Choice choice{version_at(noon), 1'000 + n, noon, noon};
    ASSERT_EQ(decide(store, sku_of(n), choice), WriteStatus::written);
    const haggle::MarketWrite market{
        {item_of(item), {}, {}}, {noon, *haggle::NotificationId::from("n")}, "an image"};
    store.send({&market, 1}, {});
    ASSERT_EQ(store.take().markets[0].status, WriteStatus::written);
  }
}

struct Seen {
  std::optional<haggle::Fault> fault{};  ///< the first
  bool all_prices{true};                 ///< each was there, and right, until then
};

bool is_as_written(const haggle::Listed& listed, int n) {
  return listed.listing().price_minor == 1'000 + n && listed.policy_id == "gentle" &&
         listed.policy != nullptr && listed.listing().floor.amount_minor == 500 &&
         listed.standing.version == version_at(noon);
}

/// Uses all of a store that may be damaged.
Seen look(const std::string& path) {
  Seen seen;
  auto store = sqlite::Store::open(path);
  if (!store) return {store.error(), true};
  for (int n = 0; n < skus_count && !seen.fault; ++n) {
    const auto entry = (*store)->price_of(key_of(sku_of(n)), noon);
    const std::array items{item_of("ITEM-" + sku_of(n))};
    std::vector<std::span<haggle::Listed* const>> shelves;
    const auto loaded = (*store)->load(items, haggle::Freshness::fresh, shelves);
    if (!entry) seen.fault = entry.error();
    if (!loaded) seen.fault = loaded.error();
    if (seen.fault) break;
    const bool is_there = *entry && shelves[0].size() == 1;
    seen.all_prices = seen.all_prices && is_there && is_as_written(*shelves[0][0], n) &&
                      price(**store, key_of(sku_of(n)), noon) == 1'000 + n;
  }
  return seen;
}

class Damage : public ::testing::Test {
 protected:
  void SetUp() override {
    fill(*open(path));
    whole = read_file(path);
    ASSERT_GT(whole.size(), 40'000U);
  }
  Folder folder{};
  std::string path{folder.file("store.db")};
  std::string whole{};
};

TEST_F(Damage, AChangedByteIsAFaultOrHarmless) {
  std::mt19937 dice{5};
  int faults = 0;
  for (std::size_t at = 0; at < whole.size(); at += at < 200 ? 1 : 1 + dice() % 80) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ (1 << dice() % 8));
    remove_store(path);
    write_file(path, bytes);
    const Seen seen = look(path);
    ASSERT_TRUE(seen.all_prices) << "byte " << at;
    if (!seen.fault) continue;
    ++faults;
    EXPECT_TRUE(haggle::needs_alert(*seen.fault)) << seen.fault->text;
    EXPECT_EQ(seen.fault->category, haggle::FaultCategory::configuration) << seen.fault->text;
    EXPECT_EQ(read_file(path), bytes) << "byte " << at << " was written over";
  }
  EXPECT_GT(faults, 200);
}

TEST_F(Damage, ACutFileIsAFault) {
  for (const std::size_t size : {whole.size() - 4'096, whole.size() / 2, std::size_t{5'000}}) {
    remove_store(path);
    write_file(path, whole.substr(0, size));
    const Seen seen = look(path);
    ASSERT_TRUE(seen.fault.has_value()) << size;
    EXPECT_EQ(seen.fault->category, haggle::FaultCategory::configuration) << seen.fault->text;
  }
}

TEST_F(Damage, AChangedLogLosesNothingThatIsInTheFile) {
  auto store = open(path);
  ASSERT_EQ(decide(*store, "S0", {version_at({noon.ms + 1}), 9'000}), WriteStatus::written);
  const std::string log = read_file(path + "-wal");
  ASSERT_FALSE(log.empty());
  for (std::size_t at = 0; at < log.size(); at += 1 + log.size() / 200) {
    const Folder other;
    std::string bytes = log;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
    write_file(other.file("store.db"), read_file(path));
    write_file(other.file("store.db-wal"), bytes);
    const auto opened = open(other.file("store.db"));
    const auto now = price(*opened, key_of("S0"), noon);
    ASSERT_TRUE(now == 1'000 || now == 9'000) << at;
    ASSERT_EQ(price(*opened, key_of("S1"), noon), 1'001) << at;
  }
}

TEST_F(Damage, AFileThatIsNotOursIsLeftAlone) {
  const std::string letter(5'000, 'x');
  write_file(folder.file("letter"), letter);
  ASSERT_FALSE(sqlite::Store::open(folder.file("letter")).has_value());
  EXPECT_EQ(read_file(folder.file("letter")), letter);

  const std::string foreign = folder.file("foreign.db");
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(foreign.c_str(), &db), SQLITE_OK);
  sqlite3_exec(db, "CREATE TABLE theirs(a)", nullptr, nullptr, nullptr);
  sqlite3_close(db);
  const std::string before = read_file(foreign);
  const auto opened = sqlite::Store::open(foreign);
  ASSERT_FALSE(opened.has_value());
  EXPECT_NE(opened.error().text.find("another program"), std::string::npos);
  EXPECT_EQ(opened.error().severity, haggle::Severity::critical);
  EXPECT_EQ(read_file(foreign), before);
}

TEST_F(Damage, AListingThatSaysNothingIsShownWithItsKey) {
  const sqlite::ListingRow row{key_of("ODD"), *haggle::ItemId::from("ITEM-S0"), "", "", "{]"};
  {
    auto db = *sqlite::Connection::open(path, sqlite::Sync::full, hour);
    sqlite::Statement{*db,
                      "INSERT INTO listings(seller, sku, marketplace, audience, item, market, "
                      "policy, json, seal) VALUES('A1SELLER', 'ODD', 'US', 0, 'ITEM-S0', '', '', "
                      "'{]', ?1)",
                      row.seal()}
        .run();
  }
  const auto store = open(path);
  const haggle::Listed* odd = load(*store, key_of("ODD"), "ITEM-S0");
  ASSERT_NE(odd, nullptr);
  ASSERT_TRUE(odd->unreadable.has_value());
  EXPECT_EQ(odd->unreadable->code, haggle::Errc::malformed_json);
  EXPECT_FALSE(load(*store, key_of("S0"), "ITEM-S0")->unreadable.has_value());
  EXPECT_FALSE(store->set_status(key_of("ODD"), haggle::ListingStatus::active).has_value());
}

}  // namespace
}  // namespace sqlite_test
