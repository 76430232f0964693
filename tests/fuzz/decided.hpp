// What every decision keeps, whatever it was made of.
#pragma once

#include <cstddef>
#include <cstring>
#include <string>

#include "fuzz/harness.hpp"
#include "haggle/reprice/decide.hpp"
#include "support/dice.hpp"
#include "support/raw_bounds.hpp"

namespace haggle::test {

inline void expect_trail(const Decision& decision) {
  const auto steps = decision.steps();
  expect(!steps.empty() && steps.size() <= steps_max, "a trail");
  expect(steps.back().after_minor == decision.price_minor, "it ends at the price");
  for (std::size_t i = 1; i < steps.size(); ++i) {
    expect(steps[i].before_minor == steps[i - 1].after_minor, "it does not jump");
  }
  expect(decision.price_minor >= 0 && decision.price_minor <= amount_minor_max, "inside the range");
}

/// A price that is sent keeps every bound of the raw input.
inline void expect_legal(const Snapshot& snapshot, const PolicySpec& in_force,
                         const Decision& decision) {
  expect_trail(decision);
  if (decision.action != Action::reprice) return;
  const std::string broken = broken_bound(snapshot, in_force, decision.price_minor);
  expect(broken.empty(), broken.c_str());
}

/// The caller's input was wrong, and not our price.
inline void expect_callers(const Error& error) {
  expect_sound(error);
  expect(error.code != Errc::bounds_violated, "no price breaks a bound");
}

template <class T>
bool same_bytes(const T& a, const T& b) {
  return std::memcmp(&a, &b, sizeof(T)) == 0;
}

/// How an input spoils what it drew: not at all, or in a few places.
inline std::size_t spoilt_count(Dice& dice) {
  return dice.chance(60) ? 0 : 1 + dice.below(4);
}

}  // namespace haggle::test
