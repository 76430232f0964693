// haggle/reprice/decide.hpp -- floor 5 (reprice).
//
// From a snapshot and a policy to one price and the reasons that led to it: thirteen stages in a
// fixed order, bounds last, and then a last check that shares nothing with them. Allocates
// nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

#include "haggle/reprice/last_check.hpp"
#include "haggle/reprice/resolve.hpp"
#include "haggle/reprice/stages.hpp"
#include "haggle/reprice/survey.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// When to decide again: not before the cool-down ends, and not at all when the market that is kept
/// will then be too old.
/// Needs: when the price that stands from now on was sent, if that is known.
constexpr std::optional<Instant> waking_time(const GateTerms& gates, Instant wanted,
                                             std::optional<Instant> sent,
                                             Instant market_time) noexcept {
  const Instant at = sent ? std::max(wanted, *sent + gates.cool_down) : wanted;
  if (gates.snapshot_age_max && at - market_time > *gates.snapshot_age_max) return std::nullopt;
  return at;
}

inline void wake(Run& run, Instant wanted) noexcept {
  const bool sends = run.out.action == Action::reprice;
  const std::optional<Instant> sent = sends ? std::optional{run.clock.now} : run.sent();
  const auto at = waking_time(run.terms.spec().gates, wanted, sent, run.market.time);
  if (!at) return;
  run.out.again_at = *at;
  run.out.has |= Decision::has_again_at;
}

/// A change in parts per million of the current price.
constexpr std::int64_t change_ppm(std::int64_t change_minor, std::int64_t current_minor) noexcept {
  const Wide exact = half_up_div(Wide{change_minor} * ppm_one, current_minor);
  return static_cast<std::int64_t>(
      std::clamp(exact, Wide{-amount_minor_max}, Wide{amount_minor_max}));
}

constexpr BoundKind binding_of(const Bounds& bounds, std::int64_t price_minor) noexcept {
  if (price_minor == bounds.floor_minor) return bounds.floor_kind;
  if (bounds.has_ceiling && price_minor == bounds.ceiling_minor) return bounds.ceiling_kind;
  return BoundKind::none;
}

/// The last words of every decision.
inline void finish(Run& run, Action action) noexcept {
  Decision& out = run.out;
  out.action = action;
  out.price_minor = run.value_minor;
  if (!run.goal_known) out.goal_minor = run.value_minor;
  if (out.current_minor != 0) {
    out.change_minor = out.price_minor - out.current_minor;
    out.change_ppm = change_ppm(out.change_minor, out.current_minor);
  }
  if (out.knows(Decision::has_bounds)) out.binding = binding_of(run.bounds, out.price_minor);
}

/// A hold that ends by itself.
inline void finish_hold(Run& run, const Held& held) noexcept {
  finish(run, Action::hold);
  if (held.has_again_at) wake(run, held.again_at);
}

/// Is the standing price outside its bounds, as far as they can be worked out?
inline bool standing_outside(Run& run) noexcept {
  if (!run.out.knows(Decision::has_bounds)) {
    Held crossed;
    if (!run.shipping_known || cost_missing(run) || derive_bounds(run, crossed)) return false;
  }
  return run.current() != 0 && run.bounds.outside(run.current());
}

/// A hold of stages 1 to 3 or 12: the price stays what it is.
inline void leave_alone(Run& run, const Held& held) noexcept {
  run.write(held.stage, held.reason, run.current());
  if (standing_outside(run)) run.out.notes |= note::standing_price_out_of_bounds;
  finish_hold(run, held);
}

/// Stage 12: to the nearer bound, and then the last check.
inline Fault apply_bounds(Run& run, const Snapshot& raw, bool corrects) noexcept {
  const std::int64_t price = run.bounds.nearest(run.value_minor);
  if (price != run.value_minor) {
    const Reason moved =
        price > run.value_minor ? Reason::raised_to_floor : Reason::lowered_to_ceiling;
    run.write(Stage::bounds, corrects ? Reason::bounds_correction : moved, price);
  }
  if (price == run.current()) return {};
  if (!is_amount(price)) return {Errc::out_of_range, "decision.price"};
  const CheckedPrice checked{price, run.rung.consumer_price_minor, run.amounts.profit};
  if (last_check(raw, run.terms.spec().bounds, checked)) return {};
  return {Errc::bounds_violated, "decision.price"};
}

