#include "store.hpp"

#include <utility>

#include "rows.hpp"
#include "schema.hpp"

namespace sqlite {

using Kind = Transaction::Kind;

Answer<std::unique_ptr<Store>> Store::open(const std::string& path, const StoreOptions& options) {
  auto db = Connection::open(path, Sync::full, options.busy);
  if (!db) return tl::unexpected(std::move(db.error()));
  if (options.checks_whole) check_whole(**db);
  if ((*db)->fault()) return tl::unexpected(*(*db)->fault());
  return std::unique_ptr<Store>{new Store(std::move(*db), options)};
}

Store::Store(std::unique_ptr<Connection> db, const StoreOptions& options)
    : db_(std::move(db)),
      policies_(*db_),
      shelves_(*db_, policies_, options.listings_kept_max),
      writes_(*db_, shelves_, options.price_life) {}

// ---- reading ----------------------------------------------------------------

Answer<void> Store::load(std::span<const haggle::ItemKey> items, haggle::Freshness,
                         std::vector<std::span<haggle::Listed* const>>& shelves) {
  Transaction reading{*db_, Kind::read};
  shelves_.load(items, shelves);
  return reading.commit();
}

Answer<void> Store::load_markets(std::span<const haggle::MarketKey> keys,
                                 std::vector<std::string>& images) {
  images.assign(keys.size(), {});
  Transaction reading{*db_, Kind::read};
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Statement kept{*db_, "SELECT image FROM markets WHERE item = ?1 AND field = ?2",
                   keys[i].item.item.text(), haggle::market_field(keys[i])};
    if (kept.step()) images[i] = kept.text(0);
  }
  return reading.commit();
}

Answer<std::optional<std::string>> Store::price_of(const haggle::ListingKey& key,
                                                   haggle::Instant now) {
  std::optional<std::string> entry;
  Transaction reading{*db_, Kind::read};
  {
    Statement price{*db_,
                    "SELECT id, entry, expires_at, prices.seal FROM prices "
                    "JOIN listings ON id = listing WHERE seller = ?1 AND sku = ?2 "
                    "AND marketplace = ?3 AND audience = ?4",
                    key.seller.text(),
                    key.sku.text(),
                    key.marketplace.text(),
                    number_of(key.audience)};
    if (price.step()) {
      const haggle::Instant expires_at{price.whole(2)};
      const bool is_whole = price_seal(price.whole(0), price.text(1), expires_at) == price.whole(3);
      if (!is_whole) db_->refuse_damage("a price is not as it was written");
      if (is_whole && now < expires_at) entry = price.text(1);
    }
  }
  return commit(reading, std::move(entry));
}

// ---- what waits ----------------------------------------------------------------

Answer<std::size_t> Store::take_due(haggle::Instant now, haggle::Duration lease,
                                    std::size_t count_max, std::vector<haggle::DueListing>& into) {
  const std::size_t before = into.size();
  {
    // Asked often, and mostly for nothing: looking needs no lock.
    Transaction looking{*db_, Kind::read};
    const bool is_any = is_any_due(*db_, now);
    const auto looked = looking.commit();
    if (!looked) return tl::unexpected(looked.error());
    if (!is_any) return 0;
  }
  Transaction taking{*db_, Kind::write};
  sqlite::take_due(*db_, now, lease, count_max, into);
  auto taken = commit(taking, into.size() - before);
  if (!taken) into.resize(before);
  return taken;
}

Answer<void> Store::drop_due(std::span<const haggle::DueListing> due) {
  Transaction dropping{*db_, Kind::write};
  for (const haggle::DueListing& each : due) sqlite::drop_due(*db_, each);
  return dropping.commit();
}

Answer<std::size_t> Store::sweep(haggle::Instant now, std::size_t items_max) {
  SweepPlace place = place_;
  Transaction sweeping{*db_, Kind::write};
  const std::size_t due_count = sqlite::sweep(*db_, place, now, items_max);
  auto swept = commit(sweeping, due_count);
  if (swept) place_ = std::move(place);
  return swept;
}

// ---- writing ----------------------------------------------------------------

void Store::send(std::span<const haggle::MarketWrite> markets,
                 std::span<const haggle::PriceWrite> prices) {
  Results& results = sent_.emplace_back();
  Transaction writing{*db_, Kind::write};
  for (const haggle::MarketWrite& write : markets) {
    results.markets.push_back({writes_.put(write), {}});
  }
  for (const haggle::PriceWrite& write : prices) {
    results.prices.push_back({writes_.put(write), {}});
  }
  const auto done = writing.commit();
  if (done) return;
  const haggle::WriteResult failed{haggle::WriteStatus::failed, done.error()};
  results.markets.assign(markets.size(), failed);
  results.prices.assign(prices.size(), failed);
}

haggle::SendResults Store::take() {
  taken_ = std::move(sent_.front());
  sent_.pop_front();
  return {taken_.markets, taken_.prices};
}

}  // namespace sqlite
