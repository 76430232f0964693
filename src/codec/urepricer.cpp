#include "codec/urepricer.hpp"

#include <utility>

#include "codec/amazon.hpp"
#include "codec/message_money.hpp"
#include "codec/message_words.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// One row of a flat webhook's offers.
Offer read_offer(FieldReader& fields, MoneyReader& money, JsonValue value, std::size_t index) {
  const JsonValue row = fields.object(value, {"offers[]", index});
  Offer offer;
  offer.seller = fields.id<SellerId>(row.get("sellerId"), {"offers[].sellerId", index});
  const auto price = money.read_bare(row.get("price"), {"offers[].price", index});
  if (!price) fields.refuse(Errc::missing_field, {"offers[].price", index}, row);
  const auto shipping = money.read_bare(row.get("shipping"), {"offers[].shipping", index});
  const std::string_view word = fields.text(row.get("condition"), {"offers[].condition", index});
  const Goods goods = walmart_goods(word).value_or(Goods{});
  const std::string_view channel =
      fields.text(row.get("fulfillmentType"), {"offers[].fulfillmentType", index});
  offer.price_minor = price.value_or(0);
  offer.shipping_minor = shipping.value_or(0);
  offer.condition = goods.condition;
  offer.sub_condition = goods.sub_condition;
  if (equal_caseless(channel, "WFS") || channel_word(channel) == Fulfilment::marketplace) {
    offer.fulfilment = Fulfilment::marketplace;
  }
  return offer;
}

void read_offers(const MessageReading& reading, MoneyReader& money, JsonValue content) {
  FieldReader& fields = reading.fields;
  std::vector<Offer>& offers = reading.message.offers;
  for (const JsonValue row : fields.short_list(content.get("offers"), {"offers"})) {
    offers.push_back(read_offer(fields, money, row, offers.size()));
  }
}

/// Who has the box, and at which price: the winner's own offer, else the price that is named.
void read_box(const MessageReading& reading, MoneyReader& money, JsonValue content) {
  FieldReader& fields = reading.fields;
  Market& market = reading.message.market;
  const auto price = money.read_bare(content.get("currentBuyboxPrice"), {"currentBuyboxPrice"});
  market.winner_seller =
      fields.id<SellerId>(content.get("currentBuyboxWinner"), {"currentBuyboxWinner"});
  if (price) market.set_buy_box_landed(*price);
  if (market.winner_seller.empty()) return;
  for (Offer& offer : reading.message.offers) {
    if (offer.seller != market.winner_seller) continue;
    offer.flags |= Offer::is_winner;
    market.set_buy_box_landed(landed_minor(offer, false));
    return;
  }
}

/// A mart by any of the names that it has in such messages; the default's where it is not named.
const Marketplace* mart_of(std::string_view word, std::string_view usual) {
  if (const Marketplace* named = find_marketplace(word);
      named != nullptr && named->name.starts_with("WALMART_")) {
    return named;
  }
  return find_marketplace(usual);
}

void read_flat_webhook(const MessageReading& reading) {
  read_head(reading, MessageKind::walmart_buy_box_changed);
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  const JsonValue content = reading.head.payload;
  const std::string_view word = fields.text(content.get("marketplace"), {"marketplace"});
  const Marketplace* mart = mart_of(word, reading.defaults.walmart_mart);
  if (mart == nullptr) {
    fields.refuse(Errc::unknown_value, {"marketplace"}, content);
    return;
  }
  message.recipient = fields.id<SellerId>(content.get("sellerId"), {"sellerId"});
  message.market.item = fields.needed_id<ItemId>(content, "itemId", {"itemId"});
  message.market.marketplace = marketplace_from(mart->name).value_or(MarketplaceId{});
  message.market.country = mart->country;
  message.market.currency = mart->currency;
  message.market.time = time_of(reading);
  MoneyReader money{fields, mart->currency};
  read_offers(reading, money, content);
  read_box(reading, money, content);
  for (Offer& offer : message.offers) {
    if (offer.seller == message.recipient && !offer.seller.empty()) offer.flags |= Offer::is_mine;
  }
}

constexpr Shape notification{MessageKind::any_offer_changed, "AnyOfferChanged", "",
                             read_any_offer_changed};
constexpr Shape webhook{MessageKind::walmart_buy_box_changed, "buybox_changed", "",
                        read_flat_webhook};

}  // namespace

const Shape* urepricer_shape(JsonValue content, MessageHead& head) {
  if (equal_caseless(head.type, notification.type)) return &notification;
  const bool bare = head.type.empty() && head.payload.get("OfferChangeTrigger").exists();
  if (bare) return &notification;
  const bool flat = content.get("currentBuyboxPrice").exists() ||
                    content.get("currentBuyboxWinner").exists() ||
                    equal_caseless(head.type, webhook.type);
  if (!flat || !content.get("itemId").exists()) return nullptr;
  head.payload = content;
  head.id = content.get("webhookId"), head.id_where = "webhookId";
  head.event_time = either(content, "eventTime", "timestamp"), head.event_time_where = "eventTime";
  return &webhook;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
