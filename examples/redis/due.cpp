// What waits: taken with a lease, seller by seller.
#include <algorithm>
#include <utility>

#include "fault.hpp"
#include "listings.hpp"
#include "scripts.hpp"

namespace redis {

/// The sellers that have anything due, with how many, beginning with another one each time.
Outcome<std::vector<std::pair<std::string, std::int64_t>>> Listings::due_by_seller(
    haggle::Instant now) {
  Batch batch;
  batch.add(sellers_key, Effect::reads).add("SMEMBERS", sellers_key);
  client_->execute(batch);
  const auto members = batch.reply(0);
  if (!members) return tl::unexpected(members.error());
  std::vector<std::pair<std::string, std::int64_t>> due;
  Batch counts;
  for (std::size_t i = 0; i < members->size(); ++i) {
    due.emplace_back((*members)[i].text(), 0);
    const SellerKeys keys(due.back().first);
    counts.add(keys.slot, Effect::reads).add("ZCOUNT", keys.due, "-inf", now.ms);
  }
  client_->execute(counts);
  for (std::size_t i = 0; i < due.size(); ++i) {
    const auto count = counts.reply(i);
    if (!count) return tl::unexpected(count.error());
    due[i].second = count->integer();
  }
  std::erase_if(due, [](const auto& seller) { return seller.second == 0; });
  std::ranges::sort(due);
  if (!due.empty()) {
    const std::size_t first = next_seller_++ % due.size();
    std::ranges::rotate(due, due.begin() + static_cast<std::ptrdiff_t>(first));
  }
  return due;
}

haggle::Answer<std::size_t> Listings::take_due(haggle::Instant now, haggle::Duration lease,
                                               std::size_t count_max,
                                               std::vector<haggle::DueListing>& into) {
  auto due = due_by_seller(now);
  if (!due) return faulted(due.error());
  const haggle::Instant until = now + lease;
  Batch batch;
  auto left = static_cast<std::int64_t>(count_max);
  for (auto& [seller, count] : *due) {
    count = std::min(count, left);
    left -= count;
    if (count == 0) continue;
    const SellerKeys keys(seller);
    Commands& commands = batch.add(keys.slot, Effect::writes);
    script(ScriptId::take_due).call(commands).word(keys.waiting).word(keys.due);
    commands.word(now.ms).word(until.ms).word(count);
  }
  client_->execute(batch);
  const std::size_t before = into.size();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const auto reply = batch.reply(i);
    // Leases that were given and are not known of end by themselves.
    if (!reply && into.size() == before) return faulted(reply.error());
    for (std::size_t j = 0; reply && j + 1 < reply->size(); j += 2) {
      const auto key = key_of((*due)[i].first, (*reply)[j].text(), options_->home);
      const auto entry = read_entry((*reply)[j + 1].text());
      const auto item = haggle::ItemId::from(entry ? entry->item : std::string_view());
      if (!key || !entry || !item) continue;
      into.push_back({*key, {*item, key->marketplace}, until});
    }
  }
  return into.size() - before;
}

haggle::Answer<void> Listings::drop_due(std::span<const haggle::DueListing> due) {
  Batch batch;
  for (const haggle::DueListing& each : due) {
    const SellerKeys keys(each.key.seller.text());
    Commands& commands = batch.add(keys.slot, Effect::writes);
    script(ScriptId::drop_due).call(commands).word(keys.waiting).word(keys.due);
    commands.word(field_of(each.key, options_->home)).word(each.again_at.ms);
  }
  client_->execute(batch);
  for (std::size_t i = 0; i < batch.size(); ++i) {
    if (const auto reply = batch.reply(i); !reply) return faulted(reply.error());
  }
  return {};
}

}  // namespace redis
