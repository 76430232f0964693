#include "codec/fields_kinds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "haggle/codec/instant_text.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// What follows a whole number of minor units of whatever currency.
constexpr std::string_view minor_suffix = " minor";

/// The parsed value, or its fault at the place of the input.
template <class T>
Result<T> placed(const Input& in, Result<T> parsed) {
  if (!parsed) return in.refuse(parsed.error().code);
  return parsed;
}

bool is_text_or_number(const Input& in) {
  return in.is(JsonKind::string) || in.is(JsonKind::number);
}

Result<Amount> amount_of(std::string_view text) {
  if (!text.ends_with(minor_suffix)) return parse_amount(text);
  text.remove_suffix(minor_suffix.size());
  return parse_minor(text, 0).map([](std::int64_t minor) { return Amount::minor(minor); });
}

std::string amount_text(const Amount& amount) {
  const bool counts_minor = amount.form == AmountForm::minor;
  if (counts_minor && !amount.currency.empty()) {
    return money_text({amount.digits, amount.currency, 0});
  }
  const std::string digits = minor_text(amount.digits, amount.decimals);
  if (counts_minor) return digits + std::string(minor_suffix);
  const std::string_view code = amount.currency.text();
  return code.empty() ? digits : fmt::format("{} {}", code, digits);
}

bool is_rate(std::string_view text) {
  return text.ends_with('%') || text.ends_with("ppm");
}

Result<Money> money_of(std::string_view text, Currency currency) {
  if (haggle::detail::has_currency(text)) {
    Result<Money> money = parse_money(text);
    if (money && !(money->currency == currency)) return fail(Errc::currency_mismatch, "");
    return money;
  }
  return parse_minor(text, exponent_of(currency)).map([currency](std::int64_t minor) {
    return Money{minor, currency};
  });
}

}  // namespace

