#include <algorithm>

#include "codec/amazon_reading.hpp"
#include "codec/message_head.hpp"
#include "codec/message_words.hpp"
#include "codec/pricing_answer.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The paths of an offer's fields.
struct CompetitivePaths {
  const char* object;
  const char* seller;
  const char* condition;
  const char* sub_condition;
  const char* channel;
  MoneyPath listing;
  const char* options;
  const char* option;
  MoneyPath shipping;
  const char* points;
  const char* points_number;
  MoneyPath points_value;
};
template <PathText At>
inline constexpr CompetitivePaths competitive_paths{
    path<At>,
    path<At, ".sellerId">,
    path<At, ".condition">,
    path<At, ".subCondition">,
    path<At, ".fulfillmentType">,
    camel_money_path<At, ".listingPrice">,
    path<At, ".shippingOptions">,
    path<At, ".shippingOptions[]">,
    camel_money_path<At, ".shippingOptions[].price">,
    path<At, ".points">,
    path<At, ".points.pointsNumber">,
    camel_money_path<At, ".points.pointsMonetaryValue">};

/// What deliveries of one entry are made of: one list of offers, and what is featured.
struct Part {
  JsonValue body{};
  JsonValue list{};  ///< one of lowestPricedOffers; absent where nothing is listed
  std::optional<Condition> condition{};
};

/// The price of the usual way of shipping; 0 where none is said.
std::int64_t read_shipping(const AmazonReading& reading, JsonValue row,
                           const CompetitivePaths& paths, std::size_t index) {
  FieldReader& fields = reading.fields;
  for (const JsonValue element :
       fields.short_list(row.get("shippingOptions"), {paths.options, index})) {
    const JsonValue option = fields.object(element, {paths.option, index});
    const std::string_view type =
        fields.text(option.get("shippingOptionType"), {paths.option, index});
    if (!type.empty() && !equal_caseless(type, "DEFAULT")) continue;
    return reading.money.read(option.get("price"), paths.shipping, index).value_or(0);
  }
  return 0;
}

/// What points are worth where that is said, else their number, a point being a minor unit.
std::int64_t read_points(const AmazonReading& reading, JsonValue row, const CompetitivePaths& paths,
                         std::size_t index) {
  const JsonValue points = reading.fields.object(row.get("points"), {paths.points, index});
  const auto number = reading.fields.whole(points.get("pointsNumber"), {paths.points_number, index},
                                           amount_minor_max);
  const auto value =
      reading.money.read(points.get("pointsMonetaryValue"), paths.points_value, index);
  return value.value_or(number.value_or(0));
}

Offer read_offer(const AmazonReading& reading, JsonValue value, const CompetitivePaths& paths,
                 std::size_t index) {
  FieldReader& fields = reading.fields;
  const JsonValue row = fields.object(value, {paths.object, index});
  Offer offer;
  offer.seller = fields.id<SellerId>(row.get("sellerId"), {paths.seller, index});
  const auto condition =
      condition_word(fields.text(row.get("condition"), {paths.condition, index}));
  offer.condition = condition.value_or(reading.market().condition);
  const std::string_view sub = fields.text(row.get("subCondition"), {paths.sub_condition, index});
  offer.sub_condition =
      sub.empty() ? usual_sub_condition(offer.condition) : sub_condition_word(sub);
  const auto channel =
      channel_word(fields.text(row.get("fulfillmentType"), {paths.channel, index}));
  offer.fulfilment = channel.value_or(Fulfilment::merchant);
  const auto listing = reading.money.read(row.get("listingPrice"), paths.listing, index);
  if (!listing) fields.refuse(Errc::missing_field, {paths.listing.object, index}, row);
  offer.price_minor = listing.value_or(0);
  offer.shipping_minor = read_shipping(reading, row, paths, index);
  offer.points_minor = read_points(reading, row, paths, index);
  return offer;
}

/// The listed offer that a featured one is; added where it is not listed.
std::size_t place_of(std::vector<Offer>& offers, const Offer& featured) {
  const auto same = [&](const Offer& offer) {
    return offer.seller == featured.seller && offer.fulfilment == featured.fulfilment &&
           offer.price_minor == featured.price_minor &&
           offer.shipping_minor == featured.shipping_minor;
  };
  const auto found = std::find_if(offers.begin(), offers.end(), same);
  if (found != offers.end()) return static_cast<std::size_t>(found - offers.begin());
  offers.push_back(featured);
  return offers.size() - 1;
}

