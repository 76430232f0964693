#include "shelf.hpp"

#include <algorithm>
#include <haggle/codec/listing_json.hpp>
#include <haggle/pipeline/record.hpp>
#include <haggle/reprice/keep.hpp>
#include <nlohmann/json.hpp>

#include "keys.hpp"

namespace redis {
namespace {

using haggle::Audience;
using haggle::Errc;
using haggle::Error;

struct Place {
  std::string_view seller;
  std::string_view sku;
};

/// seller:SKU, or seller:UK|SKU|business
Place place_of(std::string_view field) {
  const std::size_t colon = field.find(':');
  if (colon == field.npos) return {field, {}};
  return {field.substr(0, colon), field.substr(colon + 1)};
}

std::string quoted(std::string_view text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The text with the ids in front that it leaves out; empty where it is no object.
std::string completed(std::string_view json, const haggle::ListingKey& key, std::string_view item) {
  const auto document = nlohmann::json::parse(json, nullptr, false);
  if (!document.is_object()) return {};
  const auto lacks = [&](const char* ours, const char* theirs) {
    return !document.contains(ours) && !document.contains(theirs);
  };
  std::string ids;
  if (lacks("seller", "seller_id")) ids += "\"seller\":" + quoted(key.seller.text()) + ",";
  if (lacks("sku", "sku")) ids += "\"sku\":" + quoted(key.sku.text()) + ",";
  if (lacks("item", "asin")) ids += "\"item\":" + quoted(item) + ",";
  if (lacks("marketplace", "marketplace_type")) {
    ids += "\"marketplace\":" + quoted(key.marketplace.text()) + ",";
  }
  if (!ids.empty() && document.empty()) ids.pop_back();
  return "{" + ids + std::string(json.substr(json.find('{') + 1));
}

void add(ListingText& text, const haggle::BusinessListing& ladder, const std::string& policy) {
  auto listing = std::make_unique<StoredListing>();
  listing->as_put = ladder;
  listing->ladder = ladder;
  listing->policy_id = policy;
  text.listings.push_back(std::move(listing));
}

void add_unreadable(ListingText& text, const haggle::ListingKey& key, std::string_view item,
                    const Error& why) {
  haggle::BusinessListing ladder;
  ladder.listing.seller = key.seller, ladder.listing.sku = key.sku;
  ladder.listing.marketplace = key.marketplace, ladder.listing.audience = key.audience;
  ladder.listing.item = haggle::ItemId::from(item).value_or(haggle::ItemId{});
  add(text, ladder, {});
  text.listings.back()->bad_text = why;
}

}  // namespace

ListingText read_listing_text(std::string_view item, std::string_view home, std::string_view field,
                              std::string_view json) {
  ListingText text{std::string(field), std::string(json), {}};
  const Place place = place_of(field);
  const auto key = key_of(place.seller, place.sku, home).value_or(haggle::ListingKey{});
  auto entry = haggle::read_listing_entry(json);
  if (!entry && entry.error().code == Errc::missing_field) {
    const auto again = haggle::read_listing_entry(completed(json, key, item));
    if (again) entry = again;
  }
  if (!entry) {
    add_unreadable(text, key, item, entry.error());
    return text;
  }
  haggle::BusinessListing consumer;
  if (entry->listing) consumer.listing = *entry->listing;
  if (entry->listing) add(text, consumer, entry->policy);
  if (entry->business) add(text, *entry->business, entry->business_policy);
  for (const auto& each : text.listings) {
    const haggle::Listing& listing = each->listing();
    const bool fits = listing.item.text() == item && listing.seller.text() == place.seller;
    if (!fits) each->bad_text = Error{Errc::not_this_listing, 0, 0, 0, "listing"};
    if (!has_field(listing_key(listing))) each->bad_text = Error{Errc::bad_id, 0, 0, 0, "sku"};
  }
  return text;
}

bool Shelf::take_texts(ReplyView fields, std::string_view home) {
  bool differs = texts_.size() != fields.size() / 2;
  std::vector<ListingText> texts;
  for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
    const std::string_view field = fields[i].text();
    const auto known = std::ranges::find(texts_, field, &ListingText::field);
    if (known != texts_.end() && known->json == fields[i + 1].text()) {
      texts.push_back(std::move(*known));
      continue;
    }
    differs = true;
    texts.push_back(read_listing_text(item_.item.text(), home, field, fields[i + 1].text()));
  }
  texts_ = std::move(texts);
  if (differs) list(home);
  return differs;
}

/// Lists the listings of this marketplace. A business listing with a text of its own counts more
/// than the business half of another text.
void Shelf::list(std::string_view home) {
  listings_.clear();
  std::ranges::sort(texts_, {}, &ListingText::field);
  for (const ListingText& text : texts_) {
    for (const auto& listing : text.listings) {
      const haggle::ListingKey key = listing_key(listing->listing());
      if (key.marketplace != item_.marketplace) continue;
      listing->field = field_of(key, home);
      const auto same = std::ranges::find_if(listings_, [&](const haggle::Listed* other) {
        return listing_key(other->listing()) == key;
      });
      if (same == listings_.end()) {
        listings_.push_back(listing.get());
      } else if (text.field.ends_with("|business")) {
        *same = listing.get();
      }
    }
  }
}

void Shelf::take_record(StoredListing& listing, ReplyView record, ReplyView waiting) {
  listing.ladder = listing.as_put;
  listing.standing = {};
  listing.waiting = waiting.text();
  const auto applied =
      record.is_text() ? apply_record(record.text(), listing) : haggle::Result<void>{};
  listing.unreadable = listing.bad_text;
  if (!applied) listing.unreadable = applied.error();
}

void Shelf::finish(Deadline known_until) {
  known_until_ = known_until;
  for (haggle::Listed* business : listings_) {
    if (!business->is_business()) continue;
    haggle::ListingKey key = listing_key(business->listing());
    key.audience = Audience::consumer;
    for (const haggle::Listed* consumer : listings_) {
      if (listing_key(consumer->listing()) != key || consumer->unreadable) continue;
      cap_by_consumer(business->ladder, consumer->listing());
    }
  }
}

std::set<std::string> Shelf::policies() const {
  std::set<std::string> names;
  for (const haggle::Listed* listing : listings_) {
    if (!listing->policy_id.empty()) names.insert(listing->policy_id);
  }
  return names;
}

}  // namespace redis
