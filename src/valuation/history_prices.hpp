// src/valuation/history_prices.hpp -- floor 4 (valuation).
//
// How the prices of a history are spread, currency by currency.
#pragma once

#include <span>
#include <vector>

#include "haggle/valuation/history_check.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// The prices of one currency. Mean and sigma in minor units.
struct PriceGroup {
  Currency currency{};
  std::size_t count{0};
  double mean{0};
  double sigma{0};  ///< of the population
};

/// The groups of all prices above zero, in the order in which their currencies come.
[[nodiscard]] std::vector<PriceGroup> price_groups(std::span<const HistoryRow> rows);

/// Is a price further from its group's mean than so many sigmas?
[[nodiscard]] bool is_outlier(std::span<const PriceGroup> groups, const Sale& sale, double sigmas);

/// How far two histories' prices are apart, as shares of the source's; of the worst currency. A
/// currency that one of them has not is apart by 1.
struct PriceDrift {
  double mean{0};
  double sigma{0};
};
[[nodiscard]] PriceDrift price_drift(std::span<const PriceGroup> source,
                                     std::span<const PriceGroup> copy);

}  // namespace detail
}  // namespace v0
}  // namespace haggle
