// Our method: a weighted median of adjusted logarithms without outliers; a range whose coverage was
// learned.
#include <algorithm>
#include <limits>

#include "valuation/methods.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {
namespace {

constexpr double everything = std::numeric_limits<double>::infinity();

/// What is known while a price is worked out. Places and numbers go together.
struct Work {
  std::vector<std::size_t> places{};
  std::vector<Weighted> numbers{};  ///< logarithms of prices, as if they were the query's item
  double centre{0};
};

double squared_distance(std::span<const double> a, std::span<const double> b) noexcept {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

/// The logarithm of a weight: similarity below the greatest, attributes, recency.
double weight_log(const Asked& asked, const CalibratedOptions& options, const Comparable& sold,
                  double top_similarity) {
  const double width = options.attribute_width;
  const double distance = squared_distance(asked.query.attributes, sold.attributes);
  const double half_lives = age_days(asked.query.now, sold) / options.choice.half_life_days;
  return (sold.similarity - top_similarity) / options.temperature - distance / (2 * width * width) -
         half_lives * std::log(2.0);
}

/// The logarithm of a sold item's price, had it been the query's in condition, month and size.
double adjusted_log(const Asked& asked, const CalibratedOptions& options, const Comparable& sold) {
  double out = std::log(static_cast<double>(sold.price_minor)) -
               std::log(factor_of(options.adjustments, sold)) +
               std::log(factor_of(options.adjustments, asked.query));
  if (asked.query.size && sold.size) {
    out += options.size_exponent * (std::log(*asked.query.size) - std::log(*sold.size));
  }
  return out;
}

/// Logarithms of weights become weights, the largest of them 1: however far all of them are, some
/// weight is left.
void raise(std::vector<Weighted>& numbers) {
  double most = numbers.front().weight;
  for (const Weighted& number : numbers) most = std::max(most, number.weight);
  for (Weighted& number : numbers) number.weight = std::exp(number.weight - most);
}

Work weigh(const Asked& asked, const CalibratedOptions& options, Valuation& out) {
  Work work;
  work.places = select(asked, options.choice, out);
  if (out.refused()) return work;
  const double top = asked.comparables[work.places.front()].similarity;
  for (const std::size_t place : work.places) {
    const Comparable& sold = asked.comparables[place];
    work.numbers.push_back(
        {adjusted_log(asked, options, sold), weight_log(asked, options, sold, top)});
  }
  raise(work.numbers);
  return work;
}

/// Cuts what lies farther from the median than so many sigmas. Where over half of the weight has
/// one price there is no scale to measure by, and nothing is cut.
void cut_outliers(Work& work, double sigmas_max, Valuation& out) {
  const double median = weighted_median(in_order(work.numbers));
  const double farthest = sigmas_max * weighted_spread(work.numbers, median);
  if (farthest <= 0) return;
  Work left;
  for (std::size_t i = 0; i < work.places.size(); ++i) {
    if (std::abs(work.numbers[i].value - median) > farthest) {
      out.weights[work.places[i]].cut = Cut::outlier;
      continue;
    }
    left.places.push_back(work.places[i]);
    left.numbers.push_back(work.numbers[i]);
  }
  work = std::move(left);
}

double recent_share(const Asked& asked, const Valuation& out, const Work& work) {
  double share = 0;
  for (const std::size_t place : work.places) {
    const bool recent = age_days(asked.query.now, asked.comparables[place]) <= recent_days;
    share += recent ? out.weights[place].weight : 0;
  }
  return share;
}

double confidence(const Asked& asked, const Valuation& out, const Work& work) {
  double similarity = 0;
  for (const std::size_t place : work.places) {
    similarity += out.weights[place].weight * asked.comparables[place].similarity;
  }
  return confidence_of(
      {out.effective_count, similarity, recent_share(asked, out, work), out.spread_log});
}

Refusal refusal_of(const Valuation& out, const CalibratedOptions& options) noexcept {
  // Equal weights make exactly their count but for rounding, and that must not refuse them.
  if (out.effective_count < options.effective_count_min * (1 - weight_slack)) {
    return Refusal::too_few;
  }
  return out.spread_log > options.spread_max ? Refusal::too_spread : Refusal::none;
}

/// Both ends as logarithms.
struct Ends {
  double low{0};
  double high{0};
};

/// The middle of the neighbours' prices, widened to hold the price.
Ends neighbour_range(const Work& work, double coverage, Valuation& out) {
  const std::vector<Weighted> sorted = in_order(work.numbers);
  out.range_basis = RangeBasis::neighbours;
  return {std::min(weighted_quantile(sorted, (1 - coverage) / 2), work.centre),
          std::max(weighted_quantile(sorted, (1 + coverage) / 2), work.centre)};
}

/// The range that known prices ask for. A query with a miss rate of its own gets the widest where
/// there are too few of them; else that is a refusal.
Ends learned_range(const Asked& asked, const Calibration& learned, double coverage,
                   Valuation& out) {
  out.coverage = coverage;
  const auto score = conformal_quantile(learned.scores_of(asked.query.category), coverage);
  if (score) {
    const double half = *score * (out.spread_log + learned.spread_floor());
    out.range_basis = RangeBasis::conformal;
    return {out.price_log - half, out.price_log + half};
  }
  if (!asked.query.miss_rate) out.refusal = Refusal::uncalibrated;
  out.range_basis = RangeBasis::widest;
  return {-everything, everything};
}

Ends range_of(const Asked& asked, const CalibratedOptions& options, const Work& work,
              Valuation& out) {
  const auto& miss_rate = asked.query.miss_rate;
  const double coverage = miss_rate ? 1 - *miss_rate : options.coverage;
  if (!options.calibration) return neighbour_range(work, coverage, out);
  return learned_range(asked, *options.calibration, coverage, out);
}

/// A refusal keeps what was found out, and says no price.
Valuation refused(Valuation out) {
  out.range_basis = RangeBasis::none;
  out.coverage = 0;
  return out;
}

}  // namespace

Result<Valuation> value_calibrated(const Asked& asked, const CalibratedOptions& options) {
  Valuation out;
  out.currency = asked.query.currency;
  Work work = weigh(asked, options, out);
  if (out.refused()) return out;
  if (options.outlier_mads > 0) cut_outliers(work, options.outlier_mads, out);
  share_out(work.places, work.numbers, out);
  work.centre = weighted_centre(in_order(work.numbers), options.centre_share);
  out.price_log = work.centre;
  out.spread_log = weighted_spread(work.numbers, work.centre);
  out.confidence = confidence(asked, out, work);
  out.refusal = refusal_of(out, options);
  if (out.refused()) return refused(std::move(out));
  const Ends ends = range_of(asked, options, work, out);
  if (out.refused()) return refused(std::move(out));
  return priced(std::move(out), std::exp(work.centre), std::exp(ends.low), std::exp(ends.high));
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
