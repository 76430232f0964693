// haggle/valuation/value.hpp -- floor 4 (valuation).
//
// From comparables to a price.
#pragma once

#include <span>

#include "haggle/base/error.hpp"
#include "haggle/valuation/comparable.hpp"
#include "haggle/valuation/policy.hpp"
#include "haggle/valuation/valuation.hpp"

namespace haggle {
inline namespace v0 {

/// Prices an item from sold ones, or refuses and says why.
/// Shape:  any number of comparables in any order; the weights come in theirs. Their order changes
///         nothing else, as long as no two have the same row.
/// Units:  prices in minor units of the query's currency; rounded once, half up, and at least 1.
/// Errors: unknown_currency, currency_mismatch, price_not_positive, sold_in_future, not_finite,
///         wrong_dimension (attributes), unknown_value, out_of_range; with path and place. Every
///         comparable is checked, also those that are cut.
/// Cost:   O(n log n); allocates the weights and a few arrays of n.
/// Source: the room's README states both methods in full.
[[nodiscard]] Result<Valuation> value(const Query& query, std::span<const Comparable> comparables,
                                      const ValuationPolicy& policy);

}  // namespace v0
}  // namespace haggle
