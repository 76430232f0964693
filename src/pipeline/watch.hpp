// src/pipeline/watch.hpp -- floor 7 (pipeline).
//
// Watches over the parts: a breaker and a state of health for each, and who is told of what.
#pragma once

#include <array>
#include <cstddef>

#include "haggle/pipeline/counters.hpp"
#include "haggle/pipeline/ports.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

class Watch {
 public:
  Watch(const BreakerOptions& breaker, Alerts* alerts);

  void succeeded(Part part, Instant now);
  /// Counts the fault, moves the breaker, and tells of what is new and serious.
  void failed(Part part, const Fault& fault, Instant now);
  /// Tells of it, without a breaker: the part goes on.
  void noticed(Part part, const Fault& fault, Instant now);

  /// May work that needs all the parts begin? Of those that are half open each gives a probe.
  [[nodiscard]] bool allows_work(Instant now);
  /// A piece of work ended; probes that no call has answered are given back.
  void work_ended();
  /// Is any part not closed, so that only a little may be tried?
  [[nodiscard]] bool is_careful() const;
  /// Is one shut? Then when the first of them may be tried again.
  [[nodiscard]] std::optional<Instant> shut_until(Instant now) const;

  /// How each part is now: one whose breaker may be tried again is degraded only.
  [[nodiscard]] std::array<PartHealth, parts_count> parts(Instant now) const;
  [[nodiscard]] bool is_closed(Part part) const {
    return breakers_[index(part)].state() == BreakerState::closed;
  }

  void count(Action action, Reason reason) {
    ++counters.decisions[static_cast<std::size_t>(action)][static_cast<std::size_t>(reason)];
  }

  Counters counters{};

 private:
  static constexpr std::size_t index(Part part) { return static_cast<std::size_t>(part); }
  void show(Part part, HealthState state, std::string text, Instant now);

  std::array<CircuitBreaker, parts_count> breakers_;
  std::array<PartHealth, parts_count> health_{};
  Alerts* alerts_;
};

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
