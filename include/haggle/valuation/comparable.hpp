// haggle/valuation/comparable.hpp -- floor 4 (valuation).
//
// What a valuation sees: the item that is to be priced, and the sold items that a search found
// similar to it. No vectors: each comparable brings its similarity.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "haggle/comparables/neighbour.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/sale.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

/// How good an item looks, as the caller's vision model says. The numbers are for ever.
enum class Quality : std::uint8_t { unknown = 0, excellent = 1, good = 2, fair = 3, poor = 4 };

/// The names of the qualities, by number.
inline constexpr std::array<std::string_view, 5> quality_names{"unknown", "excellent", "good",
                                                               "fair", "poor"};

/// Largest size and attribute, either side of zero; squares of many still add up.
inline constexpr double attribute_max = 1e9;

/// A sold item that is similar to the one asked about.
struct Comparable {
  std::uint32_t row{0};         ///< the caller's own number of it; breaks ties
  double similarity{0};         ///< cosine, -1 to 1
  std::int64_t price_minor{0};  ///< what was paid, above zero
  Currency currency{};          ///< the query's
  Instant sold_at{};            ///< not after the query's `now`
  SaleCondition condition{SaleCondition::unknown};
  std::optional<double> size{};          ///< above zero, in the unit of the query's size
  std::span<const double> attributes{};  ///< as many as the query has, on its scales
};

/// What a search found, with the sale that stands in its row. Size and attributes are the caller's.
[[nodiscard]] constexpr Comparable comparable_from(const Neighbour& found,
                                                   const Sale& sale) noexcept {
  Comparable out;
  out.row = found.row;
  out.similarity = found.similarity;
  out.price_minor = sale.price_minor;
  out.currency = sale.currency;
  out.sold_at = sale.sold_at;
  out.condition = sale.condition;
  return out;
}

/// The item that is to be priced.
struct Query {
  Instant now{};
  Currency currency{};
  SaleCondition condition{SaleCondition::unknown};
  Quality quality{Quality::unknown};
  double quality_factor{1};              ///< the caller's own, beside the label; 0.01 to 100
  std::optional<double> size{};          ///< above zero; none: sizes are not looked at
  std::span<const double> attributes{};  ///< scaled by the caller, so that 1 is a usual distance
  Label category{};                      ///< whose calibration is used
  std::optional<double> miss_rate{};     ///< 0 to 1: that of AdaptiveCoverage; none: the policy's
};

}  // namespace v0
}  // namespace haggle
