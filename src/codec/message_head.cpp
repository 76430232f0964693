#include "codec/message_head.hpp"

#include <array>

#include "codec/amazon.hpp"
#include "codec/fee_promotion.hpp"
#include "codec/notices.hpp"
#include "codec/pricing_health.hpp"
#include "codec/walmart.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array shapes{
    Shape{MessageKind::any_offer_changed, "ANY_OFFER_CHANGED", "AnyOfferChangedNotification",
          read_any_offer_changed},
    Shape{MessageKind::b2b_any_offer_changed, "B2B_ANY_OFFER_CHANGED",
          "B2BAnyOfferChangedNotification", read_b2b_any_offer_changed},
    Shape{MessageKind::fee_promotion, "FEE_PROMOTION", "FeePromotionNotification",
          read_fee_promotion},
    Shape{MessageKind::feed_finished, "FEED_PROCESSING_FINISHED",
          "FeedProcessingFinishedNotification", read_feed_finished},
    Shape{MessageKind::walmart_buy_box_changed, "BUY_BOX_CHANGED", "", read_buy_box_changed},
    Shape{MessageKind::pricing_health, "PRICING_HEALTH", "", read_pricing_health},
    Shape{MessageKind::listing_status, "LISTINGS_ITEM_STATUS_CHANGE", "", read_listing_status},
    // The published schema's own slip.
    Shape{MessageKind::listing_status, "LISTINGS_ITEM_STATUS_CHANGED", "", read_listing_status},
    Shape{MessageKind::listing_issues, "LISTINGS_ITEM_ISSUES_CHANGE", "", read_listing_issues},
    Shape{MessageKind::listing_quantity, "LISTINGS_ITEM_MFN_QUANTITY_CHANGE", "",
          read_listing_quantity},
    Shape{MessageKind::product_type, "ITEM_PRODUCT_TYPE_CHANGE", "", read_product_type},
};

std::string_view words_of(JsonValue value) {
  return value.is(JsonKind::string) ? value.text() : std::string_view{};
}

}  // namespace

std::string_view first_words(JsonValue object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (const std::string_view words = words_of(object.get(key)); !words.empty()) return words;
  }
  return {};
}

MessageHead head_of(JsonValue content) {
  MessageHead head;
  head.payload = content.get("Payload");
  if (const JsonValue source = content.get("source"); source.is(JsonKind::object)) {
    head.type = words_of(source.get("eventType"));
    head.id = source.get("eventId"), head.id_where = "source.eventId";
    head.event_time = source.get("eventTime"), head.event_time_where = "source.eventTime";
    return head;
  }
  const JsonValue metadata = content.get("NotificationMetadata");
  head.type = first_words(content, {"NotificationType", "eventType", "Type"});
  head.id = metadata.get("NotificationId");
  head.id_where = "NotificationMetadata.NotificationId";
  head.event_time = content.get("EventTime"), head.event_time_where = "EventTime";
  head.publish_time = metadata.get("PublishTime");
  return head;
}

const Shape* shape_of(const MessageHead& head) {
  for (const Shape& shape : shapes) {
    if (!shape.wrapper.empty() && head.payload.get(shape.wrapper).exists()) return &shape;
  }
  for (const Shape& shape : shapes) {
    if (equal_caseless(head.type, shape.type)) return &shape;
  }
  return nullptr;
}

void read_head(const MessageReading& reading, MessageKind kind) {
  const MessageHead& head = reading.head;
  Message& message = reading.message;
  message.kind = kind;
  message.type = head.type;
  message.notification_id = reading.fields.text(head.id, {head.id_where});
  message.event_time = reading.fields.instant(head.event_time, {head.event_time_where});
}

Instant time_of(const MessageReading& reading) {
  if (reading.message.event_time) return *reading.message.event_time;
  const auto published =
      reading.fields.instant(reading.head.publish_time, {"NotificationMetadata.PublishTime"});
  return published.value_or(reading.defaults.arrived.value_or(Instant{}));
}

Currency take_marketplace(MarketplaceId id, Market& market) {
  market.marketplace = marketplace_from(id.text()).value_or(id);
  const Marketplace* known = find_marketplace(id.text());
  if (known == nullptr) return {};
  market.country = known->country;
  if (known->has_points) market.flags |= Market::has_points;
  return known->currency;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
