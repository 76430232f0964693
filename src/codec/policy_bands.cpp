#include <algorithm>
#include <string>
#include <utility>

#include "codec/fields_kinds.hpp"
#include "codec/policy_fields.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::int32_t days_max = 999'999;

/// Days of a text that has nothing else; more than `days_max` where they are more.
std::optional<std::int32_t> days_of(std::string_view text) {
  const bool good = std::all_of(text.begin(), text.end(), haggle::detail::is_digit);
  if (text.empty() || !good) return std::nullopt;
  std::int32_t days = 0;
  for (const char digit : text) {
    if (days <= days_max) days = days * 10 + (digit - '0');
  }
  return days;
}

/// The days of a key such as 91-180 or 366+.
Result<BandEntry> days_of_key(const Input& in, bool as_seed) {
  const std::string_view key = in.value.key();
  const bool is_open = key.ends_with('+');
  const std::size_t dash = is_open ? key.size() - 1 : std::min(key.find('-'), key.size());
  const auto start = days_of(key.substr(0, dash));
  const auto end = is_open ? std::nullopt : days_of(key.substr(std::min(dash + 1, key.size())));
  if (!start || (!is_open && !end)) return in.refuse(Errc::unknown_value);
  if (*start > days_max || end.value_or(0) > days_max) return in.refuse(Errc::out_of_range);
  const bool begins_later = as_seed && (*start == 0 || (is_open && *start == 365));
  return BandEntry{in.value, in.context.index, *start + (begins_later ? 1 : 0), end};
}

Result<std::vector<BandEntry>> unsorted_entries(const Input& in, bool as_seed) {
  std::vector<BandEntry> out;
  ReadContext context = in.context;
  context.index = 0;
  for (const JsonValue member : in.value) {
    const auto entry = days_of_key(Input{member, in.element, "", context}, as_seed);
    if (!entry) return tl::unexpected<Error>(entry.error());
    out.push_back(*entry);
    ++context.index;
  }
  return out;
}

/// The policy that a band names.
Result<PolicySpec> named_spec(const Input& in) {
  const Result<std::string> name = NameText::read(in);
  if (!name) return tl::unexpected<Error>(name.error());
  const PolicyNames& policies = in.context.policies;
  for (const JsonValue member : policies.map) {
    if (member.key() == *name) return read_spec(member, in.context);
  }
  const PolicySpec* spec = policies.book != nullptr ? policies.book->find_spec(*name) : nullptr;
  if (spec == nullptr) return in.refuse(Errc::unknown_policy);
  if (!spec->bands.empty()) return in.refuse(Errc::bands_nested);
  return *spec;
}

/// A seed's band: an object that has a name and nothing else.
JsonValue name_inside(JsonValue value) {
  return value.count() == 1 && value.is(JsonKind::object) ? value.get("strategy_id") : JsonValue{};
}

Result<PolicySpec> band_policy(const Input& in) {
  if (in.is(JsonKind::string)) return named_spec(in);
  const JsonValue name = name_inside(in.value);
  if (name.exists()) return named_spec({name, in.where, "", in.context});
  return read_spec(in.value, in.context);
}

Result<std::vector<AgeBandSpec>> read_bands(const Input& in, bool as_seed) {
  if (in.context.in_band) return in.refuse(Errc::bands_nested);
  const auto entries = band_entries(in, as_seed);
  if (!entries) return tl::unexpected<Error>(entries.error());
  std::vector<AgeBandSpec> out;
  for (const BandEntry& entry : *entries) {
    ReadContext context = in.context;
    context.index = entry.index;
    context.path_skip = 0;
    context.in_band = true;
    auto spec = band_policy({entry.value, policy_path(context), "", context});
    if (!spec) return tl::unexpected<Error>(spec.error());
    out.push_back({entry.start_days, entry.end_days, *std::move(spec)});
  }
  return out;
}

constexpr std::string_view bands_schema =
    R"({"type":"object","patternProperties":{"^[0-9]{1,6}(-[0-9]{1,6}|\\+)$":)"
    R"({"anyOf":[{"type":"string","minLength":1},{"$ref":"#/$defs/band_policy"}]}},)"
    R"("additionalProperties":false})";

}  // namespace

Result<std::vector<BandEntry>> band_entries(const Input& in, bool as_seed) {
  if (!in.is(JsonKind::object)) return in.refuse(Errc::wrong_type);
  auto entries = unsorted_entries(in, as_seed);
  if (!entries) return entries;
  std::sort(entries->begin(), entries->end(), [](const BandEntry& a, const BandEntry& b) {
    return std::pair{a.start_days, a.index} < std::pair{b.start_days, b.index};
  });
  return entries;
}

Result<std::vector<AgeBandSpec>> BandsText::read(const Input& in) {
  return read_bands(in, false);
}

void BandsText::write(JsonWriter& to, const Value& value) {
  to.open('{');
  for (const AgeBandSpec& band : value) {
    const std::string end = band.end_days ? "-" + std::to_string(*band.end_days) : "+";
    to.key(std::to_string(band.start_days) + end);
    write_changes(to, policy_fields(), band.policy);
  }
  to.close('}');
}

Shape BandsText::shape() {
  return {"policies or names of policies by days: `0-90`, `366+`", std::string(bands_schema)};
}

Result<std::vector<AgeBandSpec>> SeedBandsText::read(const Input& in) {
  return read_bands(in, true);
}

Shape SeedBandsText::shape() {
  return BandsText::shape();
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
