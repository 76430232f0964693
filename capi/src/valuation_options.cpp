#include <algorithm>
#include <utility>

#include "valuation.hpp"

namespace haggle::capi {
namespace {

template <std::size_t N>
void copy_table(const double (&from)[N], std::array<double, N>& to) noexcept {
  std::copy(std::begin(from), std::end(from), to.begin());
}
template <std::size_t N>
void copy_table(const std::array<double, N>& from, double (&to)[N]) noexcept {
  std::copy(from.begin(), from.end(), std::begin(to));
}

Adjustments adjustments_from(const haggle_valuation_options& given) noexcept {
  Adjustments out;
  copy_table(given.condition_factor, out.condition.factor);
  copy_table(given.quality_factor, out.quality.factor);
  copy_table(given.season_factor, out.season.factor);
  return out;
}

void put_adjustments(const Adjustments& from, haggle_valuation_options& out) noexcept {
  copy_table(from.condition.factor, out.condition_factor);
  copy_table(from.quality.factor, out.quality_factor);
  copy_table(from.season.factor, out.season_factor);
}

NeighbourChoice choice_from(const haggle_valuation_options& given) noexcept {
  return {given.similarity_min, given.age_days_max, given.neighbours_max, given.half_life_days};
}

void put_choice(const NeighbourChoice& from, haggle_valuation_options& out) noexcept {
  out.similarity_min = from.similarity_min;
  out.age_days_max = from.age_days_max;
  out.neighbours_max = from.neighbours_max;
  out.half_life_days = from.half_life_days;
}

VisualOptions visual_from(const haggle_valuation_options& given) noexcept {
  return {choice_from(given), adjustments_from(given), given.as_seed != 0};
}

void put_visual(const VisualOptions& from, haggle_valuation_options& out) noexcept {
  put_choice(from.choice, out);
  put_adjustments(from.adjustments, out);
  out.as_seed = from.as_seed ? 1 : 0;
  out.preset = HAGGLE_PRESET_VISUAL_SIMILARITY;
}

Wrong check_words(const haggle_valuation_options& given) noexcept {
  if (given.as_seed > 1) return {Errc::unknown_value, "options.as_seed"};
  const bool good = are_zero(given.reserved) && given.reserved_middle == 0;
  return good ? Wrong{} : Wrong{Errc::bad_argument, "options.reserved"};
}

Wrong put_policy(Result<ValuationPolicy> made, std::optional<ValuationPolicy>& out) {
  if (!made) return made.error();
  out = std::move(*made);
  return {};
}

}  // namespace

CalibratedOptions calibrated_from(const haggle_valuation_options& given) noexcept {
  CalibratedOptions out;
  out.choice = choice_from(given);
  out.adjustments = adjustments_from(given);
  out.temperature = given.temperature;
  out.attribute_width = given.attribute_width;
  out.size_exponent = given.size_exponent;
  out.centre_share = given.centre_share;
  out.outlier_mads = given.outlier_mads;
  out.effective_count_min = given.effective_count_min;
  out.spread_max = given.spread_max;
  out.coverage = given.coverage;
  return out;
}

void put_calibrated(const CalibratedOptions& from, haggle_valuation_options& out) noexcept {
  put_choice(from.choice, out);
  put_adjustments(from.adjustments, out);
  out.preset = HAGGLE_PRESET_CALIBRATED;
  out.temperature = from.temperature;
  out.attribute_width = from.attribute_width;
  out.size_exponent = from.size_exponent;
  out.centre_share = from.centre_share;
  out.outlier_mads = from.outlier_mads;
  out.effective_count_min = from.effective_count_min;
  out.spread_max = from.spread_max;
  out.coverage = from.coverage;
}

Wrong policy_from(const haggle_valuation_options& given, std::optional<Calibration> calibration,
                  std::optional<ValuationPolicy>& out) {
  if (const Wrong wrong = check_words(given)) return wrong;
  if (given.preset == HAGGLE_PRESET_CALIBRATED) {
    CalibratedOptions options = calibrated_from(given);
    options.calibration = std::move(calibration);
    return put_policy(calibrated(std::move(options)), out);
  }
  if (given.preset != HAGGLE_PRESET_VISUAL_SIMILARITY) {
    return {Errc::unknown_value, "options.preset"};
  }
  if (calibration) return {Errc::bad_argument, "calibration"};
  return put_policy(visual_similarity(visual_from(given)), out);
}

}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Calibration;
using haggle::Errc;
using haggle::ValuationPolicy;

haggle_status haggle_valuation_options_usual(uint32_t preset, haggle_valuation_options* out,
                                             haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(out, "out")) return wrong;
    haggle_valuation_options usual = HAGGLE_VALUATION_OPTIONS_INIT;
    put_calibrated(haggle::CalibratedOptions{}, usual);
    if (preset == HAGGLE_PRESET_VISUAL_SIMILARITY) {
      put_visual(haggle::VisualOptions{}, usual);
    } else if (preset != HAGGLE_PRESET_CALIBRATED) {
      return {Errc::unknown_value, "preset"};
    }
    write_struct(usual, out);
    return {};
  });
}

haggle_status haggle_valuation_policy_create(const haggle_valuation_options* options,
                                             const haggle_calibration* calibration,
                                             haggle_valuation_policy** out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    Given<haggle_valuation_options> in;
    if (const Wrong wrong = in.read(options, "options")) return wrong;
    std::optional<Calibration> learned;
    if (calibration != nullptr) {
      if (const Wrong wrong = check_handle(calibration, "calibration")) return wrong;
      learned = *calibration->content;
    }
    std::optional<ValuationPolicy> made;
    if (const Wrong wrong = policy_from(*in, std::move(learned), made)) return wrong;
    *out = new haggle_valuation_policy{std::move(*made)};
    return {};
  });
}

void haggle_valuation_policy_destroy(haggle_valuation_policy* policy) {
  destroy(policy);
}
