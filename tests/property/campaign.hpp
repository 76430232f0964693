// Runs a law over many random cases. The seed is new in every run, printed, and given back with
// HAGGLE_SEED; HAGGLE_LONG=1 runs ten times as many.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "support/build.hpp"
#include "support/dice.hpp"

namespace haggle::test {

/// The seed of this run.
inline std::uint64_t run_seed() {
  static const std::uint64_t seed = [] {
    const char* given = std::getenv("HAGGLE_SEED");
    const std::uint64_t chosen =
        given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    std::cout << "seed " << chosen << " (HAGGLE_SEED=" << chosen << " runs the same cases)\n";
    return chosen;
  }();
  return seed;
}

inline std::size_t times_long() {
  const char* given = std::getenv("HAGGLE_LONG");
  return given != nullptr && std::string(given) == "1" ? 10 : 1;
}

/// `law(dice)` checks one case and says whether the law had something to say about it; at least one
/// case in `one_in` must be such, or the law is held by nothing.
template <class Law>
void campaign(std::size_t cases, std::size_t one_in, Law law) {
  const std::size_t count = cases * times_long();
  std::size_t applied = 0;
  for (std::size_t i = 0; i < count; ++i) {
    Dice dice(run_seed() * 0x9E3779B97F4A7C15U + i);
    applied += law(dice) ? 1U : 0U;
    if (testing::Test::HasFailure()) {
      ADD_FAILURE() << "case " << i << " of HAGGLE_SEED=" << run_seed();
      return;
    }
  }
  EXPECT_GE(applied * one_in, count) << "the law applied to too few cases";
}

/// What a failing case shows of a decision.
inline std::string told(const Decision& given) {
  std::string out(name_of(action_words, given.action));
  out += ' ' + std::to_string(given.current_minor) + " -> " + std::to_string(given.price_minor);
  return out + " [" + reasons(given) + "]";
}

}  // namespace haggle::test
