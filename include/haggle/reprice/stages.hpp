// haggle/reprice/stages.hpp -- floor 5 (reprice).
//
// Stages 4 to 11: from the filtered offers to a wished price. Each either moves the price on the
// trail or holds.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "haggle/bounds/goal.hpp"
#include "haggle/bounds/min_max_rule.hpp"
#include "haggle/bounds/step_limit.hpp"
#include "haggle/reprice/effective_bounds.hpp"
#include "haggle/reprice/resolve.hpp"
#include "haggle/reprice/run.hpp"
#include "haggle/strategy/maximize.hpp"
#include "haggle/strategy/only_seller.hpp"
#include "haggle/strategy/reference.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// Stages 4 and 5: what the filters left, cool-down, the holder and the state.
inline Held find_scene(Run& run, Scene& scene) noexcept {
  const PolicySpec& spec = run.terms.spec();
  const Listing& l = run.listing();
  run.out.rivals_count = run.sifted.rivals_count;
  run.out.survivors_count = run.sifted.survivors_count;
  const std::optional<Instant> sent = run.sent();
  if (spec.gates.cool_down.ms > 0 && sent && run.clock.now - *sent < spec.gates.cool_down) {
    return {Stage::state, Reason::cool_down, *sent + spec.gates.cool_down};
  }
  scene.holder = find_holder(run.priced, run.sifted, run.market.winner_seller,
                             Group{l.seller, spec.sisters}, run.own_row);
  if (scene.holder.row.exists()) {
    run.out.holder = scene.holder.row.value;
    run.out.has |= Decision::has_holder;
  }
  run.out.state = find_state(run.market, run.sifted, scene.holder);
  return {};
}

constexpr bool box_is_lost(State state) noexcept {
  return state == State::buy_box_other || state == State::buy_box_unknown ||
         state == State::buy_box_suppressed;
}

constexpr Reason reason_of(State state) noexcept {
  switch (state) {
    case State::all_filtered:
      return Reason::all_filtered;
    case State::buy_box_sister:
      return Reason::buy_box_sister;
    case State::buy_box_suppressed:
      return Reason::buy_box_suppressed;
    default:
      return Reason::offers_unknown;
  }
}

/// Stage 6: an open probe that lost the box goes back; else the reaction to the state.
inline Held choose_strategy(Run& run) noexcept {
  Memory& memory = run.out.memory;
  if (memory.safe_minor != 0 && box_is_lost(run.out.state)) {
    if (run.current() > memory.safe_minor) {
      run.out.strategy = Strategy::maximize_profit;
      run.way_back = true;
      return {};
    }
    memory = probe_closed(memory);
  }
  run.out.strategy = reaction_to(run.out.state, run.terms.spec().reactions);
  if (run.out.strategy == Strategy::only_seller && run.rung.is_tier) {
    return {Stage::strategy, Reason::no_competitor};
  }
  if (run.out.strategy == Strategy::hold) {
    return {Stage::strategy, reason_of(run.out.state)};
  }
  return {};
}

inline void name_reference(Run& run, OfferIndex reference) noexcept {
  if (!reference.exists()) return;
  run.out.reference = reference.value;
  run.out.has |= Decision::has_reference;
}

inline Held propose_chase(Run& run, const Scene& scene) noexcept {
  const OfferIndex reference = find_reference(scene, run.terms.spec().compete_with);
  if (!reference.exists()) return {Stage::reference, Reason::no_reference};
  name_reference(run, reference);
  const std::int64_t price = beaten(scene, reference.value, run.amounts.beat_by);
  run.write(Stage::propose, Reason::chase_buy_box, price, reference);
  return {};
}

inline Held propose_maximize(Run& run, const Scene& scene) noexcept {
  const OwnPrice own{run.current(), run.sent(), run.listing().model_price_minor};
  if (const auto reason = must_wait(own, run.market.time)) {
    return {Stage::propose, *reason};
  }
  Memory& memory = run.out.memory;
  if (run.way_back) {
    const std::int64_t safe = memory.safe_minor;
    memory = probe_lost(memory, run.current(), run.clock.now);
    run.write(Stage::propose, Reason::probe_back, safe);
    return {};
  }
  const Maximized said =
      maximize(scene, run.amounts.maximize, own, memory, run.bounds, run.clock.now);
  memory = said.memory;
  run.memory_if_sent = said.if_sent;
  name_reference(run, said.reference);
  if (said.outcome.holds) {
    if (said.again_at) return {Stage::propose, said.outcome.reason, *said.again_at};
    return {Stage::propose, said.outcome.reason};
  }
  run.write(Stage::propose, said.outcome.reason, said.outcome.price_minor, said.reference);
  return {};
}

