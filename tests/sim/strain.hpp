// What a worker's calls cost it.
#pragma once

#include <cstdint>

#include "dice.hpp"
#include "haggle/market/instant.hpp"

namespace haggle::sim {

/// What a call of a port costs the caller's time, and how often any was called.
struct Strain {
  Duration spent{};  ///< in the step that goes on
  std::uint64_t calls{0};
  void add(Dice& dice) { ++calls, spent.ms += 1 + static_cast<std::int64_t>(dice.below(5)); }
};

}  // namespace haggle::sim
