// src/comparables/bound_steps.hpp -- floor 3 (comparables).
//
// Which hits are the likeliest, told by counts in even steps of their bound instead of by sorting.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "comparables/kernels.hpp"

namespace haggle::inline v0::detail {

/// Even steps from the bar up to one; what is outside counts to the first or the last. A hit is
/// compared by its step, never by where a step begins: that is rounded, and might leave none.
class BoundSteps {
 public:
  static constexpr std::size_t count = 256;

  explicit BoundSteps(float bar) noexcept
      : bar_{bar}, inverse_{static_cast<float>(count) / std::max(1.0F - bar, 1e-6F)} {}

  [[nodiscard]] std::size_t of(const Hit& hit) const noexcept {
    const float place = (hit.bound - bar_) * inverse_;
    const float inside = std::max(0.0F, std::min(place, static_cast<float>(count - 1)));
    return static_cast<std::size_t>(static_cast<std::int32_t>(inside));
  }

  /// The highest step that at least `wanted` of the hits reach; 0 where there are no more.
  [[nodiscard]] std::size_t reached_by(std::span<const Hit> hits,
                                       std::size_t wanted) const noexcept {
    if (hits.size() <= wanted) return 0;
    std::array<std::uint32_t, count> counts{};
    for (const Hit& hit : hits) ++counts[of(hit)];
    std::size_t at = count - 1;
    for (std::size_t reached = counts[at]; reached < wanted && at > 0;) reached += counts[--at];
    return at;
  }

 private:
  float bar_;
  float inverse_;
};

}  // namespace haggle::inline v0::detail
