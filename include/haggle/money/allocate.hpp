// haggle/money/allocate.hpp -- floor 1 (money).
//
// Shares an amount out by weights so that the parts add up to it: freight over lines, a discount
// over items. Largest remainder, so no part is a whole unit away from its exact share.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>

#include "haggle/base/error.hpp"
#include "haggle/base/wide.hpp"

namespace haggle {
inline namespace v0 {

namespace detail {

/// The sum of weights.  Errors: bad_argument (one is negative, or all are zero); overflow.
[[nodiscard]] constexpr Result<std::int64_t> weights_sum(
    std::span<const std::int64_t> weights) noexcept {
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] < 0) return fail(Errc::bad_argument, "allocate.weights[]", i);
    if (weights[i] > std::numeric_limits<std::int64_t>::max() - sum) {
      return fail(Errc::overflow, "allocate.weights[]", i);
    }
    sum += weights[i];
  }
  if (sum == 0) return fail(Errc::bad_argument, "allocate.weights");
  return sum;
}

/// The share of a weight, rounded down, and what is left of it, in units of 1 / sum.
struct Share {
  Wide whole;  // 2^63 for the least total
  std::int64_t rest;
};

[[nodiscard]] constexpr Share share_of(Wide size, std::int64_t weight, std::int64_t sum) noexcept {
  const Wide product = size * weight;
  const Wide whole = product / sum;
  return {whole, static_cast<std::int64_t>(product - whole * sum)};
}

/// Which parts get one unit more: all with a rest above `rest`, and the first `ties` with it.
struct Extra {
  std::int64_t rest{0};
  std::size_t ties{0};
};

/// Finds the extra units, using `scratch`, which has a place for each weight.
[[nodiscard]] constexpr Extra extra_units(Wide size, std::span<const std::int64_t> weights,
                                          std::int64_t sum,
                                          std::span<std::int64_t> scratch) noexcept {
  Wide given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Share share = share_of(size, weights[i], sum);
    given += share.whole;
    scratch[i] = share.rest;
  }
  const auto left = static_cast<std::size_t>(size - given);
  if (left == 0) return {std::numeric_limits<std::int64_t>::max(), 0};
  const auto last = scratch.begin() + static_cast<std::ptrdiff_t>(left - 1);
  std::nth_element(scratch.begin(), last, scratch.end(), std::greater<>{});
  const auto ties = std::count(scratch.begin(), last + 1, *last);
  return {*last, static_cast<std::size_t>(ties)};
}

}  // namespace detail

/// Shares `total_minor` out in proportion to the weights; the units that rounding leaves go to the
/// largest remainders, ties to the earlier place. The parts of -t are the negated parts of t.
/// Shape:  parts has a place for each weight and does not overlap the weights; untouched on error.
/// Errors: bad_argument (sizes differ, a weight is negative, all are zero); overflow (their sum).
/// Cost:   linear on average, n log n at most; allocates nothing.
[[nodiscard]] constexpr Result<void> allocate(std::int64_t total_minor,
                                              std::span<const std::int64_t> weights,
                                              std::span<std::int64_t> parts) noexcept {
  if (parts.size() != weights.size()) return fail(Errc::bad_argument, "allocate.parts");
  const auto sum = detail::weights_sum(weights);
  if (!sum) return tl::unexpected<Error>(sum.error());
  const Wide size = total_minor < 0 ? -Wide{total_minor} : Wide{total_minor};
  detail::Extra extra = detail::extra_units(size, weights, *sum, parts);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const detail::Share share = detail::share_of(size, weights[i], *sum);
    const bool tie = share.rest == extra.rest && extra.ties > 0;
    if (tie) --extra.ties;
    const Wide part = share.whole + static_cast<Wide>(tie || share.rest > extra.rest);
    parts[i] = static_cast<std::int64_t>(total_minor < 0 ? -part : part);
  }
  return {};
}

}  // namespace v0
}  // namespace haggle
