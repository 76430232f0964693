#include "listings.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "fault.hpp"
#include "scripts.hpp"

namespace redis {

haggle::Answer<void> Listings::load(std::span<const haggle::ItemKey> items,
                                    haggle::Freshness freshness,
                                    std::vector<std::span<haggle::Listed* const>>& shelves) {
  const auto now = Clock::now();
  if (shelves_.size() > options_->remembered_max) shelves_.clear();
  Asked asked;
  for (const haggle::ItemKey& item : items) {
    Shelf& shelf = shelves_.try_emplace(item, item).first->second;
    const bool known = freshness == haggle::Freshness::cached && shelf.is_known(now);
    if (!known && std::ranges::find(asked, &shelf) == asked.end()) asked.push_back(&shelf);
  }
  if (!asked.empty()) {
    if (Done done = read(asked); !done) return faulted(done.error());
  }
  shelves.clear();
  for (const haggle::ItemKey& item : items) {
    const auto& listings = shelves_.at(item).listings();
    shelves.emplace_back(listings.data(), listings.size());
  }
  return {};
}

void Listings::forget(const haggle::ItemKey& item) {
  const auto found = shelves_.find(item);
  if (found != shelves_.end()) found->second.forget();
}

/// An edit writes the text first and the waiting entry behind it. Here entries are read before
/// texts and policies, so that whoever sees an edit's entry also sees what was edited.
Done Listings::read(const Asked& shelves) {
  constexpr int tries_max = 4;  // while listings are put and moved at the same moment
  Asked unknown;
  std::ranges::copy_if(shelves, std::back_inserter(unknown),
                       [](const Shelf* shelf) { return shelf->listings().empty(); });
  for (Shelf* shelf : shelves) shelf->forget();
  if (!unknown.empty()) {
    Batch texts;
    ask_texts(texts, unknown);
    client_->execute(texts);
    if (auto known = take_texts(texts, unknown); !known) return tl::unexpected(known.error());
  }
  for (int tries = 0;; ++tries) {
    if (tries == tries_max) return failed(Trouble::not_now, "listings change all the time");
    const auto differ = read_again(shelves);
    if (!differ) return tl::unexpected(differ.error());
    if (!*differ) break;
  }
  if (Done done = read_policies(shelves); !done) return done;
  const auto until = Clock::now() + std::chrono::milliseconds(options_->remember.ms);
  for (Shelf* shelf : shelves) shelf->finish(until);
  return {};
}

/// Reads entries and records, and the texts behind them.  Returns: whether a text was another than
/// before, or the order is in doubt; then what was read does not belong together.
Outcome<bool> Listings::read_again(const Asked& shelves) {
  const auto retried = client_->counters().retried;
  Batch records, texts;
  const auto listings = ask_records(records, shelves);
  ask_texts(texts, shelves);
  client_->send(records);
  // One server answers in order; of two nodes one may be ahead.
  if (client_->is_cluster()) client_->receive(records);
  client_->send(texts);
  if (!client_->is_cluster()) client_->receive(records);
  client_->receive(texts);
  if (Done done = take_records(records, listings); !done) return tl::unexpected(done.error());
  const auto differ = take_texts(texts, shelves);
  if (!differ) return differ;
  return *differ || client_->counters().retried != retried;
}

void Listings::ask_texts(Batch& batch, const Asked& shelves) {
  for (const Shelf* shelf : shelves) {
    const std::string key = listings_key(shelf->item().item.text());
    batch.add(key, Effect::reads).add("HGETALL", key);
  }
}

Outcome<bool> Listings::take_texts(const Batch& batch, const Asked& shelves) {
  bool differ = false;
  for (std::size_t i = 0; i < shelves.size(); ++i) {
    const auto reply = batch.reply(i);
    if (!reply) return tl::unexpected(reply.error());
    differ = shelves[i]->take_texts(*reply, options_->home) || differ;
  }
  return differ;
}

std::vector<StoredListing*> Listings::ask_records(Batch& batch, const Asked& shelves) {
  std::vector<StoredListing*> listings;
  for (const Shelf* shelf : shelves) {
    for (haggle::Listed* each : shelf->listings()) {
      auto& listing = static_cast<StoredListing&>(*each);
      const SellerKeys keys(listing.listing().seller.text());
      batch.add(keys.slot, Effect::reads).add("HGET", keys.waiting, listing.field);
      batch.add(keys.slot, Effect::reads).add("HGET", keys.versions, listing.field);
      listings.push_back(&listing);
    }
  }
  return listings;
}

Done Listings::take_records(const Batch& batch, const std::vector<StoredListing*>& listings) {
  for (std::size_t i = 0; i < listings.size(); ++i) {
    const auto waiting = batch.reply(2 * i);
    const auto record = batch.reply(2 * i + 1);
    if (!waiting) return tl::unexpected(waiting.error());
    if (!record) return tl::unexpected(record.error());
    Shelf::take_record(*listings[i], *record, *waiting);
  }
  return {};
}

Done Listings::read_policies(const Asked& shelves) {
  std::set<std::string> names;
  for (const Shelf* shelf : shelves) names.merge(shelf->policies());
  if (Done done = policies_.refresh(*client_, names); !done) return done;
  for (const Shelf* shelf : shelves) {
    for (haggle::Listed* listing : shelf->listings()) {
      const Policies::Found found = policies_.find(listing->policy_id);
      listing->policy = found.policy;
      listing->policy_revision = found.revision;
    }
  }
  return {};
}

haggle::Answer<void> Listings::load_markets(std::span<const haggle::MarketKey> keys,
                                            std::vector<std::string>& images) {
  Batch batch;
  for (const haggle::MarketKey& key : keys) {
    const std::string markets = markets_key(key.item.item.text());
    batch.add(markets, Effect::reads).add("HGET", markets, haggle::market_field(key));
  }
  client_->execute(batch);
  images.clear();
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto reply = batch.reply(i);
    if (!reply) return faulted(reply.error());
    images.emplace_back(reply->text());
  }
  return {};
}

haggle::Answer<std::size_t> Listings::sweep(haggle::Instant now, std::size_t items_max) {
  const auto found = sweeper_.sweep(now, items_max);
  if (!found) return faulted(found.error());
  return *found;
}

}  // namespace redis
