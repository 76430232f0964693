// haggle/pipeline/pace.hpp -- floor 7 (pipeline).
//
// How long to wait before trying again, and how fast to go at most.
#pragma once

#include <algorithm>
#include <cstdint>

#include "haggle/market/instant.hpp"

namespace haggle {
inline namespace v0 {

/// Numbers that look random and come from a seed: the same seed, the same numbers.
/// Source: SplitMix64 (Steele, Lea, Flood 2014).
class SeededDice {
 public:
  explicit constexpr SeededDice(std::uint64_t seed = 0) : state_(seed) {}
  constexpr std::uint64_t next() noexcept {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31);
  }
  /// 0 .. below - 1.  Needs: below > 0.
  constexpr std::uint64_t below(std::uint64_t below) noexcept { return next() % below; }

 private:
  std::uint64_t state_;
};

struct BackoffOptions {
  Duration first{100};
  Duration longest{10'000};
};

/// The wait before try number `tries_count` + 1: anything from 0 to first * 2^(tries - 1), at most
/// the longest, so that those who failed together do not come back together.
/// Source: "full jitter" (Brooker 2015).
[[nodiscard]] constexpr Duration backoff(const BackoffOptions& options, std::int32_t tries_count,
                                         SeededDice& dice) noexcept {
  const std::int32_t doublings = std::clamp(tries_count - 1, 0, 30);
  const std::int64_t most = std::min(options.first.ms << doublings, options.longest.ms);
  return {static_cast<std::int64_t>(dice.below(static_cast<std::uint64_t>(most) + 1))};
}

/// At most so many messages a second, in bursts of at most one second's worth.
class RatePacer {
 public:
  /// 0: no limit.
  explicit constexpr RatePacer(std::int64_t per_second_max = 0) : per_second_(per_second_max) {}

  /// How many of `wanted` may go now.
  [[nodiscard]] constexpr std::int64_t allowed(Instant now, std::int64_t wanted) noexcept {
    if (per_second_ <= 0) return wanted;
    refill(now);
    return std::min(wanted, milli_tokens_ / 1'000);
  }
  constexpr void spend(std::int64_t count) noexcept {
    if (per_second_ > 0) milli_tokens_ -= count * 1'000;
  }
  /// How long until one may go.
  [[nodiscard]] constexpr Duration wait() const noexcept {
    if (per_second_ <= 0 || milli_tokens_ >= 1'000) return {0};
    return {(1'000 - milli_tokens_ + per_second_ - 1) / per_second_};
  }

 private:
  constexpr void refill(Instant now) noexcept {
    const std::int64_t full = per_second_ * 1'000;
    const std::int64_t passed_ms =
        begun_ ? std::clamp<std::int64_t>(now.ms - at_.ms, 0, 1'000) : 1'000;
    milli_tokens_ = std::min(full, milli_tokens_ + passed_ms * per_second_);
    at_ = now, begun_ = true;
  }

  std::int64_t per_second_;
  std::int64_t milli_tokens_{0};
  Instant at_{};
  bool begun_{false};
};

}  // namespace v0
}  // namespace haggle
