#include "shelves.hpp"

#include <haggle/codec/listing_json.hpp>
#include <haggle/pipeline/record.hpp>
#include <haggle/reprice/keep.hpp>

namespace sqlite {
namespace {

haggle::Result<haggle::BusinessListing> read_text(std::string_view json,
                                                  haggle::Audience audience) {
  if (audience == haggle::Audience::business) return haggle::read_business_listing(json);
  return haggle::read_listing(json).map(
      [](const haggle::Listing& listing) { return haggle::BusinessListing{listing}; });
}

/// The facts by which a listing is found, where its text says nothing.
haggle::BusinessListing nameless(const ListingRow& row) {
  haggle::BusinessListing out;
  out.listing.seller = row.key.seller;
  out.listing.sku = row.key.sku;
  out.listing.marketplace = row.key.marketplace;
  out.listing.audience = row.key.audience;
  out.listing.item = row.item;
  return out;
}

/// The rows are in the order of SKU and audience, so the consumer listing is the one before.
void cap(haggle::Listed& business, const haggle::Listed& before) {
  const haggle::Listing& consumer = before.listing();
  const haggle::Listing& own = business.listing();
  const bool is_pair = business.is_business() && !before.is_business() &&
                       consumer.seller == own.seller && consumer.sku == own.sku;
  if (is_pair) haggle::cap_by_consumer(business.ladder, consumer);
}

}  // namespace

Loaded& Shelves::put(const ListingRow& row) {
  Loaded& loaded = loaded_[row.key];
  if (loaded.json != row.json || loaded.json.empty()) {
    const auto read = read_text(row.json, row.key.audience);
    loaded.json = row.json;
    loaded.as_written = read ? *read : nameless(row);
    loaded.unreadable = read ? std::nullopt : std::optional{read.error()};
  }
  return loaded;
}

void Shelves::apply(Loaded& loaded, std::int64_t listing, const Statement& row, int first) {
  loaded.setting = row.whole(first + 2);
  if (!row.has(first)) return;
  const bool is_whole = record_seal(listing, row.text(first)) == row.whole(first + 1);
  if (!is_whole || !haggle::apply_record(row.text(first), loaded.listed)) {
    db_.refuse_damage("a record is not as it was written");
  }
}

void Shelves::fill(const haggle::ItemKey& item, Shelf& shelf) {
  Statement rows{db_,
                 "SELECT id, seller, sku, marketplace, audience, item, market, policy, json, "
                 "listings.seal, record, records.seal, setting FROM listings "
                 "LEFT JOIN records ON records.listing = id LEFT JOIN waiting ON "
                 "waiting.listing = id WHERE item = ?1 AND marketplace = ?2 "
                 "ORDER BY seller, sku, audience",
                 item.item.text(), item.marketplace.text()};
  while (rows.step()) {
    const ListingRow row = listing_at(db_, rows, 1);
    Loaded& loaded = put(row);
    haggle::Listed& listed = loaded.listed;
    listed = {};
    listed.ladder = loaded.as_written;
    listed.unreadable = loaded.unreadable;
    listed.policy_id = row.policy;
    const InForce in_force = policies_.find(listed.policy_id);
    listed.policy = in_force.policy;
    listed.policy_revision = in_force.revision;
    apply(loaded, rows.whole(0), rows, 10);
    if (!shelf.empty()) cap(listed, *shelf.back());
    shelf.push_back(&listed);
  }
}

void Shelves::load(std::span<const haggle::ItemKey> items,
                   std::vector<std::span<haggle::Listed* const>>& shelves) {
  if (loaded_.size() > kept_max_) loaded_.clear();
  shelves_.clear(), shelves.clear();
  policies_.refresh();
  for (const haggle::ItemKey& item : items) {
    const auto [place, is_first] = shelves_.try_emplace(item);
    if (is_first) fill(item, place->second);
    shelves.emplace_back(place->second);
  }
}

Loaded* Shelves::find(const haggle::ListingKey& key) {
  const auto found = loaded_.find(key);
  return found == loaded_.end() ? nullptr : &found->second;
}

}  // namespace sqlite