Shape shared_shape(std::string_view name, std::string_view label) {
  return {std::string(label), fmt::format(R"({{"$ref":"#/$defs/{}"}})", name)};
}

Result<bool> Flag::read(const Input& in) {
  if (!in.is(JsonKind::boolean)) return in.refuse(Errc::wrong_type);
  return in.value.node().truth;
}

Result<Amount> AmountText::read(const Input& in) {
  if (!is_text_or_number(in)) return in.refuse(Errc::wrong_type);
  return placed(in, amount_of(in.text()));
}
void AmountText::write(JsonWriter& to, const Amount& value) {
  to.text(amount_text(value));
}

Result<AmountOrRate> SizeText::read(const Input& in) {
  if (!is_text_or_number(in)) return in.refuse(Errc::wrong_type);
  if (is_rate(in.text())) {
    return placed(in, parse_rate(in.text())).map([](Rate rate) { return AmountOrRate{rate}; });
  }
  return placed(in, amount_of(in.text())).map([](const Amount& amount) {
    return AmountOrRate{amount};
  });
}
void SizeText::write(JsonWriter& to, const AmountOrRate& value) {
  if (const auto* rate = std::get_if<Rate>(&value)) return write_ppm(to, rate->ppm);
  AmountText::write(to, std::get<Amount>(value));
}

Result<Money> MoneyText::read(const Input& in) {
  if (!is_text_or_number(in)) return in.refuse(Errc::wrong_type);
  Result<Money> money = placed(in, money_of(in.text(), in.context.currency));
  if (money && money->minor < 0) return in.refuse(Errc::out_of_range);
  return money;
}
void MoneyText::write(JsonWriter& to, const Money& value) {
  to.text(money_text(value));
}

Fields<BoundAmount> bound_fields() {
  constexpr auto put_amount = [](BoundAmount& to, const Money& amount) {
    to.bound.amount_minor = amount.minor, to.currency = amount.currency;
  };
  constexpr auto take_amount = [](const BoundAmount& from) {
    return std::optional{Money{from.bound.amount_minor, from.currency, 0}};
  };
  constexpr auto basis = [](auto& of) -> auto& { return of.bound.basis; };
  using Words = WordText<basis_words>;
  static constexpr std::array fields{
      Field<BoundAmount>{"amount", "", "", read_by<BoundAmount, MoneyText, put_amount>,
                         write_by<BoundAmount, MoneyText, take_amount>, MoneyText::shape,
                         "how much", "", true},
      Field<BoundAmount>{"basis", "", "", read_by<BoundAmount, Words, put_member<basis>>,
                         write_by<BoundAmount, Words, take_member<basis>>, Words::shape,
                         "the price that it bounds"},
  };
  return fields;
}

Result<BoundAmount> BoundText::read(const Input& in) {
  BoundAmount out;
  if (in.is(JsonKind::object)) {
    if (const auto fault = read_fields(in, bound_fields(), out)) return tl::unexpected(*fault);
    return out;
  }
  return MoneyText::read(in).map(
      [](const Money& money) { return BoundAmount{{money.minor, Basis::item}, money.currency}; });
}
void BoundText::write(JsonWriter& to, const BoundAmount& value) {
  if (value.bound.basis != Basis::item) return write_fields(to, bound_fields(), value);
  MoneyText::write(to, {value.bound.amount_minor, value.currency, 0});
}

Result<Duration> SpanText::read(const Input& in) {
  if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
  return placed(in, parse_duration(in.text()));
}
void SpanText::write(JsonWriter& to, Duration value) {
  to.text(duration_text(value));
}

Result<Instant> MomentText::read(const Input& in) {
  if (in.is(JsonKind::string)) return placed(in, parse_instant(in.text()));
  return read_whole(in, -instant_ms_max, instant_ms_max).map([](std::int64_t ms) {
    return Instant{ms};
  });
}
void MomentText::write(JsonWriter& to, Instant value) {
  to.text(instant_text(value));
}

Result<Currency> CurrencyText::read(const Input& in) {
  if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
  return placed(in, currency_from(in.text()));
}

Result<Country> CountryText::read(const Input& in) {
  if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
  const std::string_view text = in.text();
  const auto is_capital = [](char c) { return 'A' <= c && c <= 'Z'; };
  const bool good = text.size() == 2 && std::all_of(text.begin(), text.end(), is_capital);
  if (!good) return in.refuse(Errc::unknown_value);
  return Country{{text[0], text[1]}};
}

Result<std::string> NameText::read(const Input& in) {
  if (!is_text_or_number(in)) return in.refuse(Errc::wrong_type);
  if (in.text().empty()) return in.refuse(Errc::bad_id);
  return std::string(in.text());
}

Result<std::int64_t> read_ppm(const Input& in, std::int64_t least, std::int64_t most) {
  if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
  const Result<Rate> rate = placed(in, parse_rate(in.text()));
  if (!rate) return tl::unexpected<Error>(rate.error());
  if (rate->ppm < least || rate->ppm > most) return in.refuse(Errc::out_of_range);
  return rate->ppm;
}
void write_ppm(JsonWriter& to, std::int64_t ppm) {
  to.text(rate_text({ppm}));
}

Result<std::int64_t> read_whole(const Input& in, std::int64_t least, std::int64_t most) {
  if (!in.is(JsonKind::number)) return in.refuse(Errc::wrong_type);
  const Result<std::int64_t> value = parse_minor(in.text(), 0);
  if (!value) {
    const bool has_fraction = value.error().code == Errc::amount_precision;
    return in.refuse(has_fraction ? Errc::wrong_type : value.error().code);
  }
  if (*value < least || *value > most) return in.refuse(Errc::out_of_range);
  return value;
}
Shape whole_shape(std::int64_t least, std::int64_t most) {
  return {"whole number",
          fmt::format(R"({{"type":"integer","minimum":{},"maximum":{}}})", least, most)};
}

Result<std::string_view> read_id(const Input& in, std::size_t bytes_max) {
  if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
  if (in.text().size() > bytes_max) return in.refuse(Errc::id_too_long);
  const bool has_nul = in.text().find('\0') != std::string_view::npos;
  if (in.text().empty() || has_nul) return in.refuse(Errc::bad_id);
  return in.text();
}
Shape id_shape(std::size_t bytes_max) {
  return {fmt::format("text of up to {} bytes", bytes_max),
          fmt::format(R"({{"type":"string","minLength":1,"maxLength":{}}})", bytes_max)};
}

void WordsShape::add(std::string_view word, bool in_label) {
  if (in_label) label_ += fmt::format("{}`{}`", label_.empty() ? "" : " ", word);
  schema_ += fmt::format("{}\"{}\"", schema_.empty() ? "" : ",", word);
}
Shape WordsShape::shape() const {
  return {label_, fmt::format(R"({{"enum":[{}]}})", schema_)};
}

Shape list_shape(const Shape& element) {
  return {"list of " + element.label,
          fmt::format(R"({{"type":"array","items":{}}})", element.schema)};
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
