#include "editor.hpp"

#include <haggle/codec/listing_json.hpp>
#include <nlohmann/json.hpp>
#include <utility>

#include "fault.hpp"
#include "scripts.hpp"

namespace redis {
namespace {

/// What stands behind the one key of a line.
std::string_view value_of(std::string_view line) {
  const std::size_t colon = line.find(':');
  const std::size_t brace = line.rfind('}');
  return line.substr(colon + 1, brace - colon - 1);
}

std::string row_of(const haggle::ListingKey& key, std::string_view home) {
  return std::string(key.seller.text()) + ":" + field_of(key, home);
}

}  // namespace

Done Editor::run(Batch& batch) {
  client_->execute(batch);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (const auto reply = batch.reply(i); !reply) return tl::unexpected(reply.error());
  }
  return {};
}

Outcome<std::string> Editor::ask(std::string_view key,
                                 std::initializer_list<std::string_view> words) {
  Batch batch;
  Commands& commands = batch.add(key, Effect::reads).begin(words.size());
  for (const std::string_view word : words) commands.word(word);
  client_->execute(batch);
  const auto reply = batch.reply(0);
  if (!reply) return tl::unexpected(reply.error());
  return std::string(reply->text());
}

haggle::Answer<void> Editor::put(std::string_view catalogue_line) {
  haggle::PolicyBook nobody;
  const auto entry = haggle::read_catalogue_line(catalogue_line, nobody);
  const bool names_a_policy = !entry && entry.error().code == haggle::Errc::unknown_policy;
  if (!entry && !names_a_policy) return tl::unexpected(haggle::fault_of(entry.error()));
  const std::string_view json = value_of(catalogue_line);
  if (names_a_policy || !*entry) return put_policy(catalogue_line, json);
  const haggle::ListingEntry& line = **entry;
  std::vector<Named> listings;
  if (line.listing) {
    const auto& listing = *line.listing;
    listings.push_back({listing_key(listing), std::string(listing.item.text()), line.policy});
  }
  if (line.business) {
    const auto& listing = line.business->listing;
    listings.push_back(
        {listing_key(listing), std::string(listing.item.text()), line.business_policy});
  }
  return put_listing(json, listings);
}

haggle::Answer<void> Editor::put_listing(std::string_view json,
                                         const std::vector<Named>& listings) {
  for (const Named& each : listings) {
    if (has_field(each.key)) continue;
    const haggle::Error error{haggle::Errc::bad_id, 0, 0, 0, "listing.sku"};
    return tl::unexpected(haggle::fault_of(error));
  }
  const Named& main = listings.front();
  const auto old = find_text(main.key);
  if (!old) return faulted(old.error());
  Batch batch;
  const std::string key = listings_key(main.item);
  const std::string row = row_of(main.key, options_->home);
  batch.add(key, Effect::writes).add("HSET", key, row, json);
  for (const Named& each : listings) {
    const std::string items = items_key(each.key.seller.text());
    const std::string field = field_of(each.key, options_->home);
    batch.add(items, Effect::writes).add("HSET", items, field, each.item);
    batch.add(sellers_key, Effect::writes).add("SADD", sellers_key, each.key.seller.text());
    if (each.policy.empty()) continue;
    const std::string names = policy_listings_key(each.policy);
    const std::string member = policy_member(each.key.seller.text(), field, each.item);
    batch.add(names, Effect::writes).add("SADD", names, member);
  }
  if (Done done = run(batch); !done) return faulted(done.error());
  if (*old && (*old)->item != main.item) {
    Batch moving;
    const std::string from = listings_key((*old)->item);
    moving.add(from, Effect::writes).add("HDEL", from, (*old)->row);
    if (Done done = run(moving); !done) return faulted(done.error());
  }
  if (Done done = make_due(listings); !done) return faulted(done.error());
  return {};
}

