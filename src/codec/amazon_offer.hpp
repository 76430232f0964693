// src/codec/amazon_offer.hpp -- floor 6 (codec).
//
// One offer of an Amazon message. `Body` is the path of what holds the offers, for errors.
#pragma once

#include <array>
#include <cstddef>

#include "codec/amazon_reading.hpp"
#include "codec/json_rows.hpp"
#include "codec/message_words.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// A percentage, in parts per million.
inline constexpr int percent_decimals = 4;

/// What is read of every offer.
namespace offer_member {
enum : std::size_t {
  seller,
  sub_condition,
  rating,
  votes,
  score,
  time,
  hours,
  listing,
  listing_amount,
  listing_currency,
  points,
  points_number,
  shipping,
  shipping_amount,
  shipping_currency,
  from,
  country,
  fulfilled,
  winner,
  featured,
  audience,
  landed,
  landed_amount,
  landed_currency,
  mine,
  requesters,
  breaks,
  all_breaks,
  count,
};
}  // namespace offer_member

inline constexpr std::array<RowMember, offer_member::count> amazon_offer_members{{
    {of_row, "SellerId"},
    {of_row, "SubCondition"},
    {of_row, "SellerFeedbackRating"},
    {offer_member::rating, "FeedbackCount"},
    {offer_member::rating, "SellerPositiveFeedbackRating"},
    {of_row, "ShippingTime"},
    {offer_member::time, "MaximumHours"},
    {of_row, "ListingPrice"},
    {offer_member::listing, "Amount"},
    {offer_member::listing, "CurrencyCode"},
    {of_row, "Points"},
    {offer_member::points, "PointsNumber"},
    {of_row, "Shipping"},
    {offer_member::shipping, "Amount"},
    {offer_member::shipping, "CurrencyCode"},
    {of_row, "ShipsFrom"},
    {offer_member::from, "Country"},
    {of_row, "IsFulfilledByAmazon"},
    {of_row, "IsBuyBoxWinner"},
    {of_row, "IsFeaturedMerchant"},
    {of_row, "OfferType"},
    {of_row, "LandedPrice"},
    {offer_member::landed, "Amount"},
    {offer_member::landed, "CurrencyCode"},
    {of_row, "MyOffer"},
    {of_row, "belongsToRequester"},
    {of_row, "QuantityDiscountPrice"},
    {of_row, "QuantityDiscountPrices"},
}};

using AmazonOfferRow = JsonRow<offer_member::count>;

template <PathText Body>
void read_amazon_rating(FieldReader& fields, const AmazonOfferRow& row, std::size_t index,
                        Offer& offer) {
  fields.object(row[offer_member::rating], {path<Body, ".Offers[].SellerFeedbackRating">, index});
  const auto score = fields.number(
      row[offer_member::score],
      {path<Body, ".Offers[].SellerFeedbackRating.SellerPositiveFeedbackRating">, index},
      percent_decimals, ppm_one);
  const auto count =
      fields.whole(row[offer_member::votes],
                   {path<Body, ".Offers[].SellerFeedbackRating.FeedbackCount">, index}, uint32_max);
  if (score) offer.has |= Offer::has_feedback_score;
  if (count) offer.has |= Offer::has_feedback_count;
  offer.feedback_score_ppm = static_cast<std::uint32_t>(score.value_or(0));
  offer.feedback_count = static_cast<std::uint32_t>(count.value_or(0));
}

template <PathText Body>
void read_amazon_delivery(FieldReader& fields, const AmazonOfferRow& row, std::size_t index,
                          Offer& offer) {
  fields.object(row[offer_member::time], {path<Body, ".Offers[].ShippingTime">, index});
  const auto hours =
      fields.whole(row[offer_member::hours],
                   {path<Body, ".Offers[].ShippingTime.MaximumHours">, index}, uint32_max);
  if (hours) offer.has |= Offer::has_handling;
  offer.handling_hours = static_cast<std::uint32_t>(hours.value_or(0));
  fields.object(row[offer_member::from], {path<Body, ".Offers[].ShipsFrom">, index});
  offer.ships_from = country_word(
      fields.text(row[offer_member::country], {path<Body, ".Offers[].ShipsFrom.Country">, index}));
}

