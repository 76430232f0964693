#include "pipeline/reading.hpp"

#include <algorithm>

namespace haggle {
inline namespace v0 {
namespace pipeline {
namespace {

bool is_same_market(const Job& a, const Job& b) {
  return a.due == nullptr && b.due == nullptr &&
         market_key(a.message->market) == market_key(b.message->market);
}

void count(Batch& batch, std::size_t owner, MessageFate outcome) {
  batch.messages[owner].found.count(outcome);
}

}  // namespace

std::size_t shelf_of(Batch& batch, const ItemKey& item) {
  const std::size_t hash = KeyHash{}(item);
  for (std::size_t i = 0; i < batch.items.size(); ++i) {
    if (batch.item_hashes[i] == hash && batch.items[i] == item) return i;
  }
  batch.items.push_back(item);
  batch.item_hashes.push_back(hash);
  return batch.items.size() - 1;
}

void Reading::read(Batch& batch, Instant now) {
  while (readers_.size() < batch.messages.size()) readers_.emplace_back(options_.defaults);
  for (std::size_t i = 0; i < batch.messages.size(); ++i) read_message(batch, i, now);
}

void Reading::read_message(Batch& batch, std::size_t owner, Instant now) {
  MessageDefaults defaults = options_.defaults;
  if (!defaults.arrived) defaults.arrived = now;
  readers_[owner].set_defaults(defaults);
  batch.messages[owner].found = {};
  const auto deliveries = readers_[owner].read(batch.messages[owner].received.body);
  if (deliveries.empty()) count(batch, owner, MessageFate::no_offers);
  for (const Delivery& delivery : deliveries) take(batch, owner, delivery, now);
}

void Reading::take(Batch& batch, std::size_t owner, const Delivery& delivery, Instant now) {
  Findings& found = batch.messages[owner].found;
  if (delivery.error) {
    Rejection rejection;
    rejection.error = *delivery.error;
    rejection.where = delivery.where;
    rejection.record_id = delivery.record_id;
    found.rejections.push_back(std::move(rejection));
    return;
  }
  const Message& message = delivery.message;
  if (message.kind == MessageKind::unknown) return found.count(MessageFate::unknown_type);
  if (!message.has_market()) return found.count(MessageFate::no_offers);
  const Duration ahead = message.market.time - now;
  if (ahead > options_.ahead_max) {
    found.too_early = std::max(found.too_early.value_or(Duration{}), ahead);
    return;
  }
  if (now - message.market.time > options_.age_max) return found.count(MessageFate::too_old);
  Job job;
  job.owner = owner;
  job.message = &message;
  job.stamp = stamp_of(message);
  job.item = {message.market.item, message.market.marketplace};
  job.where = delivery.where;
  job.record_id = delivery.record_id;
  add(batch, job);
}

void Reading::add(Batch& batch, Job job) {
  job.shelf = shelf_of(batch, job.item);
  for (Job& other : batch.jobs) {
    if (other.shelf != job.shelf || !is_same_market(other, job)) continue;
    if (other.stamp == job.stamp) {
      if (other.owner != job.owner) {
        batch.messages[job.owner].found.same_as.push_back(other.owner);
      }
      return count(batch, job.owner, MessageFate::duplicate);
    }
    if (other.stamp < job.stamp) std::swap(other, job);
    return count(batch, job.owner, MessageFate::older);
  }
  batch.jobs.push_back(job);
}

void Reading::read_kept(Batch& batch, std::size_t due, std::size_t shelf, std::string_view image) {
  if (kept_.size() < batch.dues.size()) kept_.resize(batch.dues.size());
  if (image.empty() || !open_market(image, kept_[due])) {
    batch.dropped.push_back(batch.dues[due]);
    return;
  }
  Job job;
  job.owner = due;
  job.message = &kept_[due];
  job.stamp = {kept_[due].market.time, *NotificationId::from(kept_[due].notification_id)};
  job.item = batch.dues[due].item;
  job.shelf = shelf;
  job.due = &batch.dues[due];
  batch.jobs.push_back(job);
}

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