/// A hold of stages 5 to 11 proposes the current price, which is brought back where it is out of
/// its bounds.
inline Fault propose_current(Run& run, const Snapshot& raw, const Held& held) noexcept {
  run.write(held.stage, held.reason, run.current());
  if (run.current() != 0) {
    if (const Fault fault = apply_bounds(run, raw, true)) return fault;
  }
  if (run.value_minor == run.current()) {
    finish_hold(run, held);
    return {};
  }
  finish(run, Action::reprice);
  if (held.reason == Reason::cool_down) wake(run, held.again_at);
  return {};
}

/// Stage 13: why a price is not worth sending in place of the current one, if it is not.
inline Reason not_worth_it(std::int64_t price_minor, std::int64_t goal_minor,
                           std::int64_t current_minor, const Bounds& bounds,
                           Size min_change) noexcept {
  if (current_minor == 0) return {};
  if (price_minor == current_minor) return Reason::no_change;
  if (bounds.outside(current_minor)) return {};
  const bool small = is_below(goal_minor - current_minor, min_change, current_minor);
  return small ? Reason::below_min_change : Reason{};
}

inline Held wish(Run& run, Scene& scene) noexcept {
  if (const Held held = find_scene(run, scene)) return held;
  if (const Held held = choose_strategy(run)) return held;
  if (const Held held = propose(run, scene)) return held;
  if (const Held held = min_max_rule(run, scene)) return held;
  to_grid(run);
  to_step(run);
  return {};
}

/// Stages 4 to 13.
inline Fault reprice(Run& run, const Snapshot& raw) noexcept {
  Scene scene{run.priced, run.market, run.verdicts, {}, run.own};
  if (const Held held = wish(run, scene)) return propose_current(run, raw, held);
  if (const Fault fault = apply_bounds(run, raw, false)) return fault;
  const Reason idle = not_worth_it(run.value_minor, run.out.goal_minor, run.current(), run.bounds,
                                   run.amounts.min_change);
  if (idle != Reason{}) {
    run.write(Stage::worth_it, idle, run.current());
    finish(run, Action::hold);
    return {};
  }
  if (run.memory_if_sent) run.out.memory = *run.memory_if_sent;
  finish(run, Action::reprice);
  if (run.limited && run.out.strategy != Strategy::maximize_profit) {
    wake(run, run.clock.now + run.terms.spec().gates.step_interval);
  }
  return {};
}

/// What every decision begins with: the price that stands, and the policy of its age band.
inline void begin(Run& run, bool in_band) noexcept {
  const Listing& l = run.listing();
  run.out.currency = l.currency;
  run.out.memory = l.memory;
  run.out.current_minor = run.value_minor = l.price_minor;
  if (in_band) run.write(Stage::age_band, Reason::age_band, run.value_minor);
}

/// Stages 2 and 3 and the bounds: whether there is anything to decide.
template <class Gates>
Fault enter(Run& run, Gates gates_of, Held& held) noexcept {
  if (const Fault fault = check_bounds(run.listing())) return fault;
  held = resolve(run);
  if (!held) held = gates_of(run);
  return held ? Fault{} : derive_bounds(run, held);
}

/// All stages of one rung.  Needs: input that `check_snapshot` passed, offers that are sifted.
inline Fault run_rung(Run& run, const Snapshot& raw, bool in_band) noexcept {
  begin(run, in_band);
  Held held;
  const auto gates_of = [](const Run& r) {
    return gates(r.terms.spec().gates, r.listing(), r.market.time, r.clock);
  };
  if (const Fault fault = enter(run, gates_of, held)) return fault;
  if (!held) return reprice(run, raw);
  std::fill_n(run.verdicts, raw.offers.size(), Verdict::not_examined);
  leave_alone(run, held);
  return {};
}

/// The verdicts of one decision: the caller's, or room of our own.
struct VerdictScratch {
  Verdict verdicts[offers_max];
};

