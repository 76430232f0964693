// src/codec/fields.hpp -- floor 6 (codec).
//
// One table of fields for each kind of object. The table reads the object, writes it, makes its
// JSON Schema and its page, so that these cannot drift apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "codec/fields_text.hpp"
#include "codec/message_path.hpp"
#include "codec/object_reader.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// What the values of a field look like.
struct Shape {
  std::string label{};   ///< for people: "amount or rate"
  std::string schema{};  ///< the JSON Schema of a value
};

/// One field of an object T.
template <class T>
struct Field {
  std::string_view name;
  const char* where{""};    ///< path of the value; empty: that of the object
  const char* element{""};  ///< path of its elements
  std::optional<Error> (*read)(const Input&, T&){nullptr};
  /// Writes key and value, or nothing where the object does not say it.
  void (*write)(JsonWriter&, std::string_view name, const T&){nullptr};
  Shape (*shape)(){nullptr};
  std::string_view doc{};         ///< one line, with units
  std::string_view stands_for{};  ///< of another spelling: the name of the field
  bool required{false};
  Errc absent{Errc::missing_field};  ///< what is said where a required field is not there
};

template <class T>
using Fields = std::span<const Field<T>>;

/// How one value gets into an object and out of it, and what it looks like as text:
///   Kind::Value, Kind::read(Input) -> Result<Value>, Kind::write(JsonWriter&, Value),
///   Kind::shape()
template <class T, class Kind, auto put>
std::optional<Error> read_by(const Input& in, T& out) {
  auto value = Kind::read(in);
  if (!value) return value.error();
  put(out, *std::move(value));
  return std::nullopt;
}

template <class T, class Kind, auto take>
void write_by(JsonWriter& to, std::string_view name, const T& from) {
  const std::optional<typename Kind::Value> value = take(from);
  if (!value) return;
  to.key(name);
  Kind::write(to, *value);
}

/// A field that stays out of what is written.
template <class T>
void write_nothing(JsonWriter&, std::string_view, const T&) {}

/// The same field under another name.
template <PathText object, PathText name, class T>
constexpr Field<T> other_name(Field<T> one) {
  one.required = false;
  one.stands_for = one.name;
  one.name = name.text;
  one.where = path<object, name>;
  one.element = path<object, name, "[]">;
  one.write = write_nothing<T>;
  return one;
}

/// `put` and `take` of a member that `get` finds.
template <auto get>
inline constexpr auto put_member = [](auto& object, auto value) { get(object) = std::move(value); };
template <auto get>
inline constexpr auto take_member = [](const auto& object) { return std::optional{get(object)}; };

/// Are two names the same? As a rule they differ in their length or first byte, and a call would
/// cost more than that.  Needs: `a` is not empty.
[[nodiscard]] constexpr bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && a.front() == b.front() && a == b;
}

/// The field in a table with that name; the table's size where there is none.
template <class T>
[[nodiscard]] constexpr std::size_t place_of(Fields<T> fields, std::string_view name) {
  std::size_t at = 0;
  while (at < fields.size() && !same_name(fields[at].name, name)) ++at;
  return at;
}

/// The same for what a field stands for, so that both spellings have one place.
template <class T>
[[nodiscard]] constexpr std::size_t home_of(Fields<T> fields, std::size_t at) {
  return fields[at].stands_for.empty() ? at : place_of(fields, fields[at].stands_for);
}

/// The member of an object that is this field, under whatever name; absent where there is none.
template <class T>
[[nodiscard]] JsonValue member_of(JsonValue object, Fields<T> fields, std::string_view name) {
  for (const JsonValue member : object) {
    const std::size_t at = place_of(fields, member.key());
    if (at < fields.size() && fields[home_of(fields, at)].name == name) return member;
  }
  return {};
}

/// A member of an object, at the path of its field.
template <class T>
[[nodiscard]] Input input_of(const Input& object, JsonValue member, const Field<T>& field) {
  if (*field.where == '\0') return {member, object.where, "", object.context};
  const std::size_t skip = object.context.path_skip;
  return {member, field.where + skip, field.element + skip, object.context};
}

/// The field of that name as the object has it; at its path in any case.
template <class T>
[[nodiscard]] Input field_input(const Input& object, Fields<T> fields, std::string_view name) {
  const JsonValue member = member_of(object.value, fields, name);
  const std::size_t at = place_of(fields, member.exists() ? member.key() : name);
  return input_of(object, member.exists() ? member : object.value, fields[at]);
}

/// The error of a required field that was not seen.
template <class T>
std::optional<Error> missing_field(const Input& object, Fields<T> fields, std::uint64_t seen) {
  for (std::size_t at = 0; at < fields.size(); ++at) {
    if (!fields[at].required || (seen >> at & 1U) != 0) continue;
    return input_of(object, object.value, fields[at]).refuse(fields[at].absent).value();
  }
  return std::nullopt;
}

/// Reads an object by its table.
/// Errors: wrong_type (no object); unknown_field; repeated_key where two spellings of one field are
///         there; missing_field, or what the field says; those of the values.
template <class T>
[[nodiscard]] std::optional<Error> read_fields(const Input& object, Fields<T> fields, T& out) {
  if (!object.is(JsonKind::object)) return object.refuse(Errc::wrong_type).value();
  std::uint64_t seen = 0;
  for (const JsonValue member : object.value) {
    const std::size_t at = place_of(fields, member.key());
    if (at == fields.size()) {
      const Input stranger{member, object.where, "", object.context};
      return stranger.refuse(Errc::unknown_field).value();
    }
    const Input in = input_of(object, member, fields[at]);
    const std::uint64_t bit = std::uint64_t{1} << home_of(fields, at);
    if ((seen & bit) != 0) return in.refuse(Errc::repeated_key).value();
    seen |= bit;
    if (auto fault = fields[at].read(in, out)) return fault;
  }
  return missing_field(object, fields, seen);
}

/// Writes what an object says, in the order of its table.
template <class T>
void write_rows(JsonWriter& to, Fields<T> fields, const T& from) {
  for (const Field<T>& field : fields) field.write(to, field.name, from);
}

template <class T>
void write_fields(JsonWriter& to, Fields<T> fields, const T& from) {
  to.open('{');
  write_rows(to, fields, from);
  to.close('}');
}

/// The value of one field as JSON; empty where the object does not say it.
template <class T>
[[nodiscard]] std::string value_text(const Field<T>& field, const T& from) {
  JsonWriter to;
  field.write(to, field.name, from);
  const std::string text = to.take();
  const std::size_t colon = field.name.size() + 3;  // its quotes and the colon
  return text.size() > colon ? text.substr(colon) : std::string{};
}

/// Writes what differs from an object that nobody said anything about.
template <class T>
void write_changes(JsonWriter& to, Fields<T> fields, const T& from) {
  const T untouched{};
  to.open('{');
  for (const Field<T>& field : fields) {
    const std::string text = value_text(field, from);
    if (!text.empty() && text != value_text(field, untouched)) to.key(field.name).raw(text);
  }
  to.close('}');
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
