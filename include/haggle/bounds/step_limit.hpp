// haggle/bounds/step_limit.hpp -- floor 3 (bounds).
//
// How far one decision may move a price. A goal further away becomes the last tick inside the step,
// so a listing goes on moving and is never frozen by a large change of its market.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "haggle/bounds/size.hpp"
#include "haggle/money/grid.hpp"

namespace haggle {
inline namespace v0 {

struct StepLimit {
  std::optional<Size> up{};
  std::optional<Size> down{};
};

/// A step in minor units: an amount, or a rate of the current price rounded down, one tick at
/// least.
[[nodiscard]] constexpr std::int64_t step_minor(Size step, std::int64_t current_minor,
                                                Grid tick) noexcept {
  if (!step.is_rate) return step.value;
  const Wide share = floor_div(Wide{current_minor} * step.value, ppm_one);
  return std::max(tick.step_minor, static_cast<std::int64_t>(share));
}

/// The price, no further from the current one than a step.  Needs: a current price.
[[nodiscard]] constexpr std::int64_t limit_step(std::int64_t price_minor,
                                                std::int64_t current_minor, const StepLimit& limit,
                                                Grid tick) noexcept {
  std::int64_t price = price_minor;
  if (limit.up) {
    const std::int64_t step = step_minor(*limit.up, current_minor, tick);
    price = std::min(price, down(tick, current_minor + step));
  }
  if (limit.down) {
    const std::int64_t step = step_minor(*limit.down, current_minor, tick);
    price = std::max(price, up(tick, current_minor - step));
  }
  return price;
}

}  // namespace v0
}  // namespace haggle