/// Everything but the offers themselves, of which only their count is known.
inline Fault check_but_offers(const Snapshot& s, std::size_t offers_count) noexcept {
  if (const Fault fault = check_listing(s.listing)) return fault;
  if (const Fault fault = check_match(s.listing, s.market, offers_count)) return fault;
  if (const Fault fault = check_times(s.listing, s.market, s.clock)) return fault;
  return offers_count > offers_max ? Fault{Errc::too_many_offers, "offers"} : Fault{};
}

inline Fault check_snapshot(const Snapshot& s, std::span<Verdict> verdicts) noexcept {
  if (const Fault fault = check_but_offers(s, s.offers.size())) return fault;
  if (!verdicts.empty() && verdicts.size() < s.offers.size()) {
    return {Errc::verdicts_too_short, "verdicts"};
  }
  return {};
}

/// What is in force for a listing: the policy's base or a band of it, in the listing's currency.
struct InForce {
  const Terms* terms{nullptr};
  const PolicyAmounts* amounts{nullptr};
  bool in_band{false};
};

inline Fault find_in_force(const Policy& policy, const Listing& listing, InForce& out) noexcept {
  const Terms* band = policy.band_of(listing);
  out.in_band = band != nullptr;
  out.terms = out.in_band ? band : &policy.base();
  out.amounts = out.terms->find_amounts(listing.currency);
  return out.amounts != nullptr ? Fault{} : Fault{out.terms->amounts_in(listing.currency).error()};
}

/// The offers of a snapshot once they have been surveyed.
struct Surveyed {
  const PricedOffers& priced;
  const Survey& found;
  Verdict* verdicts;
};

/// Everything after the survey.
inline Fault decide_surveyed(const Snapshot& snapshot, const InForce& in_force,
                             const Surveyed& seen, Decision& out) noexcept {
  if (seen.found.landed_differs) out.notes |= note::landed_differs;
  const Rung rung{snapshot.listing, 0, false};
  const RunInput in{snapshot.market, snapshot.clock,     *in_force.terms,   *in_force.amounts,
                    seen.priced,     seen.found.own_row, seen.found.sifted, seen.verdicts};
  Run run{rung, in, out};
  return run_rung(run, snapshot, in_force.in_band);
}

/// Writes the decision.  Needs: room for one verdict an offer.
inline Fault decide_into(const Snapshot& snapshot, const InForce& in_force, Verdict* verdicts,
                         Decision& out) noexcept {
  OfferScratch scratch;
  const Survey found = survey(snapshot, in_force.terms->spec(), {scratch, verdicts});
  if (!found.sound) return fault_of(snapshot.offers);
  const PricedOffers priced{snapshot.offers, scratch.item_minor, scratch.landed_minor,
                            scratch.marks, snapshot.market.is(Market::has_points)};
  return decide_surveyed(snapshot, in_force, {priced, found, verdicts}, out);
}

}  // namespace detail

/// Decides one price.
/// Pure:     equal arguments give equal bytes; nothing is kept, nothing is allocated.
/// Units:    minor units of the listing's currency; at most offers_max offers.
/// Verdicts: none, or room for one an offer; all are written whenever a decision is returned.
/// Ties:     the canonical order; the order of the offers changes nothing but indexes.
/// Errors:   bad_size, out_of_range, unknown_value, unknown_currency, currency_mismatch,
///           not_this_listing, too_many_offers, verdicts_too_short, floor_required,
///           bounds_contradict, floor_impossible, amount_precision, bounds_violated (our bug,
///           caught: the price is not given out).
/// Cost:     linear in the offers; 19 KiB of stack.
[[nodiscard]] inline Result<Decision> decide(const Snapshot& snapshot, const Policy& policy,
                                             std::span<Verdict> verdicts = {}) noexcept {
  Result<Decision> result;  // the one object that is returned, so that it is never copied
  detail::VerdictScratch own;
  detail::Fault fault = detail::check_snapshot(snapshot, verdicts);
  detail::InForce in_force;
  if (!fault) fault = detail::find_in_force(policy, snapshot.listing, in_force);
  if (!fault) {
    Verdict* written = verdicts.empty() ? own.verdicts : verdicts.data();
    fault = detail::decide_into(snapshot, in_force, written, *result);
  }
  if (fault) result = tl::unexpected<Error>(fault.error());
  return result;
}

}  // namespace v0
}  // namespace haggle
