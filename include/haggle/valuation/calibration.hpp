// haggle/valuation/calibration.hpp -- floor 4 (valuation).
//
// How wide a range must be to hold the real price as often as is said: learned from valuations of
// items whose price is known, for each category that has enough of them (split conformal,
// Mondrian).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/market/sale.hpp"
#include "haggle/valuation/valuation.hpp"

namespace haggle {
inline namespace v0 {

/// One valuation of an item whose price is known. Neither it nor its like may have been used to
/// choose the options; it may be valued from all other sales, if they are fewer than the price.
struct Observation {
  Label category{};
  double actual_log{0};     ///< logarithm of the real price in minor units
  double predicted_log{0};  ///< Valuation::price_log
  double spread_log{0};     ///< Valuation::spread_log, 0 or more
};

/// The observation of a valuation and the price that was paid.
/// Errors: price_not_positive; bad_argument where the valuation is a refusal for want of
///         comparables and says no price.
[[nodiscard]] Result<Observation> observe(const Valuation& valuation, std::int64_t price_minor,
                                          Label category = {});

struct CalibrateOptions {
  double coverage{0.9};      ///< the share of ranges that shall hold the price; 0.01 to 0.9999
  double spread_floor{0.1};  ///< added to every spread, so that a spread of 0 is not a promise
};

/// The fewest scores from which a coverage can be promised: ceil(1 / alpha) - 1.
/// Needs: 0 < coverage < 1.
[[nodiscard]] std::size_t scores_needed(double coverage) noexcept;

/// The ceil((n + 1) coverage)-th smallest of n scores; 0 for a coverage of 0; none where that is
/// more than n, which means without bound.
/// Needs:  rising scores; 0 <= coverage <= 1.
/// Source: V. Vovk et al.; J. Lei et al., Distribution-free predictive inference (2018), section 2.
[[nodiscard]] std::optional<double> conformal_quantile(std::span<const double> rising,
                                                       double coverage) noexcept;

/// The scores |actual - predicted| / (spread + floor) of each category with at least
/// ceil(1 / alpha) of them; those of all others stand together as the rest. Made by `calibrate`.
class Calibration {
 public:
  [[nodiscard]] double coverage() const noexcept { return coverage_; }
  [[nodiscard]] double spread_floor() const noexcept { return spread_floor_; }
  /// How many categories have scores of their own.
  [[nodiscard]] std::size_t cells_count() const noexcept { return cells_.size(); }

  /// The rising scores that speak for a category: its own, else the rest.
  [[nodiscard]] std::span<const double> scores_of(const Label& category) const noexcept;

 private:
  friend Result<Calibration> calibrate(std::span<const Observation> observations,
                                       const CalibrateOptions& options);
  struct Cell {
    Label category{};
    std::vector<double> scores{};
  };
  void sort_into_cells(std::span<const Observation> observations);
  void merge_small_cells();

  double coverage_{0};
  double spread_floor_{0};
  std::vector<Cell> cells_{};  ///< rising by category
  std::vector<double> rest_{};
};

/// Learns the scores. No observations at all are accepted: then nothing can be promised, and every
/// valuation is refused as `uncalibrated`.
/// Errors: not_finite, out_of_range (a spread below 0), each with its place; not_finite or
///         out_of_range for an option.
/// Cost:   O(n log n); one copy of the scores.
/// Source: per category as in V. Vovk et al., Mondrian confidence machine (2003); scaled residuals
///         as in Lei et al. (2018), section 5.2.
[[nodiscard]] Result<Calibration> calibrate(std::span<const Observation> observations,
                                            const CalibrateOptions& options = {});

}  // namespace v0
}  // namespace haggle
