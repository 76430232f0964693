// haggle/reprice/resolve.hpp -- floor 5 (reprice).
//
// Stages 1 to 3: the bounds' own faults, our row among the offers, the current price, our own
// shipping, and the gates that keep a listing from being decided on at all.
#pragma once

#include <cstdint>
#include <optional>

#include "haggle/reprice/check_input.hpp"
#include "haggle/reprice/run.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// Faults of the bounds of one rung.
constexpr Fault check_bounds(const Listing& l) noexcept {
  const bool has_floor = l.knows(Listing::has_floor);
  const bool has_ceiling = l.knows(Listing::has_ceiling);
  if (has_floor && !is_amount(l.floor.amount_minor)) {
    return Fault{Errc::out_of_range, "listing.floor"};
  }
  if (has_ceiling && !is_amount(l.ceiling.amount_minor)) {
    return Fault{Errc::out_of_range, "listing.ceiling"};
  }
  if (l.knows(Listing::has_map) && !is_amount(l.map_minor)) {
    return Fault{Errc::out_of_range, "listing.map"};
  }
  if (has_floor && !is_up_to(l.floor.basis, Basis::item_minus_points)) {
    return Fault{Errc::unknown_value, "listing.floor.basis"};
  }
  if (has_ceiling && !is_up_to(l.ceiling.basis, Basis::item_minus_points)) {
    return Fault{Errc::unknown_value, "listing.ceiling.basis"};
  }
  if (!has_floor || l.floor.amount_minor < 1) {
    return Fault{Errc::floor_required, "listing.floor"};
  }
  return {};
}

/// The price that stands: our row's where it differs and what we sent had the time to settle.
/// Needs: what our row shows; 0: nothing.
constexpr std::int64_t standing_price(const Listing& l, std::int64_t shown_minor, Instant seen,
                                      Duration settle_time) noexcept {
  if (shown_minor <= 0) return l.price_minor;
  const bool settled =
      l.price_minor == 0 || !l.knows(Listing::has_price_time) || seen - l.price_time >= settle_time;
  return settled ? shown_minor : l.price_minor;
}

inline void resolve_current(Run& run) noexcept {
  if (run.rung.is_tier || !run.own_row.row.exists()) return;
  const std::int64_t stands =
      standing_price(run.listing(), run.priced.item_minor[run.own_row.row.value], run.market.time,
                     run.terms.spec().gates.settle_time);
  if (stands == run.current()) return;
  run.out.current_minor = stands;
  run.write(Stage::resolve, Reason::changed_outside, stands, run.own_row.row);
}

/// Our own shipping: the listing's, else our row's, else nothing where the marketplace ships.
inline bool resolve_shipping(Run& run) noexcept {
  const Listing& l = run.listing();
  run.own.points_minor = run.priced.has_points ? l.points_minor : 0;
  if (l.knows(Listing::has_shipping)) {
    run.own.shipping_minor = l.shipping_minor;
  } else if (run.own_row.row.exists()) {
    run.own.shipping_minor = run.priced.offers[run.own_row.row.value].shipping_minor;
  } else if (l.fulfilment != Fulfilment::marketplace) {
    return false;
  }
  run.shipping_known = true;
  return true;
}

inline bool cost_missing(const Run& run) noexcept {
  return run.terms.asks_profit() && !run.listing().knows(Listing::has_cost);
}

/// Stage 2, once the bounds' own faults are checked.
inline Held resolve(Run& run) noexcept {
  resolve_current(run);
  if (!resolve_shipping(run)) return {Stage::resolve, Reason::own_shipping_unknown};
  if (cost_missing(run)) return {Stage::resolve, Reason::cost_unknown};
  return {};
}

/// When the seller's hours begin again; none inside them.
constexpr std::optional<Instant> hours_open_at(const Hours& hours, const Clock& clock) noexcept {
  const std::int32_t minute = minute_of_day(clock.now, clock.utc_offset_minutes);
  const bool wraps = hours.start_minute > hours.end_minute;
  const bool begun = minute >= hours.start_minute;
  const bool not_ended = minute < hours.end_minute;
  if (wraps ? begun || not_ended : begun && not_ended) return std::nullopt;
  const std::int64_t wait = (hours.start_minute - minute + minutes_per_day) % minutes_per_day;
  return Instant{(whole_minutes(clock.now) + wait) * ms_per_minute};
}

/// Stage 3: the first gate that is shut holds.
inline Held gates(const GateTerms& gate, const Listing& l, Instant market_time,
                  const Clock& clock) noexcept {
  const auto held = [](Reason reason) { return Held{Stage::gates, reason}; };
  if (l.knows(Listing::has_last_applied) && market_time < l.last_applied) {
    return held(Reason::older_than_applied);
  }
  if (gate.paused) return held(Reason::paused);
  if (gate.hours) {
    const auto opens = hours_open_at(*gate.hours, clock);
    if (opens) return {Stage::gates, Reason::outside_hours, *opens};
  }
  if (l.status != ListingStatus::active) return held(Reason::not_active);
  if (l.knows(Listing::has_stock) && l.stock <= 0) return held(Reason::out_of_stock);
  if (gate.snapshot_age_max && clock.now - market_time > *gate.snapshot_age_max) {
    return held(Reason::stale_snapshot);
  }
  return {};
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