/// Amount and currency stand behind the price that they are of.
[[gnu::always_inline]] inline SaidNumber read_amazon_money(const AmazonReading& reading,
                                                           const AmazonOfferRow& row,
                                                           std::size_t price, const MoneyPath& path,
                                                           std::size_t index) {
  return reading.money.read(row[price], row[price + 1], row[price + 2], path, index);
}

template <PathText Body>
void read_amazon_prices(const AmazonReading& reading, const AmazonOfferRow& row, std::size_t index,
                        Offer& offer) {
  FieldReader& fields = reading.fields;
  const auto listing = read_amazon_money(reading, row, offer_member::listing,
                                         money_path<Body, ".Offers[].ListingPrice">, index);
  if (!listing)
    fields.refuse(Errc::missing_field, {path<Body, ".Offers[].ListingPrice">, index}, row.all());
  const auto shipping = read_amazon_money(reading, row, offer_member::shipping,
                                          money_path<Body, ".Offers[].Shipping">, index);
  const auto landed = read_amazon_money(reading, row, offer_member::landed,
                                        money_path<Body, ".Offers[].LandedPrice">, index);
  fields.object(row[offer_member::points], {path<Body, ".Offers[].Points">, index});
  const auto given =
      fields.whole(row[offer_member::points_number],
                   {path<Body, ".Offers[].Points.PointsNumber">, index}, amount_minor_max);
  offer.price_minor = listing.value_or(0);
  offer.shipping_minor = shipping.value_or(0);
  offer.points_minor = given.value_or(0);
  offer.stated_landed_minor = landed.value_or(0);
  if (landed) offer.has |= Offer::has_stated_landed;
}

template <PathText Body>
void read_amazon_flags(FieldReader& fields, const AmazonOfferRow& row, std::size_t index,
                       Offer& offer) {
  const Tristate fulfilled = fields.yes_no(row[offer_member::fulfilled],
                                           {path<Body, ".Offers[].IsFulfilledByAmazon">, index});
  const Tristate winner =
      fields.yes_no(row[offer_member::winner], {path<Body, ".Offers[].IsBuyBoxWinner">, index});
  offer.eligible = fields.yes_no(row[offer_member::featured],
                                 {path<Body, ".Offers[].IsFeaturedMerchant">, index});
  if (fulfilled == Tristate::yes) offer.fulfilment = Fulfilment::marketplace;
  if (winner == Tristate::yes) offer.flags |= Offer::is_winner;
  const Tristate mine =
      fields.yes_no(either(row[offer_member::mine], row[offer_member::requesters]),
                    {path<Body, ".Offers[].MyOffer">, index});
  if (mine == Tristate::yes) offer.flags |= Offer::is_mine;
}

/// One row of quantity prices; a row without quantity or price, or for one unit, says nothing new.
template <PathText Body>
void read_amazon_break(const AmazonReading& reading, JsonValue row, std::size_t index,
                       std::size_t offer) {
  FieldReader& fields = reading.fields;
  const JsonValue object =
      fields.object(row, {path<Body, ".Offers[].QuantityDiscountPrice[]">, index});
  const auto quantity = fields.whole(
      object.get("QuantityTier"),
      {path<Body, ".Offers[].QuantityDiscountPrice[].QuantityTier">, index}, uint32_max);
  const auto price =
      reading.money.read(object.get("ListingPrice"),
                         money_path<Body, ".Offers[].QuantityDiscountPrice[].ListingPrice">, index);
  if (!price || quantity.value_or(1) < 2) return;
  reading.message.breaks.push_back(
      {static_cast<std::uint32_t>(offer), static_cast<std::uint32_t>(*quantity), *price});
}

/// The quantity prices, under either of their names.
template <PathText Body>
void read_amazon_breaks(const AmazonReading& reading, const AmazonOfferRow& row,
                        std::size_t offer) {
  const JsonValue list =
      reading.fields.short_list(either(row[offer_member::breaks], row[offer_member::all_breaks]),
                                {path<Body, ".Offers[].QuantityDiscountPrice">, offer});
  std::size_t index = 0;
  for (const JsonValue inner : list) read_amazon_break<Body>(reading, inner, index++, offer);
}

