// Reads a policy of the model's own form.
#pragma once

#include "differential/model_values.hpp"

namespace haggle::model {

inline GateTerms read_gates(const Json& p) {
  GateTerms out;
  out.paused = get(p, "paused", false);
  if (const Json& hours = field(p, "hours"); !hours.is_null()) {
    out.hours = Hours{hours[0].get<std::int32_t>(), hours[1].get<std::int32_t>()};
  }
  out.snapshot_age_max = maybe_span(p, "max_age");
  out.cool_down = {whole(p, "cool_down")};
  out.settle_time = {whole(p, "settle_time", out.settle_time.ms)};
  out.step_interval = {whole(p, "step_interval", out.step_interval.ms)};
  return out;
}

inline Filters read_filters(const Json& p) {
  Filters out;
  out.absurd_low_ppm = maybe<std::int64_t>(p, "absurd_low");
  out.absurd_high_ppm = maybe<std::int64_t>(p, "absurd_high");
  out.condition = word(condition_filter_words, p, "condition", out.condition);
  if (const auto name = maybe<std::string>(p, "fulfilment")) {
    out.fulfilment = word(fulfilment_words, *name);
  }
  out.feedback_score_ppm_min = maybe<std::uint32_t>(p, "min_feedback_score");
  out.feedback_count_min = maybe<std::uint32_t>(p, "min_feedback_count");
  out.handling_hours_max = maybe<std::uint32_t>(p, "max_handling_hours");
  out.stock_min = maybe<std::uint32_t>(p, "min_stock");
  if (const Json& list = field(p, "ships_from"); !list.is_null()) {
    out.ships_from.emplace();
    for (const Json& one : list) out.ships_from->push_back(test::country(one.get<std::string>()));
  }
  out.eligible_only = get(p, "eligible_only", false);
  out.exclude = sellers(field(p, "exclude"));
  if (const Json& list = field(p, "include"); !list.is_null()) out.include = sellers(list);
  out.unknown = word(unknown_words, p, "unknown", out.unknown);
  return out;
}

inline Reactions read_reactions(const Json& chosen) {
  Reactions out;
  for (const auto& [state, reaction] : chosen.items()) {
    const Strategy strategy = word(strategy_words, reaction.get<std::string>());
    const State when = word(state_words, state);
    if (when == State::all_filtered) {
      out.all_filtered = strategy;
    } else if (when == State::buy_box_sister) {
      out.buy_box_sister = strategy;
    } else if (when == State::buy_box_suppressed) {
      out.buy_box_suppressed = strategy;
    } else if (reaction_to(when, out) != strategy) {
      throw BadLine("unknown_value");
    }
  }
  return out;
}

inline CompeteWith read_compete_with(const Json& list) {
  if (list.is_null()) return compete_with_default;
  CompeteWith out{};
  for (std::size_t i = 0; i < list.size(); ++i) {
    out.at(i) = word(reference_kind_words, list[i].get<std::string>());
  }
  return out;
}

inline ShapeSpec read_shape(const Json& p) {
  ShapeSpec out;
  out.tick = Amount::minor(whole(p, "tick", 1));
  if (const Json& ending = field(p, "ending"); !ending.is_null()) {
    out.ending = EndingSpec{Amount::minor(ending[0].get<std::int64_t>()),
                            Amount::minor(ending[1].get<std::int64_t>()),
                            Amount::minor(whole(p, "ending_window"))};
  }
  out.step_up = maybe_size(p, "step_up");
  out.step_down = maybe_size(p, "step_down");
  out.min_change = maybe_size(p, "min_change").value_or(out.min_change);
  return out;
}

inline BoundSpec read_bound_spec(const Json& p) {
  BoundSpec out;
  if (const auto ppm = maybe<std::int64_t>(p, "margin")) out.margin = Margin{*ppm};
  if (const auto ppm = maybe<std::int64_t>(p, "roi")) out.roi = Roi{*ppm};
  if (const auto minor = maybe<std::int64_t>(p, "profit")) out.profit = Amount::minor(*minor);
  if (const auto ppm = maybe<std::int64_t>(p, "ceiling_ratio")) out.ceiling_ratio = Rate{*ppm};
  out.reference_age_max = maybe_span(p, "reference_max_age");
  return out;
}

inline MaximizeSpec read_maximize(const Json& p) {
  MaximizeSpec out;
  out.mode = word(maximize_mode_words, p, "maximize", out.mode);
  out.probe_step = Amount::minor(whole(p, "probe_step", 1));
  out.probe_interval = {whole(p, "probe_interval")};
  out.probe_memory = {whole(p, "probe_memory", out.probe_memory.ms)};
  return out;
}

inline PolicySpec read_policy(const Json& p) {
  PolicySpec out;
  out.gates = read_gates(p);
  out.sisters = sellers(field(p, "sisters"));
  out.filters = read_filters(p);
  out.reactions = read_reactions(field(p, "reactions"));
  out.compete_with = read_compete_with(field(p, "compete_with"));
  out.beat_by = maybe_size(p, "beat_by").value_or(out.beat_by);
  out.maximize = read_maximize(p);
  out.only_seller = word(only_seller_mode_words, p, "only", out.only_seller);
  out.min_rule = word(min_max_rule_words, p, "min_rule", out.min_rule);
  out.max_rule = word(min_max_rule_words, p, "max_rule", out.max_rule);
  out.shape = read_shape(p);
  out.bounds = read_bound_spec(p);
  for (const Json& band : field(p, "bands")) {
    out.bands.push_back({band.at("start").get<std::int32_t>(), maybe<std::int32_t>(band, "end"),
                         read_policy(field(band, "policy"))});
  }
  return out;
}

}  // namespace haggle::model
