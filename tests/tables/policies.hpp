// The cell `policy`: fields by name, then age bands behind semicolons, "91-180: beat_by=-0.50".
#pragma once

#include <cctype>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "haggle/reprice/policy_spec.hpp"
#include "tables/input.hpp"

namespace haggle::tables {

/// "22:00-06:00".
inline Hours hours(Text text) {
  const auto parts = split(text, '-');
  if (parts.size() != 2) throw Fault("hours are FROM-TO: " + std::string{text});
  return {minute(parts[0]), minute(parts[1])};
}

/// "buy_box,lowest".
inline CompeteWith compete_with(Text text) {
  CompeteWith kinds{};
  const auto names = split(text, ',');
  if (names.size() > kinds.size()) throw Fault("at most three kinds of reference");
  for (std::size_t i = 0; i < names.size(); ++i) kinds[i] = word(reference_kind_words, names[i]);
  return kinds;
}

inline std::vector<Country> countries(Text text) {
  std::vector<Country> list;
  for (const std::string& code : split(text, ',')) list.push_back(country(code));
  return list;
}

/// The ending of a policy; every whole unit unless `ending_every` says otherwise.
inline EndingSpec& ending(PolicySpec& p) {
  if (!p.shape.ending) p.shape.ending = EndingSpec{Amount::decimal(1, 0), {}, {}};
  return *p.shape.ending;
}

inline std::uint32_t count(Text text) {
  return static_cast<std::uint32_t>(number(text));
}

inline const Readers<PolicySpec>& gate_readers() {
  using P = PolicySpec;
  static const Readers<PolicySpec> readers{
      {"paused", [](Input&, P& p, Text) { p.gates.paused = true; }},
      {"hours", [](Input&, P& p, Text v) { p.gates.hours = hours(v); }},
      {"snapshot_age_max", [](Input&, P& p, Text v) { p.gates.snapshot_age_max = span(v); }},
      {"cool_down", [](Input&, P& p, Text v) { p.gates.cool_down = span(v); }},
      {"settle_time", [](Input&, P& p, Text v) { p.gates.settle_time = span(v); }},
      {"step_interval", [](Input&, P& p, Text v) { p.gates.step_interval = span(v); }},
  };
  return readers;
}

inline const Readers<PolicySpec>& filter_readers() {
  using P = PolicySpec;
  static const Readers<PolicySpec> readers{
      {"sisters", [](Input&, P& p, Text v) { p.sisters = ids<SellerId>(v); }},
      {"absurd_low", [](Input&, P& p, Text v) { p.filters.absurd_low_ppm = rate(v).ppm; }},
      {"absurd_high", [](Input&, P& p, Text v) { p.filters.absurd_high_ppm = rate(v).ppm; }},
      {"condition",
       [](Input&, P& p, Text v) { p.filters.condition = word(condition_filter_words, v); }},
      {"fulfilment",
       [](Input&, P& p, Text v) { p.filters.fulfilment = word(fulfilment_words, v); }},
      {"feedback_min",
       [](Input&, P& p, Text v) {
         p.filters.feedback_score_ppm_min = static_cast<std::uint32_t>(rate(v).ppm);
       }},
      {"ratings_min", [](Input&, P& p, Text v) { p.filters.feedback_count_min = count(v); }},
      {"handling_max",
       [](Input&, P& p, Text v) {
         p.filters.handling_hours_max = static_cast<std::uint32_t>(span(v).ms / minutes(60).ms);
       }},
      {"ships_from", [](Input&, P& p, Text v) { p.filters.ships_from = countries(v); }},
      {"stock_min", [](Input&, P& p, Text v) { p.filters.stock_min = count(v); }},
      {"eligible_only", [](Input&, P& p, Text) { p.filters.eligible_only = true; }},
      {"exclude", [](Input&, P& p, Text v) { p.filters.exclude = ids<SellerId>(v); }},
      {"include", [](Input&, P& p, Text v) { p.filters.include = ids<SellerId>(v); }},
      {"unknown", [](Input&, P& p, Text v) { p.filters.unknown = word(unknown_words, v); }},
  };
  return readers;
}

inline const Readers<PolicySpec>& strategy_readers() {
  using P = PolicySpec;
  static const Readers<PolicySpec> readers{
      {"all_filtered",
       [](Input&, P& p, Text v) { p.reactions.all_filtered = word(strategy_words, v); }},
      {"buy_box_sister",
       [](Input&, P& p, Text v) { p.reactions.buy_box_sister = word(strategy_words, v); }},
      {"buy_box_suppressed",
       [](Input&, P& p, Text v) { p.reactions.buy_box_suppressed = word(strategy_words, v); }},
      {"compete_with", [](Input&, P& p, Text v) { p.compete_with = compete_with(v); }},
      {"beat_by", [](Input&, P& p, Text v) { p.beat_by = amount_or_rate(v); }},
      {"maximize", [](Input&, P& p, Text v) { p.maximize.mode = word(maximize_mode_words, v); }},
      {"probe_step", [](Input&, P& p, Text v) { p.maximize.probe_step = amount(v); }},
      {"probe_interval", [](Input&, P& p, Text v) { p.maximize.probe_interval = span(v); }},
      {"probe_memory", [](Input&, P& p, Text v) { p.maximize.probe_memory = span(v); }},
      {"only_seller",
       [](Input&, P& p, Text v) { p.only_seller = word(only_seller_mode_words, v); }},
      {"min_rule", [](Input&, P& p, Text v) { p.min_rule = word(min_max_rule_words, v); }},
      {"max_rule", [](Input&, P& p, Text v) { p.max_rule = word(min_max_rule_words, v); }},
  };
  return readers;
}

inline const Readers<PolicySpec>& shape_readers() {
  using P = PolicySpec;
  static const Readers<PolicySpec> readers{
      {"tick", [](Input&, P& p, Text v) { p.shape.tick = amount(v); }},
      {"ending", [](Input&, P& p, Text v) { ending(p).residue = amount(v); }},
      {"ending_every", [](Input&, P& p, Text v) { ending(p).modulus = amount(v); }},
      {"ending_window", [](Input&, P& p, Text v) { ending(p).window = amount(v); }},
      {"step_up", [](Input&, P& p, Text v) { p.shape.step_up = amount_or_rate(v); }},
      {"step_down", [](Input&, P& p, Text v) { p.shape.step_down = amount_or_rate(v); }},
      {"min_change", [](Input&, P& p, Text v) { p.shape.min_change = amount_or_rate(v); }},
      {"margin", [](Input&, P& p, Text v) { p.bounds.margin = Margin{rate(v).ppm}; }},
      {"roi", [](Input&, P& p, Text v) { p.bounds.roi = Roi{rate(v).ppm}; }},
      {"profit", [](Input&, P& p, Text v) { p.bounds.profit = amount(v); }},
      {"ceiling_ratio", [](Input&, P& p, Text v) { p.bounds.ceiling_ratio = rate(v); }},
      {"reference_age_max", [](Input&, P& p, Text v) { p.bounds.reference_age_max = span(v); }},
  };
  return readers;
}

inline const Readers<PolicySpec>& policy_readers() {
  static const Readers<PolicySpec> readers = [] {
    Readers<PolicySpec> all = gate_readers();
    for (const auto* more : {&filter_readers(), &strategy_readers(), &shape_readers()}) {
      all.insert(more->begin(), more->end());
    }
    return all;
  }();
  return readers;
}

/// "91-180" or "366+".
inline AgeBandSpec band_of(Text days) {
  AgeBandSpec band;
  const bool open = days.ends_with('+');
  const auto ends = split(open ? days.substr(0, days.size() - 1) : days, '-');
  if (ends.size() != (open ? 1U : 2U)) throw Fault("a band is FROM-TO or FROM+");
  band.start_days = static_cast<std::int32_t>(number(ends.front()));
  if (!open) band.end_days = static_cast<std::int32_t>(number(ends.back()));
  return band;
}

/// "91-180: fields"; fields that begin with days are a band inside the band.
inline AgeBandSpec read_band(Input& in, Text entry) {
  const std::size_t colon = entry.find(':');
  if (colon == Text::npos) throw Fault("a band is DAYS: fields, not " + std::string{entry});
  AgeBandSpec band = band_of(trimmed(entry.substr(0, colon)));
  const std::string inner = trimmed(entry.substr(colon + 1));
  if (!inner.empty() && std::isdigit(static_cast<unsigned char>(inner.front())) != 0) {
    band.policy.bands.push_back(read_band(in, inner));
  } else {
    read_fields(in, policy_readers(), band.policy, inner);
  }
  return band;
}

inline void read_policy(Input& in, Text cell) {
  const auto entries = split(cell, ';');
  read_fields(in, policy_readers(), in.policy, entries.front());
  for (std::size_t i = 1; i < entries.size(); ++i) {
    in.policy.bands.push_back(read_band(in, entries[i]));
  }
}

}  // namespace haggle::tables