/// What no marketplace says of an offer.
template <PathText Body>
void read_named_channel(const AmazonReading& reading, JsonValue row, std::size_t index,
                        Offer& offer) {
  if (reading.defaults.dialect != MessageDialect::urepricer) return;
  const auto channel = channel_word(reading.fields.text(
      row.get("FulfillmentChannel"), {path<Body, ".Offers[].FulfillmentChannel">, index}));
  offer.fulfilment = channel.value_or(offer.fulfilment);
}

/// What a decision never asks for.
template <PathText Body>
OfferDetail read_amazon_detail(FieldReader& fields, JsonValue row, std::size_t index) {
  OfferDetail out;
  const JsonValue prime =
      fields.object(row.get("PrimeInformation"), {path<Body, ".Offers[].PrimeInformation">, index});
  out.prime = fields.yes_no(either(prime, "IsOfferPrime", "IsPrime"),
                            {path<Body, ".Offers[].PrimeInformation.IsOfferPrime">, index});
  out.national_prime =
      fields.yes_no(either(prime, "IsOfferNationalPrime", "IsNationalPrime"),
                    {path<Body, ".Offers[].PrimeInformation.IsOfferNationalPrime">, index});
  const JsonValue time = row.get("ShippingTime");
  const auto hours =
      fields.whole(time.get("MinimumHours"),
                   {path<Body, ".Offers[].ShippingTime.MinimumHours">, index}, uint32_max);
  if (hours) out.handling_hours_min = static_cast<std::uint32_t>(*hours);
  out.availability = fields.text(time.get("AvailabilityType"),
                                 {path<Body, ".Offers[].ShippingTime.AvailabilityType">, index});
  out.available_at = fields.instant(time.get("AvailableDate"),
                                    {path<Body, ".Offers[].ShippingTime.AvailableDate">, index});
  out.state = fields.text(row.get("ShipsFrom").get("State"),
                          {path<Body, ".Offers[].ShipsFrom.State">, index});
  return out;
}

template <PathText Body>
void read_amazon_offer(const AmazonReading& reading, const AmazonOfferRow& row, std::size_t index,
                       Offer& offer) {
  FieldReader& fields = reading.fields;
  offer.seller =
      fields.id<SellerId>(row[offer_member::seller], {path<Body, ".Offers[].SellerId">, index});
  offer.condition = reading.market().condition;
  const std::string_view sub =
      fields.text(row[offer_member::sub_condition], {path<Body, ".Offers[].SubCondition">, index});
  offer.sub_condition =
      sub.empty() ? usual_sub_condition(offer.condition) : sub_condition_word(sub);
  offer.audience = audience_word(
      fields.text(row[offer_member::audience], {path<Body, ".Offers[].OfferType">, index}));
  read_amazon_prices<Body>(reading, row, index, offer);
  read_amazon_flags<Body>(fields, row, index, offer);
  read_named_channel<Body>(reading, row.all(), index, offer);
  read_amazon_rating<Body>(fields, row, index, offer);
  read_amazon_delivery<Body>(fields, row, index, offer);
  read_amazon_breaks<Body>(reading, row, index);
}

/// All offers, in their order; two alike are two.
template <PathText Body>
void read_amazon_offers(const AmazonReading& reading, JsonValue body) {
  const JsonValue list = reading.fields.list(body.get("Offers"), {path<Body, ".Offers">});
  if (list.count() > offers_max) {
    reading.fields.refuse(Errc::too_many_offers, {path<Body, ".Offers">}, list);
    return;
  }
  AmazonOfferRow row{amazon_offer_members};
  std::size_t index = 0;
  for (const JsonValue element : list) {
    row.move_to(reading.fields.object(element, {path<Body, ".Offers[]">, index}));
    read_amazon_offer<Body>(reading, row, index, reading.message.offers.emplace_back());
    if (reading.defaults.keeps_details) {
      reading.message.details.push_back(read_amazon_detail<Body>(reading.fields, element, index));
    }
    ++index;
  }
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
