// haggle/trail/outcome.hpp -- floor 2 (trail).
//
// What one stage says: go to this price, or hold, and why.
#pragma once

#include <cstdint>

#include "haggle/trail/reason.hpp"

namespace haggle {
inline namespace v0 {

struct Outcome {
  std::int64_t price_minor{0};  ///< where `holds` is false
  Reason reason{};
  bool holds{false};
};

[[nodiscard]] constexpr Outcome go(Reason reason, std::int64_t price_minor) noexcept {
  return {price_minor, reason, false};
}
[[nodiscard]] constexpr Outcome hold(Reason reason) noexcept {
  return {0, reason, true};
}

}  // namespace v0
}  // namespace haggle
