// A queue as SQS's standard ones are: every message at least once, in any order, invisible for a
// while to others once it was given out; after too many times it goes to the queue's dead letters.
#pragma once

#include <unordered_map>
#include <vector>

#include "haggle/pipeline/ports.hpp"
#include "strain.hpp"
#include "weather.hpp"
#include "world.hpp"

namespace haggle::sim {

class Queue {
 public:
  Queue(const World& world, Weather& weather) : world_(world), weather_(weather) {}

  struct Copy {
    std::size_t message{0};
    Duration visible_at{};
    std::int32_t receives_count{0};
    std::uint64_t handle{0};
    bool is_deleted{false};
    bool is_dead{false};  ///< among the queue's dead letters
  };

  void put(std::size_t message) { copies_.push_back({message, weather_.now, 0, 0, false, false}); }
  /// All dead letters are sent again.
  void redrive();
  /// Does it hold no copy that will be given out?
  [[nodiscard]] bool is_empty() const;
  [[nodiscard]] std::size_t dead_count() const;
  [[nodiscard]] bool holds_dead(std::size_t message) const;
  /// When the next copy becomes visible; now where one is.
  [[nodiscard]] std::optional<Duration> next_visible() const;

  std::vector<Copy>& copies() { return copies_; }
  std::uint64_t next_handle() { return ++handles_; }
  [[nodiscard]] const World& world() const { return world_; }
  Weather& weather() { return weather_; }

  Duration visibility{seconds(60)};
  std::int32_t receives_max{10};
  std::uint64_t given_out{0};

 private:
  const World& world_;
  Weather& weather_;
  std::vector<Copy> copies_{};
  std::uint64_t handles_{0};
};

/// A worker's port to the queue.
class QueuePort : public MessageSource {
 public:
  QueuePort(Queue& queue, Strain& strain, Canary canary)
      : queue_(queue), weather_(queue.weather()), strain_(strain), canary_(canary) {}

  Answer<std::size_t> receive(std::size_t count_max, Duration wait_max,
                              std::vector<Received>& into) override;
  Answer<std::vector<Ticket>> finish(std::span<const Ticket> tickets) override;
  Answer<void> give_back(std::span<const Ticket> tickets, Duration delay) override;
  Answer<Instant> extend(std::span<const Ticket> tickets, Duration visibility) override;
  Answer<std::optional<std::int64_t>> depth() override;
  bool is_ended() const override { return false; }

  /// The message of a ticket that was given out; tickets are the places in this list.
  [[nodiscard]] std::size_t message_of(Ticket ticket) const { return held_[ticket].message; }
  [[nodiscard]] std::size_t open_count() const;

  Duration skew{};  ///< of the caller's clock

 private:
  struct Lease {
    std::size_t copy{0};
    std::size_t message{0};
    std::uint64_t handle{0};
    bool is_open{true};
  };

  [[nodiscard]] std::optional<Fault> begin();
  [[nodiscard]] bool is_ready(const Queue::Copy& copy);
  void give(std::size_t number, std::vector<Received>& into);
  void remove(const Lease& lease);

  Queue& queue_;
  Weather& weather_;
  Strain& strain_;
  Canary canary_;
  std::vector<Lease> held_{};
};

}  // namespace haggle::sim
