// Which reader a message gets, and what all messages have in common.
#include "haggle/codec/message.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "unit/codec/message_text.hpp"

namespace haggle::test {
namespace {

TEST(ReadMessage, TheWrapperOrTheTypeSaysWhatItIs) {
  struct Row {
    const char* type;
    const char* wrapper;
    MessageKind kind;
  };
  const Row rows[] = {
      {"ANY_OFFER_CHANGED", "AnyOfferChangedNotification", MessageKind::any_offer_changed},
      {"any_offer_changed", "anyOfferChangedNotification", MessageKind::any_offer_changed},
      {"Test", "AnyOfferChangedNotification", MessageKind::any_offer_changed},
      {"ANY_OFFER_CHANGED", "B2BAnyOfferChangedNotification", MessageKind::b2b_any_offer_changed},
      {"B2B_ANY_OFFER_CHANGED", "b2bAnyOfferChangedNotification",
       MessageKind::b2b_any_offer_changed},
      {"Test", "TestNotification", MessageKind::unknown},
      {"ORDER_CHANGE", "OrderChangeNotification", MessageKind::unknown},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.type);
    AmazonText text;
    text.type = row.type;
    text.wrapper = row.wrapper;
    const Message message = read(text);
    EXPECT_EQ(message.kind, row.kind);
    EXPECT_EQ(message.type, row.type);
    EXPECT_EQ(message.has_market(), row.kind != MessageKind::unknown);
  }
}

TEST(ReadMessage, WithoutTypeTheWrapperIsEnough) {
  const Message message =
      read(R"({"Payload":{"AnyOfferChangedNotification":{"OfferChangeTrigger":{)"
           R"("MarketplaceId":"US","ASIN":"B0","TimeOfOfferChange":"2026-03-02T09:30:00Z"}}}})");
  EXPECT_EQ(message.kind, MessageKind::any_offer_changed);
  EXPECT_EQ(message.type, "ANY_OFFER_CHANGED");
}

TEST(ReadMessage, ANotificationOfAnotherTypeSaysItsTypeAndHasNoMarket) {
  const Message message =
      read(R"({"notificationType":"ACCOUNT_STATUS_CHANGED","eventTime":"2026-03-02T09:30:00Z",)"
           R"("notificationMetadata":{"notificationId":" n-1 "},"payload":{"sellerId":"A2US"}})");
  EXPECT_EQ(message.kind, MessageKind::unknown);
  EXPECT_FALSE(message.has_market());
  EXPECT_EQ(message.type, "ACCOUNT_STATUS_CHANGED");
  EXPECT_EQ(message.notification_id, "n-1");
  EXPECT_EQ(message.event_time, Instant{1'772'443'800'000});
  EXPECT_EQ(message.market, Market{});
  EXPECT_TRUE(message.offers.empty());
}

TEST(ReadMessage, ATypeWithoutReaderIsNotRefusedForItsFields) {
  const Message message = read(R"({"NotificationType":"X","EventTime":"soon","Payload":7})");
  EXPECT_EQ(message.type, "X");
  EXPECT_FALSE(message.event_time);
}

TEST(ReadMessage, OtherSendersSayTheirTypeToo) {
  EXPECT_EQ(read(R"({"source":{"eventType":"OFFER_UNPUBLISHED"},"payload":{}})").type,
            "OFFER_UNPUBLISHED");
  EXPECT_EQ(read(R"({"Type":"SubscriptionConfirmation","Message":"Visit us."})").type,
            "SubscriptionConfirmation");
  EXPECT_EQ(read(R"({"eventType":"buybox_changed","currentBuyboxPrice":7})").type,
            "buybox_changed");
}

TEST(ReadMessage, WhatIsNoNotificationIsRefused) {
  for (const std::string_view text :
       {"{}", "[]", "null", "7", "\"ANY_OFFER_CHANGED\"", R"({"payload":{"offers":[]}})",
        R"({"NotificationType":7})", R"({"NotificationType":""})", R"({"source":{}})", "[{}]"}) {
    SCOPED_TRACE(text);
    const Error error = refused(text);
    EXPECT_EQ(error.code, Errc::unknown_message);
    EXPECT_EQ(error.offset, text.size());
  }
}

TEST(ReadMessage, WhatIsNoJsonIsRefused) {
  struct Row {
    std::string text;
    Errc code;
  };
  const Row rows[] = {
      {"", Errc::malformed_json},
      {"The price has changed.", Errc::malformed_json},
      {"<Notification/>", Errc::malformed_json},
      {AmazonText{}.text() + "{}", Errc::malformed_json},
      {"{\"NotificationType\":\"\xC3\"}", Errc::bad_encoding},
      {std::string(3000, '['), Errc::too_deep},
      {R"({"NotificationType":"X","notificationtype":"Y"})", Errc::repeated_key},
      {std::string((16U << 20U) + 1, ' '), Errc::too_large},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text.substr(0, 40));
    EXPECT_EQ(refused(row.text).code, row.code);
  }
}