void read_segments(FieldReader& fields, JsonValue row, std::size_t offer,
                   std::vector<FeaturedSegment>& segments) {
  constexpr const char* where =
      "body.featuredBuyingOptions[].segmentedFeaturedOffers[].featuredOfferSegments";
  constexpr int percent_decimals = 4;
  for (const JsonValue value : fields.short_list(row.get("featuredOfferSegments"), {where})) {
    const JsonValue segment = fields.object(value, {where});
    const auto weight =
        fields.number(segment.get("segmentDetails").get("glanceViewWeightPercentage"), {where},
                      percent_decimals, ppm_one);
    FeaturedSegment out{static_cast<std::uint32_t>(offer),
                        std::string(fields.text(segment.get("customerMembership"), {where})),
                        {}};
    if (weight) out.weight_ppm = static_cast<std::uint32_t>(*weight);
    segments.push_back(std::move(out));
  }
}

/// The featured offers of one way to buy.
void read_featured(const AmazonReading& reading, JsonValue option, CompetitiveFacts& facts) {
  constexpr const char* where = "body.featuredBuyingOptions[].segmentedFeaturedOffers";
  std::vector<Offer>& offers = reading.message.offers;
  std::size_t index = 0;
  for (const JsonValue row :
       reading.fields.short_list(option.get("segmentedFeaturedOffers"), {where})) {
    const Offer featured = read_offer(
        reading, row, competitive_paths<"body.featuredBuyingOptions[].segmentedFeaturedOffers[]">,
        index++);
    const std::size_t place = place_of(offers, featured);
    if (offers.size() > offers_max) {
      reading.fields.refuse(Errc::too_many_offers, {where}, option);
      return;
    }
    offers[place].flags |= Offer::is_winner;
    offers[place].eligible = Tristate::yes;
    read_segments(reading.fields, row, place, facts.featured);
  }
}

/// A buy-box price and a holder, where all segments have the same.
void take_box(Message& message) {
  Market& market = message.market;
  bool one_seller = true;
  for (const Offer& offer : message.offers) {
    if (!offer.is(Offer::is_winner)) continue;
    const std::int64_t landed = landed_minor(offer, market.is(Market::has_points));
    if (!market.knows(Market::has_buy_box_landed)) {
      market.set_buy_box_landed(landed);
      market.winner_seller = offer.seller;
    }
    one_seller = one_seller && offer.seller == market.winner_seller;
    if (landed == market.buy_box_landed_minor) continue;
    market.has &= ~Market::has_buy_box_landed;
    market.buy_box_landed_minor = 0;
    market.winner_seller = {};
    return;
  }
  if (!one_seller) market.winner_seller = {};
}

void read_references(const AmazonReading& reading, JsonValue body, CompetitiveFacts& facts) {
  FieldReader& fields = reading.fields;
  std::size_t index = 0;
  for (const JsonValue value :
       fields.short_list(body.get("referencePrices"), {"body.referencePrices"})) {
    const JsonValue row = fields.object(value, {"body.referencePrices[]", index});
    ReferencePrice price;
    price.name = fields.text(row.get("name"), {"body.referencePrices[].name", index});
    price.price = reading.money.read_money(row.get("price"),
                                           camel_money_path<"body.referencePrices[].price">, index);
    if (price.price && equal_caseless(price.name, "CompetitivePriceThreshold")) {
      reading.message.summary.competitive_threshold_minor = price.price->minor;
    }
    facts.reference_prices.push_back(std::move(price));
    ++index;
  }
}

