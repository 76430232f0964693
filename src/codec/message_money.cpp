#include "codec/message_money.hpp"

#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
bool MoneyReader::take_currency(JsonValue money, Place place) {
  const JsonValue value = money.get("CurrencyCode");
  const std::string_view code = fields_.text(value, place);
  if (code.empty()) {
    seen_ = currency();
    if (seen_ == Currency{}) fields_.refuse(Errc::missing_field, place, money);
    return seen_ != Currency{};
  }
  const Result<Currency> named = currency_from(code);
  if (!named) {
    fields_.refuse(named.error().code, place, value);
    return false;
  }
  if (seen_ == Currency{}) seen_ = *named;
  if (seen_ != *named) fields_.refuse(Errc::currency_mismatch, place, value);
  return seen_ == *named;
}

std::optional<std::int64_t> MoneyReader::read(JsonValue money, const MoneyPath& path,
                                              std::size_t index) {
  const JsonValue object = fields_.object(money, {path.object, index});
  if (!object.exists() || !take_currency(object, {path.currency, index})) return std::nullopt;
  const JsonValue amount = object.get("Amount");
  if (!is_said(amount)) fields_.refuse(Errc::missing_field, {path.amount, index}, object);
  return read_bare(amount, {path.amount, index});
}

std::optional<std::int64_t> MoneyReader::read_bare(JsonValue amount, Place place) {
  if (!is_said(amount)) return std::nullopt;
  const bool spelled = amount.is(JsonKind::string) || amount.is(JsonKind::number);
  if (!spelled) {
    fields_.refuse(Errc::wrong_type, place, amount);
    return std::nullopt;
  }
  const Result<std::int64_t> minor = parse_minor(amount.text(), exponent_of(currency()));
  if (minor) return *minor;
  fields_.refuse(minor.error().code, place, amount);
  return std::nullopt;
}

std::optional<Money> MoneyReader::read_money(JsonValue money, const MoneyPath& path,
                                             std::size_t index) {
  const auto minor = read(money, path, index);
  if (!minor) return std::nullopt;
  return Money{*minor, currency()};
}

std::optional<std::int64_t> landed_of(const PriceParts& parts, bool has_points) {
  const bool whole = parts.listing && parts.shipping;
  if (!whole && parts.landed) return parts.landed;
  if (!parts.listing) return std::nullopt;
  return *parts.listing + parts.shipping.value_or(0) - (has_points ? parts.points : 0);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
