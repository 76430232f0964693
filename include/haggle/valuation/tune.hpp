// haggle/valuation/tune.hpp -- floor 4 (valuation).
//
// Chooses the options of the calibrated policy by how well they price items that were sold: each is
// valued from the others (leave one out).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "haggle/base/error.hpp"
#include "haggle/valuation/comparable.hpp"
#include "haggle/valuation/policy.hpp"

namespace haggle {
inline namespace v0 {

/// An item whose price is known, and its comparables without itself. More of them than are used now
/// let `tune` try larger numbers of neighbours.
struct KnownPrice {
  Query query{};
  std::span<const Comparable> comparables{};
  std::int64_t price_minor{0};
};

/// How well a policy prices known items.
struct Fit {
  double error_median{0};  ///< of |price - real| / real; a refusal counts as infinite
  double error_mean{0};    ///< of the same over those that were priced; 0 if none was
  std::size_t refused_count{0};
};

/// The errors of a policy.
/// Errors: bad_argument where there are no cases; price_not_positive; the codes of `value`, at
///         `cases[]`: `value` tells more of that case.
[[nodiscard]] Result<Fit> fit_of(std::span<const KnownPrice> cases, const ValuationPolicy& policy);

/// The best options found.
struct Tuned {
  CalibratedOptions options{};
  Fit fit{};
};

/// Tries values for the number of neighbours, the temperature, the middle share, the half-life, the
/// attribute width, the size exponent and the outlier cut, one after the other and twice over, and
/// keeps what lowers the median error; of equals fewer refusals, then the mean error, then the
/// earlier. Temperatures are tried in units of the mean gap between the first similarity and the
/// tenth, over the cases that have one. Other options stay as they are.
/// A calibration is left out of account, because known prices have no need of a range.
/// Errors: those of `fit_of` and of `calibrated`.
/// Cost:   some 90 valuations of each case.
/// Source: coordinate search; leave-one-out error.
[[nodiscard]] Result<Tuned> tune(std::span<const KnownPrice> cases, CalibratedOptions start = {});

}  // namespace v0
}  // namespace haggle
