// Spoils policies: amounts at the limits and beyond, rates out of range, enumerators of no set.
#pragma once

#include <cstdint>

#include "support/hostile_world.hpp"

namespace haggle::test::hostile {

inline Amount size(Dice& dice) {
  Amount out = Amount::minor(amount(dice));
  if (dice.chance(10)) bytes(dice, out.currency);
  if (dice.chance(10)) {
    out.form = AmountForm::decimal;
    out.decimals = number<std::uint8_t>(dice);
  }
  return out;
}
inline AmountOrRate size_or_rate(Dice& dice) {
  if (dice.chance(50)) return Rate{ppm(dice)};
  return size(dice);
}

inline void spoil(Dice& dice, GateTerms& gates) {
  switch (dice.below(5)) {
    case 0:
      gates.hours = Hours{number<std::int32_t>(dice), number<std::int32_t>(dice)};
      break;
    case 1:
      gates.snapshot_age_max = Duration{moment(dice)};
      break;
    case 2:
      gates.cool_down.ms = moment(dice);
      break;
    case 3:
      gates.settle_time.ms = moment(dice);
      break;
    default:
      gates.step_interval.ms = moment(dice);
  }
}

inline void spoil(Dice& dice, Filters& filters) {
  switch (dice.below(4)) {
    case 0:
      filters.absurd_low_ppm = ppm(dice);
      break;
    case 1:
      filters.absurd_high_ppm = ppm(dice);
      break;
    case 2:
      word(dice, filters.condition), word(dice, filters.unknown);
      break;
    default:
      filters.feedback_score_ppm_min = number<std::uint32_t>(dice);
  }
}

inline void spoil(Dice& dice, ShapeSpec& shape) {
  switch (dice.below(5)) {
    case 0:
      shape.tick = size(dice);
      break;
    case 1:
      shape.ending = EndingSpec{size(dice), size(dice), size(dice)};
      break;
    case 2:
      shape.step_up = size_or_rate(dice);
      break;
    case 3:
      shape.step_down = size_or_rate(dice);
      break;
    default:
      shape.min_change = size_or_rate(dice);
  }
}

inline void spoil(Dice& dice, BoundSpec& bounds) {
  switch (dice.below(5)) {
    case 0:
      bounds.margin = Margin{ppm(dice)};
      break;
    case 1:
      bounds.roi = Roi{ppm(dice)};
      break;
    case 2:
      bounds.profit = Amount::minor(amount(dice));
      break;
    case 3:
      bounds.ceiling_ratio = Rate{ppm(dice)};
      break;
    default:
      bounds.reference_age_max = Duration{moment(dice)};
  }
}

inline void spoil(Dice& dice, PolicySpec& spec) {
  switch (dice.below(10)) {
    case 0:
      spoil(dice, spec.gates);
      break;
    case 1:
      spoil(dice, spec.filters);
      break;
    case 2:
      word(dice, spec.reactions.all_filtered);
      break;
    case 3:
      word(dice, spec.compete_with[dice.below(spec.compete_with.size())]);
      break;
    case 4:
      spec.beat_by = size_or_rate(dice);
      break;
    case 5:
      word(dice, spec.maximize.mode), word(dice, spec.only_seller);
      break;
    case 6:
      spec.maximize.probe_step = size(dice), spec.maximize.probe_interval.ms = moment(dice);
      break;
    case 7:
      word(dice, spec.min_rule), word(dice, spec.max_rule);
      break;
    case 8:
      spoil(dice, spec.shape);
      break;
    default:
      spoil(dice, spec.bounds);
  }
}

}  // namespace haggle::test::hostile
