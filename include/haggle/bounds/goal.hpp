// haggle/bounds/goal.hpp -- floor 3 (bounds).
//
// From a wished price to one that is shown: an ending such as .99 if one is near enough and inside
// the bounds, else the tick.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "haggle/bounds/bounds.hpp"
#include "haggle/money/grid.hpp"

namespace haggle {
inline namespace v0 {

/// Which way a price may move to reach its grid.
enum class Direction : std::uint8_t { down, up, nearest };

/// The shown prices that a policy likes: those of `grid`, if one lies within the window.
struct Ending {
  Grid grid{};
  std::int64_t window_minor{0};
};

/// The grids of one decision, and how they are met.
struct GoalTerms {
  Grid tick{};
  std::optional<Ending> ending{};
  Direction direction{Direction::nearest};
  std::int64_t least_minor{INT64_MIN};  ///< never below this price
};

namespace detail {

/// The point of a grid in the direction: the nearer of the allowed ones, a tie up.
template <class Allowed>
constexpr std::optional<std::int64_t> grid_point(Grid grid, std::int64_t target,
                                                 Direction direction, Allowed allowed) noexcept {
  const std::int64_t below = down(grid, target);
  const std::int64_t above = up(grid, target);
  const bool may_fall = direction != Direction::up && allowed(below);
  const bool may_rise = direction != Direction::down && allowed(above);
  if (!may_fall && !may_rise) return std::nullopt;
  if (!may_fall || !may_rise) return may_fall ? below : above;
  return target - below < above - target ? below : above;
}

constexpr std::optional<std::int64_t> ending_near(const GoalTerms& terms, std::int64_t target,
                                                  const Bounds& bounds) noexcept {
  if (!terms.ending) return std::nullopt;
  const auto allowed = [&](std::int64_t price) {
    const std::int64_t distance = price < target ? target - price : price - target;
    return distance <= terms.ending->window_minor && !bounds.outside(price) &&
           price >= terms.least_minor;
  };
  return grid_point(terms.ending->grid, target, terms.direction, allowed);
}

}  // namespace detail

/// The goal of a target price. Total; the bounds still come after it.
[[nodiscard]] constexpr std::int64_t goal_of(std::int64_t target_minor, const GoalTerms& terms,
                                             const Bounds& bounds) noexcept {
  if (const auto ending = detail::ending_near(terms, target_minor, bounds)) return *ending;
  const auto any = [](std::int64_t) { return true; };
  const std::int64_t ticked = *detail::grid_point(terms.tick, target_minor, terms.direction, any);
  return std::max(ticked, terms.least_minor);
}

}  // namespace v0
}  // namespace haggle
