// haggle/codec/market_summary.hpp -- floor 6 (codec).
//
// What a message says of a market beside its offers: counts, lowest prices and buy-box prices, row
// by row as they were sent, and the prices that the marketplace compares with. A decision needs
// none of it; what it needs stands in the Market already.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"

namespace haggle {
inline namespace v0 {

/// How many offers there are of a condition in a channel. Absent: not said, or a word unknown here.
struct CountRow {
  std::optional<Condition> condition{};
  std::optional<Fulfilment> fulfilment{};
  std::optional<std::int64_t> count{};  ///< absent is not zero
  friend bool operator==(const CountRow&, const CountRow&) = default;
};

/// One row of lowest or buy-box prices, in minor units of the market's currency. Several rows may
/// have one condition: they differ in audience and quantity.
struct PriceRow {
  std::optional<Condition> condition{};
  std::optional<Fulfilment> fulfilment{};
  OfferAudience audience{OfferAudience::as_market};  ///< as_market: the row names none
  std::optional<std::uint32_t> quantity{};           ///< the row's tier; absent counts as 1
  std::optional<std::int64_t> listing_minor{};
  std::optional<std::int64_t> shipping_minor{};
  std::optional<std::int64_t> landed_minor{};  ///< as it was sent; may contradict its parts
  std::optional<std::int64_t> points{};
  SellerId seller{};  ///< who holds it, where the row names one
  friend bool operator==(const PriceRow&, const PriceRow&) = default;
};

/// What a message says of one offer that a decision never asks for; kept where the defaults say so.
struct OfferDetail {
  Tristate prime{Tristate::unknown};
  Tristate national_prime{Tristate::unknown};
  std::optional<std::uint32_t> handling_hours_min{};
  std::string availability{};  ///< "NOW", "FUTURE_WITH_DATE"; empty where it is not said
  std::optional<Instant> available_at{};
  std::string state{};  ///< that it ships from
  friend bool operator==(const OfferDetail&, const OfferDetail&) = default;
};

/// The rest of a summary. Amounts are minor units of the market's currency.
struct MarketSummary {
  static constexpr std::uint32_t has_counted = 1U << 0;
  static constexpr std::uint32_t has_eligible = 1U << 1;
  static constexpr std::uint32_t has_lowest = 1U << 2;
  static constexpr std::uint32_t has_buy_box = 1U << 3;

  std::uint32_t has{0};              ///< which lists were sent; one that is empty is not absent
  std::vector<CountRow> counted{};   ///< offers that exist
  std::vector<CountRow> eligible{};  ///< those that may hold the buy box
  std::vector<PriceRow> lowest{};
  std::vector<PriceRow> buy_box{};
  std::optional<std::int64_t> total_counted{};  ///< offers of all conditions
  std::optional<std::int64_t> total_eligible{};
  std::optional<std::int64_t> list_price_minor{};
  std::optional<std::int64_t> suggested_lower_landed_minor{};
  std::optional<std::int64_t> minimum_advertised_minor{};
  std::optional<std::int64_t> competitive_threshold_minor{};  ///< other shops'; absent is not zero

  [[nodiscard]] bool knows(std::uint32_t list) const noexcept { return (has & list) != 0; }

  /// As new; memory is kept.
  void clear() noexcept {
    has = 0;
    counted.clear(), eligible.clear(), lowest.clear(), buy_box.clear();
    total_counted.reset(), total_eligible.reset();
    list_price_minor.reset(), suggested_lower_landed_minor.reset();
    minimum_advertised_minor.reset(), competitive_threshold_minor.reset();
  }
  friend bool operator==(const MarketSummary&, const MarketSummary&) = default;
};

}  // namespace v0
}  // namespace haggle
