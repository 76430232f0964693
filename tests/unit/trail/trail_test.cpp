// A trail: steps that begin where the one before ended.
#include "haggle/trail/trail.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <type_traits>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Step) == 24 && std::is_standard_layout_v<Step>);
static_assert(offsetof(Step, before_minor) == 0 && offsetof(Step, after_minor) == 8);
static_assert(offsetof(Step, offer) == 16 && offsetof(Step, reason) == 20);
static_assert(offsetof(Step, stage) == 22 && offsetof(Step, names_offer) == 23);
static_assert(sizeof(Trail) == 16 * 24 && std::is_trivially_copyable_v<Trail>);

constexpr Step step(std::int64_t before, std::int64_t after) {
  return {before, after, 0, Reason::grid, Stage::grid, 0};
}

constexpr bool pushes_in_constant_expressions() {
  Trail trail;
  std::uint32_t count = 0;
  trail.push(count, step(1, 2));
  return count == 1 && trail.entries[0].after_minor == 2;
}
static_assert(pushes_in_constant_expressions());

TEST(Trail, TakesSixteenSteps) {
  Trail trail;
  std::uint32_t count = 0;
  for (std::int64_t i = 0; i < 16; ++i) trail.push(count, step(i, i + 1));
  EXPECT_EQ(count, steps_max);
  EXPECT_EQ(trail.first(count).size(), steps_max);
  EXPECT_EQ(trail.first(count).back().after_minor, 16);
  EXPECT_EQ(trail.first(2).back(), step(1, 2));
  EXPECT_TRUE(trail.first(0).empty());
}

TEST(Trail, NamesAnOfferWhereItWasOneThatDecided) {
  Step named = step(1, 2);
  EXPECT_FALSE(named.offer_index().has_value());
  named.offer = 7;
  named.names_offer = 1;
  EXPECT_EQ(named.offer_index(), 7U);
  EXPECT_FALSE(named == step(1, 2));
}

TEST(Trail, IsEqualWhereItsStepsAre) {
  Trail a;
  Trail b;
  std::uint32_t count = 0;
  EXPECT_EQ(a, b);
  a.push(count, step(1, 2));
  EXPECT_FALSE(a == b);
}

#if !defined(NDEBUG) || (defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS)
TEST(TrailDeathTest, RefusesABrokenChainAndASeventeenthStep) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  Trail trail;
  std::uint32_t count = 0;
  trail.push(count, step(1, 2));
  EXPECT_DEATH(trail.push(count, step(3, 4)), "");
  for (std::int64_t i = 2; i < 17; ++i) trail.push(count, step(i, i + 1));
  EXPECT_DEATH(trail.push(count, step(17, 18)), "");
}
#endif

TEST(Trail, CountsByEveryByte) {
  test::expect_every_byte_counts(step(1, 2));
  test::expect_every_byte_counts(Trail{});
}

}  // namespace
}  // namespace haggle
