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
  MoneyReader(FieldReader& fields, Currency local)
      : fields_(fields), local_(local), exponent_(exponent_of(local)) {}

  /// An object of Amount and CurrencyCode; nothing where it is not said, which is not zero.
  /// Faults: missing_field (an object without digits), wrong_type, bad_amount, out_of_range,
  ///         amount_precision, unknown_currency, currency_mismatch.
  SaidNumber read(JsonValue money, const MoneyPath& path, std::size_t index);

  /// The same of an object whose two members are found already.
  SaidNumber read(JsonValue money, JsonValue amount, JsonValue code, const MoneyPath& path,
                  std::size_t index);

  /// Digits alone, in the local currency.
  SaidNumber read_bare(JsonValue amount, Place place);

  /// The same as Money.
  std::optional<Money> read_money(JsonValue money, const MoneyPath& path, std::size_t index = 0);

  /// The currency of the amounts read; the local one where none was read.
  [[nodiscard]] Currency currency() const { return seen_ == Currency{} ? local_ : seen_; }

 private:
  [[nodiscard]] bool is_of_seen(JsonValue code) const;
  bool take_currency(JsonValue money, JsonValue value, Place place);
  [[nodiscard]] std::int64_t short_minor(JsonValue amount) const;

  FieldReader& fields_;
  Currency local_;
  Currency seen_{};
  int exponent_;  ///< of `currency()`
};

/// The digits of most amounts, in minor units; below zero where they are not short, plain and
/// complete.
inline std::int64_t MoneyReader::short_minor(JsonValue amount) const {
  const ShortNumber number = amount.short_number();
  const int missing = exponent_ - number.decimals;
  if (!number.good() || missing < 0) return -1;
  return number.digits * haggle::detail::power_of_ten(missing);
}

inline bool MoneyReader::is_of_seen(JsonValue code) const {
  if (!code.is(JsonKind::string) || seen_.empty()) return false;
  const std::string_view text = code.text();
  return text.size() == 3 && Currency{{text[0], text[1], text[2], '\0'}} == seen_;
}

/// Most amounts are not said, or short and of the same currency as those before.
[[gnu::always_inline]] inline SaidNumber MoneyReader::read(JsonValue money, JsonValue amount,
                                                           JsonValue code, const MoneyPath& path,
                                                           std::size_t index) {
  if (!money.exists()) return {};
  if (is_of_seen(code)) {
    const std::int64_t minor = short_minor(amount);
    if (minor >= 0) return minor;
  }
  return read(money, path, index);
}

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
