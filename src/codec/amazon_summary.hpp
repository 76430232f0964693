// src/codec/amazon_summary.hpp -- floor 6 (codec).
//
// The summary of an Amazon notification: how many offers there are, who has the buy box, and at
// which price. `Body` is the path of the notification, for errors.
#pragma once

#include "codec/amazon_reading.hpp"
#include "codec/message_words.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Whether a row is of the market's condition; a row that names none is of no market.
[[nodiscard]] inline bool is_of_market(const AmazonReading& reading, JsonValue row, Place place) {
  const std::string_view word = reading.fields.text(row.get("Condition"), place);
  return condition_word(word) == reading.market().condition;
}

/// Adds up the offers of the market's condition, over all channels. No such row: not known.
template <PathText Body>
void read_amazon_counts(const AmazonReading& reading, JsonValue summary) {
  constexpr std::int64_t most = 1'000'000'000;
  FieldReader& fields = reading.fields;
  Market& market = reading.message.market;
  std::size_t index = 0;
  for (const JsonValue value :
       fields.list(summary.get("NumberOfOffers"), {path<Body, ".Summary.NumberOfOffers">})) {
    const JsonValue row = fields.object(value, {path<Body, ".Summary.NumberOfOffers[]">, index});
    const auto count = fields.whole(
        row.get("OfferCount"), {path<Body, ".Summary.NumberOfOffers[].OfferCount">, index}, most);
    const bool counts =
        is_of_market(reading, row, {path<Body, ".Summary.NumberOfOffers[].Condition">, index});
    if (counts && count) market.set_offers_counted(market.offers_counted + *count);
    ++index;
  }
}

/// Whether a row is of the market's audience and for one unit. A row that does not say is.
template <PathText Body>
bool is_unit_row(const AmazonReading& reading, JsonValue row, std::size_t index) {
  const OfferAudience named = audience_word(reading.fields.text(
      row.get("OfferType"), {path<Body, ".Summary.BuyBoxPrices[].OfferType">, index}));
  const auto quantity = reading.fields.whole(
      row.get("QuantityTier"), {path<Body, ".Summary.BuyBoxPrices[].QuantityTier">, index},
      amount_minor_max);
  const OfferAudience own = reading.market().audience == Audience::business
                                ? OfferAudience::business
                                : OfferAudience::consumer;
  return (named == OfferAudience::as_market || named == own) && quantity.value_or(1) == 1;
}

template <PathText Body>
PriceParts read_amazon_parts(const AmazonReading& reading, JsonValue row, std::size_t index) {
  MoneyReader& money = reading.money;
  PriceParts parts;
  parts.listing = money.read(row.get("ListingPrice"),
                             money_path<Body, ".Summary.BuyBoxPrices[].ListingPrice">, index);
  parts.shipping =
      money.read(row.get("Shipping"), money_path<Body, ".Summary.BuyBoxPrices[].Shipping">, index);
  parts.landed = money.read(row.get("LandedPrice"),
                            money_path<Body, ".Summary.BuyBoxPrices[].LandedPrice">, index);
  const JsonValue points = reading.fields.object(
      row.get("Points"), {path<Body, ".Summary.BuyBoxPrices[].Points">, index});
  const auto number = reading.fields.whole(
      points.get("PointsNumber"),
      {path<Body, ".Summary.BuyBoxPrices[].Points.PointsNumber">, index}, amount_minor_max);
  parts.points = number.value_or(0);
  return parts;
}

/// Takes a row as the market's buy box; false where it is another's.
template <PathText Body>
bool take_amazon_box(const AmazonReading& reading, JsonValue row, std::size_t index) {
  Market& market = reading.message.market;
  if (!is_of_market(reading, row, {path<Body, ".Summary.BuyBoxPrices[].Condition">, index}) ||
      !is_unit_row<Body>(reading, row, index)) {
    return false;
  }
  const auto landed =
      landed_of(read_amazon_parts<Body>(reading, row, index), market.is(Market::has_points));
  if (landed) market.set_buy_box_landed(*landed);
  market.winner_seller = reading.fields.template id<SellerId>(
      row.get("SellerId"), {path<Body, ".Summary.BuyBoxPrices[].SellerId">, index});
  return true;
}

/// The first row of the market's condition and audience for one unit.
template <PathText Body>
void read_amazon_box(const AmazonReading& reading, JsonValue summary) {
  std::size_t index = 0;
  for (const JsonValue value :
       reading.fields.list(summary.get("BuyBoxPrices"), {path<Body, ".Summary.BuyBoxPrices">})) {
    const Place place{path<Body, ".Summary.BuyBoxPrices[]">, index};
    if (take_amazon_box<Body>(reading, reading.fields.object(value, place), index++)) return;
  }
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
