// What a person orders by hand: a price, the reset of a price, or that repricing goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "refusal.hpp"

namespace webhook {

enum class OperationKind : std::uint8_t {
  set_price,    ///< POST /pricing/manual
  reset_price,  ///< POST /pricing/reset
  resume,       ///< POST /pricing/resume
};

/// A field that was not given is empty. The price is as it was written, since only who knows the
/// listing knows its currency: digits with at most one point, and never a sign or an exponent.
struct Operation {
  OperationKind kind{OperationKind::set_price};
  std::string seller{};
  std::string sku{};
  std::string item{};
  std::string marketplace{};
  std::string price{};
  std::string reason{};
};

/// Carries an operation out: within the listing's bounds, and by the same door as any other price.
/// Returns: what is added to the answer as JSON text, such as {"price": "12.34"}; may be empty.
/// Fails:   400 the listing does not allow it (bounds), 404 no such listing, 409 not in this state,
///          503 try again. Does not throw.
using Operate = std::function<tl::expected<std::string, Refusal>(const Operation&)>;

/// Reads a flat JSON object of texts; strict, since a field that is misspelt is a price not meant.
/// Fields: seller (or seller_id), sku; marketplace and item (or asin) where wanted; reason;
///         price (or new_price), as text or number, of set_price only. Resume needs the seller
///         only.
/// Fails:  400 malformed_json, unknown_field, repeated_field, missing_field, wrong_type, bad_price,
///         too_long.
[[nodiscard]] tl::expected<Operation, Refusal> read_operation(OperationKind kind,
                                                              std::string_view body);

}  // namespace webhook
