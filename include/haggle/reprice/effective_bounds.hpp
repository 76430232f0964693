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

inline Limit hard_min(const Run& run) noexcept {
  const Listing& l = run.listing();
  const Limit floor{on_item(l.floor, run.own), BoundKind::hard_min};
  if (!l.knows(Listing::has_map)) return floor;
  return higher(floor, Limit{l.map_minor, BoundKind::map});
}

inline Limit hard_max(const Run& run) noexcept {
  const Listing& l = run.listing();
  if (!l.knows(Listing::has_ceiling)) return {};
  return {on_item(l.ceiling, run.own), BoundKind::hard_max};
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

/// The highest of the floors that margin, ROI and profit ask for.  Errors: floor_impossible.
inline Result<Limit> derived_floor(const Run& run, Limit ceiling) noexcept {
  const BoundSpec& bounds = run.terms.spec().bounds;
  const Costs costs = costs_of(run.listing());
  const std::int64_t most = ceiling.exists() ? ceiling.item_minor : no_ceiling_minor;
  Limit highest;
  std::optional<Error> fault;
  const auto ask = [&](const auto& goal, BoundKind kind) {
    if (!goal || fault) return;
    const Result<std::int64_t> price = floor_price(*goal, costs, most);
    if (!price) fault = price.error();
    if (price) highest = higher(highest, Limit{*price, kind});
  };
  ask(bounds.margin, BoundKind::margin);
  ask(bounds.roi, BoundKind::roi);
  ask(run.amounts.profit, BoundKind::profit);
  if (fault) return tl::unexpected<Error>(*fault);
  return highest;
}

/// The effective bounds, and why they cannot be met, if they cannot.
struct Derived {
  Bounds bounds{};
  std::optional<Reason> conflict{};  ///< bounds_cross or no_legal_price
};

/// Derives the effective bounds.  Needs: our own shipping, and the cost where a goal asks for it.
/// Errors: bounds_contradict, floor_impossible.
inline Result<Derived> derive_bounds(const Run& run) noexcept {
  const Limit least = hard_min(run);
  const Limit most = hard_max(run);
  if (most.exists() && least.item_minor > most.item_minor) {
    return fail(Errc::bounds_contradict, "listing.ceiling");
  }
  const Limit ceiling = lower(lower(most, ratio_ceiling(run)), consumer_ceiling(run));
  const Result<Limit> derived = derived_floor(run, ceiling);
  if (!derived) return tl::unexpected<Error>(derived.error());
  const Limit floor = higher(least, *derived);
  Derived out{make_bounds(floor, ceiling, run.amounts.tick), std::nullopt};
  if (ceiling.exists() && floor.item_minor > ceiling.item_minor) {
    out.conflict = Reason::bounds_cross;
  } else if (out.bounds.has_ceiling && out.bounds.floor_minor > out.bounds.ceiling_minor) {
    out.conflict = Reason::no_legal_price;
  }
  return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
