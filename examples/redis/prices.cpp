#include "prices.hpp"

#include <algorithm>
#include <array>
#include <haggle/pipeline/record.hpp>
#include <utility>

#include "fault.hpp"
#include "scripts.hpp"
#include "shelf.hpp"

namespace redis {
namespace {

using haggle::WriteResult;
using haggle::WriteStatus;

/// What the script says of a price.
WriteStatus status_of(std::int64_t said) noexcept {
  constexpr std::array statuses{WriteStatus::stale, WriteStatus::written, WriteStatus::duplicate,
                                WriteStatus::changed};
  const auto index = static_cast<std::size_t>(said);
  return index < statuses.size() ? statuses[index] : WriteStatus::failed;
}

WriteResult read_result(const Batch& batch, std::uint32_t request) {
  const auto reply = batch.reply(request);
  if (!reply) return {WriteStatus::failed, fault_of(reply.error())};
  const WriteStatus status = status_of(reply->is_integer() ? reply->integer() : -1);
  if (status != WriteStatus::failed) return {status, {}};
  return {status, fault_of({Trouble::garbage, "the script gave no number"})};
}

/// The place of the market that a price was decided on, which is most often at or behind the last.
std::size_t find_market(std::span<const haggle::MarketWrite> markets,
                        const haggle::PriceWrite& write, std::size_t last) {
  const haggle::MarketKey key = market_key(write.listed->listing());
  for (std::size_t i = 0; i < markets.size(); ++i) {
    const std::size_t at = (last + i) % markets.size();
    if (markets[at].key == key) return at;
  }
  return markets.size();
}

}  // namespace

void Prices::Sent::clear() {
  first.clear(), second.clear();
  markets.clear(), prices.clear();
  prices_sent = false;
}

void Prices::add_market(Sent& sent, const haggle::MarketWrite& write) {
  const std::string key = markets_key(write.key.item.item.text());
  sent.markets.push_back(static_cast<std::uint32_t>(sent.first.size()));
  Commands& commands = sent.first.add(key, Effect::writes);
  script(ScriptId::keep_market).call(commands).word(key).word(haggle::market_field(write.key));
  commands.word(write.stamp.time.ms).word(write.stamp.notification.text()).word(write.image);
  commands.word(options_->version_life.ms);
}

void Prices::add_words(Commands& commands, const SellerKeys& keys,
                       const haggle::PriceWrite& write) {
  const auto& listing = static_cast<const StoredListing&>(*write.listed);
  const haggle::Standing& standing = listing.standing;
  record_.clear(), entry_.clear();
  haggle::append_record(listing, record_);
  if (write.has_price) {
    haggle::append_price_entry(listing, write.processing_us, write.now + options_->price_life,
                               entry_);
  }
  script(ScriptId::write_price).call(commands).raw(keys.written, 0);
  commands.word(listing.field).word(record_);
  version_.clear();
  if (write.based_on) haggle::append_version(*write.based_on, version_);
  commands.word(version_);
  commands.word(entry_).word(options_->price_life.ms).word(options_->version_life.ms);
  commands.word(listing.waiting);
  const std::string_view item = listing.listing().item.text();
  const auto waits = standing.again_at;
  // What the next write of this listing has to find there.
  listing.waiting = waits ? write_entry({*waits, token_of_decision, item}) : std::string();
  commands.word(listing.waiting).word(waits ? waits->ms : 0);
  if (write.also_due) {
    commands.word(field_of(*write.also_due, options_->home));
    commands.word(write_entry({write.now, new_token(), item})).word(write.now.ms);
  } else {
    commands.word("").word("").word(std::int64_t{0});
  }
}

void Prices::add_price(Sent& sent, const haggle::PriceWrite& write, std::uint32_t market) {
  const std::string_view seller = write.listed->listing().seller.text();
  Sent::Price price{0, market, none, {}};
  auto known = sellers_.find(seller);
  if (known == sellers_.end()) {
    known = sellers_.try_emplace(std::string(seller), seller).first;
    // A seller who is not in the set would not be looked at for what waits.
    price.seller = static_cast<std::uint32_t>(sent.first.size());
    price.seller_id = seller;
    sent.first.add(sellers_key, Effect::writes).add("SADD", sellers_key, seller);
  }
  const SellerKeys& keys = known->second;
  Batch& batch = client_->is_cluster() ? sent.second : sent.first;
  price.request = static_cast<std::uint32_t>(batch.size());
  add_words(batch.add(keys.slot, Effect::writes), keys, write);
  sent.prices.push_back(std::move(price));
}

void Prices::send(std::span<const haggle::MarketWrite> markets,
                  std::span<const haggle::PriceWrite> prices) {
  for (const auto& before : sent_) advance(*before);
  std::unique_ptr<Sent> sent;
  if (spare_.empty()) {
    sent = std::make_unique<Sent>();
  } else {
    sent = std::move(spare_.back());
    spare_.pop_back();
  }
  for (const haggle::MarketWrite& write : markets) add_market(*sent, write);
  std::size_t at = 0;
  for (const haggle::PriceWrite& write : prices) {
    at = find_market(markets, write, at);
    add_price(*sent, write, at < markets.size() ? sent->markets[at] : none);
  }
  client_->send(sent->first);
  sent_.push_back(std::move(sent));
}

/// Sends the prices of a batch whose markets are kept.
void Prices::advance(Sent& sent) {
  if (sent.prices_sent) return;
  sent.prices_sent = true;
  if (!client_->is_cluster()) return;
  client_->receive(sent.first);
  for (const Sent::Price& price : sent.prices) {
    for (const std::uint32_t request : {price.market, price.seller}) {
      if (request == none) continue;
      const auto reply = sent.first.reply(request);
      if (!reply) sent.second.drop(price.request, reply.error());
    }
  }
  client_->send(sent.second);
}

haggle::WriteResult Prices::result_of(Sent& sent, const Sent::Price& price) {
  if (price.seller != none && !sent.first.reply(price.seller)) sellers_.erase(price.seller_id);
  for (const std::uint32_t request : {price.market, price.seller}) {
    if (request == none) continue;
    const auto reply = sent.first.reply(request);
    if (!reply) return {WriteStatus::failed, fault_of(reply.error())};
  }
  return read_result(client_->is_cluster() ? sent.second : sent.first, price.request);
}

haggle::SendResults Prices::take() {
  std::unique_ptr<Sent> sent = std::move(sent_.front());
  sent_.pop_front();
  advance(*sent);
  client_->receive(client_->is_cluster() ? sent->second : sent->first);
  market_results_.clear(), price_results_.clear();
  for (const std::uint32_t market : sent->markets) {
    market_results_.push_back(read_result(sent->first, market));
  }
  for (const Sent::Price& price : sent->prices) {
    price_results_.push_back(result_of(*sent, price));
  }
  sent->clear();
  spare_.push_back(std::move(sent));
  return {market_results_, price_results_};
}

}  // namespace redis
