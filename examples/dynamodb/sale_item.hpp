// A sale with its embedding as a row of the table, and back.
#pragma once

#include <haggle/codec/sale_message.hpp>
#include <haggle/market/sale.hpp>
#include <vector>

#include "attributes.hpp"
#include "keys.hpp"

namespace dynamodb {

/// How long a row stands after the day of its sale.
inline constexpr haggle::Duration sale_life = haggle::days(2 * 365);

/// What is stored of a sale.
struct SaleRecord {
  haggle::Sale sale{};
  std::vector<float> embedding{};  ///< may be empty: the sale is found by category and brand only
  std::int64_t version{0};         ///< of two records of one sale, the larger is the newer
  friend bool operator==(const SaleRecord&, const SaleRecord&) = default;
};

/// The record of a sale that was told; its version is the moment of the event.
[[nodiscard]] SaleRecord record_of(const haggle::SaleEvent& event);

/// The row. The attributes of an index are left out where the sale has nothing to be found by.
/// Errors: request, BadSale, where the sale is another tenant's, names no key, product, category
///         or currency, has no price above zero, a moment before 1970, a condition without a name,
///         or an embedding that no index takes.
[[nodiscard]] Expected<Item> item_of(const Tenant& tenant, const SaleRecord& record);

/// Errors: request, UnreadableRow, where an attribute is missing or wrong, or the row is another
///         tenant's.
[[nodiscard]] Expected<SaleRecord> record_of(const Tenant& tenant, const Item& item);

}  // namespace dynamodb
