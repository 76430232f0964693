// A slice of the simulation: the seeds that once failed, some hundred more, that each is the same
// every time, and that planted faults are found.
#include <gtest/gtest.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "run.hpp"

namespace haggle::sim {
namespace {

constexpr std::uint64_t slice_first = 100'000;
constexpr std::uint64_t slice_count = 300;

std::vector<std::uint64_t> known_seeds() {
  std::ifstream file{HAGGLE_TESTS_DIR "/sim/seeds.txt"};
  std::vector<std::uint64_t> seeds;
  for (std::string line; std::getline(file, line);) {
    std::uint64_t seed = 0;
    if (std::istringstream{line} >> seed) seeds.push_back(seed);
  }
  return seeds;
}

void expect_clean(const RunReport& report, std::uint64_t seed) {
  EXPECT_EQ(report.found.lost, 0U) << "seed " << seed;
  EXPECT_EQ(report.found.stale, 0U) << "seed " << seed;
  EXPECT_EQ(report.found.duplicates, 0U) << "seed " << seed;
}

/// How many of so many seeds report something where this fault is planted.
int bad_seeds(Canary canary, std::uint64_t count) {
  int bad = 0;
  for (std::uint64_t seed = 1; seed <= count; ++seed) {
    if (!run({seed, canary, false}).found.is_clean()) ++bad;
  }
  return bad;
}

TEST(Simulation, SeedsThatOnceFailed) {
  const auto seeds = known_seeds();
  ASSERT_FALSE(seeds.empty());
  for (const std::uint64_t seed : seeds) expect_clean(run({seed, Canary::none, false}), seed);
}

TEST(Simulation, SliceOfSeeds) {
  std::uint64_t messages = 0, faults = 0;
  for (std::uint64_t i = 0; i < slice_count; ++i) {
    const RunReport report = run({slice_first + i, Canary::none, false});
    expect_clean(report, slice_first + i);
    messages += report.messages;
    faults += report.faults;
  }
  EXPECT_GE(messages, slice_count * 100);
  EXPECT_GE(faults, slice_count * 90);
}

TEST(Simulation, SeedIsTheSameEveryTime) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const RunReport first = run({seed, Canary::none, false});
    const RunReport again = run({seed, Canary::none, false});
    EXPECT_EQ(first.fingerprint, again.fingerprint) << "seed " << seed;
    EXPECT_EQ(first.faults, again.faults) << "seed " << seed;
    EXPECT_EQ(first.decisions, again.decisions) << "seed " << seed;
  }
  EXPECT_NE(run({1, Canary::none, false}).fingerprint, run({2, Canary::none, false}).fingerprint);
}

TEST(Canary, MessageDeletedBeforeTheWriteIsFound) {
  EXPECT_GE(bad_seeds(Canary::delete_first, 10), 8);
}

TEST(Canary, KeyOfIdempotencySetFirstIsFound) {
  EXPECT_GE(bad_seeds(Canary::key_first, 40), 5);
}

TEST(Canary, VersionThatEndsWithThePriceIsFound) {
  EXPECT_GE(bad_seeds(Canary::short_version, 10), 5);
}

TEST(Canary, WaitOnAnotherConnectionIsFound) {
  EXPECT_GE(bad_seeds(Canary::wait_elsewhere, 150), 3);
}

TEST(Canary, IgnoredTokenOfAnEditIsFound) {
  EXPECT_GE(bad_seeds(Canary::token_ignored, 150), 2);
}

}  // namespace
}  // namespace haggle::sim
