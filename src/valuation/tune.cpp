#include "haggle/valuation/tune.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "haggle/valuation/value.hpp"
#include "valuation/input_check.hpp"

namespace haggle {
inline namespace v0 {
namespace {

constexpr double priceless = std::numeric_limits<double>::infinity();

/// |price - real| / real from the price before rounding; infinite for a refusal.
Result<double> error_of(const KnownPrice& known, std::size_t index, const ValuationPolicy& policy) {
  const auto real = detail::check_price(known.price_minor, "cases[].price", index);
  if (!real) return tl::unexpected<Error>(real.error());
  const Result<Valuation> valuation = value(known.query, known.comparables, policy);
  if (!valuation) return fail(valuation.error().code, "cases[]", index);
  if ((*valuation).refused()) return priceless;
  const double price = static_cast<double>(known.price_minor);
  return std::abs(std::exp((*valuation).price_log) - price) / price;
}

double median_of(std::vector<double> errors) {
  std::sort(errors.begin(), errors.end());
  const std::size_t middle = errors.size() / 2;
  if (errors.size() % 2 == 1) return errors[middle];
  return (errors[middle - 1] + errors[middle]) / 2;
}

Fit fit_from(const std::vector<double>& errors) {
  Fit out;
  double sum = 0;
  for (const double error : errors) {
    if (error == priceless) ++out.refused_count;
    sum += error == priceless ? 0 : error;
  }
  const std::size_t priced_count = errors.size() - out.refused_count;
  out.error_median = median_of(errors);
  out.error_mean = priced_count == 0 ? 0 : sum / static_cast<double>(priced_count);
  return out;
}

bool is_better(const Fit& a, const Fit& b) {
  if (a.error_median != b.error_median) return a.error_median < b.error_median;
  if (a.refused_count != b.refused_count) return a.refused_count < b.refused_count;
  return a.error_mean < b.error_mean;
}

Result<Fit> fit_of_options(std::span<const KnownPrice> cases, const CalibratedOptions& options) {
  const Result<ValuationPolicy> policy = calibrated(options);
  if (!policy) return tl::unexpected<Error>(policy.error());
  return fit_of(cases, *policy);
}

/// How far the tenth comparable of a case is less similar than the first, or the last of fewer.
double gap_of(const KnownPrice& known) {
  constexpr std::size_t tenth = 9;
  std::vector<double> falling;
  for (const Comparable& sold : known.comparables) falling.push_back(sold.similarity);
  std::sort(falling.begin(), falling.end(), std::greater<>{});
  return falling.empty() ? 0 : falling.front() - falling[std::min(tenth, falling.size() - 1)];
}

/// The unit that temperatures are tried in, because cosines of one embedding differ by tenths and
/// those of another by millionths: the mean gap. An item that is there ten times over has none and
/// does not count; there may be more such items than others.
double unit_of(std::span<const KnownPrice> cases) {
  double sum = 0;
  double count = 0;
  for (const KnownPrice& known : cases) {
    const double gap = gap_of(known);
    sum += gap;
    count += gap > 0 ? 1 : 0;
  }
  return count == 0 ? 1.0 : std::clamp(sum / count, 1e-9, 1.0);
}

/// One option and what is tried for it; `unit` is that of temperatures.
struct Knob {
  void (*set)(CalibratedOptions&, double value, double unit);
  std::span<const double> values;
};

constexpr std::array<double, 8> counts{3, 5, 8, 12, 20, 30, 50, 80};
constexpr std::array<double, 9> temperatures{0.03, 0.1, 0.2, 0.4, 0.7, 1.5, 3, 10, 1'000};
constexpr std::array<double, 4> shares{0, 0.5, 0.8, 1};
constexpr std::array<double, 6> half_lives{14, 30, 90, 180, 365, 1e6};
constexpr std::array<double, 7> widths{0.05, 0.1, 0.2, 0.5, 1, 2, 5};

constexpr std::array<double, 6> exponents{0, 0.5, 1, 1.5, 2, 3};
constexpr std::array<double, 3> cuts{0, 3.5, 6};

const std::array<Knob, 7> knobs{{
    {[](CalibratedOptions& o, double x, double) {
       o.choice.neighbours_max = static_cast<std::uint32_t>(x);
     },
     counts},
    {[](CalibratedOptions& o, double x, double unit) { o.temperature = x * unit; }, temperatures},
    {[](CalibratedOptions& o, double x, double) { o.centre_share = x; }, shares},
    {[](CalibratedOptions& o, double x, double) { o.choice.half_life_days = x; }, half_lives},
    {[](CalibratedOptions& o, double x, double) { o.attribute_width = x; }, widths},
    {[](CalibratedOptions& o, double x, double) { o.size_exponent = x; }, exponents},
    {[](CalibratedOptions& o, double x, double) { o.outlier_mads = x; }, cuts},
}};

/// Tries the values of one knob.
Result<void> turn(const Knob& knob, std::span<const KnownPrice> cases, double unit, Tuned& best) {
  CalibratedOptions tried = best.options;
  for (const double candidate : knob.values) {
    knob.set(tried, candidate, unit);
    const Result<Fit> fit = fit_of_options(cases, tried);
    if (!fit) return tl::unexpected<Error>(fit.error());
    if (is_better(*fit, best.fit)) best = {tried, *fit};
  }
  return {};
}

}  // namespace

Result<Fit> fit_of(std::span<const KnownPrice> cases, const ValuationPolicy& policy) {
  if (cases.empty()) return fail(Errc::bad_argument, "cases");
  std::vector<double> errors;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Result<double> error = error_of(cases[i], i, policy);
    if (!error) return tl::unexpected<Error>(error.error());
    errors.push_back(*error);
  }
  return fit_from(errors);
}

Result<Tuned> tune(std::span<const KnownPrice> cases, CalibratedOptions start) {
  start.calibration.reset();
  const Result<Fit> first = fit_of_options(cases, start);
  if (!first) return tl::unexpected<Error>(first.error());
  const double unit = unit_of(cases);
  Tuned best{std::move(start), *first};
  for (int round = 0; round < 2; ++round) {
    for (const Knob& knob : knobs) {
      if (const auto turned = turn(knob, cases, unit, best); !turned) {
        return tl::unexpected<Error>(turned.error());
      }
    }
  }
  return best;
}

}  // namespace v0
}  // namespace haggle
