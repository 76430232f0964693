// One run of the simulation: everything that happens in it comes from its seed.
#pragma once

#include <cstdint>

#include "referee.hpp"
#include "weather.hpp"

namespace haggle::sim {

struct RunOptions {
  std::uint64_t seed{1};
  Canary canary{Canary::none};
  bool talks{false};  ///< writes its log to stdout
};

struct RunReport {
  std::uint64_t messages{0};    ///< that were sent
  std::uint64_t deliveries{0};  ///< times that one was given out
  std::uint64_t faults{0};
  std::uint64_t crashes{0};
  std::uint64_t decisions{0};  ///< that were written
  Findings found{};
  std::uint64_t fingerprint{0};
};

[[nodiscard]] RunReport run(const RunOptions& options);

}  // namespace haggle::sim
