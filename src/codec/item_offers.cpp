#include <array>
#include <functional>

#include "codec/amazon_offer.hpp"
#include "codec/amazon_summary.hpp"
#include "codec/message_head.hpp"
#include "codec/message_words.hpp"
#include "codec/pricing_answer.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array status_words{
    Word{OffersStatus::success, "Success"},
    Word{OffersStatus::no_buyable_offers, "NoBuyableOffers"},
    Word{OffersStatus::missing_shipping_charge, "NoOfferDueToMissingShippingCharge"},
    Word{OffersStatus::too_soon_for_processing, "ActiveButTooSoonForProcessing"},
    Word{OffersStatus::item_returned, "ItemReturned"},
};

OffersStatus status_word(std::string_view text) {
  for (const Word<OffersStatus>& known : status_words) {
    if (equal_caseless(known.name, text)) return known.value;
  }
  return OffersStatus::unknown;
}

/// A field that may stand in the answer, in its identifier or in the question.
struct Spoken {
  JsonValue payload;
  JsonValue identifier;
  JsonValue request;

  [[nodiscard]] JsonValue get(std::string_view key, std::string_view other) const {
    for (const JsonValue object : {payload, identifier, request}) {
      const JsonValue value = either(object, key, other);
      if (is_said(value)) return value;
    }
    return {};
  }
};

/// Which market it is.  Returns: the marketplace's currency; none where the marketplace is new.
Currency read_place(const PricingReading& reading, const Spoken& spoken) {
  FieldReader& fields = reading.fields;
  Market& market = reading.message.market;
  const auto id = fields.id<MarketplaceId>(spoken.get("marketplaceId", "Marketplace"),
                                           {"payload.marketplaceId"});
  if (id.empty()) fields.refuse(Errc::missing_field, {"payload.marketplaceId"}, spoken.payload);
  market.item = fields.id<ItemId>(spoken.get("ASIN", "Asin"), {"payload.ASIN"});
  reading.message.sku = fields.id<Sku>(spoken.get("SKU", "SellerSKU"), {"payload.SKU"});
  if (market.item.empty() && reading.message.sku.empty()) {
    fields.refuse(Errc::missing_field, {"payload.ASIN"}, spoken.payload);
  }
  const JsonValue word = spoken.get("ItemCondition", "condition");
  const auto condition = condition_word(fields.text(word, {"payload.ItemCondition"}));
  if (is_said(word) && !condition) {
    fields.refuse(Errc::unknown_value, {"payload.ItemCondition"}, word);
  }
  market.condition = condition.value_or(Condition::new_);
  return take_marketplace(id, market);
}

/// Whose market it is: the question says so, and only businesses are told prices for businesses.
Audience audience_of(FieldReader& fields, const Spoken& spoken, const MarketSummary& summary) {
  const std::string_view asked =
      fields.text(spoken.request.get("CustomerType"), {"request.CustomerType"});
  if (!asked.empty()) {
    return equal_caseless(asked, "Business") ? Audience::business : Audience::consumer;
  }
  for (const auto& rows : {std::cref(summary.buy_box), std::cref(summary.lowest)}) {
    for (const PriceRow& row : rows.get()) {
      if (row.audience == OfferAudience::business) return Audience::business;
    }
  }
  return Audience::consumer;
}

void read_status(FieldReader& fields, JsonValue payload, Message& message) {
  auto& facts = message.facts.emplace<OffersAnswer>();
  facts.status_word = fields.text(payload.get("status"), {"payload.status"});
  facts.status = status_word(facts.status_word);
  const JsonValue inside = payload.get("Summary").get("OffersAvailableTime");
  facts.available_at = fields.instant(is_said(inside) ? inside : payload.get("OffersAvailableTime"),
                                      {"payload.Summary.OffersAvailableTime"});
  const bool none = facts.status == OffersStatus::no_buyable_offers;
  if (none && !message.summary.total_counted) message.summary.total_counted = 0;
}

}  // namespace

void read_item_offers(const PricingReading& reading) {
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  message.kind = MessageKind::item_offers;
  message.market.time = answer_time(reading);
  const JsonValue payload = fields.object(reading.entry.body.get("payload"), {"payload"});
  const Spoken spoken{payload, payload.get("Identifier"), reading.entry.request};
  MoneyReader money{fields, read_place(reading, spoken)};
  message.type = message.sku.empty() ? "getItemOffers" : "getListingOffers";
  const AmazonReading parts{fields, money, message, reading.defaults};
  read_amazon_offers<"payload">(parts, payload);
  read_amazon_summary<"payload.Summary">(
      parts, fields.object(payload.get("Summary"), {"payload.Summary"}));
  message.market.audience = audience_of(fields, spoken, message.summary);
  read_status(fields, payload, message);
  message.market.currency = money.currency();
  conclude_market(message);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
