// src/codec/message_fields.hpp -- floor 6 (codec).
//
// Reads the fields of one message. The first fault is kept and the reading goes on, so that a
// shape's reader is a list of its fields; who made the FieldReader asks for the fault at the end.
//
// Not said is absent, null or "" alike; a value of another type is a fault.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "codec/json.hpp"
#include "haggle/base/error.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Where a field stands: its path, and the element of the innermost list on it.
struct Place {
  const char* where;
  std::size_t index{0};
};

/// A whole number, if it is said. What std::optional says; but that one is handed from function to
/// function through memory, which costs as much as reading a number does.
class SaidNumber {
 public:
  SaidNumber() = default;
  explicit(false) SaidNumber(std::int64_t value) : value_(value), said_(true) {}

  explicit operator bool() const { return said_; }
  std::int64_t operator*() const { return value_; }
  [[nodiscard]] std::int64_t value_or(std::int64_t other) const { return said_ ? value_ : other; }
  operator std::optional<std::int64_t>() const {  // NOLINT: a number that may not be said is one
    return said_ ? std::optional{value_} : std::nullopt;
  }
  friend bool operator==(const SaidNumber& one, const std::optional<std::int64_t>& other) {
    return std::optional<std::int64_t>{one} == other;
  }

 private:
  std::int64_t value_{0};
  bool said_{false};
};

/// A text without the blanks of JSON round it.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  if (text.empty() || (text.front() > ' ' && text.back() > ' ')) return text;
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

class FieldReader {
 public:
  [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

  /// As new.
  void clear() { fault_.reset(); }

  /// Keeps a fault, unless one is kept already. `near` is the value or what it should stand in.
  void refuse(Errc code, Place place, JsonValue near);

  /// An object or a list; absent where it is not said.
  JsonValue object(JsonValue value, Place place) { return of_kind(JsonKind::object, value, place); }
  JsonValue list(JsonValue value, Place place) { return of_kind(JsonKind::array, value, place); }

  /// A list of so many elements that they can be kept.  Faults: out_of_range beyond offers_max.
  JsonValue short_list(JsonValue value, Place place);

  /// Text or the digits of a number, without blanks round it; empty where it is not said.
  std::string_view text(JsonValue value, Place place);

  Tristate yes_no(JsonValue value, Place place);

  /// A number or text of one, in units of 10^-decimals, cut after them; 0..most.
  /// Needs: at most 10 decimals.
  SaidNumber number(JsonValue value, Place place, int decimals, std::int64_t most);

  /// A whole number from 0 to most; "96.0" is whole.
  SaidNumber whole(JsonValue value, Place place, std::int64_t most);

  std::optional<Instant> instant(JsonValue value, Place place);

  template <class Id>
  Id id(JsonValue value, Place place) {
    const auto made = Id::from(text(value, place), place.where);
    if (made) return *made;
    refuse(made.error().code, place, value);
    return {};
  }

  /// The same, and its absence in `parent` is a fault.
  template <class Id>
  Id needed_id(JsonValue parent, std::string_view key, Place place) {
    const Id made = id<Id>(parent.get(key), place);
    if (made.empty()) refuse(Errc::missing_field, place, parent);
    return made;
  }

 private:
  JsonValue of_kind(JsonKind kind, JsonValue value, Place place);
  SaidNumber any_number(JsonValue value, Place place, int decimals, std::int64_t most);
  SaidNumber any_whole(JsonValue value, Place place, std::int64_t most);

  std::optional<Error> fault_{};
};

/// Is the value there, and neither null nor ""?
[[nodiscard]] inline bool is_said(JsonValue value) {
  return value.exists() && !value.is(JsonKind::null) &&
         !(value.is(JsonKind::string) && value.text().empty());
}

/// One of two members, whichever is said.
[[nodiscard]] inline JsonValue either(JsonValue one, JsonValue other) {
  return is_said(one) ? one : other;
}
[[nodiscard]] inline JsonValue either(JsonValue object, std::string_view key,
                                      std::string_view other) {
  const JsonValue value = object.get(key);
  return is_said(value) ? value : object.get(other);
}

// Most fields are as they should be, or not there at all. What these take stands here, so that it
// becomes a part of the readers.

inline JsonValue FieldReader::of_kind(JsonKind kind, JsonValue value, Place place) {
  if (value.is(kind)) return value;
  if (is_said(value)) refuse(Errc::wrong_type, place, value);
  return {};
}

inline std::string_view FieldReader::text(JsonValue value, Place place) {
  if (value.is(JsonKind::string) || value.is(JsonKind::number)) return trimmed(value.text());
  if (is_said(value)) refuse(Errc::wrong_type, place, value);
  return {};
}

[[gnu::always_inline]] inline SaidNumber FieldReader::number(JsonValue value, Place place,
                                                             int decimals, std::int64_t most) {
  if (!value.exists()) return {};
  const ShortNumber number = value.short_number();
  if (number.good() && number.decimals <= decimals) {
    const std::int64_t read =
        number.digits * haggle::detail::power_of_ten(decimals - number.decimals);
    if (read <= most) return read;
  }
  return any_number(value, place, decimals, most);
}

[[gnu::always_inline]] inline SaidNumber FieldReader::whole(JsonValue value, Place place,
                                                            std::int64_t most) {
  if (!value.exists()) return {};
  const ShortNumber number = value.short_number();
  if (number.good() && number.decimals == 0 && number.digits <= most) return number.digits;
  return any_whole(value, place, most);
}

inline Tristate FieldReader::yes_no(JsonValue value, Place place) {
  if (value.is(JsonKind::boolean)) return value.node().truth ? Tristate::yes : Tristate::no;
  if (is_said(value)) refuse(Errc::wrong_type, place, value);
  return Tristate::unknown;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
