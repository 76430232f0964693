// haggle/bounds/bounds.hpp -- floor 3 (bounds).
//
// The effective bounds of one price: every bound is translated from its own basis to an item price,
// the highest floor and the lowest ceiling are taken, and both are moved inward to the tick.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "haggle/market/bound.hpp"
#include "haggle/money/grid.hpp"

namespace haggle {
inline namespace v0 {

/// Which bound it is that binds.
enum class BoundKind : std::uint8_t {
  none = 0,
  hard_min = 1,
  map = 2,
  margin = 3,
  roi = 4,
  profit = 5,
  one_tick = 6,
  hard_max = 7,
  reference_ratio = 8,
  consumer_price = 9,
};

inline constexpr std::array bound_kind_words{Word{BoundKind::none, "none"},
                                             Word{BoundKind::hard_min, "hard_min"},
                                             Word{BoundKind::map, "map"},
                                             Word{BoundKind::margin, "margin"},
                                             Word{BoundKind::roi, "roi"},
                                             Word{BoundKind::profit, "profit"},
                                             Word{BoundKind::one_tick, "one_tick"},
                                             Word{BoundKind::hard_max, "hard_max"},
                                             Word{BoundKind::reference_ratio, "reference_ratio"},
                                             Word{BoundKind::consumer_price, "consumer_price"}};

/// A bound as an item price.
struct Limit {
  std::int64_t item_minor{0};
  BoundKind kind{BoundKind::none};  ///< none: there is no such limit
  [[nodiscard]] constexpr bool exists() const noexcept { return kind != BoundKind::none; }
};

/// The higher of two floors; the first of equals, and none gives way.
[[nodiscard]] constexpr Limit higher(Limit a, Limit b) noexcept {
  return !b.exists() || (a.exists() && a.item_minor >= b.item_minor) ? a : b;
}
/// The lower of two ceilings; the first of equals, and none gives way.
[[nodiscard]] constexpr Limit lower(Limit a, Limit b) noexcept {
  return !b.exists() || (a.exists() && a.item_minor <= b.item_minor) ? a : b;
}

/// What lies between our item price and the other bases.
struct OwnTerms {
  std::int64_t shipping_minor{0};
  std::int64_t points_minor{0};  ///< 0 where the marketplace has none
};

/// The item price at which a bound on its own basis is just met.
[[nodiscard]] constexpr std::int64_t on_item(const Bound& bound, OwnTerms own) noexcept {
  switch (bound.basis) {
    case Basis::item:
      return bound.amount_minor;
    case Basis::landed:
      return bound.amount_minor - own.shipping_minor + own.points_minor;
    case Basis::item_minus_points:
      return bound.amount_minor + own.points_minor;
  }
  return bound.amount_minor;
}

/// The bounds that every price is kept in: item prices on the tick.
struct Bounds {
  std::int64_t floor_minor{1};
  std::int64_t ceiling_minor{0};  ///< where `has_ceiling`
  bool has_ceiling{false};
  BoundKind floor_kind{BoundKind::hard_min};
  BoundKind ceiling_kind{BoundKind::none};

  [[nodiscard]] constexpr bool above(std::int64_t price_minor) const noexcept {
    return has_ceiling && price_minor > ceiling_minor;
  }
  [[nodiscard]] constexpr bool below(std::int64_t price_minor) const noexcept {
    return price_minor < floor_minor;
  }
  [[nodiscard]] constexpr bool outside(std::int64_t price_minor) const noexcept {
    return below(price_minor) || above(price_minor);
  }
  /// The nearest price inside; the floor where the two cross.
  [[nodiscard]] constexpr std::int64_t nearest(std::int64_t price_minor) const noexcept {
    const std::int64_t capped = has_ceiling ? std::min(price_minor, ceiling_minor) : price_minor;
    return std::max(capped, floor_minor);
  }
};

/// Bounds from the highest floor and the lowest ceiling.
/// Units:  the floor is raised to the tick, and to one tick at least; the ceiling is lowered to it.
[[nodiscard]] constexpr Bounds make_bounds(Limit floor, Limit ceiling, Grid tick) noexcept {
  const std::int64_t raised = up(tick, floor.item_minor);
  const bool lifted = raised < tick.step_minor;
  return {lifted ? tick.step_minor : raised, ceiling.exists() ? down(tick, ceiling.item_minor) : 0,
          ceiling.exists(), lifted ? BoundKind::one_tick : floor.kind, ceiling.kind};
}

}  // namespace v0
}  // namespace haggle
