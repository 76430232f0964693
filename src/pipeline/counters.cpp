#include "haggle/pipeline/counters.hpp"

#include <algorithm>

namespace haggle {
inline namespace v0 {
namespace {

template <std::size_t count>
void add_all(std::array<std::uint64_t, count>& to,
             const std::array<std::uint64_t, count>& from) noexcept {
  for (std::size_t i = 0; i < count; ++i) to[i] += from[i];
}

}  // namespace

void LatencyHistogram::add(std::int64_t us) noexcept {
  const auto bucket = std::lower_bound(latency_bounds_us.begin(), latency_bounds_us.end(), us);
  ++counts[static_cast<std::size_t>(bucket - latency_bounds_us.begin())];
  sum_us += static_cast<std::uint64_t>(std::max<std::int64_t>(us, 0));
}

Counters& Counters::operator+=(const Counters& other) noexcept {
  received += other.received;
  add_all(messages, other.messages);
  for (std::size_t i = 0; i < decisions.size(); ++i) add_all(decisions[i], other.decisions[i]);
  decisions_rejected += other.decisions_rejected;
  policies_missing += other.policies_missing;
  listings_unreadable += other.listings_unreadable;
  add_all(writes, other.writes);
  due_taken += other.due_taken;
  due_dropped += other.due_dropped;
  swept += other.swept;
  retries += other.retries;
  extended += other.extended;
  for (std::size_t i = 0; i < faults.size(); ++i) add_all(faults[i], other.faults[i]);
  add_all(latency.counts, other.latency.counts);
  latency.sum_us += other.latency.sum_us;
  return *this;
}

}  // namespace v0
}  // namespace haggle
