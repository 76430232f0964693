// capi/src/valuation.hpp -- floor 8 (capi).
//
// What a valuation is asked with, in C++'s terms: the query, its comparables with their rows of
// attributes, the options of a policy.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "comparables.hpp"
#include "haggle/valuation/calibration.hpp"
#include "haggle/valuation/comparable.hpp"
#include "haggle/valuation/policy.hpp"
#include "haggle/valuation/valuation.hpp"
#include "handles.hpp"

namespace haggle::capi {

/// Rows of attributes, one behind the other; nowhere where there are none.
struct Attributes {
  const double* data;
  std::size_t count;  ///< of each row

  [[nodiscard]] std::span<const double> row(std::size_t i) const noexcept {
    return count == 0 ? std::span<const double>{} : std::span{data + i * count, count};
  }
  [[nodiscard]] Wrong check(std::size_t rows, const char* where) const noexcept;
};

/// The item that is to be priced, as C++ sees it; its attributes are the caller's.
[[nodiscard]] Wrong query_from(const haggle_query* given, std::span<const double> attributes,
                               Query& out) noexcept;

/// Comparables of the caller's, each with its row of attributes.
[[nodiscard]] Wrong comparables_from(const Strided<haggle_comparable>& given,
                                     const Attributes& attributes, std::vector<Comparable>& out);

/// A valid policy of the caller's options.
[[nodiscard]] Wrong policy_from(const haggle_valuation_options& given,
                                std::optional<Calibration> calibration,
                                std::optional<ValuationPolicy>& out);

/// The options of the calibrated preset; the preset is not looked at.
[[nodiscard]] CalibratedOptions calibrated_from(const haggle_valuation_options& given) noexcept;
void put_calibrated(const CalibratedOptions& from, haggle_valuation_options& out) noexcept;

[[nodiscard]] haggle_valuation valuation_of(const Valuation& from) noexcept;

/// The weights, side by side; nowhere where they are not wanted.
void put_weights(std::span<const NeighbourWeight> from, haggle_weight* out) noexcept;

}  // namespace haggle::capi

struct haggle_calibration : haggle::capi::Handle<haggle::Calibration> {
  using Handle::Handle;
};

struct haggle_valuation_policy : haggle::capi::Handle<haggle::ValuationPolicy> {
  using Handle::Handle;
};
