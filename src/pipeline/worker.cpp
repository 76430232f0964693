#include "haggle/pipeline/worker.hpp"

#include <algorithm>

#include "pipeline/worker_impl.hpp"

namespace haggle {
inline namespace v0 {

using pipeline::BatchStage;

Worker::Worker(const WorkerOptions& options, const Ports& ports)
    : impl_(std::make_unique<Impl>(options, ports)) {}
Worker::~Worker() = default;

Stepped Worker::step() {
  return impl_->step();
}
void Worker::stop() {
  impl_->stop();
}
bool Worker::is_done() const {
  return impl_->is_done();
}
WorkerView Worker::view() const {
  return impl_->view();
}
const Counters& Worker::counters() const {
  return impl_->counters();
}

Worker::Impl::Impl(const WorkerOptions& options, const Ports& ports)
    : options_(options),
      ports_(ports),
      watch_(options.breaker, ports.alerts),
      decider_(options_, ports_, watch_),
      reading_(options_),
      dice_(options.seed),
      pacer_(options.messages_per_second_max) {}

bool Worker::Impl::is_done() const {
  const bool takes_more = !stopping_ && !ports_.source->is_ended();
  return !takes_more && !preparing_ && in_flight_.empty() && waiting_.empty() &&
         unfinished_.empty();
}

WorkerView Worker::Impl::view() const {
  WorkerView view{watch_.counters, watch_.parts(ports_.time->now()), depth_, waiting_.size()};
  for (const Batch& batch : in_flight_) view.held_count += batch.messages.size();
  if (preparing_) view.held_count += preparing_->messages.size();
  return view;
}

Stepped Worker::Impl::step() {
  const Instant now = ports_.time->now();
  extend_held(now);
  if (preparing_) {
    prepare(now);
    return {true, now};
  }
  if (!in_flight_.empty()) {
    Batch& oldest = in_flight_.front();
    const bool is_answered = oldest.stage != BatchStage::take;
    const bool is_full = in_flight_.size() >= options_.in_flight_max;
    if (is_answered || is_full || !begin_work(now)) advance(oldest, now);
    return {true, now};
  }
  if (begin_work(now)) return {true, now};
  return {false, next_timer(ports_.time->now())};
}

// ---- what begins -------------------------------------------------------

bool Worker::Impl::begin_work(Instant now) {
  if (finish_again(now)) return true;
  const auto shut_until = watch_.shut_until(now);
  if ((stopping_ || shut_until) && !waiting_.empty()) {
    give_back(std::exchange(waiting_, {}), stopping_ ? Duration{} : *shut_until - now, now);
    return true;
  }
  if (stopping_ || shut_until) return false;
  return begin_retries(now) || begin_due(now) || sweep(now) || look_at_depth(now) ||
         begin_received(now);
}

Worker::Impl::Batch Worker::Impl::new_batch() {
  if (spare_.empty()) return {};
  Batch batch = std::move(spare_.back());
  spare_.pop_back();
  return batch;
}

bool Worker::Impl::begin_retries(Instant now) {
  const auto is_time = [now](const Held& held) { return held.try_at <= now; };
  if (std::none_of(waiting_.begin(), waiting_.end(), is_time)) return false;
  const bool careful = watch_.is_careful();
  if (careful && (!in_flight_.empty() || !watch_.allows_work(now))) return false;
  const std::size_t count_max = careful ? 1 : options_.batch_max;
  Batch batch;
  std::vector<Held> later;
  for (Held& held : waiting_) {
    const bool goes = is_time(held) && batch.messages.size() < count_max;
    (goes ? batch.messages : later).push_back(std::move(held));
  }
  waiting_ = std::move(later);
  watch_.counters.retries += batch.messages.size();
  begin(std::move(batch));
  return true;
}

bool Worker::Impl::begin_due(Instant now) {
  if (now < due_at_ || options_.dry_run) return false;
  due_at_ = now + options_.due_interval;
  const bool careful = watch_.is_careful();
  if (careful && (!in_flight_.empty() || !watch_.allows_work(now))) return false;
  Batch batch;
  const auto taken = ports_.listings->take_due(now, options_.due_lease,
                                               careful ? 1 : options_.due_max, batch.dues);
  if (taken) watch_.succeeded(Part::listings, now);
  if (!taken) watch_.failed(Part::listings, taken.error(), now);
  if (batch.dues.empty()) {
    watch_.work_ended();
    return false;
  }
  if (batch.dues.size() >= options_.due_max) due_at_ = now;
  watch_.counters.due_taken += batch.dues.size();
  begin(std::move(batch));
  return true;
}

bool Worker::Impl::sweep(Instant now) {
  const bool wanted = options_.sweep_interval.ms > 0 && !options_.dry_run;
  if (!wanted || now < sweep_at_) return false;
  sweep_at_ = now + options_.sweep_interval;
  if (!watch_.is_closed(Part::listings)) return false;
  const auto found = ports_.listings->sweep(now, options_.sweep_items_max);
  if (!found) {
    watch_.failed(Part::listings, found.error(), now);
    return false;
  }
  watch_.counters.swept += *found;
  if (*found != 0) due_at_ = now;
  return *found != 0;
}

bool Worker::Impl::look_at_depth(Instant now) {
  if (options_.depth_interval.ms <= 0 || now < depth_at_) return false;
  depth_at_ = now + options_.depth_interval;
  const auto depth = ports_.source->depth();
  if (depth) depth_ = *depth;
  return false;
}

Duration Worker::Impl::patience(Instant now) const {
  if (!in_flight_.empty()) return {0};
  return {std::clamp<std::int64_t>((next_timer(now) - now).ms, 0, options_.wait_max.ms)};
}

Instant Worker::Impl::next_timer(Instant now) const {
  Instant next = now + options_.wait_max;
  const auto sooner = [&next](Instant at) { next = std::min(next, at); };
  if (const auto until = watch_.shut_until(now)) return *until;
  for (const Held& held : waiting_) sooner(held.try_at);
  for (const Unfinished& each : unfinished_) sooner(each.try_at);
  if (!options_.dry_run) sooner(due_at_);
  if (!options_.dry_run && options_.sweep_interval.ms > 0) sooner(sweep_at_);
  if (pacer_.wait().ms > 0) sooner(now + pacer_.wait());
  return next;
}

bool Worker::Impl::begin_received(Instant now) {
  if (ports_.source->is_ended()) return false;
  const bool careful = watch_.is_careful();
  if (careful && (!in_flight_.empty() || !watch_.allows_work(now))) return false;
  const auto wanted = static_cast<std::int64_t>(careful ? 1 : options_.batch_max);
  const std::int64_t count = pacer_.allowed(now, wanted);
  received_.clear();
  if (count > 0) {
    const auto came =
        ports_.source->receive(static_cast<std::size_t>(count), patience(now), received_);
    const Instant then = ports_.time->now();
    if (came) watch_.succeeded(Part::source, then);
    if (!came) watch_.failed(Part::source, came.error(), then);
  }
  if (received_.empty()) {
    watch_.work_ended();
    return false;
  }
  pacer_.spend(static_cast<std::int64_t>(received_.size()));
  watch_.counters.received += received_.size();
  const std::int64_t ticks_us = ports_.time->ticks_us();
  const auto& visible_at = received_.front().visible_again_at;
  if (options_.visibility.ms > 0) visibility_ = options_.visibility;
  if (options_.visibility.ms == 0 && visible_at) visibility_ = *visible_at - now;
  Batch batch = new_batch();
  batch.messages.reserve(received_.size());
  for (const Received& each : received_) batch.messages.push_back({each, ticks_us, 0, 0, {}, {}});
  begin(std::move(batch));
  return true;
}

// ---- what is held ------------------------------------------------------

bool Worker::Impl::finish_again(Instant now) {
  std::vector<Ticket> tickets;
  for (const Unfinished& each : unfinished_) {
    if (each.try_at <= now || stopping_) tickets.push_back(each.ticket);
  }
  if (tickets.empty() || watch_.shut_until(now)) return false;
  const auto failed = ports_.source->finish(tickets);
  if (failed) watch_.succeeded(Part::source, now);
  if (!failed) watch_.failed(Part::source, failed.error(), now);
  const std::vector<Ticket>& left = failed ? *failed : tickets;
  const auto is_left = [&](Ticket ticket) {
    return std::find(left.begin(), left.end(), ticket) != left.end();
  };
  std::vector<Ticket> given_up;
  std::vector<Unfinished> remaining;
  for (Unfinished& each : unfinished_) {
    const bool was_tried = std::find(tickets.begin(), tickets.end(), each.ticket) != tickets.end();
    if (was_tried && !is_left(each.ticket)) continue;
    if (was_tried) {
      each.try_at = now + backoff(options_.backoff, ++each.tries_count, dice_);
    }
    const bool gives_up = stopping_ || each.tries_count >= options_.tries_max;
    if (gives_up) {
      given_up.push_back(each.ticket);
    } else {
      remaining.push_back(each);
    }
  }
  unfinished_ = std::move(remaining);
  // It comes again, and is then found to be a repetition.
  if (!given_up.empty()) (void)ports_.source->give_back(given_up, {});
  return true;
}

void Worker::Impl::extend_held(Instant now) {
  if (now < extend_at_) return;
  extend_at_ = now + seconds(1);
  const Duration margin = std::min(options_.extend_before, Duration{visibility_.ms / 3});
  std::vector<Held*> ending;
  const auto look_at = [&](std::vector<Held>& messages) {
    for (Held& held : messages) {
      const auto& end = held.received.visible_again_at;
      if (end && *end - now <= margin) ending.push_back(&held);
    }
  };
  look_at(waiting_);
  if (preparing_) look_at(preparing_->messages);
  for (Batch& batch : in_flight_) look_at(batch.messages);
  if (!ending.empty()) extend(ending, now);
}

/// One that cannot be kept goes to another worker too; the store knows which decision is newer.
void Worker::Impl::extend(std::vector<Held*>& held, Instant now) {
  std::vector<Ticket> tickets;
  tickets.reserve(held.size());
  for (const Held* each : held) tickets.push_back(each->received.ticket);
  const auto until = ports_.source->extend(tickets, visibility_);
  if (!until) {
    watch_.failed(Part::source, until.error(), now);
    return;
  }
  watch_.counters.extended += held.size();
  for (Held* each : held) each->received.visible_again_at = *until;
}

void Worker::Impl::give_back(const std::vector<Held>& held, Duration delay, Instant now) {
  if (held.empty()) return;
  std::vector<Ticket> tickets;
  for (const Held& each : held) {
    tickets.push_back(each.received.ticket);
    if (ports_.observer != nullptr) {
      ports_.observer->settled(each.received, MessageFate::given_back);
    }
  }
  constexpr auto outcome = static_cast<std::size_t>(MessageFate::given_back);
  watch_.counters.messages[outcome] += held.size();
  const auto given = ports_.source->give_back(tickets, delay);
  if (!given) watch_.failed(Part::source, given.error(), now);
}

}  // namespace v0
}  // namespace haggle
