// haggle/pipeline/health.hpp -- floor 7 (pipeline).
//
// How each part is, by name, and the whole: as good as its worst part that prices depend on.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/market/instant.hpp"
#include "haggle/pipeline/breaker.hpp"
#include "haggle/pipeline/fault.hpp"

namespace haggle {
inline namespace v0 {

enum class HealthState : std::uint8_t { healthy = 0, degraded = 1, unhealthy = 2 };
inline constexpr std::array health_state_words{Word{HealthState::healthy, "healthy"},
                                               Word{HealthState::degraded, "degraded"},
                                               Word{HealthState::unhealthy, "unhealthy"}};

/// The parts that a worker depends on.
enum class Part : std::uint8_t {
  source = 0,
  listings = 1,
  prices = 2,
  dead_letters = 3,
  history = 4,
  worker = 5,
};
inline constexpr std::array part_words{
    Word{Part::source, "source"},   Word{Part::listings, "listings"},
    Word{Part::prices, "prices"},   Word{Part::dead_letters, "dead_letters"},
    Word{Part::history, "history"}, Word{Part::worker, "worker"}};
inline constexpr std::size_t parts_count = part_words.size();

struct PartHealth {
  std::string name{};
  HealthState state{HealthState::healthy};
  BreakerState breaker{BreakerState::closed};
  std::string text{};  ///< the last fault, where it is not healthy
  Instant since{};     ///< of the state

  friend bool operator==(const PartHealth&, const PartHealth&) = default;
};

/// The state of the whole: unhealthy where a part is, degraded where one is, else healthy.
[[nodiscard]] HealthState worst_of(std::span<const PartHealth> parts) noexcept;

/// {"status": "degraded", "parts": {"prices": {"status": ..., "breaker": ..., "since": ...,
/// "text": ...}}}
[[nodiscard]] std::string write_health(std::span<const PartHealth> parts);

}  // namespace v0
}  // namespace haggle
