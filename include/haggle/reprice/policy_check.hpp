// haggle/reprice/policy_check.hpp -- floor 5 (reprice).
//
// What no policy may be, as far as it can be seen without a currency. Used by `Policy::make` alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "haggle/reprice/policy_amounts.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle {
inline namespace v0 {

/// Widest rate that a policy may name either way: 10,000 %.
inline constexpr std::int64_t rate_ppm_max = 100 * ppm_one;

namespace detail {

/// Collects the first fault of a policy.
class SpecCheck {
 public:
  explicit constexpr SpecCheck(PolicyPath path) noexcept : path_(path) {}

  constexpr void require(bool holds, Errc code, const char* where) noexcept {
    if (!holds && !fault_) fault_ = Error{code, 0, 0, 0, path_(where)};
  }
  template <class T, std::size_t N>
  constexpr void word(const std::array<Word<T>, N>& words, T value, const char* where) noexcept {
    require(!name_of(words, value).empty(), Errc::unknown_value, where);
  }
  constexpr void range(std::int64_t value, std::int64_t least, std::int64_t most,
                       const char* where) noexcept {
    require(least <= value && value <= most, Errc::out_of_range, where);
  }
  constexpr void span(Duration duration, const char* where) noexcept {
    range(duration.ms, 0, instant_ms_max, where);
  }
  constexpr void span(const std::optional<Duration>& duration, const char* where) noexcept {
    if (duration) span(*duration, where);
  }
  constexpr void rate(const AmountOrRate& size, std::int64_t least, const char* where) noexcept {
    if (const auto* given = std::get_if<Rate>(&size)) range(given->ppm, least, rate_ppm_max, where);
  }
  [[nodiscard]] constexpr const std::optional<Error>& fault() const noexcept { return fault_; }

 private:
  PolicyPath path_;
  std::optional<Error> fault_{};
};

constexpr void check_gates(SpecCheck& check, const GateTerms& gates) noexcept {
  if (gates.hours) {
    const Hours& hours = *gates.hours;
    check.require(hours.start_minute != hours.end_minute, Errc::hours_empty,
                  "policy.bands[].policy.hours");
    check.range(hours.start_minute, 0, minutes_per_day - 1, "policy.bands[].policy.hours.start");
    check.range(hours.end_minute, 0, minutes_per_day, "policy.bands[].policy.hours.end");
  }
  check.span(gates.snapshot_age_max, "policy.bands[].policy.snapshot_age_max");
  check.span(gates.cool_down, "policy.bands[].policy.cool_down");
  check.span(gates.settle_time, "policy.bands[].policy.settle_time");
  check.span(gates.step_interval, "policy.bands[].policy.step_interval");
}

constexpr void check_filters(SpecCheck& check, const Filters& filters) noexcept {
  check.word(condition_filter_words, filters.condition, "policy.bands[].policy.condition");
  check.word(unknown_words, filters.unknown, "policy.bands[].policy.unknown");
  if (filters.fulfilment) {
    check.word(fulfilment_words, *filters.fulfilment, "policy.bands[].policy.fulfilment");
  }
  const std::int64_t low = filters.absurd_low_ppm.value_or(0);
  const std::int64_t high = filters.absurd_high_ppm.value_or(rate_ppm_max);
  check.range(low, 0, rate_ppm_max, "policy.bands[].policy.absurd_low");
  check.range(high, 0, rate_ppm_max, "policy.bands[].policy.absurd_high");
  check.require(low <= high, Errc::absurd_range_empty, "policy.bands[].policy.absurd_low");
  check.range(filters.feedback_score_ppm_min.value_or(0), 0, ppm_one,
              "policy.bands[].policy.feedback_min");
}

constexpr bool is_one_of(Strategy strategy, std::initializer_list<Strategy> allowed) noexcept {
  return std::find(allowed.begin(), allowed.end(), strategy) != allowed.end();
}

constexpr void check_reactions(SpecCheck& check, const Reactions& reactions) noexcept {
  using enum Strategy;
  check.require(is_one_of(reactions.all_filtered, {only_seller, Strategy::hold}),
                Errc::unknown_value, "policy.bands[].policy.reactions.all_filtered");
  check.require(is_one_of(reactions.buy_box_sister, {Strategy::hold, chase_buy_box}),
                Errc::unknown_value, "policy.bands[].policy.reactions.buy_box_sister");
  check.require(is_one_of(reactions.buy_box_suppressed, {chase_buy_box, Strategy::hold, floor}),
                Errc::unknown_value, "policy.bands[].policy.reactions.buy_box_suppressed");
}

/// At least one kind, and none behind the end of the list.
constexpr bool is_reference_list(const CompeteWith& kinds) noexcept {
  const auto end = std::find(kinds.begin(), kinds.end(), ReferenceKind::none);
  const bool named = std::all_of(kinds.begin(), end, [](ReferenceKind kind) {
    return !name_of(reference_kind_words, kind).empty();
  });
  return end != kinds.begin() && named &&
         std::all_of(end, kinds.end(), [](auto kind) { return kind == ReferenceKind::none; });
}

constexpr void check_strategy(SpecCheck& check, const PolicySpec& spec) noexcept {
  check.require(is_reference_list(spec.compete_with), Errc::unknown_value,
                "policy.bands[].policy.compete_with");
  check.word(maximize_mode_words, spec.maximize.mode, "policy.bands[].policy.maximize");
  check.word(only_seller_mode_words, spec.only_seller, "policy.bands[].policy.only_seller");
  check.word(min_max_rule_words, spec.min_rule, "policy.bands[].policy.min_rule");
  check.word(min_max_rule_words, spec.max_rule, "policy.bands[].policy.max_rule");
  check.rate(spec.beat_by, -rate_ppm_max, "policy.bands[].policy.beat_by");
  check.span(spec.maximize.probe_interval, "policy.bands[].policy.probe_interval");
  check.span(spec.maximize.probe_memory, "policy.bands[].policy.probe_memory");
}

constexpr void check_shape_and_bounds(SpecCheck& check, const PolicySpec& spec) noexcept {
  if (spec.shape.step_up) check.rate(*spec.shape.step_up, 1, "policy.bands[].policy.step_up");
  if (spec.shape.step_down) check.rate(*spec.shape.step_down, 1, "policy.bands[].policy.step_down");
  check.rate(spec.shape.min_change, 0, "policy.bands[].policy.min_change");
  const BoundSpec& bounds = spec.bounds;
  const auto margin = bounds.margin.value_or(Margin{});
  const auto roi = bounds.roi.value_or(Roi{});
  const auto ratio = bounds.ceiling_ratio.value_or(Rate{ppm_one});
  check.range(margin.ppm, -ppm_one, rate_ppm_max, "policy.bands[].policy.margin");
  check.range(roi.ppm, -ppm_one, rate_ppm_max, "policy.bands[].policy.roi");
  check.range(ratio.ppm, 1, rate_ppm_max, "policy.bands[].policy.ceiling_ratio");
  check.span(bounds.reference_age_max, "policy.bands[].policy.reference_age_max");
}

/// The first fault of a policy that needs no currency to be seen.
constexpr std::optional<Error> check_spec(const PolicySpec& spec, PolicyPath path) noexcept {
  SpecCheck check{path};
  check_gates(check, spec.gates);
  check_filters(check, spec.filters);
  check_reactions(check, spec.reactions);
  check_strategy(check, spec);
  check_shape_and_bounds(check, spec);
  return check.fault();
}

/// Bands in order, disjoint, and none inside a band.
inline std::optional<Error> check_bands(const std::vector<AgeBandSpec>& bands) {
  std::int64_t last_day = -1;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    const AgeBandSpec& band = bands[i];
    const auto index = static_cast<std::uint32_t>(i);
    const std::int64_t end = band.end_days.value_or(INT32_MAX);
    if (band.start_days <= last_day || end < band.start_days) {
      return Error{Errc::bands_overlap, 0, index, 0, "policy.bands[]"};
    }
    if (!band.policy.bands.empty()) {
      return Error{Errc::bands_nested, 0, index, 0, "policy.bands[].policy.bands"};
    }
    last_day = end;
  }
  return std::nullopt;
}

/// The one currency that a policy's amounts name; empty where none does.
inline Result<Currency> named_currency(const PolicySpec& spec, PolicyPath path) {
  Currency named;
  bool differ = false;
  const auto see = [&](const Amount& amount) {
    if (amount.currency.empty()) return;
    differ = differ || (!named.empty() && !(named == amount.currency));
    named = amount.currency;
  };
  const auto see_size = [&](const AmountOrRate& size) {
    if (const auto* amount = std::get_if<Amount>(&size)) see(*amount);
  };
  const ShapeSpec& shape = spec.shape;
  see_size(spec.beat_by);
  see(spec.maximize.probe_step);
  see(shape.tick);
  see_size(shape.min_change);
  if (shape.step_up) see_size(*shape.step_up);
  if (shape.step_down) see_size(*shape.step_down);
  if (shape.ending) see(shape.ending->modulus), see(shape.ending->residue);
  if (shape.ending) see(shape.ending->window);
  if (spec.bounds.profit) see(*spec.bounds.profit);
  if (differ) return fail(Errc::currency_mismatch, path("policy.bands[].policy"));
  if (!named.empty() && exponent_of(named) < 0) {
    return fail(Errc::unknown_currency, path("policy.bands[].policy"));
  }
  return named;
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
