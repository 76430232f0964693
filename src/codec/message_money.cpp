#include "codec/message_money.hpp"

#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The digits of most amounts, in minor units; -1 where they are not short, plain and complete.
std::int64_t short_minor(std::string_view text, int exponent) {
  constexpr std::size_t short_bytes = 10;
  constexpr int exponent_most = 4;  // so that what is short is below every limit
  if (text.size() > short_bytes || exponent < 0 || exponent > exponent_most) return -1;
  const haggle::detail::Plain plain = haggle::detail::read_plain(text);
  const int missing = exponent - plain.amount.decimals;
  if (!plain.good || missing < 0) return -1;
  return plain.amount.digits * haggle::detail::power_of_ten(missing);
}

}  // namespace

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
  if (seen_ == Currency{}) seen_ = *named;
  if (seen_ != *named) fields_.refuse(Errc::currency_mismatch, place, value);
  return seen_ == *named;
}

std::optional<std::int64_t> MoneyReader::read(JsonValue money, const MoneyPath& path,
                                              std::size_t index) {
  const JsonValue object = fields_.object(money, {path.object, index});
  const JsonValue amount = object.get("Amount");
  const JsonValue code = object.get("CurrencyCode");
  if (!object.exists() || !take_currency(object, code, {path.currency, index})) return std::nullopt;
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
  const int exponent = exponent_of(currency());
  if (const std::int64_t quick = short_minor(amount.text(), exponent); quick >= 0) return quick;
  const Result<std::int64_t> minor = parse_minor(amount.text(), exponent);
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
