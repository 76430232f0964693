// src/valuation/methods.hpp -- floor 4 (valuation).
//
// The two methods, for input that was checked.
#pragma once

#include "haggle/base/error.hpp"
#include "valuation/selection.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

[[nodiscard]] Result<Valuation> value_visually(const Asked& asked, const VisualOptions& options);
[[nodiscard]] Result<Valuation> value_calibrated(const Asked& asked,
                                                 const CalibratedOptions& options);

}  // namespace detail
}  // namespace v0
}  // namespace haggle
