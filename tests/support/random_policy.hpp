// Random policies, all of them valid, with every strategy, rule and filter.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "support/build.hpp"
#include "support/dice.hpp"

namespace haggle::test {
namespace drawn {

template <class T>
std::optional<T> sometimes(Dice& dice, unsigned percent, std::initializer_list<T> values) {
  return dice.chance(percent) ? std::optional{dice.pick(values)} : std::nullopt;
}

/// An amount of at least `least`, or a rate.
inline AmountOrRate size(Dice& dice, std::int64_t least, std::initializer_list<std::int64_t> ppm) {
  if (dice.chance(40)) return Rate{dice.pick(ppm)};
  return Amount::minor(least + dice.pick<std::int64_t>({0, 0, 1, 2, 4, 6}));
}

inline GateTerms gates(Dice& dice) {
  GateTerms out;
  out.paused = dice.chance(1);
  if (dice.chance(5)) {
    out.hours = dice.pick<Hours>({{0, 1'439}, {1'400, 1'339}, {100, 200}, {1'333, 1'334}});
  }
  if (dice.chance(40)) out.snapshot_age_max = seconds(dice.pick<std::int64_t>({0, 50, 3'600}));
  if (dice.chance(30)) out.cool_down = seconds(dice.pick<std::int64_t>({600, 1'000, 3'600}));
  return out;
}

inline Filters filters(Dice& dice) {
  Filters out;
  using enum ConditionFilter;
  out.absurd_low_ppm = sometimes<std::int64_t>(dice, 50, {500'000});
  out.absurd_high_ppm = sometimes<std::int64_t>(dice, 50, {1'500'000});
  out.condition = dice.pick({equal, equal, same_or_better, class_});
  out.fulfilment = sometimes(dice, 15, {Fulfilment::marketplace, Fulfilment::merchant});
  out.feedback_score_ppm_min = sometimes(dice, 15, {900'000U});
  out.feedback_count_min = sometimes(dice, 12, {6U, 10U});
  out.handling_hours_max = sometimes(dice, 12, {24U});
  out.stock_min = sometimes(dice, 12, {1U});
  if (dice.chance(12)) out.ships_from = std::vector<Country>{country("US")};
  out.eligible_only = dice.chance(10);
  if (dice.chance(15)) out.exclude = {seller("A")};
  if (dice.chance(10)) out.include = std::vector<SellerId>{seller("B"), seller("C"), seller("D")};
  out.unknown = dice.chance(10) ? Unknown::reject : Unknown::keep;
  return out;
}

inline Reactions reactions(Dice& dice) {
  Reactions out;
  if (dice.chance(30)) out.all_filtered = Strategy::hold;
  if (dice.chance(30)) out.buy_box_sister = Strategy::chase_buy_box;
  if (dice.chance(60)) out.buy_box_suppressed = dice.pick({Strategy::hold, Strategy::floor});
  return out;
}

inline CompeteWith compete_with(Dice& dice) {
  using enum ReferenceKind;
  return dice.pick<CompeteWith>({{buy_box, lowest_fba, lowest},
                                 {lowest, none, none},
                                 {lowest_fba, lowest, none},
                                 {buy_box, none, none},
                                 {buy_box, lowest, none}});
}

inline MinMaxRule rule(Dice& dice, MinMaxRule usual) {
  using enum MinMaxRule;
  return dice.pick({usual, jump_to_min, jump_to_max, jump_to_avg, default_price, match_rival,
                    next_rival, do_nothing});
}

inline ShapeSpec shape(Dice& dice) {
  ShapeSpec out;
  const std::int64_t tick = dice.pick<std::int64_t>({1, 1, 1, 1, 5});
  out.tick = Amount::minor(tick);
  if (dice.chance(20)) {
    out.ending = EndingSpec{Amount::minor(10), Amount::minor(tick == 1 ? 9 : 5),
                            Amount::minor(dice.pick<std::int64_t>({0, 1, 2, 4, 9}))};
  }
  if (dice.chance(40)) out.step_up = size(dice, tick, {20'000, 100'000, 500'000});
  if (dice.chance(40)) out.step_down = size(dice, tick, {20'000, 100'000, 500'000});
  if (dice.chance(50)) out.min_change = size(dice, 0, {50'000});
  return out;
}

inline MaximizeSpec maximize(Dice& dice, const ShapeSpec& shape) {
  using enum MaximizeMode;
  const auto* change = std::get_if<Amount>(&shape.min_change);
  const std::int64_t least = std::max(shape.tick.digits, change != nullptr ? change->digits : 0);
  MaximizeSpec out;
  out.mode = dice.pick({match_next, match_next, below_next, hold, probe, model});
  out.probe_step = Amount::minor(least + dice.pick<std::int64_t>({0, 0, 1, 4}));
  out.probe_interval = seconds(dice.pick<std::int64_t>({0, 600, 5'000}));
  return out;
}

inline BoundSpec bound_spec(Dice& dice) {
  BoundSpec out;
  if (dice.chance(12)) out.margin = Margin{dice.pick<std::int64_t>({-50'000, 0, 100'000, 333'333})};
  if (dice.chance(12)) out.roi = Roi{dice.pick<std::int64_t>({-50'000, 300'000, 1'234'567})};
  if (dice.chance(12)) out.profit = Amount::minor(dice.pick<std::int64_t>({-1, 0, 2}));
  if (dice.chance(25)) {
    out.ceiling_ratio = Rate{dice.pick<std::int64_t>({1'000'000, 1'234'567, 1'500'000})};
  }
  if (dice.chance(50)) out.reference_age_max = seconds(1'000);
  return out;
}

inline PolicySpec without_bands(Dice& dice) {
  PolicySpec out;
  out.gates = gates(dice);
  if (dice.chance(33)) out.sisters = {seller("G")};
  out.filters = filters(dice);
  out.reactions = reactions(dice);
  out.compete_with = compete_with(dice);
  out.beat_by = dice.chance(70)
                    ? AmountOrRate{Amount::minor(dice.pick<std::int64_t>({-1, -1, 0, 1, -2, 3}))}
                    : AmountOrRate{Rate{dice.pick<std::int64_t>({-10'000, -100'000, 0, 50'000})}};
  out.shape = shape(dice);
  out.maximize = maximize(dice, out.shape);
  using enum OnlySellerMode;
  out.only_seller = dice.pick({default_price, default_price, ceiling, hold});
  out.min_rule = rule(dice, MinMaxRule::jump_to_min);
  out.max_rule = rule(dice, MinMaxRule::jump_to_max);
  out.bounds = bound_spec(dice);
  return out;
}

}  // namespace drawn

inline PolicySpec random_spec(Dice& dice) {
  PolicySpec out = drawn::without_bands(dice);
  if (dice.chance(10)) {
    out.bands.push_back({0, 90, drawn::without_bands(dice)});
    out.bands.push_back({91, 180, drawn::without_bands(dice)});
    out.bands.push_back({366, std::nullopt, drawn::without_bands(dice)});
  }
  return out;
}

/// Changes a policy and each of its bands'.
template <class Change>
void everywhere(PolicySpec& spec, Change change) {
  change(spec);
  for (AgeBandSpec& band : spec.bands) change(band.policy);
}

/// The policy in force for a listing of this age, found without the library.
inline const PolicySpec& in_force(const PolicySpec& spec, const Listing& l) {
  for (const AgeBandSpec& band : spec.bands) {
    const bool old_enough = l.knows(Listing::has_age) && band.start_days <= l.age_days;
    if (old_enough && (!band.end_days || l.age_days <= *band.end_days)) return band.policy;
  }
  return spec;
}

}  // namespace haggle::test
