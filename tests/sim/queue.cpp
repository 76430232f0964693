#include "queue.hpp"

#include <algorithm>

namespace haggle::sim {

// ---- the queue ---------------------------------------------------------

void Queue::redrive() {
  for (Copy& copy : copies_) {
    if (!copy.is_dead || copy.is_deleted) continue;
    copy.is_dead = false;
    copy.receives_count = 0;
    copy.visible_at = weather_.now;
    weather_.note("redrive", static_cast<std::int64_t>(copy.message));
  }
}

bool Queue::is_empty() const {
  return std::all_of(copies_.begin(), copies_.end(),
                     [](const Copy& copy) { return copy.is_deleted || copy.is_dead; });
}

std::size_t Queue::dead_count() const {
  return static_cast<std::size_t>(std::count_if(
      copies_.begin(), copies_.end(), [](const Copy& c) { return c.is_dead && !c.is_deleted; }));
}

bool Queue::holds_dead(std::size_t message) const {
  return std::any_of(copies_.begin(), copies_.end(), [&](const Copy& copy) {
    return copy.message == message && copy.is_dead && !copy.is_deleted;
  });
}

std::optional<Duration> Queue::next_visible() const {
  std::optional<Duration> next;
  for (const Copy& copy : copies_) {
    if (copy.is_deleted || copy.is_dead) continue;
    next = std::min(next.value_or(copy.visible_at), copy.visible_at);
  }
  return next ? std::optional{std::max(*next, weather_.now)} : std::nullopt;
}

// ---- a worker's port ---------------------------------------------------

std::optional<Fault> QueuePort::begin() {
  strain_.add(weather_.dice);
  weather_.may_crash();
  if (auto fault = weather_.queue_says()) return fault;
  if (weather_.strikes(Ill::queue_refuses)) {
    return Fault{FaultCategory::external, Severity::medium, "queue: throttled"};
  }
  return std::nullopt;
}

bool QueuePort::is_ready(const Queue::Copy& copy) {
  const bool waits = !copy.is_deleted && !copy.is_dead && copy.visible_at <= weather_.now;
  return waits && weather_.dice.percent(75);
}

void QueuePort::give(std::size_t number, std::vector<Received>& into) {
  Queue::Copy& copy = queue_.copies()[number];
  copy.visible_at = {weather_.now.ms + queue_.visibility.ms};
  copy.handle = queue_.next_handle();
  if (++copy.receives_count > queue_.receives_max) {
    copy.is_dead = true;
    return weather_.note("too often", static_cast<std::int64_t>(copy.message));
  }
  ++queue_.given_out;
  weather_.note("give", static_cast<std::int64_t>(copy.message), copy.receives_count);
  Received received;
  received.body = queue_.world().messages[copy.message].body;
  received.ticket = held_.size();
  received.receives_count = copy.receives_count;
  received.visible_again_at = epoch + Duration{copy.visible_at.ms + skew.ms};
  held_.push_back({number, copy.message, copy.handle, true});
  into.push_back(received);
}

Answer<std::size_t> QueuePort::receive(std::size_t count_max, Duration wait_max,
                                       std::vector<Received>& into) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  const std::size_t before = into.size();
  auto& copies = queue_.copies();
  const std::size_t start = copies.empty() ? 0 : weather_.dice.below(copies.size());
  for (std::size_t i = 0; i < copies.size() && into.size() - before < count_max; ++i) {
    const std::size_t number = (start + i) % copies.size();
    if (is_ready(copies[number])) give(number, into);
  }
  const bool is_lost = into.size() != before && weather_.strikes(Ill::receive_lost);
  weather_.may_crash();
  if (is_lost) {
    for (std::size_t i = before; i < into.size(); ++i) held_[into[i].ticket].is_open = false;
    into.resize(before);
    return faulted(FaultCategory::network, Severity::medium, "queue: cut");
  }
  if (into.size() == before) {
    const auto next = queue_.next_visible();
    const std::int64_t wait = next ? next->ms - weather_.now.ms : wait_max.ms;
    strain_.spent.ms += std::clamp<std::int64_t>(wait, 1, std::max<std::int64_t>(1, wait_max.ms));
  }
  if (canary_ == Canary::delete_first) {
    for (std::size_t i = before; i < into.size(); ++i) remove(held_[into[i].ticket]);
  }
  return into.size() - before;
}

