#include <algorithm>
#include <cmath>

#include "haggle/valuation/adaptive.hpp"
#include "valuation.hpp"

namespace haggle::capi {
namespace {

static_assert(sizeof(haggle_adaptive) == sizeof(AdaptiveCoverage));

/// Those of a valuation that say what was foretold.
Valuation foretold(const haggle_valuation& given) noexcept {
  Valuation out;
  out.refusal = Refusal{given.refusal};
  out.range_basis = RangeBasis{given.range_basis};
  out.price_minor = given.price_minor;
  out.price_log = given.price_log;
  out.spread_log = given.spread_log;
  out.effective_count = given.effective_count;
  return out;
}

Wrong observations_from(const Strided<haggle_observation>& given, std::vector<Observation>& out) {
  const Wrong wrong =
      check_array(given, sizeof(haggle_observation), "observations", "observations_stride");
  if (wrong) return wrong;
  out.reserve(given.count);
  for (std::size_t i = 0; i < given.count; ++i) {
    const haggle_observation& from = *given.at(i);
    Observation& to = out.emplace_back();
    if (label_from(from.category, "", to.category)) {
      return {Errc::bad_id, "observations[].category", i};
    }
    to.actual_log = from.actual_log;
    to.predicted_log = from.predicted_log;
    to.spread_log = from.spread_log;
  }
  return {};
}

/// A state that the caller kept.  Errors: those of `adaptive_coverage`; not_finite (alpha).
Wrong adaptive_from(const haggle_adaptive* given, AdaptiveCoverage& out) noexcept {
  if (const Wrong wrong = check_frozen(given, "state")) return wrong;
  const auto made = adaptive_coverage(given->coverage, given->rate);
  if (!made) return made.error();
  if (!std::isfinite(given->alpha)) return {Errc::not_finite, "state.alpha"};
  out = *made;
  out.alpha = given->alpha;
  return {};
}

haggle_adaptive adaptive_of(const AdaptiveCoverage& from) noexcept {
  return {from.coverage, from.rate, from.alpha};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::AdaptiveCoverage;
using haggle::Errc;

haggle_status haggle_observe(const haggle_valuation* valuation, int64_t price_minor,
                             const char* category, size_t category_size, haggle_observation* out,
                             haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Given<haggle_valuation> in;
    haggle::Label label;
    const Wrong wrong = first_wrong(
        [&] { return in.read(valuation, "valuation"); }, [&] { return check_frozen(out, "out"); },
        [&] { return label_from(category, category_size, "category", label); });
    if (wrong) return wrong;
    const auto seen = haggle::observe(foretold(*in), price_minor, label);
    if (!seen) return seen.error();
    haggle_observation written{{}, seen->actual_log, seen->predicted_log, seen->spread_log};
    std::memcpy(written.category, &seen->category, sizeof written.category);
    *out = written;
    return {};
  });
}

haggle_status haggle_calibration_create(const haggle_observation* observations,
                                        size_t observations_count, size_t observations_stride,
                                        double coverage, double spread_floor,
                                        haggle_calibration** out, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    std::vector<haggle::Observation> seen;
    const Wrong wrong =
        observations_from({observations, observations_count, observations_stride}, seen);
    if (wrong) return wrong;
    auto learned = haggle::calibrate(seen, {coverage, spread_floor});
    if (!learned) return learned.error();
    *out = new haggle_calibration{std::move(*learned)};
    return {};
  });
}

void haggle_calibration_destroy(haggle_calibration* calibration) {
  destroy(calibration);
}

haggle_status haggle_calibration_categories(const haggle_calibration* calibration, size_t* count,
                                            haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_handle(calibration, "calibration"); },
                                    [&] { return check_pointer(count, "count"); });
    if (wrong) return wrong;
    *count = calibration->content->cells_count();
    return {};
  });
}

haggle_status haggle_calibration_scores(const haggle_calibration* calibration, const char* category,
                                        size_t category_size, double* scores, size_t capacity,
                                        size_t* count, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    haggle::Label label;
    const Wrong wrong =
        first_wrong([&] { return check_handle(calibration, "calibration"); },
                    [&] { return check_pointer(count, "count"); },
                    [&] { return label_from(category, category_size, "category", label); });
    if (wrong) return wrong;
    const auto found = calibration->content->scores_of(label);
    *count = found.size();
    if (capacity == 0) return {};
    if (scores == nullptr || !is_aligned(scores)) return {Errc::bad_argument, "scores"};
    if (capacity < found.size()) return {buffer_too_small, "scores"};
    std::copy(found.begin(), found.end(), scores);
    return {};
  });
}

haggle_status haggle_scores_needed(double coverage, size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(needed, "needed")) return wrong;
    const auto checked = haggle::adaptive_coverage(coverage, 0);
    if (!checked) return checked.error();
    *needed = haggle::scores_needed(coverage);
    return {};
  });
}

haggle_status haggle_adaptive_start(double coverage, double rate, haggle_adaptive* out,
                                    haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_frozen(out, "out")) return wrong;
    const auto made = haggle::adaptive_coverage(coverage, rate);
    if (!made) return made.error();
    *out = adaptive_of(*made);
    return {};
  });
}

haggle_status haggle_adaptive_update(haggle_adaptive* state, uint8_t held, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    AdaptiveCoverage before;
    if (const Wrong wrong = adaptive_from(state, before)) return wrong;
    if (held > 1) return {Errc::unknown_value, "held"};
    *state = adaptive_of(haggle::update(before, held == 1));
    return {};
  });
}

haggle_status haggle_adaptive_miss_rate(const haggle_adaptive* state, double* out,
                                        haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    AdaptiveCoverage now;
    const Wrong wrong = first_wrong([&] { return adaptive_from(state, now); },
                                    [&] { return check_pointer(out, "out"); });
    if (wrong) return wrong;
    *out = now.miss_rate();
    return {};
  });
}
