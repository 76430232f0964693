// haggle/reprice/decide.hpp -- floor 5 (reprice).
//
// From a snapshot and a policy to one price and the reasons that led to it: thirteen stages in a fixed
// order, bounds last, and then a last check that shares nothing with them. Allocates nothing.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>

#include "haggle/reprice/last_check.hpp"
#include "haggle/reprice/resolve.hpp"
#include "haggle/reprice/stages.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// When to decide again: not before the cool-down ends, and not at all when the market that is kept
/// will then be too old.
inline void wake(Run& run, std::optional<Instant> wanted) noexcept {
  if (!wanted) return;
  const GateTerms& gates = run.terms.spec().gates;
  const bool sends = run.out.action == Action::reprice;
  const std::optional<Instant> started = sends ? std::optional{run.clock.now} : run.sent();
  const Instant at = started ? std::max(*wanted, *started + gates.cool_down) : *wanted;
  if (gates.snapshot_age_max && at - run.market.time > *gates.snapshot_age_max) return;
  run.out.again_at = at;
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

inline void note_bounds(Run& run, const Bounds& bounds) noexcept {
  run.bounds = bounds;
  Decision& out = run.out;
  out.floor_minor = bounds.floor_minor;
  out.floor_kind = bounds.floor_kind;
  out.ceiling_minor = bounds.ceiling_minor;
  out.ceiling_kind = bounds.ceiling_kind;
  out.has |= Decision::has_bounds | (bounds.has_ceiling ? Decision::has_ceiling : 0U);
}

/// The last words of every decision.
inline void finish(Run& run, Action action, std::optional<Instant> again_at) noexcept {
  Decision& out = run.out;
  out.action = action;
  out.price_minor = run.value_minor;
  if (!run.goal_known) out.goal_minor = run.value_minor;
  if (out.current_minor != 0) {
    out.change_minor = out.price_minor - out.current_minor;
    out.change_ppm = change_ppm(out.change_minor, out.current_minor);
  }
  if (out.knows(Decision::has_bounds)) out.binding = binding_of(run.bounds, out.price_minor);
  wake(run, again_at);
}

/// Is the standing price outside its bounds, as far as they can be worked out?
inline bool standing_outside(Run& run) noexcept {
  if (!run.out.knows(Decision::has_bounds)) {
    if (!run.shipping_known || cost_missing(run)) return false;
    const Result<Derived> derived = derive_bounds(run);
    if (!derived) return false;
    note_bounds(run, derived->bounds);
  }
  return run.current() != 0 && run.bounds.outside(run.current());
}

/// A hold of stages 1 to 3 or 12: the price stays what it is.
inline void leave_alone(Run& run, const Held& held) noexcept {
  run.write(held.stage, held.reason, run.current());
  if (standing_outside(run)) run.out.notes |= note::standing_price_out_of_bounds;
  finish(run, Action::hold, held.again_at);
}

/// Stage 12: to the nearer bound, and then the last check.
inline std::optional<Error> apply_bounds(Run& run, const Snapshot& raw, bool corrects) noexcept {
  const std::int64_t price = run.bounds.nearest(run.value_minor);
  if (price != run.value_minor) {
    const Reason moved =
        price > run.value_minor ? Reason::raised_to_floor : Reason::lowered_to_ceiling;
    run.write(Stage::bounds, corrects ? Reason::bounds_correction : moved, price);
  }
  if (price == run.current()) return std::nullopt;
  if (!is_amount(price)) return Error{Errc::out_of_range, 0, 0, 0, "decision.price"};
  std::optional<std::int64_t> profit;
  if (run.amounts.profit) profit = run.amounts.profit->minor;
  const CheckedPrice checked{price, run.rung.consumer_price_minor, profit};
  if (last_check(raw, run.terms.spec().bounds, checked)) return std::nullopt;
  return Error{Errc::bounds_violated, 0, 0, static_cast<std::uint64_t>(price), "decision.price"};
}

/// A hold of stages 5 to 11 proposes the current price, which is brought back where it is out of
/// its bounds.
inline std::optional<Error> propose_current(Run& run, const Snapshot& raw,
                                            const Held& held) noexcept {
  run.write(held.stage, held.reason, run.current());
  if (run.current() == 0) {
    finish(run, Action::hold, held.again_at);
    return std::nullopt;
  }
  if (auto fault = apply_bounds(run, raw, true)) return fault;
  const bool corrected = run.value_minor != run.current();
  const bool waits = !corrected || held.reason == Reason::cool_down;
  finish(run, corrected ? Action::reprice : Action::hold, waits ? held.again_at : std::nullopt);
  return std::nullopt;
}

/// Stage 13: why the price is not worth sending, if it is not.
inline std::optional<Reason> not_worth_it(const Run& run) noexcept {
  if (run.current() == 0) return std::nullopt;
  if (run.value_minor == run.current()) return Reason::no_change;
  if (run.bounds.outside(run.current())) return std::nullopt;
  const std::int64_t change = run.out.goal_minor - run.current();
  if (!is_below(change, run.amounts.min_change, run.current())) return std::nullopt;
  return Reason::below_min_change;
}

inline std::optional<Held> wish(Run& run, Scene& scene) noexcept {
  if (auto held = find_scene(run, scene)) return held;
  if (auto held = choose_strategy(run)) return held;
  if (auto held = propose(run, scene)) return held;
  if (auto held = min_max_rule(run, scene)) return held;
  to_grid(run);
  to_step(run);
  return std::nullopt;
}

/// Stages 4 to 13.
inline std::optional<Error> reprice(Run& run, const Snapshot& raw) noexcept {
  Scene scene{run.priced, run.market, run.verdicts, {}, {}, run.own};
  if (const auto held = wish(run, scene)) return propose_current(run, raw, *held);
  if (auto fault = apply_bounds(run, raw, false)) return fault;
  if (const auto reason = not_worth_it(run)) {
    run.write(Stage::worth_it, *reason, run.current());
    finish(run, Action::hold, std::nullopt);
    return std::nullopt;
  }
  if (run.memory_if_sent) run.out.memory = *run.memory_if_sent;
  const bool goes_on =
      run.out.strategy != Strategy::maximize_profit && run.out.passed(Stage::step_limit);
  const Instant next = run.clock.now + run.terms.spec().gates.step_interval;
  finish(run, Action::reprice, goes_on ? std::optional{next} : std::nullopt);
  return std::nullopt;
}

/// All stages of one rung.  Needs: input that `check_input` passed, and verdicts all not_examined.
inline std::optional<Error> run_rung(Run& run, const Snapshot& raw, bool in_band) noexcept {
  const Listing& l = run.listing();
  run.out.currency = l.currency;
  run.out.memory = l.memory;
  run.out.current_minor = run.value_minor = l.price_minor;
  if (in_band) run.write(Stage::age_band, Reason::age_band, run.value_minor);
  if (auto fault = check_bounds(l)) return fault;
  std::optional<Held> held = resolve(run);
  if (!held) held = gates(run);
  if (!held) {
    const Result<Derived> derived = derive_bounds(run);
    if (!derived) return derived.error();
    note_bounds(run, derived->bounds);
    if (derived->conflict) held = Held{Stage::bounds, *derived->conflict, {}};
  }
  if (!held) return reprice(run, raw);
  leave_alone(run, *held);
  return std::nullopt;
}

/// The verdicts of one decision: the caller's, or room of our own.
struct VerdictScratch {
  Verdict own[offers_max];
};

inline std::optional<Error> check_snapshot(const Snapshot& s,
                                           std::span<Verdict> verdicts) noexcept {
  if (auto fault = check_listing(s.listing)) return fault;
  if (auto fault = check_match(s.listing, s.market, s.offers.size())) return fault;
  if (auto fault = check_times(s.listing, s.market, s.clock)) return fault;
  if (s.offers.size() > offers_max) return Error{Errc::too_many_offers, 0, 0, 0, "offers"};
  if (!verdicts.empty() && verdicts.size() < s.offers.size()) {
    return Error{Errc::verdicts_too_short, 0, 0, 0, "verdicts"};
  }
  return std::nullopt;
}

}  // namespace detail

