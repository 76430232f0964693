#include "haggle/valuation/statistics.hpp"

#include <algorithm>
#include <cmath>

#include "haggle/base/assert.hpp"

namespace haggle {
inline namespace v0 {
namespace {

double total_of(std::span<const Weighted> numbers) noexcept {
  double total = 0;
  for (const Weighted& number : numbers) total += number.weight;
  return total;
}

/// The first value at which the weight so far passes `weight`.
double value_past(std::span<const Weighted> sorted, double weight) noexcept {
  double reached = 0;
  for (const Weighted& number : sorted) {
    reached += number.weight;
    if (reached > weight) return number.value;
  }
  return sorted.back().value;
}

}  // namespace

std::vector<Weighted> in_order(std::span<const Weighted> numbers) {
  std::vector<Weighted> sorted(numbers.begin(), numbers.end());
  std::sort(sorted.begin(), sorted.end(), [](const Weighted& a, const Weighted& b) {
    return a.value != b.value ? a.value < b.value : a.weight < b.weight;
  });
  return sorted;
}

double weighted_quantile(std::span<const Weighted> sorted, double share) noexcept {
  HAGGLE_ASSERT(!sorted.empty());
  return value_past(sorted, (share - weight_slack) * total_of(sorted));
}

double weighted_median(std::span<const Weighted> sorted) noexcept {
  HAGGLE_ASSERT(!sorted.empty());
  const double total = total_of(sorted);
  const double below = value_past(sorted, (0.5 - weight_slack) * total);
  const double above = value_past(sorted, (0.5 + weight_slack) * total);
  return below == above ? below : below + (above - below) / 2;
}

double weighted_centre(std::span<const Weighted> sorted, double share) noexcept {
  HAGGLE_ASSERT(!sorted.empty());
  const double total = total_of(sorted);
  const double low = (1 - share) / 2 * total;
  const double high = (1 + share) / 2 * total;
  if (share <= weight_slack) return weighted_median(sorted);
  double reached = 0;
  double sum = 0;
  double inside = 0;
  for (const Weighted& number : sorted) {
    const double after = reached + number.weight;
    const double part = std::max(std::min(after, high) - std::max(reached, low), 0.0);
    sum += part * number.value;
    inside += part;
    reached = after;
  }
  return sum / inside;
}

double weighted_spread(std::span<const Weighted> numbers, double centre) {
  std::vector<Weighted> distances(numbers.begin(), numbers.end());
  for (Weighted& number : distances) number.value = std::abs(number.value - centre);
  return sigma_per_mad * weighted_median(in_order(distances));
}

double effective_count(std::span<const Weighted> numbers) noexcept {
  double squares = 0;
  for (const Weighted& number : numbers) squares += number.weight * number.weight;
  const double total = total_of(numbers);
  return total * total / squares;
}

}  // namespace v0
}  // namespace haggle
