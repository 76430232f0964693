#include "codec/amazon.hpp"

#include <utility>

#include "codec/amazon_offer.hpp"
#include "codec/amazon_summary.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// What the marketplace decides, where it is known.
void take_marketplace(std::string_view id, Market& market, Currency& local) {
  const Marketplace* known = find_marketplace(id);
  if (known == nullptr) return;
  market.country = known->country;
  local = known->currency;
  if (known->has_points) market.flags |= Market::has_points;
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

/// When the market was so: at the change, else when the message was sent.
template <PathText Body>
void read_time(FieldReader& fields, JsonValue trigger, Message& message) {
  constexpr const char* where = path<Body, ".OfferChangeTrigger.TimeOfOfferChange">;
  const auto change = fields.instant(trigger.get("TimeOfOfferChange"), {where});
  const auto time = change ? change : message.event_time;
  if (!time) fields.refuse(Errc::missing_field, {where}, trigger);
  message.market.time = time.value_or(Instant{});
}

/// Which market it is.  Returns: the marketplace's currency; none where the marketplace is new.
template <PathText Body>
Currency read_trigger(FieldReader& fields, JsonValue body, Message& message) {
  const Place place{path<Body, ".OfferChangeTrigger">};
  const JsonValue trigger = fields.object(body.get("OfferChangeTrigger"), place);
  if (!trigger.exists()) fields.refuse(Errc::missing_field, place, body);
  Market& market = message.market;
  Currency local;
  const auto id = fields.needed_id<MarketplaceId>(
      trigger, "MarketplaceId", {path<Body, ".OfferChangeTrigger.MarketplaceId">});
  market.marketplace = marketplace_from(id.text()).value_or(id);
  take_marketplace(id.text(), market, local);
  market.item = fields.needed_id<ItemId>(trigger, "ASIN", {path<Body, ".OfferChangeTrigger.ASIN">});
  read_condition<Body>(fields, trigger, market);
  read_time<Body>(fields, trigger, message);
  return local;
}

template <PathText Body>
void read_body(FieldReader& fields, JsonValue body, Message& message) {
  Market& market = message.market;
  message.recipient = fields.id<SellerId>(body.get("SellerId"), {path<Body, ".SellerId">});
  MoneyReader money{fields, read_trigger<Body>(fields, body, message)};
  const AmazonReading reading{fields, money, message};
  const JsonValue summary = fields.object(body.get("Summary"), {path<Body, ".Summary">});
  read_amazon_offers<Body>(reading, body);
  read_amazon_counts<Body>(reading, summary);
  read_amazon_box<Body>(reading, summary);
  money.hold_one_currency(summary, {path<Body, ".Summary">});
  market.currency = money.currency();
  const bool whole = market.knows(Market::has_offers_counted) &&
                     std::cmp_equal(market.offers_counted, message.offers.size());
  if (whole) market.flags |= Market::list_is_whole;
}

template <PathText Wrapper>
Result<Message> read(const MessageHead& head, MessageKind kind, Audience audience) {
  FieldReader fields;
  Message message = begin_message(head, kind, fields);
  message.market.audience = audience;
  constexpr const char* where = path<"Payload.", Wrapper>;
  const JsonValue body = fields.object(head.payload.get(Wrapper.text), {where});
  if (!body.exists()) fields.refuse(Errc::missing_field, {where}, head.payload);
  read_body<joined<"Payload.", Wrapper>>(fields, body, message);
  if (fields.fault()) return tl::unexpected<Error>(*fields.fault());
  return message;
}

}  // namespace

Result<Message> read_any_offer_changed(const MessageHead& head, const MessageDefaults&) {
  return read<"AnyOfferChangedNotification">(head, MessageKind::any_offer_changed,
                                             Audience::consumer);
}

Result<Message> read_b2b_any_offer_changed(const MessageHead& head, const MessageDefaults&) {
  return read<"B2BAnyOfferChangedNotification">(head, MessageKind::b2b_any_offer_changed,
                                                Audience::business);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
