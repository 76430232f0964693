// haggle/valuation/statistics.hpp -- floor 4 (valuation).
//
// Robust statistics of a few weighted numbers. All of them see the numbers in one order, so that
// the order in which they were given changes no bit.
#pragma once

#include <span>
#include <vector>

namespace haggle {
inline namespace v0 {

struct Weighted {
  double value{0};
  double weight{0};  ///< 0 or more; at least one of all is above
};

/// Shares of the total weight nearer than this to a boundary are on it: sums of weights round.
inline constexpr double weight_slack = 1e-12;
/// The standard deviation of normal numbers over their median absolute deviation.
inline constexpr double sigma_per_mad = 1.4826;

/// The numbers sorted by value, equal values by weight.
[[nodiscard]] std::vector<Weighted> in_order(std::span<const Weighted> numbers);

/// The smallest value whose weight, with that of all smaller ones, reaches a share of the total.
/// Needs: sorted numbers, not empty; 0 <= share <= 1.
[[nodiscard]] double weighted_quantile(std::span<const Weighted> sorted, double share) noexcept;

/// The weighted median: a value with no more than half of the weight on either side; the mean of
/// both where two divide it into equal halves.
/// Needs: sorted numbers, not empty.
[[nodiscard]] double weighted_median(std::span<const Weighted> sorted) noexcept;

/// The mean of the middle share of the weight: 0 is the median, 1 the weighted mean. Raising a
/// value never lowers it.
/// Needs:  sorted numbers, not empty; 0 <= share <= 1.
/// Source: the weighted trimmed mean, trimmed by (1 - share) / 2 of the weight at either end.
[[nodiscard]] double weighted_centre(std::span<const Weighted> sorted, double share) noexcept;

/// 1.4826 x the weighted median of |value - centre|: the standard deviation of normal numbers, but
/// deaf to outliers.
[[nodiscard]] double weighted_spread(std::span<const Weighted> numbers, double centre);

/// (sum w)^2 / sum w^2: how many equal weights would say as much.
/// Needs:  a weight above zero.
/// Source: L. Kish, Survey Sampling (1965).
[[nodiscard]] double effective_count(std::span<const Weighted> numbers) noexcept;

}  // namespace v0
}  // namespace haggle
