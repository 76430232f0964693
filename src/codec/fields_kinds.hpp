// src/codec/fields_kinds.hpp -- floor 6 (codec).
//
// The kinds of values that fields have: how each is read, written and described.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "codec/fields.hpp"
#include "haggle/bounds/size.hpp"
#include "haggle/market/bound.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/offer.hpp"
#include "haggle/money/money.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// A shape that stands once in a schema, under `$defs`.
[[nodiscard]] Shape shared_shape(std::string_view name, std::string_view label);

struct Flag {
  using Value = bool;
  static Result<bool> read(const Input& in);
  static void write(JsonWriter& to, bool value) { to.truth(value); }
  static Shape shape() { return {"true or false", R"({"type":"boolean"})"}; }
};

/// An amount that may not have a currency yet.
struct AmountText {
  using Value = Amount;
  static Result<Amount> read(const Input& in);
  static void write(JsonWriter& to, const Amount& value);
  static Shape shape() { return shared_shape("amount", "amount"); }
};

/// An amount, or a rate of something.
struct SizeText {
  using Value = AmountOrRate;
  static Result<AmountOrRate> read(const Input& in);
  static void write(JsonWriter& to, const AmountOrRate& value);
  static Shape shape() { return shared_shape("amount_or_rate", "amount or rate"); }
};

/// Minor units in the listing's currency, not negative.
struct MoneyText {
  using Value = Money;
  static Result<Money> read(const Input& in);
  static void write(JsonWriter& to, const Money& value);
  static Shape shape() { return shared_shape("money", "amount"); }
};

/// A bound: an amount on the item price, or an object that says the basis.
struct BoundAmount {
  Bound bound{};
  Currency currency{};
};
[[nodiscard]] Fields<BoundAmount> bound_fields();
struct BoundText {
  using Value = BoundAmount;
  static Result<BoundAmount> read(const Input& in);
  static void write(JsonWriter& to, const BoundAmount& value);
  static Shape shape() { return shared_shape("bound", "amount, or {amount, basis}"); }
};

struct SpanText {
  using Value = Duration;
  static Result<Duration> read(const Input& in);
  static void write(JsonWriter& to, Duration value);
  static Shape shape() { return shared_shape("span", "span"); }
};

struct MomentText {
  using Value = Instant;
  static Result<Instant> read(const Input& in);
  static void write(JsonWriter& to, Instant value);
  static Shape shape() { return shared_shape("moment", "moment"); }
};

struct CurrencyText {
  using Value = Currency;
  static Result<Currency> read(const Input& in);
  static void write(JsonWriter& to, Currency value) { to.text(value.text()); }
  static Shape shape() { return shared_shape("currency", "ISO 4217 code"); }
};

struct CountryText {
  using Value = Country;
  static Result<Country> read(const Input& in);
  static void write(JsonWriter& to, const Country& value) { to.text(value.text()); }
  static Shape shape() { return shared_shape("country", "ISO 3166 code"); }
};

/// A name, which may be a whole number.
struct NameText {
  using Value = std::string;
  static Result<std::string> read(const Input& in);
  static void write(JsonWriter& to, const std::string& value) { to.text(value); }
  static Shape shape() { return shared_shape("name", "text"); }
};

/// Parts per million of a rate.  Errors: also out_of_range.
Result<std::int64_t> read_ppm(const Input& in, std::int64_t least, std::int64_t most);
void write_ppm(JsonWriter& to, std::int64_t ppm);

/// A rate that is held as a number or in a type of its own.
template <class T, std::int64_t least = std::numeric_limits<std::int64_t>::min(),
          std::int64_t most = std::numeric_limits<std::int64_t>::max()>
struct RateText {
  using Value = T;
  static Result<T> read(const Input& in) {
    const Result<std::int64_t> ppm = read_ppm(in, least, most);
    if (!ppm) return tl::unexpected<Error>(ppm.error());
    if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(*ppm);
    } else {
      return T{*ppm};
    }
  }
  static void write(JsonWriter& to, const T& value) {
    if constexpr (std::is_integral_v<T>) {
      write_ppm(to, value);
    } else {
      write_ppm(to, value.ppm);
    }
  }
  static Shape shape() { return shared_shape("rate", "rate"); }
};

/// A whole number in a range.
Result<std::int64_t> read_whole(const Input& in, std::int64_t least, std::int64_t most);
[[nodiscard]] Shape whole_shape(std::int64_t least, std::int64_t most);

template <class T, std::int64_t least = 0, std::int64_t most = std::numeric_limits<T>::max()>
struct Whole {
  using Value = T;
  static Result<T> read(const Input& in) {
    return read_whole(in, least, most).map([](std::int64_t value) {
      return static_cast<T>(value);
    });
  }
  static void write(JsonWriter& to, T value) { to.whole(value); }
  static Shape shape() { return whole_shape(least, most); }
};

/// An id that is not empty.
Result<std::string_view> read_id(const Input& in, std::size_t bytes_max);
[[nodiscard]] Shape id_shape(std::size_t bytes_max);

template <class IdType>
struct IdText {
  using Value = IdType;
  static Result<IdType> read(const Input& in) {
    const auto text = read_id(in, IdType::text_bytes_max);
    if (!text) return tl::unexpected<Error>(text.error());
    return *IdType::from(*text);
  }
  static void write(JsonWriter& to, const IdType& value) { to.text(value.text()); }
  static Shape shape() { return id_shape(IdType::text_bytes_max); }
};

/// The schema and the label of a set of words.
class WordsShape {
 public:
  void add(std::string_view word, bool in_label);
  [[nodiscard]] Shape shape() const;

 private:
  std::string label_{};
  std::string schema_{};
};

inline constexpr std::array<Word<std::uint8_t>, 0> no_other_words{};

/// One word of a closed set; `others` are words of other systems for the same values.
template <const auto& words, const auto& others = no_other_words>
struct WordText {
  using Value = std::remove_cvref_t<decltype(words[0].value)>;

  static Result<Value> read(const Input& in) {
    if (!in.is(JsonKind::string)) return in.refuse(Errc::wrong_type);
    if (const auto value = value_of(words, in.text())) return *value;
    if constexpr (others.size() != 0) {
      if (const auto value = value_of(others, in.text())) return *value;
    }
    return in.refuse(Errc::unknown_value);
  }
  static void write(JsonWriter& to, Value value) { to.text(name_of(words, value)); }
  static Shape shape() {
    WordsShape out;
    for (const auto& word : words) out.add(word.name, true);
    for (const auto& word : others) out.add(word.name, false);
    return out.shape();
  }
};

[[nodiscard]] Shape list_shape(const Shape& element);

/// A list of values of one kind.
template <class Kind>
struct ListOf {
  using Value = std::vector<typename Kind::Value>;

  static Result<Value> read(const Input& in) {
    if (!in.is(JsonKind::array)) return in.refuse(Errc::wrong_type);
    Value out;
    ReadContext context = in.context;
    context.index = 0;
    for (const JsonValue value : in.value) {
      auto element = Kind::read(Input{value, in.element, "", context});
      if (!element) return tl::unexpected<Error>(element.error());
      out.push_back(*std::move(element));
      ++context.index;
    }
    return out;
  }
  static void write(JsonWriter& to, const Value& value) {
    to.open('[');
    for (const auto& element : value) Kind::write(to, element);
    to.close(']');
  }
  static Shape shape() { return list_shape(Kind::shape()); }
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
