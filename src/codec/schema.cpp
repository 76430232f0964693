#include "haggle/codec/schema.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "codec/decision_parts.hpp"
#include "codec/fields_kinds.hpp"
#include "codec/listing_record.hpp"
#include "codec/policy_fields.hpp"
#include "haggle/market/instant.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view number_pattern = R"(-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)";

Json text_matching(std::string_view pattern) {
  return Json::parse(fmt::format(R"({{"type":"string","pattern":"^{}$"}})", pattern));
}

/// A text of that form, or a number that no amount is beyond.
Json or_number(std::string_view pattern) {
  const Json number{
      {"type", "number"}, {"minimum", -amount_minor_max}, {"maximum", amount_minor_max}};
  return {{"anyOf", {text_matching(pattern), number}}};
}

Json not_negative(Json amount) {
  amount["anyOf"][1]["minimum"] = 0;
  return amount;
}

Json reason_names() {
  Json out;
  for (const ReasonEntry& entry : reason_table) out["enum"].push_back(entry.name);
  return out;
}

/// What shapes refer to, by name.
Json definition_of(std::string_view name) {
  const std::string number{number_pattern};
  const std::string amount = fmt::format("(([A-Z]{{3}} )?{}|-?[0-9]+ minor)", number);
  constexpr std::string_view rate = R"(-?[0-9]+(\\.[0-9]+)?(%|ppm))";
  if (name == "amount") return or_number(amount);
  if (name == "amount_or_rate") return or_number(fmt::format("({}|{})", amount, rate));
  if (name == "rate") return text_matching(rate);
  if (name == "money") {
    return not_negative(or_number(R"(([A-Z]{3} )?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?)"));
  }
  if (name == "bound") {
    return {{"anyOf", {{{"$ref", "#/$defs/money"}}, Json::parse(object_schema(bound_fields()))}}};
  }
  if (name == "span") return text_matching("[0-9]+(ms|s|min|h|d)");
  if (name == "moment") {
    const Json text = text_matching(
        R"((-?[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?)"
        R"((Z|[+-][0-9]{2}:[0-9]{2})))");
    const std::string whole = whole_shape(-instant_ms_max, instant_ms_max).schema;
    return {{"anyOf", {text, Json::parse(whole)}}};
  }
  if (name == "currency") return text_matching("[A-Z]{3}");
  if (name == "country") return text_matching("[A-Z]{2}");
  if (name == "hour") return text_matching("([01][0-9]|2[0-4]):[0-5][0-9]");
  if (name == "name") return Json::parse(R"({"type":["string","number"],"minLength":1})");
  if (name == "decimal") return text_matching(R"(-?[0-9]+(\\.[0-9]+)?)");
  if (name == "reason") return reason_names();
  return {};
}

/// The names that a schema refers to.
void collect_names(const Json& schema, Json& definitions) {
  for (const auto& [key, value] : schema.items()) {
    if (key == "$ref") {
      const std::string name = value.get<std::string>().substr(std::size("#/$defs/") - 1);
      if (definitions.contains(name)) continue;
      const Json definition = definition_of(name);
      if (definition.is_null()) continue;
      definitions[name] = definition;
      collect_names(definition, definitions);
    } else if (value.is_structured()) {
      collect_names(value, definitions);
    }
  }
}

/// A schema with what it refers to, as text of many lines.
std::string document(std::string_view title, std::string_view about, const Json& schema,
                     Json definitions = Json::object()) {
  const Json given = definitions;
  collect_names(given, definitions);
  collect_names(schema, definitions);
  Json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
           {"title", title},
           {"description", about}};
  out.update(schema);
  out["$defs"] = std::move(definitions);
  return out.dump(2) + "\n";
}

/// The policy of a band: one without bands.
Json band_policy() {
  Json out = Json::parse(object_schema(policy_fields()));
  for (const char* name : {"age_bands", "inventory_age_rules", "policies"}) {
    out["properties"].erase(name);
  }
  return out;
}

template <class... Tables>
std::vector<Property> properties_of_all(Tables... tables) {
  std::vector<Property> out;
  const auto add = [&out](const std::vector<Property>& more) {
    out.insert(out.end(), more.begin(), more.end());
  };
  (add(properties_of(tables)), ...);
  return out;
}

Json ladder_schema() {
  const Json decided =
      Json::parse(object_schema(properties_of_all(rung_fields(), decision_fields())));
  std::vector<Property> failed = properties_of(rung_fields());
  failed.push_back({"error", {"", object_schema(error_fields())}, "of this rung", "", "", true});
  Json out = Json::parse(object_schema(head_fields()));
  out["properties"]["rungs"] = {
      {"type", "array"},
      {"description", "the business price first, then the tiers"},
      {"minItems", 1},
      {"maxItems", 1 + tiers_max},
      {"items", {{"anyOf", {decided, Json::parse(object_schema(failed))}}}}};
  out["required"].push_back("rungs");
  return out;
}

}  // namespace
}  // namespace codec

std::string policy_schema() {
  codec::Json definitions;
  definitions["band_policy"] = codec::band_policy();
  return codec::document("haggle policy", "What a seller wants.",
                         codec::Json::parse(codec::object_schema(codec::policy_fields())),
                         definitions);
}

std::string listing_schema() {
  return codec::document("haggle listing", "One of our own listings.",
                         codec::Json::parse(codec::object_schema(codec::listing_fields())));
}

std::string decision_schema() {
  const auto one = codec::object_schema(
      codec::properties_of_all(codec::head_fields(), codec::decision_fields()));
  const codec::Json any{{"oneOf",
                         {codec::Json::parse(one), codec::ladder_schema(),
                          codec::Json::parse(codec::object_schema(codec::error_fields()))}}};
  return codec::document("haggle decision", "One decision, a ladder of them, or an error.", any);
}

}  // namespace v0
}  // namespace haggle
