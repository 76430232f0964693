#include "codec/notices.hpp"

#include <string>
#include <vector>

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The words of a list, as they were sent.
std::vector<std::string> words_in(FieldReader& fields, JsonValue list, Place element) {
  std::vector<std::string> words;
  for (const JsonValue value : list) {
    words.emplace_back(fields.text(value, element));
    ++element.index;
  }
  return words;
}

/// Is the word in the list? Not known where there is no list.
Tristate has_word(JsonValue list, const std::vector<std::string>& words, std::string_view word) {
  if (!list.exists()) return Tristate::unknown;
  for (const std::string& one : words) {
    if (equal_caseless(one, word)) return Tristate::yes;
  }
  return Tristate::no;
}

/// Type, id and time, and what the notice is about; the payload.
JsonValue begin_notice(const MessageReading& reading, MessageKind kind) {
  read_head(reading, kind);
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  const JsonValue payload = fields.object(reading.head.payload, {"Payload"});
  message.market.time = time_of(reading);
  message.recipient = fields.id<SellerId>(payload.get("SellerId"), {"Payload.SellerId"});
  message.sku = fields.id<Sku>(payload.get("Sku"), {"Payload.Sku"});
  message.market.item = fields.id<ItemId>(payload.get("Asin"), {"Payload.Asin"});
  const auto place =
      fields.id<MarketplaceId>(payload.get("MarketplaceId"), {"Payload.MarketplaceId"});
  message.market.currency = take_marketplace(place, message.market);
  if (message.sku.empty() && message.market.item.empty()) {
    fields.refuse(Errc::missing_field, {"Payload.Sku"}, payload);
  }
  return payload;
}

FeedEnd feed_end(std::string_view word) {
  if (equal_caseless(word, "DONE")) return FeedEnd::done;
  if (equal_caseless(word, "CANCELLED")) return FeedEnd::cancelled;
  if (equal_caseless(word, "FATAL")) return FeedEnd::fatal;
  return FeedEnd::unknown;
}

}  // namespace

void read_listing_status(const MessageReading& reading) {
  const JsonValue payload = begin_notice(reading, MessageKind::listing_status);
  FieldReader& fields = reading.fields;
  auto& facts = reading.message.facts.emplace<ListingStatusNotice>();
  const JsonValue list = fields.short_list(payload.get("Status"), {"Payload.Status"});
  facts.statuses = words_in(fields, list, {"Payload.Status[]"});
  facts.buyable = has_word(list, facts.statuses, "BUYABLE");
  facts.discoverable = has_word(list, facts.statuses, "DISCOVERABLE");
  facts.deleted = has_word(list, facts.statuses, "DELETED");
  facts.created = fields.instant(payload.get("CreatedDate"), {"Payload.CreatedDate"});
}

void read_listing_issues(const MessageReading& reading) {
  const JsonValue payload = begin_notice(reading, MessageKind::listing_issues);
  FieldReader& fields = reading.fields;
  auto& facts = reading.message.facts.emplace<ListingIssuesNotice>();
  const JsonValue severities = fields.short_list(payload.get("Severities"), {"Payload.Severities"});
  facts.severities = words_in(fields, severities, {"Payload.Severities[]"});
  facts.error = has_word(severities, facts.severities, "ERROR");
  facts.warning = has_word(severities, facts.severities, "WARNING");
  const JsonValue actions =
      fields.short_list(payload.get("EnforcementActions"), {"Payload.EnforcementActions"});
  facts.enforcement_actions = words_in(fields, actions, {"Payload.EnforcementActions[]"});
  facts.search_suppressed = has_word(actions, facts.enforcement_actions, "SEARCH_SUPPRESSED");
}

void read_listing_quantity(const MessageReading& reading) {
  constexpr std::int64_t most = 1'000'000'000;
  const JsonValue payload = begin_notice(reading, MessageKind::listing_quantity);
  auto& facts = reading.message.facts.emplace<ListingQuantityNotice>();
  facts.channel = reading.fields.text(payload.get("FulfillmentChannelCode"),
                                      {"Payload.FulfillmentChannelCode"});
  facts.quantity = reading.fields.whole(payload.get("Quantity"), {"Payload.Quantity"}, most);
}

void read_product_type(const MessageReading& reading) {
  const JsonValue payload = begin_notice(reading, MessageKind::product_type);
  auto& facts = reading.message.facts.emplace<ProductTypeNotice>();
  facts.previous =
      reading.fields.text(payload.get("PreviousProductType"), {"Payload.PreviousProductType"});
  facts.current =
      reading.fields.text(payload.get("CurrentProductType"), {"Payload.CurrentProductType"});
}

void read_feed_finished(const MessageReading& reading) {
  read_head(reading, MessageKind::feed_finished);
  FieldReader& fields = reading.fields;
  reading.message.market.time = time_of(reading);
  auto& facts = reading.message.facts.emplace<FeedFinishedNotice>();
  constexpr const char* where = "payload.feedProcessingFinishedNotification";
  const JsonValue body =
      fields.object(reading.head.payload.get("feedProcessingFinishedNotification"), {where});
  const auto text = [&](const char* key, const char* path) {
    return std::string(fields.text(body.get(key), {path}));
  };
  reading.message.recipient = fields.id<SellerId>(
      body.get("sellerId"), {"payload.feedProcessingFinishedNotification.sellerId"});
  facts.account = text("accountId", "payload.feedProcessingFinishedNotification.accountId");
  facts.feed_id = text("feedId", "payload.feedProcessingFinishedNotification.feedId");
  facts.feed_type = text("feedType", "payload.feedProcessingFinishedNotification.feedType");
  facts.status =
      text("processingStatus", "payload.feedProcessingFinishedNotification.processingStatus");
  facts.result_document = text("resultFeedDocumentId",
                               "payload.feedProcessingFinishedNotification.resultFeedDocumentId");
  facts.end = feed_end(facts.status);
  if (!facts.feed_id.empty()) return;
  fields.refuse(Errc::missing_field, {"payload.feedProcessingFinishedNotification.feedId"}, body);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
