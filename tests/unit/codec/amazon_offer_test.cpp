// The offers of Amazon's notifications.
#include "codec/amazon_offer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/codec/message_text.hpp"

namespace haggle::test {
namespace {

/// The only offer of a message, with what is said of it besides its price of 24.90.
Offer one(const std::string& more) {
  AmazonText text;
  text.offers = offer_text("24.90", more);
  const Message message = read(text);
  return message.offers.empty() ? Offer{} : message.offers[0];
}

Error fault_of(const std::string& more) {
  AmazonText text;
  text.offers = offer_text("1") + "," + offer_text("24.90", more);
  return refused(text);
}

TEST(AmazonOffer, NeedsAPriceOnly) {
  AmazonText text;
  text.offers = R"({"ListingPrice":{"Amount":24.90,"CurrencyCode":"USD"}})";
  const Message message = read(text);
  ASSERT_EQ(message.offers.size(), 1U);
  Offer expected;
  expected.price_minor = 2490;
  EXPECT_EQ(message.offers[0], expected);
}

TEST(AmazonOffer, ReadsEverything) {
  const Offer offer =
      one(R"("SubCondition":"new","SellerFeedbackRating":{"FeedbackCount":1250,)"
          R"("SellerPositiveFeedbackRating":94.7},"ShippingTime":{"MaximumHours":48},)"
          R"("Points":{"PointsNumber":12},"Shipping":{"Amount":"3.5","CurrencyCode":"USD"},)"
          R"("LandedPrice":{"Amount":28.4,"CurrencyCode":"USD"},"ShipsFrom":{"Country":"CN"},)"
          R"("IsFulfilledByAmazon":true,"IsBuyBoxWinner":true,"IsFeaturedMerchant":true)");
  EXPECT_EQ(offer.seller.text(), "A1RIVAL");
  EXPECT_EQ(offer.price_minor, 2490);
  EXPECT_EQ(offer.shipping_minor, 350);
  EXPECT_EQ(offer.points_minor, 12);
  EXPECT_EQ(offer.stated_landed_minor, 2840);
  EXPECT_EQ(offer.fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(offer.eligible, Tristate::yes);
  EXPECT_EQ(offer.flags, Offer::is_winner);
  EXPECT_EQ(offer.ships_from.text(), "CN");
  EXPECT_EQ(offer.feedback_count, 1250U);
  EXPECT_EQ(offer.feedback_score_ppm, 947'000U);
  EXPECT_EQ(offer.handling_hours, 48U);
  EXPECT_EQ(offer.has, Offer::has_stated_landed | Offer::has_feedback_score |
                           Offer::has_feedback_count | Offer::has_handling);
}

TEST(AmazonOffer, WhatIsNotSaidIsNotKnown) {
  const Offer offer =
      one(R"("SellerFeedbackRating":{"FeedbackCount":1},"ShippingTime":{"MinimumHours":0},)"
          R"("ShipsFrom":{"Country":"","State":""},"SubCondition":"")");
  EXPECT_EQ(offer.has, Offer::has_feedback_count);
  EXPECT_TRUE(offer.ships_from.empty());
  EXPECT_EQ(offer.eligible, Tristate::unknown);
  EXPECT_EQ(offer.sub_condition, SubCondition::new_);
  EXPECT_EQ(one(R"("IsFeaturedMerchant":false)").eligible, Tristate::no);
}

TEST(AmazonOffer, ZeroIsKnown) {
  const Offer offer =
      one(R"("SellerFeedbackRating":{"FeedbackCount":0,"SellerPositiveFeedbackRating":0},)"
          R"("ShippingTime":{"MaximumHours":0})");
  EXPECT_EQ(offer.has, Offer::has_feedback_score | Offer::has_feedback_count | Offer::has_handling);
}

TEST(AmazonOffer, IsOfTheMarketsCondition) {
  AmazonText text;
  text.condition = R"("ItemCondition":"Used")";
  text.offers = offer_text("1", R"("SubCondition":"VeryGood")") + "," + offer_text("2") + "," +
                offer_text("3", R"("SubCondition":"pristine")");
  const Message message = read(text);
  ASSERT_EQ(message.offers.size(), 3U);
  for (const Offer& offer : message.offers) EXPECT_EQ(offer.condition, Condition::used);
  EXPECT_EQ(message.offers[0].sub_condition, SubCondition::very_good);
  EXPECT_EQ(message.offers[1].sub_condition, SubCondition::other);
  EXPECT_EQ(message.offers[2].sub_condition, SubCondition::other);
}

TEST(AmazonOffer, SaysWhoseBuyersItIsFor) {
  EXPECT_EQ(one(R"("OfferType":"B2B")").audience, OfferAudience::business);
  EXPECT_EQ(one(R"("offerType":"b2c")").audience, OfferAudience::consumer);
  EXPECT_EQ(one(R"("OfferType":"B2G")").audience, OfferAudience::as_market);
  EXPECT_EQ(one("\"Other\":1").audience, OfferAudience::as_market);
}

TEST(AmazonOffer, KeepsOrderAndRepetitions) {
  AmazonText text;
  text.offers = offer_text("3") + "," + offer_text("1") + "," + offer_text("3");
  const Message message = read(text);
  ASSERT_EQ(message.offers.size(), 3U);
  EXPECT_EQ(message.offers[0], message.offers[2]);
  EXPECT_EQ(message.offers[1].price_minor, 100);
}

TEST(AmazonOffer, FaultsNameTheOfferAndTheField) {
  struct Row {
    const char* more;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {R"("Shipping":{"Amount":0.001,"CurrencyCode":"USD"})", Errc::amount_precision,
       "Shipping.Amount"},
      {R"("Points":{"PointsNumber":-1})", Errc::out_of_range, "Points.PointsNumber"},
      {R"("Points":7)", Errc::wrong_type, "Points"},
      {R"("IsFulfilledByAmazon":"yes")", Errc::wrong_type, "IsFulfilledByAmazon"},
      {R"("IsBuyBoxWinner":1)", Errc::wrong_type, "IsBuyBoxWinner"},
      {R"("SubCondition":{})", Errc::wrong_type, "SubCondition"},
      {R"("ShipsFrom":"US")", Errc::wrong_type, "ShipsFrom"},
      {R"("ShippingTime":{"MaximumHours":1e10})", Errc::out_of_range, "ShippingTime.MaximumHours"},
      {R"("SellerFeedbackRating":{"SellerPositiveFeedbackRating":101})", Errc::out_of_range,
       "SellerFeedbackRating.SellerPositiveFeedbackRating"},
      {R"("SellerFeedbackRating":{"FeedbackCount":"FILTERED"})", Errc::bad_amount,
       "SellerFeedbackRating.FeedbackCount"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.more);
    const Error error = fault_of(row.more);
    EXPECT_EQ(error.code, row.code);
    EXPECT_EQ(error.where,
              std::string("Payload.AnyOfferChangedNotification.Offers[].") + row.where);
    EXPECT_EQ(error.index, 1U);
    EXPECT_GT(error.offset, 0U);
  }
}

TEST(AmazonOffer, RefusesAnOfferWithoutPriceAndASellerTooLong) {
  AmazonText text;
  text.offers = offer_text("1") + R"(,{"SellerId":"A1"})";
  EXPECT_EQ(refused(text).code, Errc::missing_field);
  EXPECT_EQ(refused(text).index, 1U);
  EXPECT_STREQ(refused(text).where, "Payload.AnyOfferChangedNotification.Offers[].ListingPrice");
  text.offers = R"({"SellerId":")" + std::string(32, 'A') + R"(","ListingPrice":)" + usd("1") + "}";
  EXPECT_EQ(refused(text).code, Errc::id_too_long);
}

TEST(AmazonOffer, RefusesMoreOffersThanASnapshotHolds) {
  AmazonText text;
  text.offers = offer_text("1");
  for (int i = 1; i < 1024; ++i) text.offers += "," + offer_text("1");
  EXPECT_EQ(read(text).offers.size(), 1024U);
  text.offers += "," + offer_text("1");
  EXPECT_EQ(refused(text).code, Errc::too_many_offers);
}

TEST(AmazonBreaks, AreReadUnderBothNames) {
  AmazonText text = business_text();
  text.offers =
      offer_text("100") + "," +
      offer_text("97.25", R"("QuantityDiscountPrice":[{"QuantityTier":20,"ListingPrice":)" +
                              usd("95") +
                              R"(},{"QuantityTier":5,"QuantityDiscountType":"QUANTITY_DISCOUNT",)" +
                              R"("ListingPrice":)" + usd("\"93.5\"") + "}]") +
      "," +
      offer_text("99", R"("quantityDiscountPrices":[{"quantityTier":3.0,"listingPrice":)" +
                           usd("98") + "}]");
  const Message message = read(text);
  const std::vector<QuantityBreak> expected = {{1, 20, 9500}, {1, 5, 9350}, {2, 3, 9800}};
  EXPECT_EQ(message.breaks, expected);
}

TEST(AmazonBreaks, ARowThatSaysNothingNewIsPassedOver) {
  AmazonText text = business_text();
  text.offers = offer_text("100", R"("QuantityDiscountPrice":[{"QuantityTier":1,"ListingPrice":)" +
                                      usd("99") + R"(},{"ListingPrice":)" + usd("98") +
                                      R"(},{"QuantityTier":5},null])");
  EXPECT_TRUE(read(text).breaks.empty());
}

TEST(AmazonBreaks, FaultsNameTheRow) {
  AmazonText text = business_text();
  text.offers = offer_text("100", R"("QuantityDiscountPrice":[{"QuantityTier":2,"ListingPrice":)" +
                                      usd("99") + R"(},{"QuantityTier":2.5}])");
  const Error error = refused(text);
  EXPECT_EQ(error.code, Errc::wrong_type);
  EXPECT_EQ(error.index, 1U);
  EXPECT_STREQ(
      error.where,
      "Payload.B2BAnyOfferChangedNotification.Offers[].QuantityDiscountPrice[].QuantityTier");
}

}  // namespace
}  // namespace haggle::test
