#include "edits.hpp"

#include <haggle/codec/listing_json.hpp>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "due.hpp"
#include "rows.hpp"
#include "store.hpp"

namespace sqlite {
namespace {

using haggle::Audience;

std::int64_t number_of_listing(Connection& db, const haggle::ListingKey& key) {
  Statement row{db,
                "SELECT id FROM listings WHERE seller = ?1 AND sku = ?2 AND marketplace = ?3 "
                "AND audience = ?4",
                key.seller.text(),
                key.sku.text(),
                key.marketplace.text(),
                number_of(key.audience)};
  return row.step() ? row.whole(0) : 0;
}

void put_listing(Connection& db, const haggle::Listing& listing, std::string_view policy,
                 std::string_view json) {
  const std::string market = haggle::market_field(haggle::market_key(listing));
  const haggle::ListingKey key = haggle::listing_key(listing);
  const ListingRow row{key, listing.item, market, policy, json};
  Statement{db,
            "INSERT INTO listings(seller, sku, marketplace, audience, item, market, policy, json, "
            "seal) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
            "ON CONFLICT(seller, sku, marketplace, audience) DO UPDATE SET item = excluded.item, "
            "market = excluded.market, policy = excluded.policy, json = excluded.json, "
            "seal = excluded.seal",
            key.seller.text(),
            key.sku.text(),
            key.marketplace.text(),
            number_of(key.audience),
            listing.item.text(),
            market,
            policy,
            json,
            row.seal()}
      .run();
  make_due(db, number_of_listing(db, key));
}

/// The name of the policy that a line puts; empty where it puts none.
std::string policy_id_of(std::string_view line) {
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (!json.is_object() || !json.contains("policy") || !json["policy"].is_object()) return {};
  const auto& policy = json["policy"];
  const auto id = policy.find("id");
  return id != policy.end() && id->is_string() ? id->get<std::string>() : std::string{};
}

}  // namespace

haggle::Result<void> put_line(Connection& db, Policies& policies, std::string_view line) {
  const std::string policy = policy_id_of(line);
  if (!policy.empty()) return policies.put(policy, line);
  haggle::PolicyBook none;
  const auto entry = haggle::read_catalogue_line(line, none);
  if (!entry) return tl::unexpected(entry.error());
  if (!*entry) return haggle::fail(haggle::Errc::missing_field, "policy.id");
  const haggle::ListingEntry& said = **entry;
  if (said.listing) {
    put_listing(db, *said.listing, said.policy, haggle::write_listing(*said.listing));
  }
  if (said.business) {
    put_listing(db, said.business->listing, said.business_policy,
                haggle::write_business_listing(*said.business));
  }
  return {};
}

bool drop_listing(Connection& db, const haggle::ListingKey& key) {
  const std::int64_t listing = number_of_listing(db, key);
  if (listing == 0) return false;
  Statement{db, "DELETE FROM waiting WHERE listing = ?1", listing}.run();
  Statement{db, "DELETE FROM prices WHERE listing = ?1", listing}.run();
  Statement{db, "DELETE FROM records WHERE listing = ?1", listing}.run();
  Statement{db, "DELETE FROM listings WHERE id = ?1", listing}.run();
  return true;
}

haggle::Result<bool> set_status(Connection& db, const haggle::ListingKey& key,
                                haggle::ListingStatus status) {
  std::string policy;
  std::string json;
  {
    Statement row{db,
                  "SELECT seller, sku, marketplace, audience, item, market, policy, json, seal "
                  "FROM listings WHERE seller = ?1 AND sku = ?2 AND marketplace = ?3 "
                  "AND audience = ?4",
                  key.seller.text(),
                  key.sku.text(),
                  key.marketplace.text(),
                  number_of(key.audience)};
    if (!row.step()) return false;
    const ListingRow listing = listing_at(db, row, 0);
    policy = listing.policy;
    json = listing.json;
  }
  if (key.audience == Audience::business) {
    auto business = haggle::read_business_listing(json);
    if (!business) return tl::unexpected(business.error());
    business->listing.status = status;
    put_listing(db, business->listing, policy, haggle::write_business_listing(*business));
    return true;
  }
  auto listing = haggle::read_listing(json);
  if (!listing) return tl::unexpected(listing.error());
  listing->status = status;
  put_listing(db, *listing, policy, haggle::write_listing(*listing));
  return true;
}

std::optional<haggle::ItemKey> item_of(Connection& db, const haggle::ListingKey& key) {
  Statement row{db,
                "SELECT item FROM listings WHERE seller = ?1 AND sku = ?2 AND marketplace = ?3 "
                "AND audience = ?4",
                key.seller.text(),
                key.sku.text(),
                key.marketplace.text(),
                number_of(key.audience)};
  if (!row.step()) return std::nullopt;
  return haggle::ItemKey{id_of<haggle::ItemId>(row.text(0)), key.marketplace};
}

// ---- the port ----------------------------------------------------------------

std::vector<Answer<void>> Store::put_all(std::span<const std::string_view> lines) {
  std::vector<Answer<void>> answers;
  Transaction editing{*db_, Transaction::Kind::write};
  for (const std::string_view line : lines) {
    const auto put = put_line(*db_, policies_, line);
    if (put) answers.emplace_back();
    if (!put) answers.emplace_back(tl::unexpected(haggle::fault_of(put.error())));
  }
  const auto done = editing.commit();
  if (!done) answers.assign(lines.size(), done);
  return answers;
}

Answer<void> Store::put(std::string_view catalogue_line) {
  return put_all({&catalogue_line, 1}).front();
}

Answer<bool> Store::drop_policy(std::string_view id) {
  Transaction editing{*db_, Transaction::Kind::write};
  const bool was_there = policies_.drop(id);
  return commit(editing, was_there);
}

Answer<bool> Store::drop_listing(const haggle::ListingKey& key) {
  Transaction editing{*db_, Transaction::Kind::write};
  const bool was_there = sqlite::drop_listing(*db_, key);
  return commit(editing, was_there);
}

Answer<bool> Store::set_status(const haggle::ListingKey& key, haggle::ListingStatus status) {
  Transaction editing{*db_, Transaction::Kind::write};
  const auto set = sqlite::set_status(*db_, key, status);
  if (!set) return tl::unexpected(haggle::fault_of(set.error()));
  return commit(editing, *set);
}

Answer<std::optional<haggle::ItemKey>> Store::item_of(const haggle::ListingKey& key) {
  Transaction reading{*db_, Transaction::Kind::read};
  const auto item = sqlite::item_of(*db_, key);
  return commit(reading, item);
}

}  // namespace sqlite
