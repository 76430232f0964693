// A folder that goes with the test, stores in it, and decisions made by hand.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <haggle/pipeline/record.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sqlite/store.hpp"

namespace sqlite_test {

using haggle::Instant;
using haggle::ListingKey;
using haggle::WriteStatus;

inline constexpr Instant noon{1'790'000'000'000};
inline constexpr haggle::Duration hour = haggle::minutes(60);

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "store.XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline std::unique_ptr<sqlite::Store> open(const std::string& path,
                                           const sqlite::StoreOptions& options = {}) {
  auto store = sqlite::Store::open(path, options);
  if (!store) throw std::runtime_error(store.error().text);
  return std::move(*store);
}

inline ListingKey key_of(const std::string& sku,
                         haggle::Audience audience = haggle::Audience::consumer) {
  return {*haggle::SellerId::from("A1SELLER"), *haggle::Sku::from(sku),
          *haggle::MarketplaceId::from("US"), audience};
}

inline haggle::ItemKey item_of(const std::string& item) {
  return {*haggle::ItemId::from(item), *haggle::MarketplaceId::from("US")};
}

/// A line of a catalogue; `more` begins with a comma.
inline std::string listing_line(const std::string& sku, const std::string& item,
                                const std::string& more = "") {
  return R"({"listing":{"seller":"A1SELLER","sku":")" + sku + R"(","item":")" + item +
         R"(","marketplace":"US","floor":"USD 5.00","price":"USD 20.00")" + more + "}}";
}

inline haggle::DecisionVersion version_at(Instant time, const std::string& notification = "n",
                                          std::int64_t revision = 0, std::uint32_t round = 0) {
  return {time, revision, *haggle::NotificationId::from(notification), round, 0};
}

/// A decision on one listing as a worker sends it.
struct Choice {
  haggle::DecisionVersion version{};
  std::int64_t price_minor{0};
  Instant now{noon};
  std::optional<Instant> again_at{};
  std::optional<ListingKey> also_due{};
  bool has_price{true};
};

inline haggle::Listed* load(sqlite::Store& store, const ListingKey& key, const std::string& item) {
  const std::array items{item_of(item)};
  std::vector<std::span<haggle::Listed* const>> shelves;
  const auto loaded = store.load(items, haggle::Freshness::fresh, shelves);
  if (!loaded) throw std::runtime_error(loaded.error().text);
  for (haggle::Listed* each : shelves.at(0)) {
    if (haggle::listing_key(each->listing()) == key) return each;
  }
  return nullptr;
}

/// What the worker does to a listing that it has loaded.
inline haggle::PriceWrite decided(haggle::Listed& listed, const Choice& choice) {
  haggle::PriceWrite write;
  write.listed = &listed;
  if (listed.standing.exists) write.based_on = listed.standing.version;
  listed.standing.exists = true;
  listed.standing.version = choice.version;
  listed.standing.decided_at = choice.now;
  listed.standing.again_at = choice.again_at;
  if (choice.has_price) listed.listing().set_price(choice.price_minor, choice.now);
  write.has_price = choice.has_price;
  write.also_due = choice.also_due;
  write.now = choice.now;
  return write;
}

inline haggle::WriteResult send(sqlite::Store& store, const haggle::PriceWrite& write) {
  store.send({}, {&write, 1});
  return store.take().prices[0];
}

inline WriteStatus decide(sqlite::Store& store, const std::string& sku, const Choice& choice) {
  haggle::Listed* listed = load(store, key_of(sku), "ITEM-" + sku);
  return send(store, decided(*listed, choice)).status;
}

/// The price in force in minor units; none where there is none.
inline std::optional<std::int64_t> price(sqlite::Store& store, const ListingKey& key, Instant now) {
  const auto entry = store.price_of(key, now);
  if (!entry) throw std::runtime_error(entry.error().text);
  if (!*entry) return std::nullopt;
  const auto said = nlohmann::json::parse(**entry).at("new_price");
  const std::string text = said.is_string() ? said.get<std::string>() : said.dump();
  return std::llround(std::stod(text) * 100);
}

inline std::vector<haggle::DueListing> take_due(sqlite::Store& store, Instant now,
                                                haggle::Duration lease = haggle::minutes(1)) {
  std::vector<haggle::DueListing> due;
  const auto taken = store.take_due(now, lease, 100, due);
  if (!taken || *taken != due.size()) throw std::runtime_error("take_due");
  return due;
}

}  // namespace sqlite_test
