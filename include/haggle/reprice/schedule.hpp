// haggle/reprice/schedule.hpp -- floor 5 (reprice).
//
// The daily reset to the default price and the resume at the ceiling, as pure functions of a span
// of time: the caller asks what fell due since it asked last. Bounds hold here too.
#pragma once

#include <cstdint>
#include <optional>

#include "haggle/reprice/decide.hpp"

namespace haggle {
inline namespace v0 {

/// When prices are reset and resumed, in minutes of the local day, 0..1'439.
struct ScheduleRule {
  std::optional<std::int32_t> reset_minute{};   ///< to the default price
  std::optional<std::int32_t> resume_minute{};  ///< to the ceiling; off unless asked
  std::int32_t utc_offset_minutes{0};
};

/// The moments after `from` up to and with `to`.
struct TimeWindow {
  Instant from{};
  Instant to{};
};

namespace detail {

/// The last moment in the window at which the local day reaches the minute.
constexpr std::optional<Instant> last_due(std::optional<std::int32_t> minute,
                                          std::int32_t utc_offset_minutes,
                                          TimeWindow window) noexcept {
  if (!minute) return std::nullopt;
  const std::int64_t local = whole_minutes(window.to) + utc_offset_minutes;
  const auto day = static_cast<std::int64_t>(floor_div(local - *minute, minutes_per_day));
  const Instant due{(day * minutes_per_day + *minute - utc_offset_minutes) * ms_per_minute};
  return due > window.from ? std::optional{due} : std::nullopt;
}

/// What fell due last: the reset or the resume; a tie resumes.
constexpr std::optional<Reason> due_reason(const ScheduleRule& rule, TimeWindow window) noexcept {
  const auto reset = last_due(rule.reset_minute, rule.utc_offset_minutes, window);
  const auto resume = last_due(rule.resume_minute, rule.utc_offset_minutes, window);
  if (resume && (!reset || *resume >= *reset)) return Reason::price_resume;
  if (reset) return Reason::price_reset;
  return std::nullopt;
}

/// The gates that need no market.
inline Held standing_gates(const Run& run) noexcept {
  const Listing& l = run.listing();
  if (run.terms.spec().gates.paused) return {Stage::gates, Reason::paused};
  if (l.status != ListingStatus::active) return {Stage::gates, Reason::not_active};
  if (l.knows(Listing::has_stock) && l.stock <= 0) {
    return {Stage::gates, Reason::out_of_stock};
  }
  return {};
}

inline Held propose_scheduled(Run& run, Reason due) noexcept {
  const std::int64_t default_price = run.listing().default_price_minor;
  const Outcome said = due == Reason::price_resume ? ceiling_of(run.bounds, due)
                       : default_price != 0        ? go(due, default_price)
                                                   : hold(Reason::no_default);
  if (said.holds) return {Stage::propose, said.reason};
  run.write(Stage::propose, said.reason, said.price_minor);
  to_grid(run);
  return {};
}

inline Fault run_scheduled(Run& run, const Snapshot& raw, Reason due) noexcept {
  Held held;
  const auto open = [](const Run& r) { return standing_gates(r); };
  if (const Fault fault = enter(run, open, held)) return fault;
  if (held) {
    leave_alone(run, held);
    return {};
  }
  if (const Held none = propose_scheduled(run, due)) return propose_current(run, raw, none);
  if (const Fault fault = apply_bounds(run, raw, false)) return fault;
  const bool same = run.value_minor == run.current();
  if (same) run.write(Stage::worth_it, Reason::no_change, run.current());
  finish(run, same ? Action::hold : Action::reprice);
  return {};
}

constexpr bool is_minute(const std::optional<std::int32_t>& minute) noexcept {
  return !minute || (0 <= *minute && *minute < minutes_per_day);
}

}  // namespace detail

/// The price that a schedule sets for what fell due last in the window; nothing where nothing did.
/// Reset:  the default price, without one hold `no_default`; resume: the ceiling, without one hold
///         `ceiling_required`. No market is needed, so the gates on its age do not apply; paused,
///         not active and out of stock hold. No step limit, no cool-down.
/// Points: a listing that names points sells where points count.
/// Errors: those of `decide`; out_of_range for a rule or a window that is none.
[[nodiscard]] inline Result<std::optional<Decision>> scheduled(const Listing& listing,
                                                               const Policy& policy,
                                                               const ScheduleRule& rule,
                                                               TimeWindow window) noexcept {
  if (!detail::is_minute(rule.reset_minute) || !detail::is_minute(rule.resume_minute)) {
    return fail(Errc::out_of_range, "rule");
  }
  Market market;
  market.currency = listing.currency;
  market.item = listing.item;
  market.marketplace = listing.marketplace;
  market.audience = listing.audience;
  market.condition = listing.condition;
  market.time = window.to;
  market.flags = listing.points_minor != 0 ? Market::has_points : 0U;
  const Snapshot raw{listing, market, {}, Clock{window.to, rule.utc_offset_minutes}};
  if (const auto fault = detail::check_snapshot(raw, {})) {
    return tl::unexpected<Error>(fault.error());
  }
  if (!detail::is_instant(window.from)) return fail(Errc::out_of_range, "window.from");
  const std::optional<Reason> due = detail::due_reason(rule, window);
  if (!due) return std::optional<Decision>{};

  const Terms* band = policy.band_of(listing);
  const Terms& terms = band != nullptr ? *band : policy.base();
  const Result<const PolicyAmounts*> amounts = terms.amounts_in(listing.currency);
  if (!amounts) return tl::unexpected<Error>(amounts.error());
  const detail::Rung rung{listing, 0, false};
  Decision out;
  PricedOffers nobody;
  nobody.has_points = market.is(Market::has_points);
  const detail::RunInput in{market, raw.clock, terms, **amounts, nobody, {}, {}, nullptr};
  detail::Run run{rung, in, out};
  detail::begin(run, band != nullptr);
  if (const auto fault = detail::run_scheduled(run, raw, *due)) {
    return tl::unexpected<Error>(fault.error());
  }
  return std::optional<Decision>{out};
}

}  // namespace v0
}  // namespace haggle
