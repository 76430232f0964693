// haggle/reprice/effective_bounds.hpp -- floor 5 (reprice).
//
// The bounds of stage 12, derived once before the offers are looked at: reprice asks profit for the
// derived floors and hands them to bounds as amounts.
#pragma once

#include <cstdint>
#include <optional>

#include "haggle/profit/floor_price.hpp"
#include "haggle/reprice/run.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

constexpr Costs costs_of(const Listing& l) noexcept {
  return {l.cost_minor, l.fee_ppm, l.fee_fixed_minor};
}

/// The listing's dated reference price; 0 where there is none or it is too old.
inline std::int64_t reference_price(const Listing& l, const BoundSpec& bounds,
                                    Instant now) noexcept {
  if (!bounds.reference_age_max) return l.reference_price_minor;
  if (!l.knows(Listing::has_reference_time)) return 0;
  return now - l.reference_time > *bounds.reference_age_max ? 0 : l.reference_price_minor;
}

constexpr Limit hard_min(const Listing& l, OwnTerms own) noexcept {
  const Limit floor{on_item(l.floor, own), BoundKind::hard_min};
  if (!l.knows(Listing::has_map)) return floor;
  return higher(floor, Limit{l.map_minor, BoundKind::map});
}

constexpr Limit hard_max(const Listing& l, OwnTerms own) noexcept {
  if (!l.knows(Listing::has_ceiling)) return {};
  return {on_item(l.ceiling, own), BoundKind::hard_max};
}

inline Limit ratio_ceiling(const Run& run) noexcept {
  const BoundSpec& bounds = run.terms.spec().bounds;
  const std::int64_t reference = reference_price(run.listing(), bounds, run.clock.now);
  if (!bounds.ceiling_ratio || reference == 0) return {};
  const Wide product = Wide{reference} * bounds.ceiling_ratio->ppm;
  return {static_cast<std::int64_t>(product / ppm_one), BoundKind::reference_ratio};
}

inline Limit consumer_ceiling(const Run& run) noexcept {
  if (run.rung.consumer_price_minor == 0) return {};
  return {run.rung.consumer_price_minor, BoundKind::consumer_price};
}

/// Takes a floor that a goal asks for into the highest one; false where the goal is impossible.
template <class Goal>
bool raise_for(const std::optional<Goal>& goal, BoundKind kind, const Run& run,
               std::int64_t ceiling_minor, Limit& floor) noexcept {
  if (!goal) return true;
  const Costs costs = costs_of(run.listing());
  if (!is_possible(*goal, costs)) return false;
  floor = higher(floor, Limit{floor_price_of(*goal, costs, ceiling_minor), kind});
  return true;
}

/// The floors that margin, ROI and profit ask for.
inline bool raise_to_profit(const Run& run, Limit ceiling, Limit& floor) noexcept {
  if (!run.terms.asks_profit()) return true;
  const BoundSpec& bounds = run.terms.spec().bounds;
  const std::int64_t most = ceiling.exists() ? ceiling.item_minor : no_ceiling_minor;
  return raise_for(bounds.margin, BoundKind::margin, run, most, floor) &&
         raise_for(bounds.roi, BoundKind::roi, run, most, floor) &&
         raise_for(run.amounts.profit, BoundKind::profit, run, most, floor);
}

/// Writes the effective bounds where the stages and the decision keep them. Field by field: copied
/// whole, their single bytes would be read back before they are stored.
inline void note_bounds(Run& run, const Bounds& bounds) noexcept {
  run.bounds.floor_minor = bounds.floor_minor;
  run.bounds.ceiling_minor = bounds.ceiling_minor;
  run.bounds.has_ceiling = bounds.has_ceiling;
  run.bounds.floor_kind = bounds.floor_kind;
  run.bounds.ceiling_kind = bounds.ceiling_kind;
  Decision& out = run.out;
  out.floor_minor = bounds.floor_minor;
  out.floor_kind = bounds.floor_kind;
  out.ceiling_minor = bounds.ceiling_minor;
  out.ceiling_kind = bounds.ceiling_kind;
  out.has |= Decision::has_bounds | (bounds.has_ceiling ? Decision::has_ceiling : 0U);
}

/// Derives the effective bounds, and holds where no price can meet them.
/// Needs: our own shipping, and the cost where a goal asks for it.
/// Faults: bounds_contradict, floor_impossible.
inline Fault derive_bounds(Run& run, Held& held) noexcept {
  Limit floor = hard_min(run.listing(), run.own);
  const Limit most = hard_max(run.listing(), run.own);
  if (most.exists() && floor.item_minor > most.item_minor) {
    return {Errc::bounds_contradict, "listing.ceiling"};
  }
  const Limit ceiling = lower(lower(most, ratio_ceiling(run)), consumer_ceiling(run));
  if (!raise_to_profit(run, ceiling, floor)) return {Errc::floor_impossible, "listing.fee"};
  const Bounds bounds = make_bounds(floor, ceiling, run.amounts.tick);
  note_bounds(run, bounds);
  if (ceiling.exists() && floor.item_minor > ceiling.item_minor) {
    held = {Stage::bounds, Reason::bounds_cross};
  } else if (ceiling.exists() && bounds.floor_minor > bounds.ceiling_minor) {
    held = {Stage::bounds, Reason::no_legal_price};
  }
  return {};
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
