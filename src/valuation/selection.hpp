// src/valuation/selection.hpp -- floor 4 (valuation).
//
// Which comparables are looked at, in one order; and how a price leaves.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/valuation/comparable.hpp"
#include "haggle/valuation/policy.hpp"
#include "haggle/valuation/statistics.hpp"
#include "haggle/valuation/valuation.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// The age of a sale in days.  Needs: sold not after now.
[[nodiscard]] inline double age_days(Instant now, const Comparable& sold) noexcept {
  return static_cast<double>((now - sold.sold_at).ms) / static_cast<double>(days(1).ms);
}

/// The question that is being answered. The parts are the caller's.
struct Asked {
  const Query& query;
  std::span<const Comparable> comparables;
};

/// The places of the comparables that are looked at, the most similar first, of equals the smaller
/// row. Marks the others in `out.weights`; where none is left, `out.refusal` says why.
[[nodiscard]] std::vector<std::size_t> select(const Asked& asked, const NeighbourChoice& choice,
                                              Valuation& out);

/// Writes each selected comparable's share of the weight, and how many equal ones say as much.
void share_out(std::span<const std::size_t> places, std::span<const Weighted> numbers,
               Valuation& out);

/// 0.30 S + 0.40 A + 0.15 R + 0.15 V, from the parts as the README names them.
struct ConfidenceParts {
  double count{0};         ///< of neighbours; 10 are enough
  double similarity{0};    ///< mean, -1 to 1
  double recent_share{0};  ///< sold within 30 days
  double variation{0};     ///< of their prices; V = 1 - variation
};
[[nodiscard]] double confidence_of(const ConfidenceParts& parts) noexcept;

inline constexpr double recent_days = 30;

/// Both ends and the price, rounded once; the ends stop at 1 and at the largest amount.
/// Errors: out_of_range where the price is above the largest amount.
[[nodiscard]] Result<Valuation> priced(Valuation out, double price, double low, double high);

}  // namespace detail
}  // namespace v0
}  // namespace haggle
