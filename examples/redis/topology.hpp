// The servers that are known, how they are reached, and which of them has which slot.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "connection.hpp"
#include "failure.hpp"
#include "settings.hpp"
#include "slots.hpp"

namespace redis {

/// Waits that grow from try to try, up to a limit.
class Backoff {
 public:
  Backoff(std::chrono::milliseconds first, std::chrono::milliseconds most) noexcept
      : next_(first), first_(first), most_(most) {}
  /// Between half of the step and all of it, so that several clients do not come at once.
  [[nodiscard]] std::chrono::milliseconds next() noexcept;
  void reset() noexcept { next_ = first_; }

 private:
  std::chrono::milliseconds next_, first_, most_;
};

class Topology {
 public:
  explicit Topology(Settings settings);

  /// A connection to a node, made where there is none. A node that could not be reached is not
  /// tried again before its back-off has passed; until then the same failure is given.
  [[nodiscard]] Outcome<std::shared_ptr<Connection>> connection(std::uint32_t node);

  [[nodiscard]] std::uint32_t node_of_slot(std::uint16_t slot) const noexcept {
    return owners_[slot];
  }
  /// The node of that address, added where it is not known.
  [[nodiscard]] std::uint32_t node_at(const Endpoint& endpoint);
  /// Reads "1234 host:port" behind MOVED or ASK.  Returns: slot and node.
  [[nodiscard]] Outcome<std::pair<std::uint16_t, std::uint32_t>> redirection(std::string_view text,
                                                                             std::uint32_t from);
  void move(std::uint16_t slot, std::uint32_t node) noexcept { owners_[slot] = node; }

  /// Asks the nodes, one after the other, which has which slot; the first answer counts.
  [[nodiscard]] Done refresh();

  [[nodiscard]] const Settings& settings() const noexcept { return settings_; }
  [[nodiscard]] const Endpoint& endpoint(std::uint32_t node) const { return nodes_[node].endpoint; }
  [[nodiscard]] std::size_t nodes_count() const noexcept { return nodes_.size(); }
  /// Nodes that have slots, each once.
  [[nodiscard]] std::vector<std::uint32_t> masters() const;
  Counters& counters() noexcept { return counters_; }

 private:
  struct Node {
    Endpoint endpoint{};
    std::shared_ptr<Connection> connection{};
    Failure failure{};
    Backoff backoff{std::chrono::milliseconds(20), std::chrono::milliseconds(1000)};
    Clock::time_point not_before{};
  };
  [[nodiscard]] Done read_slots(ReplyView rows, std::uint32_t asked);

  Settings settings_;
  std::vector<Node> nodes_{};
  std::array<std::uint32_t, slots_count> owners_{};
  Counters counters_{};
};

}  // namespace redis
