// src/codec/fields_schema.hpp -- floor 6 (codec).
//
// A table of fields as the JSON Schema of its object, and as a table for people.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "codec/fields.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// One field, whatever its object.
struct Property {
  std::string name{};
  Shape shape{};
  std::string doc{};
  std::string default_json{};  ///< empty: nothing is the default
  std::string stands_for{};
  bool required{false};
};

template <class T>
[[nodiscard]] std::vector<Property> properties_of(Fields<T> fields) {
  const T untouched{};
  std::vector<Property> out;
  for (const Field<T>& field : fields) {
    const bool has_default = !field.required && field.read != nullptr;
    out.push_back({std::string(field.name), field.shape(), std::string(field.doc),
                   has_default ? value_text(field, untouched) : std::string{},
                   std::string(field.stands_for), field.required});
  }
  return out;
}

/// The schema of an object that has these fields and no other.
[[nodiscard]] std::string object_schema(std::span<const Property> properties);

template <class T>
[[nodiscard]] std::string object_schema(Fields<T> fields) {
  return object_schema(properties_of(fields));
}

/// The fields as rows of a Markdown table; other spellings stand in the row of their field.
[[nodiscard]] std::string page_rows(std::span<const Property> properties);

/// The same for what is only written: without defaults.
[[nodiscard]] std::string written_rows(std::span<const Property> properties);

/// An object within an object, with a table of its own.
template <class T, auto fields>
struct ObjectOf {
  using Value = T;
  static Result<T> read(const Input& in) {
    T out{};
    if (const auto fault = read_fields(in, fields(), out)) return tl::unexpected<Error>(*fault);
    return out;
  }
  static void write(JsonWriter& to, const T& value) { write_fields(to, fields(), value); }
  static Shape shape() {
    std::string label;
    for (const Field<T>& field : fields()) {
      if (field.stands_for.empty()) label += (label.empty() ? "{" : ", ") + std::string(field.name);
    }
    return {label + "}", object_schema(fields())};
  }
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
