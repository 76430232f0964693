// haggle/money/grid.hpp -- floor 1 (money).
//
// The amounts that a price may stand on: a tick of 5 cents, an ending such as .99. It is a matter
// of the market and the policy, not of the currency's decimals.
#pragma once

#include <cstdint>

#include "haggle/base/assert.hpp"
#include "haggle/base/error.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {

/// Every amount that leaves `residue_minor` when divided by `step_minor`: {100, 99} ends in .99.
/// Needs: 1 <= step_minor <= 10^18 and 0 <= residue_minor < step_minor, as `grid_from` checks.
struct Grid {
  std::int64_t step_minor{1};
  std::int64_t residue_minor{0};

  friend constexpr bool operator==(const Grid&, const Grid&) = default;
};

/// A grid with its limits checked.
/// Errors: out_of_range (step not in 1..10^15, residue not in 0..step-1).
[[nodiscard]] constexpr Result<Grid> grid_from(std::int64_t step_minor, std::int64_t residue_minor,
                                               const char* where = "grid") noexcept {
  if (step_minor < 1 || step_minor > amount_minor_max) return fail(Errc::out_of_range, where);
  if (residue_minor < 0 || residue_minor >= step_minor) return fail(Errc::out_of_range, where);
  return Grid{step_minor, residue_minor};
}

namespace detail {

/// How far the amount stands above the grid, 0..step-1.
[[nodiscard]] constexpr std::int64_t above_grid(const Grid& grid, std::int64_t minor) noexcept {
  HAGGLE_ASSERT(grid.step_minor >= 1);
  if (grid.step_minor == 1) return 0;  // the usual tick, and no division
  const std::int64_t rest = (minor - grid.residue_minor) % grid.step_minor;
  return rest < 0 ? rest + grid.step_minor : rest;
}

}  // namespace detail

/// Whether the amount stands on the grid.  Needs: |minor| <= 10^18, here and below.
[[nodiscard]] constexpr bool on(const Grid& grid, std::int64_t minor) noexcept {
  return detail::above_grid(grid, minor) == 0;
}

/// The greatest amount of the grid that is not above, for negative amounts too.
[[nodiscard]] constexpr std::int64_t down(const Grid& grid, std::int64_t minor) noexcept {
  return minor - detail::above_grid(grid, minor);
}

/// The least amount of the grid that is not below, for negative amounts too.
[[nodiscard]] constexpr std::int64_t up(const Grid& grid, std::int64_t minor) noexcept {
  const std::int64_t above = detail::above_grid(grid, minor);
  return above == 0 ? minor : minor - above + grid.step_minor;
}

/// The nearest amount of the grid, a tie up.
[[nodiscard]] constexpr std::int64_t nearest(const Grid& grid, std::int64_t minor) noexcept {
  const std::int64_t above = detail::above_grid(grid, minor);
  return above < grid.step_minor - above ? minor - above : minor - above + grid.step_minor;
}

}  // namespace v0
}  // namespace haggle