/// Decides one price.
/// Pure:     equal arguments give equal bytes; nothing is kept, nothing is allocated.
/// Units:    minor units of the listing's currency; at most offers_max offers.
/// Verdicts: none, or room for one an offer; all are written whenever a decision is returned.
/// Ties:     the canonical order; the order of the offers changes nothing but indexes.
/// Errors:   bad_size, out_of_range, unknown_value, unknown_currency, currency_mismatch,
///           not_this_listing, too_many_offers, verdicts_too_short, floor_required,
///           bounds_contradict, floor_impossible, amount_precision, bounds_violated (our bug: the
///           price is in `offset` and is not given out).
/// Cost:     linear in the offers; 17 KiB of stack.
[[nodiscard]] inline Result<Decision> decide(const Snapshot& snapshot, const Policy& policy,
                                             std::span<Verdict> verdicts = {}) noexcept {
  if (const auto fault = detail::check_snapshot(snapshot, verdicts)) {
    return tl::unexpected<Error>(*fault);
  }
  const Terms* band = policy.band_of(snapshot.listing);
  const Terms& terms = band != nullptr ? *band : policy.base();
  const Result<const PolicyAmounts*> amounts = terms.amounts_in(snapshot.listing.currency);
  if (!amounts) return tl::unexpected<Error>(amounts.error());

  OfferScratch scratch;
  const Group group{snapshot.listing.seller, terms.spec().sisters};
  const detail::OfferFacts facts =
      detail::price_offers(snapshot.offers, snapshot.market, group, scratch);
  if (!facts.sound) return tl::unexpected<Error>(detail::fault_of(snapshot.offers));

  detail::VerdictScratch own;
  Verdict* written = verdicts.empty() ? own.own : verdicts.data();
  std::fill_n(written, snapshot.offers.size(), Verdict::not_examined);
  const detail::Rung rung{snapshot.listing, 0, false};
  Result<Decision> result;
  detail::Run run{rung,
                  snapshot.market,
                  snapshot.clock,
                  terms,
                  **amounts,
                  {snapshot.offers, scratch.item_minor, scratch.landed_minor, scratch.marks,
                   snapshot.market.is(Market::has_points)},
                  written,
                  *result};
  if (facts.landed_differs) run.out.notes |= note::landed_differs;
  if (const auto fault = detail::run_rung(run, snapshot, band != nullptr)) {
    return tl::unexpected<Error>(*fault);
  }
  return result;
}

/// Decides many, one result each; one failure does not stop the others.
/// Needs: as many results as snapshots, else bad_argument and nothing is written.
[[nodiscard]] inline std::optional<Error> decide_each(std::span<const Snapshot> snapshots,
                                                      const Policy& policy,
                                                      std::span<Result<Decision>> results) {
  if (results.size() != snapshots.size()) return Error{Errc::bad_argument, 0, 0, 0, "results"};
  for (std::size_t i = 0; i < snapshots.size(); ++i) {
    results[i] = decide(snapshots[i], policy);
  }
  return std::nullopt;
}

}  // namespace v0
}  // namespace haggle
