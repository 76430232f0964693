#include <algorithm>

#include "pipeline/worker_impl.hpp"

namespace haggle {
inline namespace v0 {

using pipeline::BatchStage;
using pipeline::Findings;
using pipeline::Held;
using pipeline::Rejection;
using pipeline::Sent;

namespace {

constexpr std::int32_t changes_max = 20;  ///< in a row, before it counts as a failed try
constexpr Duration longest_delay{900'000};

const Listed* find_listed(std::span<Listed* const> shelf, const ListingKey& key) {
  for (const Listed* each : shelf) {
    if (listing_key(each->listing()) == key) return each;
  }
  return nullptr;
}

/// A fault that is about the message itself: it will never be otherwise.
bool buries(const Findings& found) {
  return found.fault && is_of_the_request(*found.fault);
}

DeadLetter letter_of(const pipeline::Held& held, const Rejection& rejection, Instant now) {
  return {held.received.body,
          rejection.error,
          rejection.fault,
          rejection.where,
          rejection.record_id,
          rejection.listing,
          now,
          held.received.receives_count};
}

}  // namespace

// ---- before it is sent -------------------------------------------------

void Worker::Impl::prepare(Instant now) {
  Batch& batch = *preparing_;
  if (batch.stage == BatchStage::read) read(batch, now);
  if (batch.stage == BatchStage::load) {
    if (is_in_flight(batch)) return advance(in_flight_.front(), now);
    load(batch, now);
  } else if (batch.stage == BatchStage::decide) {
    decide(batch, now);
  }
  if (batch.stage == BatchStage::load || batch.stage == BatchStage::decide) return;
  in_flight_.push_back(std::move(batch));
  preparing_.reset();
}

void Worker::Impl::read(Batch& batch, Instant now) {
  reading_.read(batch, now);
  for (const DueListing& due : batch.dues) (void)pipeline::shelf_of(batch, due.item);
  batch.stage = batch.items.empty() ? BatchStage::bury : BatchStage::load;
}

/// Is a write of one of its items not answered yet? What is remembered of them may be another
/// decision than the one that the store has under the same version, so nothing is decided on it.
bool Worker::Impl::is_in_flight(const Batch& asked) const {
  const auto was_sent = [](const Batch& batch, const ItemKey& item) {
    return std::any_of(batch.sent.begin(), batch.sent.end(),
                       [&](const Sent& sent) { return sent.item == item; });
  };
  for (const Batch& batch : in_flight_) {
    if (batch.stage != BatchStage::take) continue;
    for (std::size_t i = 0; i < asked.items.size(); ++i) {
      const auto& hashes = batch.item_hashes;
      const auto found = std::find(hashes.begin(), hashes.end(), asked.item_hashes[i]);
      if (found != hashes.end() && was_sent(batch, asked.items[i])) return true;
    }
  }
  return false;
}

void Worker::Impl::fail_messages(Batch& batch, const Fault& fault) {
  for (auto& held : batch.messages) held.found.fault = fault;
  batch.dropped.clear();
  batch.stage = BatchStage::finish;
}

void Worker::Impl::load(Batch& batch, Instant now) {
  batch.stage = BatchStage::bury;
  const Freshness freshness = batch.dues.empty() ? Freshness::cached : Freshness::fresh;
  const auto loaded = ports_.listings->load(batch.items, freshness, shelves_);
  if (!loaded) {
    watch_.failed(Part::listings, loaded.error(), now);
    return fail_messages(batch, loaded.error());
  }
  watch_.succeeded(Part::listings, now);
  if (load_kept(batch, now)) batch.stage = BatchStage::decide;
}

/// Kept markets of the due listings; false where they cannot be had: the lease brings them again.
bool Worker::Impl::load_kept(Batch& batch, Instant now) {
  if (batch.dues.empty()) return true;
  std::vector<MarketKey> keys;
  for (const DueListing& due : batch.dues) {
    const Listed* listed = find_listed(shelves_[pipeline::shelf_of(batch, due.item)], due.key);
    keys.push_back(listed != nullptr ? market_key(listed->listing()) : MarketKey{});
  }
  std::vector<std::string> images;
  const auto loaded = ports_.listings->load_markets(keys, images);
  if (!loaded) {
    watch_.failed(Part::listings, loaded.error(), now);
    batch.stage = BatchStage::finish;
    return false;
  }
  for (std::size_t i = 0; i < batch.dues.size(); ++i) {
    reading_.read_kept(batch, i, pipeline::shelf_of(batch, batch.dues[i].item), images[i]);
  }
  return true;
}

void Worker::Impl::decide(Batch& batch, Instant now) {
  decider_.decide(batch, shelves_, {now, ports_.time->ticks_us()}, outgoing_);
  batch.stage = BatchStage::bury;
  if (options_.dry_run || (outgoing_.markets.empty() && outgoing_.prices.empty())) return;
  ports_.prices->send(outgoing_.markets, outgoing_.prices);
  batch.stage = BatchStage::take;
}

// ---- after it is sent --------------------------------------------------

void Worker::Impl::advance(Batch& batch, Instant now) {
  switch (batch.stage) {
    case BatchStage::take:
      return take(batch, now);
    case BatchStage::history:
      return write_history(batch, now);
    case BatchStage::bury:
      return bury(batch, now);
    default:
      finish(batch, now);
      watch_.work_ended();
      batch.clear();
      spare_.push_back(std::move(batch));
      in_flight_.pop_front();
  }
}

void Worker::Impl::take(Batch& batch, Instant now) {
  const SendResults results = ports_.prices->take();
  take_markets(batch, results);
  const std::int64_t ticks_us = ports_.time->ticks_us();
  for (std::size_t i = 0; i < batch.sent.size(); ++i) {
    take_price(batch, i, results.prices[i], ticks_us);
  }
  const WriteResult* failed = nullptr;
  for (const WriteResult& each : results.markets) {
    if (each.status == WriteStatus::failed) failed = &each;
  }
  for (const WriteResult& each : results.prices) {
    if (each.status == WriteStatus::failed) failed = &each;
  }
  if (failed != nullptr) watch_.failed(Part::prices, failed->fault, now);
  if (failed == nullptr) watch_.succeeded(Part::prices, now);
  batch.stage = ports_.history != nullptr ? BatchStage::history : BatchStage::bury;
}

void Worker::Impl::take_markets(Batch& batch, const SendResults& results) {
  for (std::size_t i = 0; i < results.markets.size(); ++i) {
    if (results.markets[i].status != WriteStatus::failed) continue;
    batch.messages[batch.market_owners[i]].found.fault = results.markets[i].fault;
  }
}

void Worker::Impl::take_price(Batch& batch, std::size_t at, const WriteResult& result,
                              std::int64_t ticks_us) {
  Sent& sent = batch.sent[at];
  sent.status = result.status;
  ++watch_.counters.writes[static_cast<std::size_t>(result.status)];
  if (result.status != WriteStatus::written && !sent.is_touch) {
    ports_.listings->forget(sent.item);  // what is remembered went ahead of the store
  }
  if (result.status == WriteStatus::written) watch_.count(sent.action, sent.reason);
  if (sent.is_due) return;
  Held& owner = batch.messages[sent.owner];
  if (result.status == WriteStatus::written)
    watch_.counters.latency.add(ticks_us - owner.arrived_us);
  if (result.status == WriteStatus::failed) owner.found.fault = result.fault;
  // A newer decision may be one on this very market, under a newer policy, that nothing confirms
  // yet: what stands is read anew before the message is let go.
  const bool is_behind =
      result.status == WriteStatus::changed || result.status == WriteStatus::stale;
  if (!is_behind) return;
  ports_.listings->forget(sent.item);
  owner.found.changed = true;
}

/// The row of a decision that an earlier try wrote; none where a newer one stands.
Answer<std::optional<DecisionRow>> Worker::Impl::row_of(const Sent& sent) {
  const std::array<ItemKey, 1> item{sent.item};
  std::vector<std::span<Listed* const>> shelves;
  const auto loaded = ports_.listings->load(item, Freshness::fresh, shelves);
  if (!loaded) return tl::unexpected<Fault>(loaded.error());
  const Listed* listed = find_listed(shelves[0], sent.key);
  if (listed == nullptr || listed->standing.version != sent.version) return std::nullopt;
  return DecisionRow{
      sent.key,         sent.item, listed->listing().currency, listed->listing().price_minor,
      listed->standing, {}};
}

/// Of decisions that are in force only.
std::vector<DecisionRow> Worker::Impl::rows_of(Batch& batch) {
  std::vector<DecisionRow> rows;
  for (std::size_t i = 0; i < batch.sent.size(); ++i) {
    const Sent& sent = batch.sent[i];
    if (sent.status == WriteStatus::written) rows.push_back(std::move(batch.rows[i]));
    if (sent.status != WriteStatus::duplicate) continue;
    const auto row = row_of(sent);
    if (row && *row) rows.push_back(**row);
    if (!row && !sent.is_due) batch.messages[sent.owner].found.fault = row.error();
  }
  return rows;
}

void Worker::Impl::write_history(Batch& batch, Instant now) {
  const std::vector<DecisionRow> rows = rows_of(batch);
  batch.stage = BatchStage::bury;
  if (rows.empty()) return;
  const auto kept = ports_.history->put(rows);
  if (kept) return watch_.succeeded(Part::history, now);
  watch_.failed(Part::history, kept.error(), now);
  for (const Sent& sent : batch.sent) {
    if (!sent.is_due) batch.messages[sent.owner].found.fault = kept.error();
  }
}

void Worker::Impl::bury(Batch& batch, Instant now) {
  batch.stage = BatchStage::finish;
  std::vector<DeadLetter> letters;
  for (auto& held : batch.messages) {
    if (buries(held.found)) {
      held.found.rejections.push_back({{}, *held.found.fault, {}, {}, std::nullopt});
      held.found.fault.reset();
    }
    if (!held.found.is_settled()) continue;
    for (const Rejection& each : held.found.rejections) {
      letters.push_back(letter_of(held, each, now));
    }
  }
  if (letters.empty() || options_.dry_run) return;
  const auto put = ports_.dead_letters->put(letters);
  if (put) return watch_.succeeded(Part::dead_letters, now);
  watch_.failed(Part::dead_letters, put.error(), now);
  for (auto& held : batch.messages) {
    if (!held.found.rejections.empty()) held.found.fault = put.error();
  }
}

void Worker::Impl::finish(Batch& batch, Instant now) {
  for (Held& held : batch.messages) {
    for (const std::size_t other : held.found.same_as) {
      held.found.share_fate_of(batch.messages[other].found);
    }
  }
  std::vector<Ticket> tickets;
  std::vector<Held> unsettled;
  tickets.reserve(batch.messages.size());
  for (Held& held : batch.messages) {
    if (!held.found.is_settled()) {
      unsettled.push_back(std::move(held));
      continue;
    }
    settle(held);
    // What a dry run has looked at becomes visible again by itself.
    const bool leaves_it = options_.dry_run && held.received.visible_again_at;
    if (!leaves_it) tickets.push_back(held.received.ticket);
  }
  finish(tickets, now);
  try_again(unsettled, now);
  if (batch.dropped.empty()) return;
  watch_.counters.due_dropped += batch.dropped.size();
  const auto dropped = ports_.listings->drop_due(batch.dropped);
  if (!dropped) watch_.failed(Part::listings, dropped.error(), now);
}

void Worker::Impl::settle(Held& held) {
  Findings& found = held.found;
  if (!found.rejections.empty()) found.count(MessageFate::dead);
  for (std::size_t i = 0; i < found.outcomes.size(); ++i) {
    watch_.counters.messages[i] += found.outcomes[i];
    if (found.outcomes[i] == 0 || ports_.observer == nullptr) continue;
    ports_.observer->settled(held.received, static_cast<MessageFate>(i));
  }
}

void Worker::Impl::finish(const std::vector<Ticket>& tickets, Instant now) {
  if (tickets.empty()) return;
  const auto failed = ports_.source->finish(tickets);
  if (failed) watch_.succeeded(Part::source, now);
  if (!failed) watch_.failed(Part::source, failed.error(), now);
  for (const Ticket ticket : failed ? *failed : tickets) {
    unfinished_.push_back({ticket, 1, now + backoff(options_.backoff, 1, dice_)});
  }
}

void Worker::Impl::try_again(std::vector<Held>& unsettled, Instant now) {
  std::vector<Held> given_back;
  for (Held& held : unsettled) {
    const Findings& found = held.found;
    if (found.too_early) {
      const Duration delay = std::min(*found.too_early, longest_delay);
      std::vector<Held> early;
      early.push_back(std::move(held));
      give_back(early, delay, now);
      continue;
    }
    const bool is_race = found.changed && !found.fault && ++held.changes_count % changes_max != 0;
    if (!is_race) ++held.tries_count;
    const bool passes = !found.fault || can_pass(*found.fault);
    if (passes && held.tries_count < options_.tries_max) {
      held.try_at = is_race ? now : now + backoff(options_.backoff, held.tries_count, dice_);
      waiting_.push_back(std::move(held));
    } else {
      given_back.push_back(std::move(held));
    }
  }
  const auto shut_until = watch_.shut_until(now);
  const Duration wait = shut_until ? *shut_until - now : options_.backoff.longest;
  give_back(given_back, stopping_ ? Duration{} : wait, now);
}

}  // namespace v0
}  // namespace haggle
