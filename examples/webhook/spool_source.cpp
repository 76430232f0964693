#include "spool_source.hpp"

namespace webhook {

using haggle::Answer;
using haggle::Ticket;

SpoolSource::~SpoolSource() {
  for (const auto& [ticket, body] : held_) spool_.give_back(ticket, {});
}

Answer<std::size_t> SpoolSource::receive(std::size_t count_max, haggle::Duration wait_max,
                                         std::vector<haggle::Received>& into) {
  taken_.clear();
  const std::size_t count = spool_.take(count_max, wait_max, taken_);
  for (Delivery& delivery : taken_) {
    const auto held = held_.emplace(delivery.line.number, std::move(delivery.line.bytes)).first;
    into.push_back({held->second, held->first, delivery.receives_count, {}});
  }
  return count;
}

Answer<std::vector<Ticket>> SpoolSource::finish(std::span<const Ticket> tickets) {
  for (const Ticket ticket : tickets) {
    if (held_.erase(ticket) > 0) spool_.finish(ticket);
  }
  return std::vector<Ticket>{};
}

Answer<void> SpoolSource::give_back(std::span<const Ticket> tickets, haggle::Duration delay) {
  for (const Ticket ticket : tickets) {
    if (held_.erase(ticket) > 0) spool_.give_back(ticket, delay);
  }
  return {};
}

Answer<haggle::Instant> SpoolSource::extend(std::span<const Ticket>, haggle::Duration visibility) {
  return time_.now() + visibility;
}

Answer<std::optional<std::int64_t>> SpoolSource::depth() {
  return static_cast<std::int64_t>(spool_.counts().waiting);
}

}  // namespace webhook
