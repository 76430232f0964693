// Sharing an amount out.
#include "haggle/money/allocate.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

namespace haggle {
namespace {

using Amounts = std::vector<std::int64_t>;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

constexpr bool shares_thirds() {
  const std::array<std::int64_t, 3> weights{1, 1, 1};
  std::array<std::int64_t, 3> parts{};
  return allocate(100, weights, parts) && parts == std::array<std::int64_t, 3>{34, 33, 33};
}
static_assert(shares_thirds());

TEST(Allocate, GivesTheRestToTheLargestRemainders) {
  struct Row {
    const char* name;
    std::int64_t total;
    Amounts weights, parts;
  };
  const Row rows[] = {
      {"one", 7, {3}, {7}},
      {"even", 9, {1, 1, 1}, {3, 3, 3}},
      {"ties to the earlier", 5, {1, 1, 1}, {2, 2, 1}},
      {"negative mirrors", -5, {1, 1, 1}, {-2, -2, -1}},
      {"the largest remainder first", 10, {1, 2, 4}, {1, 3, 6}},
      {"later remainder is larger", 1, {1, 2}, {0, 1}},
      {"a weight of zero gets nothing", 5, {0, 1, 0, 1}, {0, 3, 0, 2}},
      {"nothing to share", 0, {5, 7}, {0, 0}},
      {"less than a unit each", 2, {1, 1, 1, 1}, {1, 1, 0, 0}},
      {"the most", most, {1, 1}, {most / 2 + 1, most / 2}},
      {"the least, alone", least, {most}, {least}},
      {"the least", least, {1, 1, 2}, {least / 4, least / 4, least / 2}},
      {"great weights", 3, {most - 2, 1, 1}, {3, 0, 0}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Amounts parts(row.weights.size(), 77);
    ASSERT_TRUE(allocate(row.total, row.weights, parts));
    EXPECT_EQ(parts, row.parts);
  }
}

TEST(Allocate, RefusesAndLeavesThePartsAlone) {
  struct Row {
    const char* name;
    Amounts weights;
    std::size_t parts_count;
    Errc code;
    std::uint32_t index;
  };
  const Row rows[] = {
      {"nobody", {}, 0, Errc::bad_argument, 0},
      {"too few places", {1, 1}, 1, Errc::bad_argument, 0},
      {"too many places", {1}, 2, Errc::bad_argument, 0},
      {"all zero", {0, 0}, 2, Errc::bad_argument, 0},
      {"a negative weight", {3, 1, -1}, 3, Errc::bad_argument, 2},
      {"weights too great", {1, most}, 2, Errc::overflow, 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Amounts parts(row.parts_count, 77);
    const auto done = allocate(100, row.weights, parts);
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, row.code);
    EXPECT_EQ(done.error().index, row.index);
    EXPECT_EQ(parts, Amounts(row.parts_count, 77));
  }
}

/// Whether a part is less than one unit from its exact share: |part * sum - total * weight| < sum.
bool is_near(std::int64_t part, std::int64_t total, std::int64_t weight, std::int64_t sum) {
  const Wide apart = Wide{part} * sum - Wide{total} * weight;
  return apart < sum && apart > -Wide{sum};
}

TEST(Allocate, AddsUpAndIsFair) {
  for (const std::int64_t total : {0, 1, -1, 99, 100, -101, 12345, -99999}) {
    for (std::int64_t seed = 1; seed <= 200; ++seed) {
      Amounts weights;
      for (std::int64_t i = 0; i < seed % 17 + 1; ++i)
        weights.push_back((seed * 31 + i * i * 7) % 23);
      weights.push_back(1);
      Amounts parts(weights.size());
      ASSERT_TRUE(allocate(total, weights, parts));
      EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), std::int64_t{0}), total);
      const auto sum = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
      for (std::size_t i = 0; i < parts.size(); ++i) {
        EXPECT_TRUE(is_near(parts[i], total, weights[i], sum)) << total << " " << seed << " " << i;
      }
    }
  }
}

}  // namespace
}  // namespace haggle
