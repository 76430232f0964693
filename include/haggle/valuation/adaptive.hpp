// haggle/valuation/adaptive.hpp -- floor 4 (valuation).
//
// Keeps the coverage of ranges when prices drift away from what was learned: a miss widens the next
// range, a hit narrows it a little.
#pragma once

#include <algorithm>
#include <cmath>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {

/// The state between two sales, made by `adaptive_coverage`; the caller keeps it.
struct AdaptiveCoverage {
  double coverage{0.9};  ///< asked for, in the long run
  double rate{0.01};     ///< how far one miss moves: 0.005 is slow, 0.05 is quick
  double alpha{0.1};     ///< may leave 0 to 1 by one step, which is then remembered

  /// What the next query is to be given: 0 is the widest range.
  [[nodiscard]] double miss_rate() const noexcept { return std::clamp(alpha, 0.0, 1.0); }
};

/// The state before the first sale.
/// Errors: not_finite, out_of_range (a coverage outside 0.01 to 0.9999, a rate outside 0 to 1).
[[nodiscard]] inline Result<AdaptiveCoverage> adaptive_coverage(double coverage,
                                                                double rate) noexcept {
  if (!std::isfinite(coverage)) return fail(Errc::not_finite, "coverage");
  if (coverage < 0.01 || coverage > 0.9999) return fail(Errc::out_of_range, "coverage");
  if (!std::isfinite(rate)) return fail(Errc::not_finite, "rate");
  if (rate < 0 || rate > 1) return fail(Errc::out_of_range, "rate");
  return AdaptiveCoverage{coverage, rate, 1 - coverage};
}

/// The state after one more sale, whose range held the price or missed it:
/// alpha' = alpha + rate (alpha asked for - miss). Over n sales the share of misses is within
/// (1 + rate) / (n rate) of what is asked, whatever the prices do. Only what a query is given is
/// clamped: were the state clamped too, a miss at 0 would cost less than it must, and that promise
/// would be lost.
/// Source: I. Gibbs and E. Candes, Adaptive conformal inference under distribution shift (2021),
///         equation 2 and proposition 4.1.
[[nodiscard]] inline AdaptiveCoverage update(AdaptiveCoverage state, bool held) noexcept {
  state.alpha += state.rate * (1 - state.coverage - (held ? 0.0 : 1.0));
  return state;
}

}  // namespace v0
}  // namespace haggle