TEST(ReadMessage, ATypeWithAReaderNeedsItsPayload) {
  for (const std::string_view text : {R"({"NotificationType":"ANY_OFFER_CHANGED"})",
                                      R"({"NotificationType":"ANY_OFFER_CHANGED","Payload":{}})"}) {
    const Error error = refused(text);
    EXPECT_EQ(error.code, Errc::missing_field);
    EXPECT_STREQ(error.where, "Payload.AnyOfferChangedNotification");
  }
  EXPECT_STREQ(refused(R"({"NotificationType":"B2B_ANY_OFFER_CHANGED"})").where,
               "Payload.B2BAnyOfferChangedNotification");
  EXPECT_STREQ(refused(R"({"source":{"eventType":"BUY_BOX_CHANGED"}})").where, "payload");
  EXPECT_STREQ(refused(R"({"NotificationType":"PRICING_HEALTH"})").where,
               "payload.offerChangeTrigger");
}

TEST(ReadMessage, OpensEnvelopes) {
  const Message message = read(R"({"Type":"Notification","Message":"{\"NotificationType\":\"X\",)"
                               R"(\"NotificationMetadata\":{\"NotificationId\":\"n\"}}"})");
  EXPECT_EQ(message.type, "X");
  EXPECT_EQ(message.notification_id, "n");
}

TEST(ReadMessage, XmlIsSaidToBeXml) {
  const Message message = read(
      "\xEF\xBB\xBF <?xml version=\"1.0\"?><Notification><NotificationMetaData>"
      "<NotificationType>AnyOfferChanged</NotificationType></NotificationMetaData>");
  EXPECT_EQ(message.kind, MessageKind::unknown);
  EXPECT_EQ(message.type, "XML AnyOfferChanged");
  for (const char* text :
       {"<html>Too many requests</html>", "<", "<NotificationType>",
        "<NotificationType></NotificationType>", "<NotificationType>a b</NotificationType>"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(refused(text).code, Errc::malformed_json);
    EXPECT_STREQ(refused(text).where, "XML");
  }
}

TEST(ReadMessage, IsOfExactlyOneMessage) {
  for (const char* text : {R"({"Records":[]})", R"({"Messages":[]})", R"({"responses":[]})",
                           R"({"Records":[{"body":"{}"},{"body":"{}"}]})"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(refused(text).code, Errc::bad_argument);
    EXPECT_STREQ(refused(text).where, "deliveries");
  }
}

TEST(OffersFor, TheMarkIsTheRecipients) {
  Message message;
  message.recipient = SellerId::from("100").value();
  message.offers.resize(3);
  message.offers[0].seller = message.recipient;
  message.offers[0].flags = Offer::is_mine | Offer::is_winner;
  message.offers[1].seller = SellerId::from("200").value();
  message.offers[1].flags = Offer::is_winner;

  EXPECT_EQ(offers_for(message, message.recipient), message.offers);
  const auto others = offers_for(message, SellerId::from("200").value());
  EXPECT_EQ(others[0].flags, Offer::is_winner);
  EXPECT_EQ(others[1].flags, Offer::is_winner);
  EXPECT_EQ(others[2].flags, 0U);

  message.offers[1].flags = Offer::is_mine;
  EXPECT_TRUE(offers_for(message, SellerId::from("200").value())[1].is(Offer::is_mine));
}

TEST(MessageKinds, HaveWords) {
  EXPECT_EQ(name_of(message_kind_words, MessageKind::unknown), "unknown");
  EXPECT_EQ(name_of(message_kind_words, MessageKind::walmart_buy_box_changed),
            "walmart_buy_box_changed");
  EXPECT_EQ(value_of(message_kind_words, "b2b_any_offer_changed"),
            MessageKind::b2b_any_offer_changed);
}

}  // namespace
}  // namespace haggle::test
