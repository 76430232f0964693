#include "codec/fields_schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using Json = nlohmann::ordered_json;

Json property_schema(const Property& property) {
  Json out = Json::parse(property.shape.schema);
  out["description"] = property.stands_for.empty()
                           ? property.doc
                           : fmt::format("Another spelling of {}.", property.stands_for);
  if (!property.default_json.empty() && property.stands_for.empty()) {
    out["default"] = Json::parse(property.default_json);
  }
  return out;
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

/// At most one of the spellings, and one at least where the field is required.
void add_spelling_rules(Json& rules, const std::vector<std::string>& names, bool required) {
  if (names.size() == 1) return;
  Json alone = Json::array();
  Json none;
  for (const std::string& name : names) {
    alone.push_back({{"required", {name}}});
    none["not"]["anyOf"].push_back({{"required", {name}}});
  }
  if (!required) alone.push_back(none);
  rules.push_back({{"oneOf", alone}});
}

}  // namespace

std::string object_schema(std::span<const Property> properties) {
  Json out{{"type", "object"}, {"properties", Json::object()}};
  Json rules = Json::array();
  for (const Property& property : properties) {
    out["properties"][property.name] = property_schema(property);
    if (!property.stands_for.empty()) continue;
    const auto names = spellings_of(properties, property);
    if (property.required && names.size() == 1) out["required"].push_back(property.name);
    add_spelling_rules(rules, names, property.required);
  }
  out["additionalProperties"] = false;
  if (!rules.empty()) out["allOf"] = rules;
  return out.dump();
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
