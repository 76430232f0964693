// src/valuation/input_check.hpp -- floor 4 (valuation).
//
// The query and its comparables, checked once at the door.
#pragma once

#include <span>

#include "haggle/base/error.hpp"
#include "haggle/valuation/comparable.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// Errors: as `value` lists them.
[[nodiscard]] Result<void> check_input(const Query& query, std::span<const Comparable> comparables);

/// A price in minor units.  Errors: price_not_positive, out_of_range.
[[nodiscard]] Result<void> check_price(std::int64_t price_minor, const char* where,
                                       std::size_t index) noexcept;

/// A moment.  Errors: out_of_range.
[[nodiscard]] Result<void> check_moment(Instant at, const char* where, std::size_t index) noexcept;

}  // namespace detail
}  // namespace v0
}  // namespace haggle
