#include "codec/message_money.hpp"

#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// Whether an object's member names another currency.
bool names_other(JsonValue member, Currency currency) {
  return equal_caseless(member.key(), "CurrencyCode") && member.is(JsonKind::string) &&
         !member.text().empty() && member.text() != currency.text();
}

/// The first currency code below a value that is another. As deep as the text is nested.
JsonValue find_other(JsonValue value, Currency currency) {
  for (const JsonValue child : value) {
    if (names_other(child, currency)) return child;
    if (const JsonValue found = find_other(child, currency); found.exists()) return found;
  }
  return {};
}

}  // namespace

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

void MoneyReader::hold_one_currency(JsonValue section, Place place) {
  if (seen_ == Currency{}) return;
  const JsonValue other = find_other(section, seen_);
  if (other.exists()) fields_.refuse(Errc::currency_mismatch, place, other);
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
