#include "worker.hpp"

#include <algorithm>
#include <haggle/reprice/decide.hpp>
#include <haggle/reprice/decide_business.hpp>
#include <span>

namespace reprice {
namespace {

bool is_asked(const haggle::Listing& listing, const haggle::Market& market) {
  return listing.condition == market.condition;
}

void reject(std::optional<Rejected>& first, const haggle::Error& error,
            const haggle::Listing& listing) {
  if (!first) first = Rejected{error, &listing, {}, {}};
}

}  // namespace

void Worker::handle(std::string_view bytes, const std::function<void(const Rejected&)>& refuse) {
  for (const haggle::Delivery& delivery : reader_.read(bytes)) {
    std::optional<Rejected> rejected = take(delivery);
    if (!rejected) continue;
    rejected->place = delivery.where;
    rejected->record = delivery.record_id;
    refuse(*rejected);
  }
}

std::optional<Rejected> Worker::take(const haggle::Delivery& delivery) {
  MessageCounts& counts = tally_.messages;
  if (delivery.error) {
    ++counts.refused[std::string{haggle::entry_of(delivery.error->code).name}];
    return Rejected{*delivery.error, nullptr, {}, {}};
  }
  const haggle::Message& message = delivery.message;
  if (message.kind == haggle::MessageKind::unknown) {
    ++counts.unknown_types[message.type];
  } else if (!message.has_market()) {
    ++counts.passed_over["no_offers"];
  } else if (is_repeated(message)) {
    ++counts.duplicates;
  } else {
    return reprice(message);
  }
  return std::nullopt;
}

bool Worker::is_repeated(const haggle::Message& message) {
  return !message.notification_id.empty() && !seen_.insert(message.notification_id).second;
}

std::optional<Rejected> Worker::reprice(const haggle::Message& message) {
  if (time.follows_messages) time.clock.now = std::max(time.clock.now, message.market.time);
  Shelf* shelf = book_.shelf_of(message.market);
  if (shelf == nullptr) {
    ++tally_.messages.passed_over["no_listing"];
    return std::nullopt;
  }
  Outcome outcome;
  if (message.market.audience == haggle::Audience::consumer) {
    for (ConsumerEntry* entry : shelf->consumer) decide_one(*entry, message, outcome);
  } else {
    for (BusinessEntry* entry : shelf->business) decide_one(*entry, message, outcome);
  }
  if (outcome.decided) {
    ++tally_.messages.decided;
  } else {
    ++tally_.messages.passed_over["not_this_listing"];
  }
  return outcome.rejected;
}

void Worker::decide_one(ConsumerEntry& entry, const haggle::Message& message, Outcome& outcome) {
  if (!is_asked(entry.listing, message.market)) return;
  const auto offers = haggle::offers_for(message, entry.listing.seller);
  const haggle::Snapshot snapshot{entry.listing, message.market, offers, time.clock};
  const std::span<haggle::Verdict> verdicts{verdicts_.data(), offers.size()};
  const auto decision = haggle::decide(snapshot, *entry.policy, verdicts);
  report_.tell(snapshot, verdicts, decision);
  tally_.decisions.add(decision);
  outcome.decided = true;
  if (decision) {
    book_.keep(entry, *decision, {snapshot.market.time, snapshot.clock.now});
  } else {
    reject(outcome.rejected, decision.error(), entry.listing);
  }
}

void Worker::decide_one(BusinessEntry& entry, const haggle::Message& message, Outcome& outcome) {
  const haggle::Listing& listing = entry.ladder.listing;
  if (!is_asked(listing, message.market)) return;
  const auto offers = haggle::offers_for(message, listing.seller);
  const haggle::BusinessSnapshot snapshot{entry.ladder, message.market, offers, message.breaks,
                                          time.clock};
  const std::span<haggle::Verdict> verdicts{verdicts_.data(), offers.size()};
  const auto decision = haggle::decide_business(snapshot, *entry.policy, verdicts);
  report_.tell(snapshot, verdicts, decision);
  tally_.decisions.add(decision);
  outcome.decided = true;
  if (!decision) {
    reject(outcome.rejected, decision.error(), listing);
    return;
  }
  for (const haggle::BusinessRung& rung : decision->ladder()) {
    if (rung.error) reject(outcome.rejected, *rung.error, listing);
  }
  book_.keep(entry, *decision, {snapshot.market.time, snapshot.clock.now});
}

}  // namespace reprice
