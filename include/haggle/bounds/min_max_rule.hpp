// haggle/bounds/min_max_rule.hpp -- floor 3 (bounds).
//
// What to do with a proposal outside the bounds. The rules that only need the bounds are here;
// those that go by a rival are worked out by room strategy and handed in.
#pragma once

#include <array>
#include <cstdint>

#include "haggle/base/wide.hpp"
#include "haggle/bounds/bounds.hpp"
#include "haggle/trail/outcome.hpp"

namespace haggle {
inline namespace v0 {

enum class MinMaxRule : std::uint8_t {
  jump_to_min = 0,
  jump_to_max = 1,
  jump_to_avg = 2,
  default_price = 3,
  match_rival = 4,
  next_rival = 5,
  do_nothing = 6,
};

inline constexpr std::array min_max_rule_words{
    Word{MinMaxRule::jump_to_min, "jump_to_min"}, Word{MinMaxRule::jump_to_max, "jump_to_max"},
    Word{MinMaxRule::jump_to_avg, "jump_to_avg"}, Word{MinMaxRule::default_price, "default_price"},
    Word{MinMaxRule::match_rival, "match_rival"}, Word{MinMaxRule::next_rival, "next_rival"},
    Word{MinMaxRule::do_nothing, "do_nothing"}};

/// The mean of floor and ceiling, a half up; without a ceiling: hold ceiling_required.
[[nodiscard]] constexpr Outcome mean_of(const Bounds& bounds, Reason reason) noexcept {
  if (!bounds.has_ceiling) return hold(Reason::ceiling_required);
  const Wide sum = Wide{bounds.floor_minor} + bounds.ceiling_minor;
  return go(reason, static_cast<std::int64_t>(half_up_div(sum, 2)));
}

/// The ceiling; without one: hold ceiling_required.
[[nodiscard]] constexpr Outcome ceiling_of(const Bounds& bounds, Reason reason) noexcept {
  if (!bounds.has_ceiling) return hold(Reason::ceiling_required);
  return go(reason, bounds.ceiling_minor);
}

/// The price of a rule that needs no rival, or a hold.
/// Needs: a rule that is neither match_rival nor next_rival.
[[nodiscard]] constexpr Outcome apply_rule(MinMaxRule rule, const Bounds& bounds,
                                           std::int64_t default_price_minor) noexcept {
  switch (rule) {
    case MinMaxRule::jump_to_min:
      return go(Reason::jump_to_min, bounds.floor_minor);
    case MinMaxRule::jump_to_max:
      return ceiling_of(bounds, Reason::jump_to_max);
    case MinMaxRule::jump_to_avg:
      return mean_of(bounds, Reason::jump_to_avg);
    case MinMaxRule::default_price:
      return default_price_minor != 0 ? go(Reason::default_price, default_price_minor)
                                      : hold(Reason::no_default);
    case MinMaxRule::match_rival:
    case MinMaxRule::next_rival:
    case MinMaxRule::do_nothing:
      break;
  }
  return hold(Reason::do_nothing);
}

}  // namespace v0
}  // namespace haggle
