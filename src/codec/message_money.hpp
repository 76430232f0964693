// src/codec/message_money.hpp -- floor 6 (codec).
//
// The amounts of one message, which are all of one currency. Amounts are decimal text, never binary
// fractions; digits beyond the currency's decimals must be zeros.
#pragma once

#include <cstdint>
#include <optional>

#include "codec/json.hpp"
#include "codec/message_fields.hpp"
#include "codec/message_path.hpp"
#include "haggle/market/marketplaces.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/money/money.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

class MoneyReader {
 public:
  /// `local` is the marketplace's currency, taken where an amount does not name one; may be empty.
  MoneyReader(FieldReader& fields, Currency local) : fields_(fields), local_(local) {}

  /// An object of Amount and CurrencyCode; nothing where it is not said, which is not zero.
  /// Faults: missing_field (an object without digits), wrong_type, bad_amount, out_of_range,
  ///         amount_precision, unknown_currency, currency_mismatch.
  std::optional<std::int64_t> read(JsonValue money, const MoneyPath& path, std::size_t index);

  /// Digits alone, in the local currency.
  std::optional<std::int64_t> read_bare(JsonValue amount, Place place);

  /// The same as Money.
  std::optional<Money> read_money(JsonValue money, const MoneyPath& path, std::size_t index = 0);

  /// The currency of the amounts read; the local one where none was read.
  [[nodiscard]] Currency currency() const { return seen_ == Currency{} ? local_ : seen_; }

 private:
  bool take_currency(JsonValue money, JsonValue value, Place place);

  FieldReader& fields_;
  Currency local_;
  Currency seen_{};
};

/// What a price row says of its parts.
struct PriceParts {
  std::optional<std::int64_t> listing{};
  std::optional<std::int64_t> shipping{};
  std::optional<std::int64_t> landed{};
  std::int64_t points{0};
};

/// The landed price of a row: from its parts where it has both, else as it says it, else the
/// listing price alone; nothing where it says none of them.
/// Source: landed = listing + shipping - points; stated landed prices contradict their parts even
///         in published samples.
[[nodiscard]] std::optional<std::int64_t> landed_of(const PriceParts& parts, bool has_points);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
