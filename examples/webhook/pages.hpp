// What the server says of itself: /healthz and /metrics.
#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "reply.hpp"
#include "server.hpp"
#include "tally.hpp"

namespace webhook {

/// How an inbox is, and since when. Safe to be used by several threads.
class InboxHealth {
 public:
  explicit InboxHealth(const Inbox& inbox) : inbox_(inbox) {}
  [[nodiscard]] haggle::PartHealth look(std::int64_t now_ms);

 private:
  const Inbox& inbox_;
  std::mutex mutex_{};
  std::optional<haggle::PartHealth> last_{};
};

/// The parts of the hooks and the inbox as JSON; 503 where one of them is unhealthy.
[[nodiscard]] Reply health_page(const Hooks& hooks, haggle::PartHealth inbox);

/// The text of the hooks and the server's own numbers, for Prometheus.
[[nodiscard]] Reply metrics_page(const Hooks& hooks, const Tally& tally,
                                 std::uint64_t turned_away_count);

}  // namespace webhook
