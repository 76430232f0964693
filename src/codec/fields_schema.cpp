#include "codec/fields_schema.hpp"

#include <fmt/format.h>

#include "codec/fields_text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

std::string quoted(std::string_view text) {
  JsonWriter to;
  to.text(text);
  return to.take();
}

/// The schema of a value, which is an object, with what is said of the field.
std::string property_schema(const Property& property) {
  const std::string_view schema = property.shape.schema;
  std::string out{schema.substr(0, schema.rfind('}'))};
  if (out.find_last_not_of(" {") != std::string::npos) out += ',';
  const std::string doc = property.stands_for.empty()
                              ? property.doc
                              : fmt::format("Another spelling of {}.", property.stands_for);
  out += "\"description\":" + quoted(doc);
  if (!property.default_json.empty() && property.stands_for.empty()) {
    out += ",\"default\":" + property.default_json;
  }
  return out + '}';
}

/// The names under which a field may stand, its own first.
std::vector<std::string> spellings_of(std::span<const Property> properties,
                                      const Property& property) {
  std::vector<std::string> out{property.name};
  for (const Property& other : properties) {
    if (other.stands_for == property.name) out.push_back(other.name);
  }
  return out;
}

/// That the object has this field.
std::string has_it(const std::string& name) {
  return "{\"required\":[" + quoted(name) + "]}";
}

/// The schemas as a list in brackets.
std::string list_of(const std::vector<std::string>& schemas) {
  return fmt::format("[{}]", fmt::join(schemas, ","));
}

/// At most one of the spellings, and one at least where the field is required.
std::string spelling_rule(const std::vector<std::string>& names, bool required) {
  std::vector<std::string> alone;
  alone.reserve(names.size() + 1);
  for (const std::string& name : names) alone.push_back(has_it(name));
  const std::string none = "{\"not\":{\"anyOf\":" + list_of(alone) + "}}";
  if (!required) alone.push_back(none);
  return "{\"oneOf\":" + list_of(alone) + "}";
}

/// What an object must have, beside what its properties are.
struct Rules {
  std::vector<std::string> required{};
  std::vector<std::string> spellings{};

  void add(std::span<const Property> properties, const Property& property) {
    if (!property.stands_for.empty()) return;
    const auto names = spellings_of(properties, property);
    if (names.size() != 1) {
      spellings.push_back(spelling_rule(names, property.required));
    } else if (property.required) {
      required.push_back(quoted(property.name));
    }
  }
};

}  // namespace

std::string object_schema(std::span<const Property> properties) {
  Rules rules;
  std::vector<std::string> members;
  for (const Property& property : properties) {
    members.push_back(quoted(property.name) + ':' + property_schema(property));
    rules.add(properties, property);
  }
  std::string out = R"({"type":"object","properties":{)";
  out += fmt::format("{}}}", fmt::join(members, ","));
  if (!rules.required.empty()) out += ",\"required\":" + list_of(rules.required);
  out += ",\"additionalProperties\":false";
  if (!rules.spellings.empty()) out += ",\"allOf\":" + list_of(rules.spellings);
  return out + '}';
}

std::string page_rows(std::span<const Property> properties) {
  std::string out;
  for (const Property& property : properties) {
    if (!property.stands_for.empty()) continue;
    std::string names;
    for (const std::string& name : spellings_of(properties, property)) {
      names += fmt::format("{}`{}`", names.empty() ? "" : ", ", name);
    }
    std::string value = "-";
    if (!property.default_json.empty()) value = fmt::format("`{}`", property.default_json);
    if (property.required) value = "must be there";
    out += fmt::format("| {} | {} | {} | {} |\n", names, property.shape.label, value, property.doc);
  }
  return out;
}

std::string written_rows(std::span<const Property> properties) {
  std::string out;
  for (const Property& property : properties) {
    const char* mark = property.required ? "" : " (may be left out)";
    out += fmt::format("| `{}`{} | {} | {} |\n", property.name, mark, property.shape.label,
                       property.doc);
  }
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
