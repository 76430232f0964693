// haggle/market/instant.hpp -- floor 2 (market).
//
// Moments and spans of time. haggle never reads a clock: every moment comes in from the caller.
#pragma once

#include <compare>
#include <cstdint>

#include "haggle/base/wide.hpp"

namespace haggle {
inline namespace v0 {

/// A span of time in milliseconds.
struct Duration {
  std::int64_t ms{0};
  friend constexpr auto operator<=>(const Duration&, const Duration&) = default;
};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
  std::int64_t ms{0};
  friend constexpr auto operator<=>(const Instant&, const Instant&) = default;
};

/// Widest moment that is accepted, either side of 1970; the year 5138. Sums of two stay in 64 bits.
inline constexpr std::int64_t instant_ms_max = 100'000'000'000'000;

inline constexpr std::int64_t ms_per_minute = 60'000;
inline constexpr std::int64_t minutes_per_day = 1'440;

[[nodiscard]] constexpr Duration seconds(std::int64_t n) noexcept {
  return {n * 1'000};
}
[[nodiscard]] constexpr Duration minutes(std::int64_t n) noexcept {
  return {n * ms_per_minute};
}
[[nodiscard]] constexpr Duration days(std::int64_t n) noexcept {
  return minutes(n * minutes_per_day);
}

[[nodiscard]] constexpr Duration operator-(Instant a, Instant b) noexcept {
  return {a.ms - b.ms};
}
[[nodiscard]] constexpr Instant operator+(Instant at, Duration span) noexcept {
  return {at.ms + span.ms};
}

/// The whole minutes since 1970, rounded down.
[[nodiscard]] constexpr std::int64_t whole_minutes(Instant at) noexcept {
  return static_cast<std::int64_t>(floor_div(at.ms, ms_per_minute));
}

/// A moment as a minute of the local day, 0..1439.
/// Units: utc_offset_minutes east of UTC is positive.
[[nodiscard]] constexpr std::int32_t minute_of_day(Instant at,
                                                   std::int32_t utc_offset_minutes) noexcept {
  const std::int64_t local = (whole_minutes(at) + utc_offset_minutes) % minutes_per_day;
  return static_cast<std::int32_t>(local < 0 ? local + minutes_per_day : local);
}

}  // namespace v0
}  // namespace haggle
