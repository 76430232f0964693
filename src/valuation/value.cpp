#include "haggle/valuation/value.hpp"

#include "valuation/input_check.hpp"
#include "valuation/methods.hpp"

namespace haggle {
inline namespace v0 {

Result<Valuation> value(const Query& query, std::span<const Comparable> comparables,
                        const ValuationPolicy& policy) {
  if (const auto checked = detail::check_input(query, comparables); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  const detail::Asked asked{query, comparables};
  if (const VisualOptions* options = policy.visual()) {
    return detail::value_visually(asked, *options);
  }
  return detail::value_calibrated(asked, *policy.calibrated());
}

}  // namespace v0
}  // namespace haggle
