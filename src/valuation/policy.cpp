#include "haggle/valuation/policy.hpp"

#include <span>

#include "valuation/range_check.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using detail::Limited;

Result<void> check_table(std::span<const double> factors, const char* where) {
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const Limited factor{factors[i], factor_least, factor_most, where};
    if (const auto checked = detail::check_number(factor, i); !checked) return checked;
  }
  return {};
}

Result<void> check_tables(const Adjustments& tables) {
  auto checked = check_table(tables.condition.factor, "options.adjustments.condition[]");
  if (checked) checked = check_table(tables.quality.factor, "options.adjustments.quality[]");
  if (checked) checked = check_table(tables.season.factor, "options.adjustments.season[]");
  return checked;
}

Result<void> check_choice(const NeighbourChoice& choice, double similarity_least) {
  const Limited numbers[] = {
      {choice.similarity_min, similarity_least, 1, "options.choice.similarity_min"},
      {choice.age_days_max, 0, 36'500, "options.choice.age_days_max"},
      {static_cast<double>(choice.neighbours_max), 1, 1e9, "options.choice.neighbours_max"},
      {choice.half_life_days, 0.001, 1e9, "options.choice.half_life_days"},
  };
  return detail::check_numbers(numbers);
}

Result<void> check_kernel(const CalibratedOptions& options) {
  const Limited numbers[] = {
      {options.temperature, 1e-12, 1e6, "options.temperature"},
      {options.attribute_width, 1e-6, 1e6, "options.attribute_width"},
      {options.size_exponent, -10, 10, "options.size_exponent"},
      {options.centre_share, 0, 1, "options.centre_share"},
      {options.outlier_mads, 0, 1e6, "options.outlier_mads"},
      {options.effective_count_min, 1, 1e9, "options.effective_count_min"},
      {options.spread_max, 0, 1e6, "options.spread_max"},
      {options.coverage, 0.01, 0.9999, "options.coverage"},
  };
  return detail::check_numbers(numbers);
}

}  // namespace

Result<ValuationPolicy> visual_similarity(VisualOptions options) {
  auto checked = check_choice(options.choice, 0.01);
  if (checked) checked = check_tables(options.adjustments);
  if (!checked) return tl::unexpected<Error>(checked.error());
  return ValuationPolicy(options);
}

Result<ValuationPolicy> calibrated(CalibratedOptions options) {
  auto checked = check_choice(options.choice, -1);
  if (checked) checked = check_tables(options.adjustments);
  if (checked) checked = check_kernel(options);
  if (!checked) return tl::unexpected<Error>(checked.error());
  if (options.calibration && options.calibration->coverage() != options.coverage) {
    return fail(Errc::bad_argument, "options.coverage");
  }
  return ValuationPolicy(std::move(options));
}

}  // namespace v0
}  // namespace haggle
