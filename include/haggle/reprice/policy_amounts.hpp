// haggle/reprice/policy_amounts.hpp -- floor 5 (reprice).
//
// A policy's amounts in minor units. "-0.01" means one cent in dollars, ten fils in dinars and
// nothing at all in yen, so they are worked out once for each number of decimals that a currency
// can have, when the policy is made.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "haggle/bounds/goal.hpp"
#include "haggle/bounds/step_limit.hpp"
#include "haggle/money/amount.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle {
inline namespace v0 {

/// The amounts of a policy in one currency's minor units.
struct PolicyAmounts {
  Size beat_by{};
  MaximizeTerms maximize{};
  Grid tick{};
  std::optional<Ending> ending{};
  StepLimit step{};
  Size min_change{};
  std::optional<Profit> profit{};
};

namespace detail {

/// Paths are written as those of a band's policy; the policy itself uses the end of the same text.
struct PolicyPath {
  bool in_band{false};
  [[nodiscard]] constexpr const char* operator()(const char* nested) const noexcept {
    constexpr std::size_t prefix_size = sizeof("policy.bands[].") - 1;
    return in_band ? nested : nested + prefix_size;
  }
};

/// Reads amounts at one number of decimals and keeps the first fault.
class AmountReader {
 public:
  constexpr AmountReader(int exponent, PolicyPath path) noexcept
      : exponent_(exponent), path_(path) {}

  constexpr std::int64_t amount(const Amount& given, const char* where) noexcept {
    const Result<std::int64_t> minor = minor_at(given, exponent_, path_(where));
    if (!minor) blame(minor.error());
    return minor.value_or(0);
  }
  constexpr Size size(const AmountOrRate& given, const char* where) noexcept {
    if (const auto* rate = std::get_if<Rate>(&given)) return {rate->ppm, true};
    return {amount(std::get<Amount>(given), where), false};
  }
  constexpr std::optional<Size> size(const std::optional<AmountOrRate>& given,
                                     const char* where) noexcept {
    if (!given) return std::nullopt;
    return size(*given, where);
  }
  constexpr void require(bool holds, Errc code, const char* where) noexcept {
    if (!holds) blame(Error{code, 0, 0, 0, path_(where)});
  }
  [[nodiscard]] constexpr bool sound() const noexcept { return sound_; }
  [[nodiscard]] constexpr const Error& fault() const noexcept { return fault_; }

 private:
  constexpr void blame(const Error& fault) noexcept {
    if (sound_) fault_ = fault;
    sound_ = false;
  }
  int exponent_;
  PolicyPath path_;
  Error fault_{};
  bool sound_{true};
};

constexpr PolicyAmounts read_amounts(AmountReader& read, const PolicySpec& spec) noexcept {
  PolicyAmounts out;
  const ShapeSpec& shape = spec.shape;
  out.beat_by = read.size(spec.beat_by, "policy.bands[].policy.beat_by");
  out.tick.step_minor = read.amount(shape.tick, "policy.bands[].policy.tick");
  out.step.up = read.size(shape.step_up, "policy.bands[].policy.step_up");
  out.step.down = read.size(shape.step_down, "policy.bands[].policy.step_down");
  out.min_change = read.size(shape.min_change, "policy.bands[].policy.min_change");
  if (shape.ending) {
    const Grid grid{read.amount(shape.ending->modulus, "policy.bands[].policy.ending.modulus"),
                    read.amount(shape.ending->residue, "policy.bands[].policy.ending.residue")};
    out.ending =
        Ending{grid, read.amount(shape.ending->window, "policy.bands[].policy.ending.window")};
  }
  if (spec.bounds.profit) {
    out.profit = Profit{read.amount(*spec.bounds.profit, "policy.bands[].policy.profit")};
  }
  const MaximizeSpec& maximize = spec.maximize;
  out.maximize = {
      maximize.mode,           out.beat_by,
      out.tick.step_minor,     read.amount(maximize.probe_step, "policy.bands[].policy.probe_step"),
      maximize.probe_interval, maximize.probe_memory};
  return out;
}

constexpr bool step_fits(const std::optional<Size>& step, Grid tick) noexcept {
  return !step || step->is_rate || step->value >= tick.step_minor;
}

/// What amounts may not be to each other.
constexpr void check_amounts(AmountReader& read, const PolicyAmounts& a) noexcept {
  const std::int64_t tick = a.tick.step_minor;
  read.require(tick >= 1, Errc::out_of_range, "policy.bands[].policy.tick");
  if (a.ending && tick >= 1) {
    const Grid& ending = a.ending->grid;
    read.require(ending.step_minor >= 1 && ending.residue_minor >= 0 &&
                     ending.residue_minor < ending.step_minor && a.ending->window_minor >= 0,
                 Errc::out_of_range, "policy.bands[].policy.ending");
    read.require(ending.step_minor % tick == 0 && ending.residue_minor % tick == 0,
                 Errc::ending_off_tick, "policy.bands[].policy.ending");
  }
  read.require(step_fits(a.step.up, a.tick), Errc::step_below_tick,
               "policy.bands[].policy.step_up");
  read.require(step_fits(a.step.down, a.tick), Errc::step_below_tick,
               "policy.bands[].policy.step_down");
  read.require(a.min_change.value >= 0, Errc::out_of_range, "policy.bands[].policy.min_change");
  if (a.maximize.mode == MaximizeMode::probe) {
    const std::int64_t least = a.min_change.is_rate ? 0 : a.min_change.value;
    read.require(a.maximize.probe_step_minor >= std::max(tick, least), Errc::probe_step_too_small,
                 "policy.bands[].policy.probe_step");
  }
}

}  // namespace detail

/// The amounts of a policy at a number of decimals.
/// Errors: amount_precision, out_of_range, ending_off_tick, step_below_tick, probe_step_too_small.
[[nodiscard]] constexpr Result<PolicyAmounts> amounts_at(const PolicySpec& spec, int exponent,
                                                         bool in_band) noexcept {
  detail::AmountReader read{exponent, detail::PolicyPath{in_band}};
  const PolicyAmounts amounts = detail::read_amounts(read, spec);
  if (read.sound()) detail::check_amounts(read, amounts);
  if (!read.sound()) return tl::unexpected<Error>(read.fault());
  return amounts;
}

}  // namespace v0
}  // namespace haggle
