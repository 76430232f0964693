// What the fast path takes, and what it leaves to the general path.
#include "codec/amazon_usual.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace haggle::codec {
namespace {

/// A small notification; `offers` stands in its list, `end` behind the payload.
std::string notification(std::string_view offers, std::string_view end = "") {
  return R"({"NotificationVersion":"1.0","NotificationType":"ANY_OFFER_CHANGED",)"
         R"("PayloadVersion":"1.0","EventTime":"2020-07-13T19:42:04.284Z","Payload":{)"
         R"("AnyOfferChangedNotification":{"SellerId":"A3TH9S8BH6GOGM","OfferChangeTrigger":{)"
         R"("MarketplaceId":"ATVPDKIKX0DER","ASIN":"B00V5DG6IQ","ItemCondition":"New",)"
         R"("TimeOfOfferChange":"2020-07-13T19:42:03.000Z","OfferChangeType":"Internal"},)"
         R"("Summary":{"NumberOfOffers":[{"Condition":"new","FulfillmentChannel":"Amazon",)"
         R"("OfferCount":1}]},"Offers":[)" +
         std::string(offers) + "]}}" + std::string(end) + "}";
}

constexpr std::string_view price = R"(,"ListingPrice":{"Amount":23.5,"CurrencyCode":"USD"})";

std::string offer(std::string_view members) {
  return R"({"SellerId":"A1")" + std::string(price) + std::string(members) + "}";
}

TEST(AmazonUsual, FillsTheMessage) {
  Message message;
  ASSERT_TRUE(read_usual_form(
      notification(offer(R"(,"Shipping":{"Amount":0.0,"CurrencyCode":"USD"},)"
                         R"("IsFulfilledByAmazon":true,"IsFeaturedMerchant":false)")),
      message));
  EXPECT_EQ(message.kind, MessageKind::any_offer_changed);
  EXPECT_EQ(message.market.item.text(), "B00V5DG6IQ");
  EXPECT_EQ(message.market.marketplace.text(), "US");
  EXPECT_EQ(message.market.offers_counted, 1);
  EXPECT_TRUE(message.market.is(Market::list_is_whole));
  ASSERT_EQ(message.offers.size(), 1U);
  EXPECT_EQ(message.offers[0].price_minor, 2'350);
  EXPECT_EQ(message.offers[0].fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(message.offers[0].eligible, Tristate::no);
}

TEST(AmazonUsual, TakesMembersInAnotherOrder) {
  Message message;
  EXPECT_TRUE(read_usual_form(
      notification(offer(R"(,"IsBuyBoxWinner":true,"SubCondition":"very_good")")), message));
  EXPECT_TRUE(message.offers[0].is(Offer::is_winner));
  EXPECT_EQ(message.offers[0].sub_condition, SubCondition::very_good);
}

TEST(AmazonUsual, TakesShortTextsAtTheVeryEnd) {
  Message message;
  EXPECT_TRUE(read_usual_form(
      notification("", R"(,"NotificationMetadata":{"ApplicationId":"a","SubscriptionId":"b",)"
                       R"("PublishTime":"","NotificationId":" 7"})"),
      message));
  EXPECT_EQ(message.notification_id, "7");
}

TEST(AmazonUsual, LeavesTheRestToTheGeneralPath) {
  Message message;
  for (const std::string_view members :
       {R"(,"ListingPrice":{"Amount":23.5,"CurrencyCode":"USD"})",
        R"(,"Shipping":{"Amount":1,"CurrencyCode":"EUR"})",
        R"(,"Shipping":{"Amount":1.005,"CurrencyCode":"USD"})",
        R"(,"Shipping":{"Amount":"1.00","CurrencyCode":"USD"})",
        R"(,"Shipping":{"Amount":-1,"CurrencyCode":"USD"})",
        R"(,"Shipping":{"Amount":1e0,"CurrencyCode":"USD"})",
        R"(,"Shipping":{"Amount":01,"CurrencyCode":"USD"})", R"(,"SubCondition":"n\u0065w")",
        R"(,"SubCondition":null)", R"(,"Stranger":1)", R"(, "IsBuyBoxWinner":true)",
        R"(,"IsBuyBoxWinner":"true")", R"(,"isBuyBoxWinner":true)", R"(,"ConditionNotes":"\x")",
        ",\"ConditionNotes\":\"\xC0\xAF\"", ",\"ConditionNotes\":\"a\nb\""}) {
    EXPECT_FALSE(read_usual_form(notification(offer(members)), message)) << members;
  }
  EXPECT_FALSE(read_usual_form(notification(R"({"SellerId":"A1"})"), message));
  EXPECT_FALSE(read_usual_form(notification("") + " ", message));
  EXPECT_FALSE(read_usual_form("", message));
}

TEST(AmazonUsual, OpensATopicsEnvelope) {
  std::string text = R"({"Type":"Notification","MessageId":"id 1","TopicArn":"arn","Message":")";
  for (const char c : notification(offer(R"(,"ConditionNotes":"a \"box\" \u00e4")"))) {
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  text += R"(","Timestamp":"2020-07-13T19:42:05.000Z"})";
  Message message;
  std::string_view id;
  ASSERT_TRUE(read_usual_topic(text, message, id));
  EXPECT_EQ(id, "id 1");
  EXPECT_EQ(message.offers.size(), 1U);
  text.insert(text.find("Timestamp"), "Type\":\"Notification\",\"");
  EXPECT_FALSE(read_usual_topic(text, message, id)) << "a key is repeated";
}

}  // namespace
}  // namespace haggle::codec
