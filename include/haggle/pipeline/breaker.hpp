// haggle/pipeline/breaker.hpp -- floor 7 (pipeline).
//
// Stops calls to what is down, and tries a few of them after a while. It stops calls, not messages:
// those stay in their queue.
#pragma once

#include <array>
#include <cstdint>

#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"

namespace haggle {
inline namespace v0 {

enum class BreakerState : std::uint8_t { closed = 0, open = 1, half_open = 2 };
inline constexpr std::array breaker_state_words{Word{BreakerState::closed, "closed"},
                                                Word{BreakerState::open, "open"},
                                                Word{BreakerState::half_open, "half_open"}};

struct BreakerOptions {
  std::int32_t failures_max{5};  ///< in a row, and it opens
  Duration recovery{60'000};     ///< how long it stays open
  std::int32_t probes_max{1};    ///< calls at a time while it is half open
};

class CircuitBreaker {
 public:
  explicit constexpr CircuitBreaker(const BreakerOptions& options = {}) : options_(options) {}

  /// May a call be made now? One that is half open counts it as a probe.
  [[nodiscard]] constexpr bool allows(Instant now) noexcept {
    if (state_ == BreakerState::closed) return true;
    if (state_ == BreakerState::open) {
      if (now < opened_at_ + options_.recovery) return false;
      state_ = BreakerState::half_open, probes_ = 0;
    }
    if (probes_ >= options_.probes_max) return false;
    ++probes_;
    return true;
  }

  constexpr void succeed() noexcept { state_ = BreakerState::closed, failures_ = 0, probes_ = 0; }

  /// A probe ended without having called; another may.
  constexpr void forgo() noexcept {
    if (probes_ > 0) --probes_;
  }

  /// `is_final`: nobody's waiting helps (a wrong password); opens at once.
  constexpr void fail(Instant now, bool is_final) noexcept {
    ++failures_;
    const bool opens =
        is_final || state_ == BreakerState::half_open || failures_ >= options_.failures_max;
    if (!opens) return;
    if (!is_shut(now)) opened_at_ = now;
    state_ = BreakerState::open, probes_ = 0;
  }

  [[nodiscard]] constexpr BreakerState state() const noexcept { return state_; }
  /// Open, and not yet time to try again?
  [[nodiscard]] constexpr bool is_shut(Instant now) const noexcept {
    return state_ == BreakerState::open && now < opened_at_ + options_.recovery;
  }
  /// When it lets the first call through again. Needs: it is open.
  [[nodiscard]] constexpr Instant opens_again_at() const noexcept {
    return opened_at_ + options_.recovery;
  }

 private:
  BreakerOptions options_;
  BreakerState state_{BreakerState::closed};
  std::int32_t failures_{0};
  std::int32_t probes_{0};
  Instant opened_at_{};
};

}  // namespace v0
}  // namespace haggle
