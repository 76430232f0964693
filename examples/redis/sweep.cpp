#include "sweep.hpp"

#include <haggle/pipeline/kept_market.hpp>
#include <haggle/pipeline/record.hpp>
#include <set>
#include <utility>

#include "keys.hpp"
#include "scripts.hpp"

namespace redis {
namespace {

constexpr std::string_view listings_prefix = "ASIN_";

bool is_older(const haggle::DecisionVersion& decided, std::string_view stamp) {
  // A stamp is "MS NOTIFICATION", which read_version takes as the ends of a version.
  const std::size_t blank = stamp.find(' ');
  if (blank == stamp.npos) return false;
  const std::string text =
      std::string(stamp.substr(0, blank)) + " 0 0" + std::string(stamp.substr(blank)) + " 1";
  const auto market = haggle::read_version(text);
  return market && decided.stamp() < market->stamp();
}

}  // namespace

/// Goes on through the keys of one node after the other.
Done Sweeper::find_items() {
  const auto nodes = client_->masters();
  if (!nodes) return tl::unexpected(nodes.error());
  if (node_ >= nodes->size()) node_ = 0, cursor_ = "0";
  Batch batch;
  Commands& commands = batch.add(std::uint16_t{0}, Effect::reads);
  commands.add("SCAN", cursor_, "MATCH", "ASIN_*", "COUNT", std::int64_t{1000});
  batch.pin((*nodes)[node_]);
  client_->execute(batch);
  const auto reply = batch.reply(0);
  if (!reply) return tl::unexpected(reply.error());
  for (std::size_t i = 0; i < (*reply)[1].size(); ++i) keys_.emplace_back((*reply)[1][i].text());
  cursor_ = (*reply)[0].text();
  if (cursor_ == "0") ++node_;
  return {};
}

Outcome<std::vector<Sweeper::Look>> Sweeper::read_listings(std::size_t items_max) {
  Batch batch;
  std::vector<std::string> items;
  for (; items.size() < items_max && !keys_.empty(); keys_.pop_front()) {
    const std::string& key = keys_.front();
    batch.add(key, Effect::reads).add("HGETALL", key);
    items.push_back(key.substr(listings_prefix.size()));
  }
  client_->execute(batch);
  std::vector<Look> looks;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto rows = batch.reply(i);
    if (!rows) return tl::unexpected(rows.error());
    for (std::size_t j = 0; j + 1 < rows->size(); j += 2) {
      const std::string_view row = (*rows)[j].text();
      ListingText text = read_listing_text(items[i], options_->home, row, (*rows)[j + 1].text());
      for (auto& listing : text.listings) {
        if (listing->bad_text) continue;
        listing->field = field_of(listing_key(listing->listing()), options_->home);
        looks.push_back({std::string(row), std::move(listing), items[i]});
      }
    }
  }
  return looks;
}

Outcome<std::vector<bool>> Sweeper::find_behind(const std::vector<Look>& looks) {
  Batch batch;
  std::set<std::string> policies;
  for (const Look& look : looks) {
    const SellerKeys keys(look.listing->listing().seller.text());
    const std::string markets = markets_key(look.item);
    const std::string field = market_field(market_key(look.listing->listing())) + "|stamp";
    batch.add(keys.slot, Effect::reads).add("HGET", keys.versions, look.listing->field);
    batch.add(markets, Effect::reads).add("HGET", markets, field);
    if (!look.listing->policy_id.empty()) policies.insert(look.listing->policy_id);
  }
  client_->execute(batch);
  if (Done done = policies_.refresh(*client_, policies); !done) return tl::unexpected(done.error());
  std::vector<bool> behind;
  for (std::size_t i = 0; i < looks.size(); ++i) {
    const auto record = batch.reply(2 * i);
    const auto stamp = batch.reply(2 * i + 1);
    if (!record) return tl::unexpected(record.error());
    if (!stamp) return tl::unexpected(stamp.error());
    const auto version = haggle::read_version(record->text());
    const std::int64_t revision = policies_.find(looks[i].listing->policy_id).revision;
    const bool has_market = stamp->is_text();
    behind.push_back(has_market &&
                     (record->is_nil() || (version && (is_older(*version, stamp->text()) ||
                                                       version->policy_revision < revision))));
  }
  return behind;
}

/// What other programs write is not yet found by seller, SKU and policy.
void Sweeper::mend(Batch& batch, const Look& look) const {
  const haggle::Listing& listing = look.listing->listing();
  const std::string items = items_key(listing.seller.text());
  batch.add(sellers_key, Effect::reads).add("SADD", sellers_key, listing.seller.text());
  batch.add(items, Effect::reads).add("HSET", items, look.listing->field, look.item);
  if (look.listing->policy_id.empty()) return;
  const std::string key = policy_listings_key(look.listing->policy_id);
  const std::string member = policy_member(listing.seller.text(), look.listing->field, look.item);
  batch.add(key, Effect::reads).add("SADD", key, member);
}

Outcome<std::size_t> Sweeper::sweep(haggle::Instant now, std::size_t items_max) {
  if (keys_.empty()) {
    if (Done done = find_items(); !done) return tl::unexpected(done.error());
  }
  auto looks = read_listings(items_max);
  if (!looks) return tl::unexpected(looks.error());
  const auto behind = find_behind(*looks);
  if (!behind) return tl::unexpected(behind.error());
  Batch mending, making;
  for (std::size_t i = 0; i < looks->size(); ++i) {
    const Look& look = (*looks)[i];
    mend(mending, look);
    if (!(*behind)[i]) continue;
    const SellerKeys keys(look.listing->listing().seller.text());
    Commands& commands = making.add(keys.slot, Effect::writes);
    script(ScriptId::make_due).call(commands).word(keys.waiting).word(keys.due);
    commands.word(look.listing->field).word(write_entry({now, new_token(), look.item}));
    commands.word(now.ms).word("new");
  }
  client_->execute(mending);
  client_->execute(making);
  std::size_t made = 0;
  for (std::size_t i = 0; i < making.size(); ++i) {
    const auto reply = making.reply(i);
    if (!reply) return tl::unexpected(reply.error());
    if (reply->integer() == 1) ++made;
  }
  return made;
}

}  // namespace redis
