// haggle/market/sale.hpp -- floor 2 (market).
//
// A sold item. Its embedding, a vector of hundreds of floats, is passed beside it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

/// The shape an item was sold in. The numbers are for ever.
enum class SaleCondition : std::uint8_t {
  unknown = 0,
  new_with_tags = 1,
  like_new = 2,
  very_good = 3,
  good = 4,
  fair = 5,
  poor = 6,
};

/// The names of the conditions, by number.
inline constexpr std::array<std::string_view, 7> sale_condition_names{
    "unknown", "new_with_tags", "like_new", "very_good", "good", "fair", "poor"};

/// A tenant, category or brand; at most 63 bytes. Two are the same where their bytes are.
using Label = Id<64>;
/// A sale's or a product's own key; a UUID fits.
using SaleId = Id<64>;
using ProductId = Id<64>;

/// One sale. The price is what was paid for the item itself, above zero.
struct Sale {
  SaleId id{};  ///< the sale's own key: the same sale told twice has the same
  ProductId product{};
  Label tenant{};
  Label category{};
  Label brand{};
  std::int64_t price_minor{0};
  Instant sold_at{};
  Currency currency{};
  SaleCondition condition{SaleCondition::unknown};
  friend bool operator==(const Sale&, const Sale&) = default;
};

}  // namespace v0
}  // namespace haggle
