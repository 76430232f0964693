// The seed's method: a weighted mean of prices, a confidence from four parts, a range from it.
#include <algorithm>

#include "valuation/methods.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {
namespace {

constexpr std::size_t top_count = 5;            // neighbours that similarity and variation look at
constexpr double variation_of_one_price = 0.2;  // one price says nothing about how they vary
constexpr double trusted_confidence = 0.7;
constexpr double trusted_range = 0.15;
constexpr double usual_range = 0.25;

using Places = std::span<const std::size_t>;

Weighted weighted(const Asked& asked, const VisualOptions& options, const Comparable& sold) {
  const double price = static_cast<double>(sold.price_minor);
  const double own = options.as_seed ? 1 : factor_of(options.adjustments, sold);
  const double recency =
      std::exp2(-age_days(asked.query.now, sold) / options.choice.half_life_days);
  return {price / own, sold.similarity * recency};
}

double weighted_mean(std::span<const Weighted> numbers) {
  double sum = 0;
  double total = 0;
  for (const Weighted& number : numbers) {
    sum += number.weight * number.value;
    total += number.weight;
  }
  return sum / total;
}

/// The population coefficient of variation.  Needs: values above zero.
double variation(std::span<const Weighted> numbers) {
  if (numbers.size() == 1) return variation_of_one_price;
  const auto count = static_cast<double>(numbers.size());
  double mean = 0;
  for (const Weighted& number : numbers) mean += number.value / count;
  double variance = 0;
  for (const Weighted& number : numbers) {
    variance += (number.value - mean) * (number.value - mean) / count;
  }
  return std::sqrt(variance) / mean;
}

double mean_similarity(const Asked& asked, Places places) {
  double sum = 0;
  for (const std::size_t place : places) sum += asked.comparables[place].similarity;
  return sum / static_cast<double>(places.size());
}

double recent_share(const Asked& asked, Places places) {
  const auto recent = std::count_if(places.begin(), places.end(), [&](std::size_t place) {
    return age_days(asked.query.now, asked.comparables[place]) <= recent_days;
  });
  return static_cast<double>(recent) / static_cast<double>(places.size());
}

double confidence(const Asked& asked, Places places, std::span<const Weighted> numbers) {
  const std::size_t top = std::min(places.size(), top_count);
  return confidence_of({static_cast<double>(places.size()),
                        mean_similarity(asked, places.first(top)), recent_share(asked, places),
                        variation(numbers.first(top))});
}

/// How far the logarithms lie from that of the mean.
double spread(std::span<const Weighted> numbers, double mean) {
  std::vector<Weighted> logs(numbers.begin(), numbers.end());
  for (Weighted& number : logs) number.value = std::log(number.value);
  return weighted_spread(logs, std::log(mean));
}

}  // namespace

Result<Valuation> value_visually(const Asked& asked, const VisualOptions& options) {
  Valuation out;
  out.currency = asked.query.currency;
  const std::vector<std::size_t> places = select(asked, options.choice, out);
  if (out.refused()) return out;
  std::vector<Weighted> numbers;
  numbers.reserve(places.size());
  for (const std::size_t place : places) {
    numbers.push_back(weighted(asked, options, asked.comparables[place]));
  }
  share_out(places, numbers, out);
  const double mean = weighted_mean(numbers);
  const double price = mean * factor_of(options.adjustments, asked.query);
  out.confidence = confidence(asked, places, numbers);
  out.price_log = std::log(price);
  out.spread_log = spread(numbers, mean);
  out.range_basis = RangeBasis::percent;
  const double range = out.confidence > trusted_confidence ? trusted_range : usual_range;
  return priced(std::move(out), price, price * (1 - range), price * (1 + range));
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