/// What one list is of.
void read_input(FieldReader& fields, const Part& part, Market& market) {
  const JsonValue input = part.list.get("lowestPricedOffersInput");
  const std::string_view type = fields.text(
      input.get("offerType"), {"body.lowestPricedOffers[].lowestPricedOffersInput.offerType"});
  if (equal_caseless(type, "Business")) market.audience = Audience::business;
  const Place place{"body.lowestPricedOffers[].lowestPricedOffersInput.itemCondition"};
  const JsonValue word = input.get("itemCondition");
  const auto condition = condition_word(fields.text(word, place));
  if (is_said(word) && !condition) fields.refuse(Errc::unknown_value, place, word);
  market.condition = condition.value_or(part.condition.value_or(Condition::new_));
}

std::optional<Condition> condition_of(JsonValue value) {
  return value.is(JsonKind::string) ? condition_word(value.text()) : std::nullopt;
}

/// What is featured for buyers of this condition; consumers only are featured anything.
void read_options(const AmazonReading& reading, JsonValue body, CompetitiveFacts& facts) {
  const Market& market = reading.market();
  if (market.audience != Audience::consumer) return;
  const Place place{"body.featuredBuyingOptions"};
  for (const JsonValue option :
       reading.fields.short_list(body.get("featuredBuyingOptions"), place)) {
    const auto condition = condition_of(option.get("buyingOptionType"));
    if (condition.value_or(Condition::new_) != market.condition) continue;
    read_featured(reading, option, facts);
  }
}

Currency read_place(const PricingReading& reading, JsonValue body) {
  FieldReader& fields = reading.fields;
  Market& market = reading.message.market;
  const auto id = fields.needed_id<MarketplaceId>(body, "marketplaceId", {"body.marketplaceId"});
  market.item = fields.needed_id<ItemId>(body, "asin", {"body.asin"});
  market.time = answer_time(reading);
  return take_marketplace(id, market);
}

void read_part(const PricingReading& reading, const Part& part) {
  FieldReader& fields = reading.fields;
  Message& message = reading.message;
  message.kind = MessageKind::competitive_summary;
  message.type = "competitiveSummary";
  MoneyReader money{fields, read_place(reading, part.body)};
  const AmazonReading parts{fields, money, message, reading.defaults};
  auto& facts = message.facts.emplace<CompetitiveFacts>();
  read_input(fields, part, message.market);
  for (const JsonValue row :
       fields.short_list(part.list.get("offers"), {"body.lowestPricedOffers[].offers"})) {
    message.offers.push_back(read_offer(parts, row,
                                        competitive_paths<"body.lowestPricedOffers[].offers[]">,
                                        message.offers.size()));
  }
  read_options(parts, part.body, facts);
  read_references(parts, part.body, facts);
  message.market.currency = money.currency();
  take_box(message);
}

/// Is a list of this condition for consumers among those of the entry?
bool has_list_of(JsonValue body, Condition condition) {
  for (const JsonValue row : body.get("lowestPricedOffers")) {
    const JsonValue input = row.get("lowestPricedOffersInput");
    const JsonValue type = input.get("offerType");
    const bool business = type.is(JsonKind::string) && equal_caseless(type.text(), "Business");
    if (!business && condition_of(input.get("itemCondition")) == condition) return true;
  }
  return false;
}

}  // namespace

void deliver_competitive_summary(const PricingEntry& entry, const MessageDefaults& defaults,
                                 DeliveryTray& tray) {
  const auto add = [&](const Part& part) {
    tray.add_content([&](FieldReader& fields, Message& message) {
      read_part({entry, defaults, fields, message}, part);
    });
  };
  std::size_t added = 0;
  for (const JsonValue list : entry.body.get("lowestPricedOffers")) {
    if (tray.is_over()) return;
    const DeliveryTray::Step step{tray, "body.lowestPricedOffers"};
    const DeliveryTray::Step place{tray, added++};
    add({entry.body, list, {}});
  }
  std::vector<Condition> featured;
  for (const JsonValue option : entry.body.get("featuredBuyingOptions")) {
    const Condition condition =
        condition_of(option.get("buyingOptionType")).value_or(Condition::new_);
    const bool seen = std::find(featured.begin(), featured.end(), condition) != featured.end();
    if (seen || has_list_of(entry.body, condition)) continue;
    featured.push_back(condition);
    const DeliveryTray::Step step{tray, "body.featuredBuyingOptions"};
    add({entry.body, {}, condition});
    ++added;
  }
  if (added == 0) add({entry.body, {}, {}});
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
