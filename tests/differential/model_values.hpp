// The values of the model's own form: JSON of plain whole numbers and words.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle::model {

using Json = nlohmann::json;

/// A line whose fault has a name of its own, since our types cannot hold it.
struct BadLine : std::runtime_error {
  using std::runtime_error::runtime_error;
};

inline const Json& field(const Json& object, const char* name) {
  static const Json absent;
  const auto found = object.find(name);
  return found == object.end() ? absent : *found;
}
template <class T>
T get(const Json& object, const char* name, T otherwise) {
  const Json& value = field(object, name);
  return value.is_null() ? otherwise : value.get<T>();
}
template <class T>
std::optional<T> maybe(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_null() ? std::nullopt : std::optional{value.get<T>()};
}
inline std::int64_t whole(const Json& object, const char* name, std::int64_t otherwise = 0) {
  return get<std::int64_t>(object, name, otherwise);
}

/// The enumerator of a word; one that no set has where the word is unknown, so that the core says
/// so.
template <class T, std::size_t N>
T word(const std::array<Word<T>, N>& words, const std::string& name) {
  return haggle::value_of(words, name).value_or(static_cast<T>(255));
}
template <class T, std::size_t N>
T word(const std::array<Word<T>, N>& words, const Json& object, const char* name, T otherwise) {
  const Json& value = field(object, name);
  return value.is_null() ? otherwise : word(words, value.get<std::string>());
}

inline AmountOrRate amount_or_rate(const Json& value) {
  if (value.is_object()) return Rate{value.at("ppm").get<std::int64_t>()};
  return Amount::minor(value.get<std::int64_t>());
}
inline std::optional<AmountOrRate> maybe_size(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_null() ? std::nullopt : std::optional{amount_or_rate(value)};
}
inline std::optional<Duration> maybe_span(const Json& object, const char* name) {
  const Json& value = field(object, name);
  return value.is_null() ? std::nullopt : std::optional{Duration{value.get<std::int64_t>()}};
}
inline std::vector<SellerId> sellers(const Json& list) {
  std::vector<SellerId> out;
  for (const Json& one : list) out.push_back(test::seller(one.get<std::string>()));
  return out;
}

}  // namespace haggle::model
