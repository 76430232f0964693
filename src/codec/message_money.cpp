#include "codec/message_money.hpp"

#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

bool MoneyReader::take_currency(JsonValue money, JsonValue value, Place place) {
  const std::string_view code = fields_.text(value, place);
  const bool again =
      !seen_.empty() && code.size() == 3 && Currency{{code[0], code[1], code[2], '\0'}} == seen_;
  if (again) return true;
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
  if (seen_ == Currency{}) {
    seen_ = *named;
    exponent_ = exponent_of(seen_);
  }
  if (seen_ != *named) fields_.refuse(Errc::currency_mismatch, place, value);
  return seen_ == *named;
}

SaidNumber MoneyReader::read(JsonValue money, const MoneyPath& path, std::size_t index) {
  const JsonValue object = fields_.object(money, {path.object, index});
  const JsonValue amount = object.get("Amount");
  const JsonValue code = object.get("CurrencyCode");
  if (!object.exists() || !take_currency(object, code, {path.currency, index})) return {};
  if (!is_said(amount)) fields_.refuse(Errc::missing_field, {path.amount, index}, object);
  return read_bare(amount, {path.amount, index});
}

SaidNumber MoneyReader::read_bare(JsonValue amount, Place place) {
  if (const std::int64_t quick = short_minor(amount); quick >= 0) return quick;
  if (!is_said(amount)) return {};
  const bool spelled = amount.is(JsonKind::string) || amount.is(JsonKind::number);
  if (!spelled) {
    fields_.refuse(Errc::wrong_type, place, amount);
    return {};
  }
  const Result<std::int64_t> minor = parse_minor(amount.text(), exponent_);
  if (minor) return *minor;
  fields_.refuse(minor.error().code, place, amount);
  return {};
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
