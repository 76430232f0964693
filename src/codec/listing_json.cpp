#include "haggle/codec/listing_json.hpp"

#include "codec/listing_record.hpp"
#include "codec/policy_reader.hpp"
#include "haggle/market/marketplaces.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

const char* listing_path_of(std::string_view key) {
  const Fields<ListingRecord> fields = listing_fields();
  const std::size_t at = place_of(fields, key);
  return at < fields.size() ? fields[at].where : "listing";
}

const char* catalogue_path_of(std::string_view key) {
  const bool of_listing = place_of(listing_fields(), key) < listing_fields().size();
  return of_listing ? listing_path_of(key) : policy_path_of(key);
}

// ---- the currency ------------------------------------------------------------

/// The code that an amount names; empty where it is bare or no text.
std::string_view code_of(JsonValue amount) {
  const JsonValue text = amount.is(JsonKind::object) ? amount.get("amount") : amount;
  const bool names = text.is(JsonKind::string) && haggle::detail::has_currency(text.text());
  return names ? text.text().substr(0, 3) : std::string_view{};
}

Result<Currency> first_currency(const Input& object) {
  for (const Field<ListingRecord>& field : listing_fields()) {
    if (field.shape != MoneyText::shape && field.shape != BoundText::shape) continue;
    const Input amount = field_input(object, listing_fields(), field.name);
    const std::string_view code = code_of(amount.value);
    if (code.empty()) continue;
    const auto currency = currency_from(code);
    if (!currency) return amount.refuse(Errc::unknown_currency);
    return currency;
  }
  return field_input(object, listing_fields(), "currency").refuse(Errc::missing_field);
}

/// The currency of a listing's bare amounts.
Result<Currency> currency_of_text(const Input& object) {
  const JsonValue said = member_of(object.value, listing_fields(), "currency");
  if (said.exists()) return CurrencyText::read(field_input(object, listing_fields(), "currency"));
  const JsonValue place = member_of(object.value, listing_fields(), "marketplace");
  const Marketplace* known = place.is(JsonKind::string) ? find_marketplace(place.text()) : nullptr;
  if (known != nullptr) return known->currency;
  return first_currency(object);
}

// ---- one listing ------------------------------------------------------------

/// Used and collectible items are of many sorts; of the other classes one sort is meant.
std::optional<Error> add_sub_condition(const Input& object, ListingRecord& record) {
  if (record.says_sub_condition) return std::nullopt;
  Listing& l = body(record);
  const bool many = l.condition == Condition::used || l.condition == Condition::collectible;
  if (many) {
    const Input absent = field_input(object, listing_fields(), "sub_condition");
    return absent.refuse(Errc::missing_field).value();
  }
  if (l.condition == Condition::refurbished) l.sub_condition = SubCondition::refurbished;
  if (l.condition == Condition::club) l.sub_condition = SubCondition::club;
  return std::nullopt;
}

/// Only business listings have a ladder, and only consumer listings a business half.
std::optional<Error> add_audience(const Input& object, ListingRecord& record) {
  const BusinessListing& business = record.business;
  const bool has_ladder = business.tiers_count != 0 || business.consumer_price_minor != 0;
  Audience& audience = body(record).audience;
  if (has_ladder && !record.says_audience) audience = Audience::business;
  const bool has_half = record.business_half.exists();
  const bool contradicts = audience == Audience::business ? has_half : has_ladder;
  if (!contradicts) return std::nullopt;
  return field_input(object, listing_fields(), "audience").refuse(Errc::not_this_listing).value();
}

Result<ListingRecord> read_record(const Input& object) {
  ListingRecord record;
  auto fault = read_fields(object, listing_fields(), record);
  body(record).currency = object.context.currency;
  if (!fault) fault = add_sub_condition(object, record);
  if (!fault) fault = add_audience(object, record);
  if (!fault) fault = bounds_fault(object, listing_fields(), body(record));
  if (fault) return tl::unexpected<Error>(*fault);
  return record;
}

Result<ListingEntry> both_halves(const ListingRecord& record, const ReadContext& context) {
  ListingEntry out;
  out.listing = body(record);
  out.policy = record.policy;
  if (!record.business_half.exists()) return out;
  const auto business = business_of(record, context);
  if (!business) return tl::unexpected<Error>(business.error());
  out.business = business->business;
  out.business_policy = business->policy;
  return out;
}

