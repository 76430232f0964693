// The summary of Amazon's notifications: counts and the buy box.
#include "codec/amazon_summary.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/codec/message_text.hpp"

namespace haggle::test {
namespace {

/// A buy-box row: what is said besides its listing price.
std::string row_text(std::string_view amount, std::string_view more = R"("Condition":"New")") {
  return R"({"ListingPrice":)" + usd(amount) + "," + std::string(more) + "}";
}

Market market_with_box(const std::string& box, AmazonText text = {}) {
  text.box = box;
  return read(text).market;
}

TEST(AmazonCounts, AreAddedUpForTheMarketsCondition) {
  AmazonText text;
  text.counts = R"({"Condition":"new","FulfillmentChannel":"Merchant","OfferCount":28},)"
                R"({"Condition":"New","FulfillmentChannel":"Amazon","OfferCount":"2"},)"
                R"({"Condition":"new","FulfillmentChannel":"Drone","OfferCount":1},)"
                R"({"Condition":"used","FulfillmentChannel":"Amazon","OfferCount":21})";
  EXPECT_EQ(read(text).market.offers_counted, 31);
  text.condition = R"("ItemCondition":"Used")";
  EXPECT_EQ(read(text).market.offers_counted, 21);
}

TEST(AmazonCounts, AreNotKnownWhereTheConditionIsNotCounted) {
  AmazonText text;
  for (const char* counts : {"", R"({"Condition":"used","OfferCount":21})",
                             R"({"Condition":"new"})", R"({"OfferCount":3})", "null"}) {
    SCOPED_TRACE(counts);
    text.counts = counts;
    EXPECT_FALSE(read(text).market.knows(Market::has_offers_counted));
  }
  text.counts = R"({"Condition":"new","OfferCount":0})";
  EXPECT_TRUE(read(text).market.knows(Market::has_offers_counted));
  EXPECT_EQ(read(text).market.offers_counted, 0);
}

TEST(AmazonCounts, FaultsNameTheRow) {
  AmazonText text;
  text.counts = R"({"Condition":"new","OfferCount":1},{"Condition":"new","OfferCount":-1})";
  EXPECT_EQ(refused(text).code, Errc::out_of_range);
  EXPECT_EQ(refused(text).index, 1U);
  EXPECT_STREQ(refused(text).where,
               "Payload.AnyOfferChangedNotification.Summary.NumberOfOffers[].OfferCount");
}

TEST(AmazonBox, LandedIsRecomputedFromItsParts) {
  const std::string shipping = R"("Condition":"New","Shipping":)" + usd("4.00");
  const std::string landed = R"("LandedPrice":)" + usd("11.00");
  EXPECT_EQ(market_with_box(row_text("20", shipping + "," + landed)).buy_box_landed_minor, 2400);
  EXPECT_EQ(market_with_box(row_text("20", R"("Condition":"New",)" + landed)).buy_box_landed_minor,
            1100);
  EXPECT_EQ(market_with_box(row_text("20")).buy_box_landed_minor, 2000);
  EXPECT_EQ(market_with_box(R"({"Condition":"New",)" + landed + "}").buy_box_landed_minor, 1100);
}

TEST(AmazonBox, PointsCountWhereTheMarketplaceHasThem) {
  const std::string row =
      R"({"Condition":"new","ListingPrice":{"Amount":3000.00,"CurrencyCode":"JPY"},)"
      R"("Shipping":{"Amount":257.0,"CurrencyCode":"JPY"},"Points":{"PointsNumber":30}})";
  AmazonText japan;
  japan.marketplace = R"("MarketplaceId":"A1VC38T7YXB528")";
  EXPECT_EQ(market_with_box(row, japan).buy_box_landed_minor, 3227);
  EXPECT_EQ(market_with_box(row).buy_box_landed_minor, 3257);
}

TEST(AmazonBox, IsNotKnownWhereNoRowIsTheMarkets) {
  for (const std::string& box :
       {std::string{}, row_text("20", R"("Condition":"Used")"), row_text("20", R"("Other":1)"),
        row_text("20", R"("Condition":"New","QuantityTier":20)"),
        row_text("20", R"("Condition":"New","OfferType":"B2B")"),
        std::string(R"({"Condition":"New","Shipping":)" + usd("1") + "}"), std::string("null")}) {
    SCOPED_TRACE(box);
    EXPECT_FALSE(market_with_box(box).knows(Market::has_buy_box_landed));
  }
}

TEST(AmazonBox, IsTheFirstRowOfConditionAudienceAndOneUnit) {
  const std::string used = row_text("1", R"("Condition":"Used")");
  const std::string consumers = row_text("2", R"("Condition":"new","OfferType":"B2C")");
  const std::string twenty =
      row_text("3", R"("Condition":"new","OfferType":"B2B","QuantityTier":20)");
  const std::string unit = row_text("4", R"("Condition":"NEW","OfferType":"b2b","QuantityTier":1)");
  const std::string silent = row_text("5", R"("condition":"new")");
  const std::string all = used + "," + consumers + "," + twenty + ",";
  EXPECT_EQ(market_with_box(all + unit + "," + silent, business_text()).buy_box_landed_minor, 400);
  EXPECT_EQ(market_with_box(all + silent + "," + unit, business_text()).buy_box_landed_minor, 500);
  EXPECT_EQ(market_with_box(used + "," + twenty + "," + consumers).buy_box_landed_minor, 200);
}

TEST(AmazonBox, MayNameItsHolder) {
  const std::string holder = R"("Condition":"new","SellerId":"A1HOLDER")";
  EXPECT_EQ(market_with_box(row_text("4", holder)).winner_seller.text(), "A1HOLDER");
  EXPECT_TRUE(market_with_box(row_text("4")).winner_seller.empty());
}

TEST(AmazonBox, FaultsNameTheRow) {
  AmazonText text;
  text.box = row_text("4", R"("Condition":"used")") + "," + row_text("4.999");
  EXPECT_EQ(refused(text).code, Errc::amount_precision);
  EXPECT_EQ(refused(text).index, 1U);
  EXPECT_STREQ(refused(text).where,
               "Payload.AnyOfferChangedNotification.Summary.BuyBoxPrices[].ListingPrice.Amount");
  text.box = row_text("4", R"("Condition":"new","QuantityTier":"some")");
  EXPECT_STREQ(refused(text).where,
               "Payload.AnyOfferChangedNotification.Summary.BuyBoxPrices[].QuantityTier");
}

}  // namespace
}  // namespace haggle::test