inline Held propose_only(Run& run) noexcept {
  const Outcome said = propose_only_seller(run.terms.spec().only_seller, run.bounds,
                                           run.listing().default_price_minor);
  if (said.holds) return {Stage::propose, said.reason};
  run.write(Stage::propose, said.reason, said.price_minor);
  return {};
}

/// Stages 7 and 8: the reference and the proposal, from anywhere; never clamped.
inline Held propose(Run& run, const Scene& scene) noexcept {
  switch (run.out.strategy) {
    case Strategy::chase_buy_box:
      return propose_chase(run, scene);
    case Strategy::maximize_profit:
      return propose_maximize(run, scene);
    case Strategy::only_seller:
      return propose_only(run);
    case Strategy::floor:
      run.write(Stage::propose, Reason::floor, run.bounds.floor_minor);
      break;
    case Strategy::hold:
    case Strategy::not_reached:
      break;
  }
  return {};
}

inline Outcome ruled(const Run& run, const Scene& scene, MinMaxRule rule, bool below) noexcept {
  const OfferIndex reference =
      run.out.knows(Decision::has_reference) ? OfferIndex{run.out.reference} : OfferIndex{};
  if (rule == MinMaxRule::match_rival) return match_rival(scene, reference, run.bounds);
  if (rule == MinMaxRule::next_rival) {
    return below ? next_rival(scene, reference, run.amounts.beat_by, run.bounds)
                 : ceiling_of(run.bounds, Reason::next_rival);
  }
  return apply_rule(rule, run.bounds, run.listing().default_price_minor);
}

/// Stage 9: a proposal outside the bounds is replaced by the policy's rule, whose result is moved
/// to the nearer bound. A probe's way back is not ruled.
inline Held min_max_rule(Run& run, const Scene& scene) noexcept {
  if (run.way_back || !run.bounds.outside(run.value_minor)) return {};
  const bool below = run.bounds.below(run.value_minor);
  const PolicySpec& spec = run.terms.spec();
  const Outcome said = ruled(run, scene, below ? spec.min_rule : spec.max_rule, below);
  if (said.holds) return {Stage::min_max_rule, said.reason};
  const bool rises_only = run.out.strategy == Strategy::maximize_profit;
  const std::int64_t price =
      rises_only ? std::max(said.price_minor, run.current()) : said.price_minor;
  run.write(Stage::min_max_rule, said.reason, run.bounds.nearest(price));
  return {};
}

inline Direction direction_of(const Run& run) noexcept {
  if (run.out.strategy == Strategy::maximize_profit) return Direction::down;
  if (run.out.strategy != Strategy::chase_buy_box) return Direction::nearest;
  return run.amounts.beat_by.value <= 0 ? Direction::down : Direction::up;
}

/// Stage 10: the goal.
inline void to_grid(Run& run) noexcept {
  const bool rises_only = run.out.strategy == Strategy::maximize_profit && !run.way_back &&
                          !run.bounds.outside(run.current());
  const GoalTerms terms{run.amounts.tick, run.amounts.ending, direction_of(run),
                        rises_only ? run.current() : INT64_MIN};
  const std::int64_t goal = goal_of(run.value_minor, terms, run.bounds);
  if (goal != run.value_minor) run.write(Stage::grid, Reason::grid, goal);
  run.out.goal_minor = goal;
  run.goal_known = true;
}

/// Stage 11: not further than a step.
inline void to_step(Run& run) noexcept {
  if (run.current() == 0 || run.way_back) return;
  const std::int64_t price =
      limit_step(run.value_minor, run.current(), run.amounts.step, run.amounts.tick);
  if (price == run.value_minor) return;
  run.write(Stage::step_limit, Reason::step_limit, price);
  run.limited = true;
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