Done Editor::make_due(const std::vector<Named>& listings) {
  Batch batch;
  const haggle::Instant now = time_->now();
  for (const Named& each : listings) {
    const SellerKeys keys(each.key.seller.text());
    Commands& commands = batch.add(keys.slot, Effect::writes);
    script(ScriptId::make_due).call(commands).word(keys.waiting).word(keys.due);
    commands.word(field_of(each.key, options_->home));
    commands.word(write_entry({now, new_token(), each.item})).word(now.ms).word("");
  }
  return run(batch);
}

Outcome<std::optional<Editor::Text>> Editor::find_text(const haggle::ListingKey& key) {
  const std::string items = items_key(key.seller.text());
  const auto item = ask(items, {"HGET", items, field_of(key, options_->home)});
  if (!item) return tl::unexpected(item.error());
  if (item->empty()) return std::nullopt;
  // A business listing may stand in the consumer listing's text.
  haggle::ListingKey consumer = key;
  consumer.audience = haggle::Audience::consumer;
  const std::string listings = listings_key(*item);
  for (const haggle::ListingKey& each : {key, consumer}) {
    const std::string row = row_of(each, options_->home);
    const auto json = ask(listings, {"HGET", listings, row});
    if (!json) return tl::unexpected(json.error());
    if (!json->empty()) return Text{*item, row, *json};
  }
  return std::nullopt;
}

haggle::Answer<std::optional<haggle::ItemKey>> Editor::item_of(const haggle::ListingKey& key) {
  const auto text = find_text(key);
  if (!text) return faulted(text.error());
  if (!*text) return std::nullopt;
  const auto item = haggle::ItemId::from((*text)->item);
  if (!item) return std::nullopt;
  return haggle::ItemKey{*item, key.marketplace};
}

haggle::Answer<bool> Editor::set_status(const haggle::ListingKey& key,
                                        haggle::ListingStatus status) {
  constexpr int tries_max = 8;
  for (int tries = 0; tries < tries_max; ++tries) {
    const auto text = find_text(key);
    if (!text) return faulted(text.error());
    if (!*text) return false;
    auto document = nlohmann::ordered_json::parse((*text)->json, nullptr, false);
    if (!document.is_object()) return false;
    document["status"] = status == haggle::ListingStatus::active ? "active" : "inactive";
    const std::string listings = listings_key((*text)->item);
    const std::string changed =
        document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    Batch batch;
    Commands& commands = batch.add(listings, Effect::writes);
    script(ScriptId::replace_listing).call(commands).word(listings);
    commands.word((*text)->row).word((*text)->json).word(changed);
    if (Done done = run(batch); !done) return faulted(done.error());
    if (batch.reply(0)->integer() == 0) continue;
    if (Done done = make_due({{key, (*text)->item, {}}}); !done) return faulted(done.error());
    return true;
  }
  return faulted({Trouble::not_now, "others change the same listing all the time"});
}

haggle::Answer<bool> Editor::drop_listing(const haggle::ListingKey& key) {
  const auto text = find_text(key);
  if (!text) return faulted(text.error());
  if (!*text) return false;
  const std::string listings = listings_key((*text)->item);
  const std::string items = items_key(key.seller.text());
  const SellerKeys keys(key.seller.text());
  Batch batch;
  batch.add(listings, Effect::writes).add("HDEL", listings, (*text)->row);
  haggle::ListingKey half = key;
  for (const auto audience : {haggle::Audience::consumer, haggle::Audience::business}) {
    half.audience = audience;
    const std::string field = field_of(half, options_->home);
    if (audience != key.audience && (*text)->row.ends_with("|business")) continue;
    for (const std::string* hash : {&keys.versions, &keys.prices, &keys.waiting}) {
      batch.add(keys.slot, Effect::writes).add("HDEL", *hash, field);
    }
    batch.add(keys.slot, Effect::writes).add("ZREM", keys.due, field);
    batch.add(items, Effect::writes).add("HDEL", items, field);
  }
  if (Done done = run(batch); !done) return faulted(done.error());
  return true;
}

}  // namespace redis
