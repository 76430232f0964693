#include "haggle/codec/message.hpp"

#include <array>
#include <initializer_list>

#include "codec/amazon.hpp"
#include "codec/envelope.hpp"
#include "codec/message_head.hpp"
#include "codec/walmart.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array shapes{
    Shape{MessageKind::any_offer_changed, "ANY_OFFER_CHANGED", "AnyOfferChangedNotification",
          read_any_offer_changed},
    Shape{MessageKind::b2b_any_offer_changed, "B2B_ANY_OFFER_CHANGED",
          "B2BAnyOfferChangedNotification", read_b2b_any_offer_changed},
    Shape{MessageKind::walmart_buy_box_changed, "BUY_BOX_CHANGED", "", read_buy_box_changed},
};

std::string_view words_of(JsonValue value) {
  return value.is(JsonKind::string) ? value.text() : std::string_view{};
}

/// The first member of these that is text.
std::string_view first_words(JsonValue object, std::initializer_list<std::string_view> keys) {
  for (const std::string_view key : keys) {
    if (const std::string_view words = words_of(object.get(key)); !words.empty()) return words;
  }
  return {};
}

}  // namespace

MessageHead head_of(JsonValue content) {
  MessageHead head;
  head.payload = content.get("payload");
  if (const JsonValue source = content.get("source"); source.is(JsonKind::object)) {
    head.type = words_of(source.get("eventType"));
    head.id = source.get("eventId"), head.id_where = "source.eventId";
    head.event_time = source.get("eventTime"), head.event_time_where = "source.eventTime";
    return head;
  }
  head.type = first_words(content, {"NotificationType", "eventType", "Type"});
  head.id = content.get("NotificationMetadata").get("NotificationId");
  head.id_where = "NotificationMetadata.NotificationId";
  head.event_time = content.get("EventTime"), head.event_time_where = "EventTime";
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

Message begin_message(const MessageHead& head, MessageKind kind, FieldReader& fields) {
  Message message;
  message.kind = kind;
  message.type = head.type;
  message.notification_id = fields.text(head.id, {head.id_where});
  message.event_time = fields.instant(head.event_time, {head.event_time_where});
  return message;
}

}  // namespace codec

Result<Message> read_message(std::string_view bytes, const MessageDefaults& defaults) {
  const Result<codec::Envelope> envelope = codec::Envelope::open(bytes);
  if (!envelope) return tl::unexpected<Error>(envelope.error());
  codec::MessageHead head = codec::head_of(envelope->content());
  if (const codec::Shape* shape = codec::shape_of(head); shape != nullptr) {
    if (head.type.empty()) head.type = shape->type;
    return shape->read(head, defaults);
  }
  if (head.type.empty()) {
    return fail(Errc::unknown_message, "", 0, envelope->content().node().end);
  }
  // Nothing depends on it, so a fault in it is not worth refusing the message.
  codec::FieldReader fields;
  return codec::begin_message(head, MessageKind::unknown, fields);
}

std::vector<Offer> offers_for(const Message& message, const SellerId& seller) {
  std::vector<Offer> offers = message.offers;
  if (seller == message.recipient) return offers;
  for (Offer& offer : offers) {
    if (offer.seller != seller) offer.flags &= ~Offer::is_mine;
  }
  return offers;
}

}  // namespace v0
}  // namespace haggle
