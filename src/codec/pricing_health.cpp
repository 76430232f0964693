#include "codec/pricing_health.hpp"

#include "codec/amazon_summary.hpp"
#include "codec/message_words.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

using Part = const AmazonReading&;

/// Which market it is.  Returns: the marketplace's currency; none where the marketplace is new.
Currency read_trigger(const MessageReading& reading, JsonValue payload) {
  FieldReader& fields = reading.fields;
  Market& market = reading.message.market;
  const Place place{"payload.offerChangeTrigger"};
  const JsonValue trigger = fields.object(payload.get("offerChangeTrigger"), place);
  if (!trigger.exists()) fields.refuse(Errc::missing_field, place, payload);
  const auto id = fields.needed_id<MarketplaceId>(trigger, "marketplaceId",
                                                  {"payload.offerChangeTrigger.marketplaceId"});
  market.item = fields.needed_id<ItemId>(trigger, "asin", {"payload.offerChangeTrigger.asin"});
  const JsonValue word = trigger.get("itemCondition");
  const Place at{"payload.offerChangeTrigger.itemCondition"};
  const auto condition = condition_word(fields.text(word, at));
  if (is_said(word) && !condition) fields.refuse(Errc::unknown_value, at, word);
  market.condition = condition.value_or(Condition::new_);
  const auto change = fields.instant(trigger.get("timeOfOfferChange"),
                                     {"payload.offerChangeTrigger.timeOfOfferChange"});
  market.time = change ? *change : time_of(reading);
  return take_marketplace(id, market);
}

/// Our own offer. Its price is what the notice is about, so that it has to be there.
Offer read_ours(Part part, JsonValue value) {
  FieldReader& fields = part.fields;
  MoneyReader& money = part.money;
  Offer offer;
  offer.flags = Offer::is_mine;
  offer.seller = part.message.recipient;
  const JsonValue row = fields.object(value, {"payload.merchantOffer"});
  const auto condition =
      condition_word(fields.text(row.get("condition"), {"payload.merchantOffer.condition"}));
  offer.condition = condition.value_or(part.market().condition);
  offer.sub_condition = usual_sub_condition(offer.condition);
  const auto channel =
      channel_word(fields.text(either(row, "fulfillmentType", "fulfillmentChannel"),
                               {"payload.merchantOffer.fulfillmentType"}));
  offer.fulfilment = channel.value_or(Fulfilment::merchant);
  constexpr MoneyPath listing_path = camel_money_path<"payload.merchantOffer.listingPrice">;
  const auto listing = money.read(row.get("listingPrice"), listing_path, 0);
  if (!listing) fields.refuse(Errc::missing_field, {listing_path.object}, row);
  const auto shipping =
      money.read(row.get("shipping"), camel_money_path<"payload.merchantOffer.shipping">, 0);
  const auto landed =
      money.read(row.get("landedPrice"), camel_money_path<"payload.merchantOffer.landedPrice">, 0);
  const JsonValue points = fields.object(row.get("points"), {"payload.merchantOffer.points"});
  const auto number = fields.whole(points.get("pointsNumber"),
                                   {"payload.merchantOffer.points.pointsNumber"}, amount_minor_max);
  offer.price_minor = listing.value_or(0);
  offer.shipping_minor = shipping.value_or(0);
  offer.points_minor = number.value_or(0);
  offer.stated_landed_minor = landed.value_or(0);
  if (landed) offer.has |= Offer::has_stated_landed;
  return offer;
}

void read_summary(Part part, JsonValue summary) {
  MarketSummary& out = part.message.summary;
  note_lists(summary, out);
  read_count_rows(part, summary.get("numberOfOffers"),
                  camel_count_paths<"payload.summary.numberOfOffers">, out.counted);
  read_count_rows(part, summary.get("buyBoxEligibleOffers"),
                  camel_count_paths<"payload.summary.buyBoxEligibleOffers">, out.eligible);
  read_price_rows(part, summary.get("buyBoxPrices"),
                  camel_price_paths<"payload.summary.buyBoxPrices">, out.buy_box);
}

void read_references(Part part, JsonValue summary, PricingHealth& health) {
  MoneyReader& money = part.money;
  const JsonValue reference =
      part.fields.object(summary.get("referencePrice"), {"payload.summary.referencePrice"});
  health.average_selling =
      money.read_money(reference.get("averageSellingPrice"),
                       camel_money_path<"payload.summary.referencePrice.averageSellingPrice">);
  health.competitive_threshold = money.read_money(
      reference.get("competitivePriceThreshold"),
      camel_money_path<"payload.summary.referencePrice.competitivePriceThreshold">);
  health.msrp = money.read_money(reference.get("msrpPrice"),
                                 camel_money_path<"payload.summary.referencePrice.msrpPrice">);
  health.retail_offer =
      money.read_money(reference.get("retailOfferPrice"),
                       camel_money_path<"payload.summary.referencePrice.retailOfferPrice">);
  if (health.competitive_threshold) {
    part.message.summary.competitive_threshold_minor = health.competitive_threshold->minor;
  }
}

}  // namespace

void read_pricing_health(const MessageReading& reading) {
  read_head(reading, MessageKind::pricing_health);
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  const JsonValue payload = fields.object(reading.head.payload, {"payload"});
  message.recipient = fields.id<SellerId>(payload.get("sellerId"), {"payload.sellerId"});
  auto& health = message.facts.emplace<PricingHealth>();
  health.issue = fields.text(payload.get("issueType"), {"payload.issueType"});
  MoneyReader money{fields, read_trigger(reading, payload)};
  const AmazonReading part{fields, money, message, reading.defaults};
  if (is_said(payload.get("merchantOffer"))) {
    health.ours = read_ours(part, payload.get("merchantOffer"));
  }
  const JsonValue summary = fields.object(payload.get("summary"), {"payload.summary"});
  read_summary(part, summary);
  read_references(part, summary, health);
  message.market.currency = money.currency();
  conclude_market(message);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
