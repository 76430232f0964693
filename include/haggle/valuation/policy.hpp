// haggle/valuation/policy.hpp -- floor 4 (valuation).
//
// How comparables become a price. A policy that exists is valid; there are two kinds.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <variant>

#include "haggle/base/error.hpp"
#include "haggle/valuation/adjustments.hpp"
#include "haggle/valuation/calibration.hpp"

namespace haggle {
inline namespace v0 {

/// Which comparables are looked at, and how fast they age.
struct NeighbourChoice {
  double similarity_min{0.7};
  double age_days_max{90};           ///< 0 to 36,500
  std::uint32_t neighbours_max{20};  ///< the most similar ones; at least 1
  double half_life_days{30};         ///< a sale so old weighs half; 0.001 to 10^9
  friend bool operator==(const NeighbourChoice&, const NeighbourChoice&) = default;
};

/// The seed's method.
struct VisualOptions {
  NeighbourChoice choice{};  ///< similarity_min above 0, because similarities are weights
  Adjustments adjustments{};
  /// Neighbours' prices are taken as they are, and only the query's multipliers count.
  bool as_seed{false};
};

/// Ours. The kernel options stand for one unit of the caller's embeddings and attributes; `tune`
/// finds them.
struct CalibratedOptions {
  NeighbourChoice choice{0.5, 730, 20, 180};  ///< similarity_min -1 to 1
  Adjustments adjustments{};
  double temperature{0.1};    ///< of the softmax on similarity; 10^-12 to 10^6
  double attribute_width{1};  ///< of the kernel on attributes; 10^-6 to 10^6
  double size_exponent{1};    ///< price grows as size to this; -10 to 10; 0: sizes do not count
  double centre_share{0};     ///< middle share of the weight that is averaged; 0: the median
  double outlier_mads{3.5};   ///< farther from the median, in MADs as sigmas, is cut; 0: none is
  double effective_count_min{2};  ///< fewer equal weights than this are too few; 1 or more
  double spread_max{1};           ///< of logarithms; above it is too spread; 0 or more
  double coverage{0.9};           ///< 0.01 to 0.9999; the calibration's own where there is one
  std::optional<Calibration> calibration{};  ///< none: the range promises nothing
};

/// A valid way to price.
class ValuationPolicy {
 public:
  /// The options, or null where the policy is of the other kind.
  [[nodiscard]] const VisualOptions* visual() const noexcept {
    return std::get_if<VisualOptions>(&options_);
  }
  [[nodiscard]] const CalibratedOptions* calibrated() const noexcept {
    return std::get_if<CalibratedOptions>(&options_);
  }
  [[nodiscard]] const NeighbourChoice& choice() const noexcept {
    return visual() != nullptr ? visual()->choice : calibrated()->choice;
  }

 private:
  friend Result<ValuationPolicy> visual_similarity(VisualOptions options);
  friend Result<ValuationPolicy> calibrated(CalibratedOptions options);
  explicit ValuationPolicy(std::variant<VisualOptions, CalibratedOptions> options)
      : options_(std::move(options)) {}

  std::variant<VisualOptions, CalibratedOptions> options_;
};

/// The seed's method: weighted mean of prices by similarity and recency; range by confidence.
/// Errors: not_finite, out_of_range with the option's path; the index is the place in a table.
[[nodiscard]] Result<ValuationPolicy> visual_similarity(VisualOptions options = {});

/// Ours: weighted median of adjusted log prices, outliers cut, conformal range.
/// Errors: as above; bad_argument where `coverage` is not that of the calibration.
[[nodiscard]] Result<ValuationPolicy> calibrated(CalibratedOptions options = {});

}  // namespace v0
}  // namespace haggle