Result<ListingEntry> entry_of(JsonValue value) {
  ReadContext context;
  const Input object{value, "listing", "", context};
  if (!object.is(JsonKind::object)) return object.refuse(Errc::wrong_type);
  const Result<Currency> currency = currency_of_text(object);
  if (!currency) return tl::unexpected<Error>(currency.error());
  context.currency = *currency;
  const auto record = read_record(object);
  if (!record) return tl::unexpected<Error>(record.error());
  if (body(*record).audience == Audience::consumer) return both_halves(*record, context);
  ListingEntry out;
  out.business = record->business;
  out.business_policy = record->policy;
  return out;
}

std::string text_of(const ListingRecord& record) {
  JsonWriter to;
  write_fields(to, listing_fields(), record);
  return to.take();
}

}  // namespace

std::optional<Error> bounds_fault(const Input& object, Fields<ListingRecord> fields,
                                  const Listing& l) {
  const auto fault = [&](std::string_view name, Errc code) {
    return field_input(object, fields, name).refuse(code).value();
  };
  if (l.floor.amount_minor < 1) return fault("floor", Errc::floor_required);
  if (!l.knows(Listing::has_ceiling)) return std::nullopt;
  const bool one_basis = l.floor.basis == l.ceiling.basis;
  const bool floor_above = one_basis && l.floor.amount_minor > l.ceiling.amount_minor;
  const bool map_above = l.knows(Listing::has_map) && l.ceiling.basis == Basis::item &&
                         l.map_minor > l.ceiling.amount_minor;
  if (!floor_above && !map_above) return std::nullopt;
  return fault("ceiling", Errc::bounds_contradict);
}

}  // namespace codec

// ---- reading ------------------------------------------------------------

Result<ListingEntry> read_listing_entry(std::string_view json) {
  const auto document = codec::parse_object(json, codec::listing_path_of);
  if (!document) return tl::unexpected<Error>(document.error());
  return codec::entry_of(document->root());
}

Result<Listing> read_listing(std::string_view json) {
  const auto entry = read_listing_entry(json);
  if (!entry) return tl::unexpected<Error>(entry.error());
  if (entry->listing) return *entry->listing;
  const BusinessListing& business = *entry->business;
  const bool has_ladder = business.tiers_count != 0 || business.consumer_price_minor != 0;
  if (has_ladder) return fail(Errc::not_this_listing, "listing.audience", 0, json.size());
  return business.listing;
}

Result<BusinessListing> read_business_listing(std::string_view json) {
  const auto entry = read_listing_entry(json);
  if (!entry) return tl::unexpected<Error>(entry.error());
  if (!entry->business) return fail(Errc::not_this_listing, "listing.audience", 0, json.size());
  return *entry->business;
}

Result<std::optional<ListingEntry>> read_catalogue_line(std::string_view json,
                                                        PolicyBook& policies) {
  const auto document = codec::parse_object(json, codec::catalogue_path_of, 2);
  if (!document) return tl::unexpected<Error>(document.error());
  const codec::JsonValue root = document->root();
  if (!root.is(codec::JsonKind::object)) return fail(Errc::wrong_type, "", 0, root.node().end);
  if (root.count() != 1) {
    return fail(root.count() == 0 ? Errc::missing_field : Errc::unknown_field, "", 0, json.size());
  }
  const codec::JsonValue only = *root.begin();
  if (only.key() == "policy") {
    const auto added = PolicyBookReader::add(policies, only);
    if (!added) return tl::unexpected<Error>(added.error());
    return std::optional<ListingEntry>{};
  }
  if (only.key() != "listing") return fail(Errc::unknown_field, "", 0, only.node().end);
  auto entry = codec::entry_of(only);
  if (!entry) return tl::unexpected<Error>(entry.error());
  return std::optional{*std::move(entry)};
}

// ---- writing ------------------------------------------------------------

std::string write_listing(const Listing& listing) {
  codec::ListingRecord record;
  record.business.listing = listing;
  return codec::text_of(record);
}

std::string write_business_listing(const BusinessListing& business) {
  codec::ListingRecord record;
  record.business = business;
  return codec::text_of(record);
}

}  // namespace v0
}  // namespace haggle
