#include "pipeline/watch.hpp"

#include <algorithm>

namespace haggle {
inline namespace v0 {
namespace pipeline {
namespace {

template <std::size_t... each>
std::array<CircuitBreaker, sizeof...(each)> alike(const BreakerOptions& options,
                                                  std::index_sequence<each...>) {
  return {((void)each, CircuitBreaker{options})...};
}

/// The parts that nearly every piece of work calls, so that one piece is a probe. The others may
/// not be asked for days: they are tried again when they are needed.
constexpr std::array always_called{Part::source, Part::listings, Part::prices};

}  // namespace

Watch::Watch(const BreakerOptions& breaker, Alerts* alerts)
    : breakers_(alike(breaker, std::make_index_sequence<parts_count>{})), alerts_(alerts) {
  for (const Word<Part>& part : part_words) health_[index(part.value)].name = part.name;
}

void Watch::show(Part part, HealthState state, std::string text, Instant now) {
  PartHealth& shown = health_[index(part)];
  if (shown.state != state) shown.state = state, shown.since = now;
  shown.breaker = breakers_[index(part)].state();
  shown.text = std::move(text);
}

void Watch::succeeded(Part part, Instant now) {
  CircuitBreaker& breaker = breakers_[index(part)];
  const bool was_well = health_[index(part)].state == HealthState::healthy;
  breaker.succeed();
  if (!was_well) show(part, HealthState::healthy, {}, now);
}

void Watch::failed(Part part, const Fault& fault, Instant now) {
  ++counters.faults[static_cast<std::size_t>(fault.category)][index(part)];
  if (is_of_the_request(fault)) return;
  CircuitBreaker& breaker = breakers_[index(part)];
  const bool is_news = health_[index(part)].text != fault.text;
  breaker.fail(now, !can_pass(fault));
  const bool is_open = breaker.state() == BreakerState::open;
  show(part, is_open ? HealthState::unhealthy : HealthState::degraded, fault.text, now);
  if (alerts_ != nullptr && is_news && needs_alert(fault)) {
    alerts_->raise({health_[index(part)].name, fault, now});
  }
}

void Watch::noticed(Part part, const Fault& fault, Instant now) {
  ++counters.faults[static_cast<std::size_t>(fault.category)][index(part)];
  const bool is_news = health_[index(part)].text != fault.text;
  show(part, std::max(health_[index(part)].state, HealthState::degraded), fault.text, now);
  if (alerts_ != nullptr && is_news) alerts_->raise({health_[index(part)].name, fault, now});
}

std::array<PartHealth, parts_count> Watch::parts(Instant now) const {
  std::array<PartHealth, parts_count> shown = health_;
  for (std::size_t i = 0; i < parts_count; ++i) {
    shown[i].breaker = breakers_[i].state();
    const bool may_be_tried =
        shown[i].breaker != BreakerState::closed && !breakers_[i].is_shut(now);
    if (may_be_tried) shown[i].state = HealthState::degraded;
  }
  return shown;
}

bool Watch::allows_work(Instant now) {
  if (shut_until(now)) return false;
  bool allowed = true;
  for (const Part part : always_called) {
    CircuitBreaker& breaker = breakers_[index(part)];
    if (breaker.state() != BreakerState::closed) allowed = breaker.allows(now) && allowed;
  }
  if (!allowed) work_ended();
  return allowed;
}

void Watch::work_ended() {
  for (CircuitBreaker& breaker : breakers_) {
    if (breaker.state() == BreakerState::half_open) breaker.forgo();
  }
}

bool Watch::is_careful() const {
  return std::any_of(always_called.begin(), always_called.end(),
                     [this](Part part) { return !is_closed(part); });
}

std::optional<Instant> Watch::shut_until(Instant now) const {
  std::optional<Instant> until;
  for (const CircuitBreaker& breaker : breakers_) {
    if (!breaker.is_shut(now)) continue;
    until = std::max(until.value_or(now), breaker.opens_again_at());
  }
  return until;
}

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
