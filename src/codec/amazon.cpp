#include "codec/amazon.hpp"

#include "codec/amazon_offer.hpp"
#include "codec/amazon_summary.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

bool is_urepricer(const MessageReading& reading) {
  return reading.defaults.dialect == MessageDialect::urepricer;
}

template <PathText Body>
void read_condition(FieldReader& fields, JsonValue trigger, Market& market) {
  constexpr const char* where = path<Body, ".OfferChangeTrigger.ItemCondition">;
  const JsonValue value = trigger.get("ItemCondition");
  const std::string_view word = fields.text(value, {where});
  const auto condition = word.empty() ? Condition::new_ : condition_word(word);
  if (!condition) fields.refuse(Errc::unknown_value, {where}, value);
  market.condition = condition.value_or(Condition::new_);
}

/// Which market it is.  Returns: the marketplace's currency; none where the marketplace is new.
template <PathText Body>
Currency read_trigger(const MessageReading& reading, JsonValue body) {
  FieldReader& fields = reading.fields;
  const Place place{path<Body, ".OfferChangeTrigger">};
  JsonValue trigger = fields.object(body.get("OfferChangeTrigger"), place);
  if (!trigger.exists() && is_urepricer(reading)) trigger = body;
  if (!trigger.exists()) fields.refuse(Errc::missing_field, place, body);
  Market& market = reading.message.market;
  const auto id = fields.needed_id<MarketplaceId>(
      trigger, "MarketplaceId", {path<Body, ".OfferChangeTrigger.MarketplaceId">});
  market.item = fields.needed_id<ItemId>(trigger, "ASIN", {path<Body, ".OfferChangeTrigger.ASIN">});
  read_condition<Body>(fields, trigger, market);
  const auto change = fields.instant(trigger.get("TimeOfOfferChange"),
                                     {path<Body, ".OfferChangeTrigger.TimeOfOfferChange">});
  market.time = change ? *change : time_of(reading);
  reading.message.change_type = fields.text(trigger.get("OfferChangeType"),
                                            {path<Body, ".OfferChangeTrigger.OfferChangeType">});
  return take_marketplace(id, market);
}

template <PathText Body>
void read_body(const MessageReading& reading, JsonValue body) {
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  message.recipient = fields.id<SellerId>(body.get("SellerId"), {path<Body, ".SellerId">});
  MoneyReader money{fields, read_trigger<Body>(reading, body)};
  const AmazonReading parts{fields, money, message, reading.defaults};
  read_amazon_offers<Body>(parts, body);
  read_amazon_summary<joined<Body, ".Summary">>(
      parts, fields.object(body.get("Summary"), {path<Body, ".Summary">}));
  message.market.currency = money.currency();
  conclude_market(message);
}

template <PathText Wrapper>
void read(const MessageReading& reading, MessageKind kind, Audience audience) {
  read_head(reading, kind);
  reading.message.market.audience = audience;
  constexpr const char* where = path<"Payload.", Wrapper>;
  const JsonValue payload = reading.head.payload;
  JsonValue body = reading.fields.object(payload.get(Wrapper.text), {where});
  const bool bare = payload.get("OfferChangeTrigger").exists();
  if (!body.exists() && bare && is_urepricer(reading)) body = payload;
  if (!body.exists()) reading.fields.refuse(Errc::missing_field, {where}, payload);
  read_body<joined<"Payload.", Wrapper>>(reading, body);
}

}  // namespace

void read_any_offer_changed(const MessageReading& reading) {
  read<"AnyOfferChangedNotification">(reading, MessageKind::any_offer_changed, Audience::consumer);
}

void read_b2b_any_offer_changed(const MessageReading& reading) {
  read<"B2BAnyOfferChangedNotification">(reading, MessageKind::b2b_any_offer_changed,
                                         Audience::business);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
