#include "haggle/valuation/calibration.hpp"

#include <algorithm>
#include <cmath>

#include "haggle/base/assert.hpp"
#include "valuation/input_check.hpp"
#include "valuation/range_check.hpp"

namespace haggle {
inline namespace v0 {
namespace {

/// 0.9 and its like are not exact: a rank of 27 must not become 28 for the last bit of a product.
constexpr double rank_slack = 1e-9;
constexpr double log_max = 1e6;

double score(const Observation& seen, double spread_floor) noexcept {
  return std::abs(seen.actual_log - seen.predicted_log) / (seen.spread_log + spread_floor);
}

Result<void> check_options(const CalibrateOptions& options) {
  const detail::Limited numbers[] = {
      {options.coverage, 0.01, 0.9999, "options.coverage"},
      {options.spread_floor, 1e-9, 1e6, "options.spread_floor"},
  };
  return detail::check_numbers(numbers);
}

Result<void> check_observation(const Observation& seen, std::size_t index) {
  const detail::Limited numbers[] = {
      {seen.actual_log, -log_max, log_max, "observations[].actual_log"},
      {seen.predicted_log, -log_max, log_max, "observations[].predicted_log"},
      {seen.spread_log, 0, log_max, "observations[].spread_log"},
  };
  for (const detail::Limited& number : numbers) {
    if (const auto checked = detail::check_number(number, index); !checked) return checked;
  }
  return {};
}

}  // namespace

Result<Observation> observe(const Valuation& valuation, std::int64_t price_minor, Label category) {
  if (valuation.refused() && valuation.refusal != Refusal::uncalibrated) {
    return fail(Errc::bad_argument, "valuation");
  }
  if (const auto checked = detail::check_price(price_minor, "price", 0); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  const double actual = std::log(static_cast<double>(price_minor));
  return Observation{category, actual, valuation.price_log, valuation.spread_log};
}

std::size_t scores_needed(double coverage) noexcept {
  HAGGLE_ASSERT(coverage > 0 && coverage < 1);
  return static_cast<std::size_t>(std::ceil(coverage / (1 - coverage) - rank_slack));
}

std::optional<double> conformal_quantile(std::span<const double> rising, double coverage) noexcept {
  const auto count = static_cast<double>(rising.size());
  const double rank = std::ceil((count + 1) * coverage - rank_slack);
  if (rank > count) return std::nullopt;
  return rank < 1 ? 0 : rising[static_cast<std::size_t>(rank) - 1];
}

std::span<const double> Calibration::scores_of(const Label& category) const noexcept {
  const auto found = std::lower_bound(
      cells_.begin(), cells_.end(), category,
      [](const Cell& cell, const Label& wanted) { return cell.category < wanted; });
  const bool own = found != cells_.end() && found->category == category;
  return own ? found->scores : rest_;
}

void Calibration::sort_into_cells(std::span<const Observation> observations) {
  std::vector<const Observation*> sorted;
  for (const Observation& seen : observations) sorted.push_back(&seen);
  std::sort(sorted.begin(), sorted.end(),
            [](const Observation* a, const Observation* b) { return a->category < b->category; });
  for (const Observation* seen : sorted) {
    const bool is_new = cells_.empty() || !(cells_.back().category == seen->category);
    if (is_new) cells_.push_back({seen->category, {}});
    cells_.back().scores.push_back(score(*seen, spread_floor_));
  }
}

void Calibration::merge_small_cells() {
  const auto is_small = [least = scores_needed(coverage_) + 1](const Cell& cell) {
    return cell.scores.size() < least;
  };
  for (Cell& cell : cells_) {
    if (is_small(cell)) rest_.insert(rest_.end(), cell.scores.begin(), cell.scores.end());
    std::sort(cell.scores.begin(), cell.scores.end());
  }
  std::erase_if(cells_, is_small);
  std::sort(rest_.begin(), rest_.end());
}

Result<Calibration> calibrate(std::span<const Observation> observations,
                              const CalibrateOptions& options) {
  auto checked = check_options(options);
  for (std::size_t i = 0; checked && i < observations.size(); ++i) {
    checked = check_observation(observations[i], i);
  }
  if (!checked) return tl::unexpected<Error>(checked.error());
  Calibration out;
  out.coverage_ = options.coverage;
  out.spread_floor_ = options.spread_floor;
  out.sort_into_cells(observations);
  out.merge_small_cells();
  return out;
}

}  // namespace v0
}  // namespace haggle
