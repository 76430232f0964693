// The dialect of another repricer: read where it is asked for, and never otherwise.
#include "codec/urepricer.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

MessageDefaults dialect() {
  MessageDefaults defaults;
  defaults.dialect = MessageDialect::urepricer;
  return defaults;
}

/// The message in the dialect; it must be readable.
Message spoken(std::string_view text) {
  const Result<Message> message = read_message(text, dialect());
  if (message) return *message;
  ADD_FAILURE() << describe(message.error()) << "\n" << text;
  return {};
}

const std::string unwrapped =
    R"({"NotificationType":"ANY_OFFER_CHANGED","Payload":{"SellerId":"A2US","OfferChangeTrigger":)"
    R"({"MarketplaceId":"ATVPDKIKX0DER","ASIN":"B0TEST","ItemCondition":"new","TimeOfOfferChange":)"
    R"("2026-03-02T09:30:00Z"},"Summary":{"NumberOfOffers":[{"Condition":"new","OfferCount":2}],)"
    R"("TotalOfferCount":2},"Offers":[{"SellerId":"A1","SubCondition":"new","FulfillmentChannel":)"
    R"("Amazon","ListingPrice":{"Amount":20,"CurrencyCode":"USD"}},{"SellerId":"A2",)"
    R"("FulfillmentChannel":"Merchant","ListingPrice":{"Amount":21,"CurrencyCode":"USD"}}]}})";
const std::string camel =
    R"({"notificationType":"AnyOfferChanged","payload":{"anyOfferChangedNotification":{)"
    R"("asin":"B0TEST","marketplaceId":"ATVPDKIKX0DER","sellerId":"A2US","itemCondition":"new",)"
    R"("timeOfOfferChange":"2026-03-02T09:30:00Z"}}})";
const std::string flat =
    R"({"eventType":"buybox_changed","webhookId":"w-1","timestamp":"2026-03-02T09:30:00Z",)"
    R"("itemId":"900","sellerId":"100","marketplace":"US","currentBuyboxPrice":23.50,)"
    R"("currentBuyboxWinner":"300","offers":[{"sellerId":"300","price":23.50,"shipping":1,)"
    R"("condition":"New","fulfillmentType":"WFS"},{"sellerId":"100","price":"24.99"}]})";

TEST(Urepricer, IsOffUnlessAskedFor) {
  EXPECT_EQ(refused(unwrapped).code, Errc::missing_field);
  EXPECT_EQ(refused(camel).code, Errc::missing_field);
  EXPECT_EQ(read(flat).kind, MessageKind::unknown);
  EXPECT_EQ(MessageDefaults{}.dialect, MessageDialect::official);
}

TEST(Urepricer, ANotificationWithoutItsWrapper) {
  const Message message = spoken(unwrapped);
  EXPECT_EQ(message.kind, MessageKind::any_offer_changed);
  EXPECT_EQ(message.recipient.text(), "A2US");
  EXPECT_EQ(message.market.item.text(), "B0TEST");
  EXPECT_EQ(message.market.offers_counted, 2);
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(message.offers[1].fulfilment, Fulfilment::merchant);
}

TEST(Urepricer, ANotificationWithItsItemInTheWrapper) {
  const Message message = spoken(camel);
  EXPECT_EQ(message.kind, MessageKind::any_offer_changed);
  EXPECT_EQ(message.market.item.text(), "B0TEST");
  EXPECT_EQ(message.market.marketplace.text(), "US");
  EXPECT_EQ(message.market.time, Instant{1'772'443'800'000});
  EXPECT_EQ(message.recipient.text(), "A2US");
  EXPECT_TRUE(message.offers.empty());
  EXPECT_FALSE(message.market.knows(Market::has_offers_counted));
}

TEST(Urepricer, AFlatWebhook) {
  const Message message = spoken(flat);
  EXPECT_EQ(message.kind, MessageKind::walmart_buy_box_changed);
  EXPECT_EQ(message.type, "buybox_changed");
  EXPECT_EQ(message.notification_id, "w-1");
  EXPECT_EQ(message.market.item.text(), "900");
  EXPECT_EQ(message.market.marketplace.text(), "WALMART_US");
  EXPECT_EQ(message.market.winner_seller.text(), "300");
  EXPECT_EQ(message.market.buy_box_landed_minor, 2450);
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].flags, Offer::is_winner);
  EXPECT_EQ(message.offers[0].fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(message.offers[1].flags, Offer::is_mine);
  EXPECT_EQ(message.offers[1].price_minor, 2499);
}

TEST(Urepricer, AFlatWebhookWithoutOffersOrWinner) {
  const Message message = spoken(R"({"itemId":900,"currentBuyboxPrice":"23.50"})");
  EXPECT_EQ(message.kind, MessageKind::walmart_buy_box_changed);
  EXPECT_EQ(message.market.buy_box_landed_minor, 2350);
  EXPECT_TRUE(message.offers.empty());
  EXPECT_TRUE(message.market.winner_seller.empty());
}

TEST(Urepricer, FaultsNameTheField) {
  struct Row {
    const char* text;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {R"({"itemId":"","currentBuyboxPrice":1})", Errc::missing_field, "itemId"},
      {R"({"itemId":"9","currentBuyboxPrice":1.999})", Errc::amount_precision,
       "currentBuyboxPrice"},
      {R"({"itemId":"9","currentBuyboxPrice":1,"offers":[{"sellerId":"1"}]})", Errc::missing_field,
       "offers[].price"},
      {R"({"NotificationType":"AnyOfferChanged","Payload":{}})", Errc::missing_field,
       "Payload.AnyOfferChangedNotification"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const Result<Message> message = read_message(row.text, dialect());
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().code, row.code);
    EXPECT_STREQ(message.error().where, row.where);
  }
}

TEST(Urepricer, TakesNothingAwayFromWhatIsSent) {
  for (const auto& file : files_of(wire_folder, "spapi_notif_")) {
    SCOPED_TRACE(file.filename().string());
    const std::string text = bytes_of(file);
    EXPECT_EQ(spoken(text), read(text));
  }
  for (const auto& file : files_of(hand_folder)) {
    SCOPED_TRACE(file.filename().string());
    const std::string text = bytes_of(file);
    const Result<Message> plain = read_message(text);
    const Result<Message> same = read_message(text, dialect());
    ASSERT_EQ(plain.has_value(), same.has_value());
    EXPECT_TRUE(!plain || *plain == *same);
  }
}

}  // namespace
}  // namespace haggle::test
