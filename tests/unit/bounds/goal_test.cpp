// The goal of a wished price: an ending if one is near enough and inside, else the tick.
#include "haggle/bounds/goal.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>

namespace haggle {
namespace {

constexpr Bounds wide_open{1, 0, false, BoundKind::hard_min, BoundKind::none};
constexpr Ending dot_99{{100, 99}, 60};

static_assert(goal_of(1'049, {{1, 0}, dot_99, Direction::down}, wide_open) == 999);
static_assert(goal_of(953, {{5, 0}, std::nullopt, Direction::down}, wide_open) == 950);

TEST(Goal, GoesToAnEndingOrATick) {
  constexpr Bounds within{1'000, 1'290, true, BoundKind::hard_min, BoundKind::hard_max};
  struct Row {
    const char* name;
    std::int64_t target;
    GoalTerms terms;
    Bounds bounds;
    std::int64_t goal;
  };
  const Row rows[] = {
      {"tick down", 953, {{5, 0}, {}, Direction::down}, wide_open, 950},
      {"tick up", 953, {{5, 0}, {}, Direction::up}, wide_open, 955},
      {"tick nearest", 952, {{5, 0}, {}, Direction::nearest}, wide_open, 950},
      {"tick tie up", 1'235, {{10, 0}, {}, Direction::nearest}, wide_open, 1'240},
      {"on the tick", 950, {{5, 0}, {}, Direction::up}, wide_open, 950},
      {"below zero", -3, {{5, 0}, {}, Direction::down}, wide_open, -5},
      {"ending down", 1'049, {{1, 0}, dot_99, Direction::down}, wide_open, 999},
      {"ending up", 955, {{1, 0}, dot_99, Direction::up}, wide_open, 999},
      {"ending too far", 1'060, {{1, 0}, dot_99, Direction::down}, wide_open, 1'060},
      {"ending just near", 1'059, {{1, 0}, dot_99, Direction::down}, wide_open, 999},
      {"ending tie up", 1'249, {{1, 0}, dot_99, Direction::nearest}, wide_open, 1'299},
      {"ending below the floor", 1'049, {{1, 0}, dot_99, Direction::down}, within, 1'049},
      {"ending above the ceiling", 1'255, {{1, 0}, dot_99, Direction::nearest}, within, 1'199},
      {"no ending inside", 1'020, {{5, 0}, dot_99, Direction::down}, within, 1'020},
      {"not below the least", 1'003, {{5, 0}, {}, Direction::down, 1'003}, wide_open, 1'003},
      {"no ending below it", 1'049, {{1, 0}, dot_99, Direction::down, 1'040}, wide_open, 1'049},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(goal_of(row.target, row.terms, row.bounds), row.goal);
  }
}

/// The definition: of all points of the grid in the direction that are allowed, the nearest, a tie
/// up; searched one by one.
template <class Allowed>
std::optional<std::int64_t> searched(Grid grid, std::int64_t target, Direction direction,
                                     Allowed allowed) {
  for (std::int64_t distance = 0; distance <= 2 * grid.step_minor + 200; ++distance) {
    const bool up = direction != Direction::down || distance == 0;
    const bool down = direction != Direction::up || distance == 0;
    if (up && on(grid, target + distance) && allowed(target + distance)) return target + distance;
    if (down && on(grid, target - distance) && allowed(target - distance)) return target - distance;
  }
  return std::nullopt;
}

std::int64_t goal_by_search(std::int64_t target, const GoalTerms& terms, const Bounds& bounds) {
  if (terms.ending) {
    const auto allowed = [&](std::int64_t price) {
      const std::int64_t distance = price > target ? price - target : target - price;
      return distance <= terms.ending->window_minor && !bounds.outside(price) &&
             price >= terms.least_minor;
    };
    if (const auto found = searched(terms.ending->grid, target, terms.direction, allowed)) {
      return *found;
    }
  }
  const auto any = [](std::int64_t) { return true; };
  return std::max(*searched(terms.tick, target, terms.direction, any), terms.least_minor);
}

TEST(Goal, IsWhatASearchFinds) {
  const Bounds some_bounds[] = {wide_open,
                                {12, 31, true, BoundKind::hard_min, BoundKind::hard_max},
                                {20, 20, true, BoundKind::hard_min, BoundKind::hard_max}};
  const std::optional<Ending> endings[] = {std::nullopt, Ending{{10, 9}, 0}, Ending{{10, 9}, 4},
                                           Ending{{10, 9}, 9}, Ending{{6, 3}, 3}};
  int compared = 0;
  for (const Bounds& bounds : some_bounds) {
    for (const std::optional<Ending>& ending : endings) {
      for (const Direction direction : {Direction::down, Direction::up, Direction::nearest}) {
        for (const std::int64_t tick : {1, 3}) {
          for (const std::int64_t least : {INT64_MIN, std::int64_t{18}}) {
            for (std::int64_t target = -15; target <= 50; ++target) {
              const GoalTerms terms{{tick, 0}, ending, direction, least};
              ASSERT_EQ(goal_of(target, terms, bounds), goal_by_search(target, terms, bounds))
                  << target << " tick " << tick << " direction " << static_cast<int>(direction)
                  << " least " << least << " bounds " << bounds.floor_minor << " window "
                  << (ending ? ending->window_minor : -1);
              ++compared;
            }
          }
        }
      }
    }
  }
  EXPECT_EQ(compared, 3 * 5 * 3 * 2 * 2 * 66);
}

}  // namespace
}  // namespace haggle