/// What was given to somebody else meanwhile may be deleted or not.
void QueuePort::remove(const Lease& lease) {
  Queue::Copy& copy = queue_.copies()[lease.copy];
  if (copy.is_deleted || copy.is_dead) return;
  if (copy.handle != lease.handle && weather_.dice.percent(50)) return;
  if (weather_.strikes(Ill::comes_again)) {
    copy.visible_at = {weather_.now.ms + weather_.dice.between(0, 120'000)};
    return;
  }
  copy.is_deleted = true;
  weather_.note("deleted", static_cast<std::int64_t>(copy.message));
}

Answer<std::vector<Ticket>> QueuePort::finish(std::span<const Ticket> tickets) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  if (weather_.strikes(Ill::finish_lost)) {
    return faulted(FaultCategory::network, Severity::medium, "queue: cut");
  }
  const bool is_partial = weather_.strikes(Ill::finish_partly);
  std::vector<Ticket> left;
  for (const Ticket ticket : tickets) {
    if (is_partial && weather_.dice.percent(50)) {
      left.push_back(ticket);
      continue;
    }
    remove(held_[ticket]);
    held_[ticket].is_open = false;
  }
  weather_.may_crash();
  if (weather_.strikes(Ill::reply_lost)) {
    for (const Ticket ticket : tickets) held_[ticket].is_open = true;
    return faulted(FaultCategory::network, Severity::medium, "queue: no answer");
  }
  return left;
}

Answer<void> QueuePort::give_back(std::span<const Ticket> tickets, Duration delay) {
  for (const Ticket ticket : tickets) held_[ticket].is_open = false;
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  if (weather_.strikes(Ill::give_back_lost)) {
    return faulted(FaultCategory::network, Severity::medium, "queue: cut");
  }
  for (const Ticket ticket : tickets) {
    const Lease& lease = held_[ticket];
    Queue::Copy& copy = queue_.copies()[lease.copy];
    if (copy.handle != lease.handle || copy.is_deleted) continue;
    copy.visible_at = {weather_.now.ms + std::clamp<std::int64_t>(delay.ms, 0, 43'200'000)};
    weather_.note("given back", static_cast<std::int64_t>(lease.message), delay.ms);
  }
  weather_.may_crash();
  return {};
}

Answer<Instant> QueuePort::extend(std::span<const Ticket> tickets, Duration visibility) {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  if (weather_.strikes(Ill::extend_lost)) {
    return faulted(FaultCategory::network, Severity::medium, "queue: cut");
  }
  for (const Ticket ticket : tickets) {
    const Lease& lease = held_[ticket];
    Queue::Copy& copy = queue_.copies()[lease.copy];
    const bool is_ours = copy.handle == lease.handle && copy.visible_at > weather_.now;
    if (is_ours) copy.visible_at = {weather_.now.ms + visibility.ms};
  }
  return epoch + Duration{weather_.now.ms + visibility.ms + skew.ms};
}

Answer<std::optional<std::int64_t>> QueuePort::depth() {
  if (auto fault = begin()) return tl::unexpected<Fault>(*std::move(fault));
  return std::optional<std::int64_t>{static_cast<std::int64_t>(queue_.copies().size())};
}

std::size_t QueuePort::open_count() const {
  return static_cast<std::size_t>(
      std::count_if(held_.begin(), held_.end(), [](const Lease& each) { return each.is_open; }));
}

}  // namespace haggle::sim
