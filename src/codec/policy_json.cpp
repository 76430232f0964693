#include "haggle/codec/policy_json.hpp"

#include <algorithm>
#include <array>

#include "codec/fields_kinds.hpp"
#include "codec/policy_fields.hpp"
#include "codec/policy_reader.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

ReadContext base_context(const PolicyNames& names) {
  ReadContext context;
  context.path_skip = band_path_size;
  context.policies = names;
  return context;
}

/// The policy of the band that has this place in the order of days; its place in the text.
JsonValue band_value(JsonValue policy, std::uint32_t& index) {
  const JsonValue bands = member_of(policy, policy_fields(), "age_bands");
  const bool as_seed = bands.exists() && bands.key() == "inventory_age_rules";
  const ReadContext context = base_context({});
  const auto entries = band_entries({bands, "", "", context}, as_seed);
  if (!entries || index >= entries->size()) return policy;
  const BandEntry entry = (*entries)[index];
  index = entry.index;
  return entry.value;
}

/// The member that a path such as "hours.start" leads to, as far as it is there.
JsonValue follow(JsonValue policy, std::string_view rest) {
  const std::string_view name = rest.substr(0, rest.find('.'));
  const JsonValue field = member_of(policy, policy_fields(), name);
  if (!field.exists()) return policy;
  const JsonValue part =
      name.size() < rest.size() ? field.get(rest.substr(name.size() + 1)) : field;
  return part.exists() ? part : field;
}

/// A fault of the whole policy, with the place in the text of the field that it is about.
Error located(Error fault, JsonValue policy) {
  constexpr std::string_view in_band = "policy.bands[]";
  constexpr std::string_view behind = "policy.";
  std::string_view rest = fault.where;
  JsonValue at = policy;
  if (rest.starts_with(in_band)) {
    at = band_value(policy, fault.index);
    rest.remove_prefix(std::min(in_band.size() + 1, rest.size()));
  }
  if (rest.starts_with(behind)) at = follow(at, rest.substr(behind.size()));
  fault.offset = at.node().end;
  return fault;
}

Result<Policy> checked(PolicySpec spec, JsonValue object) {
  Result<Policy> policy = Policy::make(std::move(spec));
  if (!policy) return tl::unexpected<Error>(located(policy.error(), object));
  return policy;
}

/// What a text of one policy holds.
Result<PolicySpec> spec_of(JsonValue object) {
  return read_spec(object, base_context({object.get("policies"), nullptr}));
}

}  // namespace

const char* policy_path_of(std::string_view key) {
  const Fields<PolicySpec> fields = policy_fields();
  const std::size_t at = place_of(fields, key);
  return (at < fields.size() ? fields[at].where : path<"policy.bands[].policy">)+band_path_size;
}

Result<JsonDocument> parse_object(std::string_view text, PathOfKey path_of_key, std::size_t depth) {
  JsonFault place;
  Result<JsonDocument> document = JsonDocument::parse(text, &place);
  if (document || document.error().code != Errc::out_of_range) return document;
  if (place.depth == depth) document.error().where = path_of_key(place.key);
  return document;
}

}  // namespace codec

namespace codec {
namespace {

std::optional<Error> read_map(const Input& in, PolicyBook& book) {
  if (!in.is(JsonKind::object)) return in.refuse(Errc::wrong_type).value();
  const ReadContext context = base_context({in.value, nullptr});
  for (const JsonValue member : in.value) {
    const Input policy{member, in.where, "", context};
    if (member.key().empty()) return policy.refuse(Errc::bad_id).value();
    const auto added = PolicyBookReader::add_named(book, std::string(member.key()), policy);
    if (!added) return added.error();
  }
  return std::nullopt;
}

Fields<PolicyBook> book_fields() {
  static constexpr std::array fields{
      Field<PolicyBook>{"policies", "policies", "", read_map, nullptr, nullptr, "", "", true}};
  return fields;
}

}  // namespace
}  // namespace codec

// ---- one policy ------------------------------------------------------------

Result<PolicySpec> read_policy_spec(std::string_view json) {
  const auto document = codec::parse_object(json, codec::policy_path_of);
  if (!document) return tl::unexpected<Error>(document.error());
  return codec::spec_of(document->root());
}

Result<Policy> read_policy(std::string_view json) {
  const auto document = codec::parse_object(json, codec::policy_path_of);
  if (!document) return tl::unexpected<Error>(document.error());
  Result<PolicySpec> spec = codec::spec_of(document->root());
  if (!spec) return tl::unexpected<Error>(spec.error());
  return codec::checked(*std::move(spec), document->root());
}

std::string write_policy(const PolicySpec& spec) {
  codec::JsonWriter to;
  codec::write_changes(to, codec::policy_fields(), spec);
  return to.take();
}

// ---- a book of them ------------------------------------------------------------

Result<const Policy*> PolicyBookReader::add_named(PolicyBook& book, const std::string& id,
                                                  const codec::Input& object) {
  if (book.entries_.contains(id)) return object.refuse(Errc::repeated_key);
  Result<PolicySpec> spec = codec::read_spec(object.value, object.context);
  if (!spec) return tl::unexpected<Error>(spec.error());
  Result<Policy> policy = codec::checked(*spec, object.value);
  if (!policy) return tl::unexpected<Error>(policy.error());
  PolicyBook::Entry entry{*std::move(spec), *std::move(policy)};
  return &book.entries_.emplace(id, std::move(entry)).first->second.policy;
}

Result<const Policy*> PolicyBookReader::add(PolicyBook& book, codec::JsonValue object) {
  const codec::ReadContext context =
      codec::base_context({object.exists() ? object.get("policies") : object, &book});
  const codec::Input in{object, "policy.id", "", context};
  if (!in.is(codec::JsonKind::object))
    return fail(Errc::wrong_type, "policy", 0, object.node().end);
  const codec::JsonValue name = codec::member_of(object, codec::policy_fields(), "id");
  if (!name.exists()) return in.refuse(Errc::missing_field);
  const Result<std::string> id = codec::NameText::read({name, in.where, "", context});
  if (!id) return tl::unexpected<Error>(id.error());
  return add_named(book, *id, in);
}

Result<const Policy*> PolicyBook::add(std::string_view json) {
  const auto document = codec::parse_object(json, codec::policy_path_of);
  if (!document) return tl::unexpected<Error>(document.error());
  return PolicyBookReader::add(*this, document->root());
}

const PolicySpec* PolicyBook::find_spec(std::string_view id) const noexcept {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second.spec;
}

const Policy* PolicyBook::find(std::string_view id) const noexcept {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second.policy;
}

std::vector<std::string_view> PolicyBook::ids() const {
  std::vector<std::string_view> out;
  out.reserve(entries_.size());
  for (const auto& [id, entry] : entries_) out.push_back(id);
  return out;
}

Result<PolicyBook> read_policies(std::string_view json) {
  const auto document = codec::JsonDocument::parse(json);
  if (!document) return tl::unexpected<Error>(document.error());
  PolicyBook book;
  const codec::ReadContext context;
  const codec::Input root{document->root(), "", "", context};
  if (const auto fault = codec::read_fields(root, codec::book_fields(), book)) {
    return tl::unexpected<Error>(*fault);
  }
  return book;
}

}  // namespace v0
}  // namespace haggle
