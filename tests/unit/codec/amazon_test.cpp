// Amazon's notifications: which market they are about, when it was so, and what is refused.
#include "codec/amazon.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "unit/codec/message_text.hpp"

namespace haggle::test {
namespace {

constexpr Instant half_past{1'772'443'800'000};

TEST(AmazonTrigger, NamesTheMarket) {
  const Message message = read(AmazonText{});
  EXPECT_EQ(message.recipient.text(), "A2US");
  EXPECT_EQ(message.market.item.text(), "B0TEST");
  EXPECT_EQ(message.market.marketplace.text(), "US");
  EXPECT_EQ(message.market.country.text(), "US");
  EXPECT_EQ(message.market.currency.text(), "USD");
  EXPECT_EQ(message.market.audience, Audience::consumer);
  EXPECT_EQ(message.market.condition, Condition::new_);
  EXPECT_EQ(message.market.time, half_past);
  EXPECT_EQ(message.market.flags, 0U);
  EXPECT_EQ(message.market.has, 0U);
}

TEST(AmazonTrigger, OfBusinessesIsOfBusinesses) {
  const Message message = read(business_text());
  EXPECT_EQ(message.kind, MessageKind::b2b_any_offer_changed);
  EXPECT_EQ(message.market.audience, Audience::business);
}

TEST(AmazonTrigger, KnowsWherePointsCount) {
  AmazonText text;
  text.marketplace = R"("MarketplaceId":"A1VC38T7YXB528")";
  const Market market = read(text).market;
  EXPECT_TRUE(market.is(Market::has_points));
  EXPECT_EQ(market.marketplace.text(), "JP");
  EXPECT_EQ(market.currency.text(), "JPY");
}

TEST(AmazonTrigger, AnUnknownMarketplaceIsKeptAsItIs) {
  AmazonText text;
  text.marketplace = R"("MarketplaceId":"AZZZZZZZZZZZZZ")";
  const Market market = read(text).market;
  EXPECT_EQ(market.marketplace.text(), "AZZZZZZZZZZZZZ");
  EXPECT_TRUE(market.country.empty());
  EXPECT_EQ(market.currency, Currency{});
  text.offers = offer_text("24.90");
  EXPECT_EQ(read(text).market.currency.text(), "USD");
}

TEST(AmazonTrigger, ConditionsInAnyCaseAndNewWhereNotSaid) {
  struct Row {
    const char* condition;
    Condition expected;
  };
  const Row rows[] = {{R"("ItemCondition":"new")", Condition::new_},
                      {R"("ItemCondition":"Used")", Condition::used},
                      {R"("itemCondition":"COLLECTIBLE")", Condition::collectible},
                      {R"("ItemCondition":"")", Condition::new_},
                      {R"("Other":1)", Condition::new_}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.condition);
    AmazonText text;
    text.condition = row.condition;
    EXPECT_EQ(read(text).market.condition, row.expected);
  }
}

TEST(AmazonTrigger, TheTimeIsTheChangesElseTheEvents) {
  AmazonText text;
  text.time = R"("TimeOfOfferChange":"")";
  EXPECT_EQ(read(text).market.time, Instant{half_past.ms + 60'000});
  text.time = R"("Other":1)";
  EXPECT_EQ(read(text).market.time, Instant{half_past.ms + 60'000});
  EXPECT_EQ(read(text).event_time, Instant{half_past.ms + 60'000});
}

TEST(AmazonTrigger, RefusesWhatNamesNoMarket) {
  struct Row {
    const char* name;
    std::function<void(AmazonText&)> spoil;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {"no marketplace", [](AmazonText& t) { t.marketplace = R"("MarketplaceId":"")"; },
       Errc::missing_field, "OfferChangeTrigger.MarketplaceId"},
      {"marketplace too long",
       [](AmazonText& t) { t.marketplace = R"("MarketplaceId":"A234567890123456")"; },
       Errc::id_too_long, "OfferChangeTrigger.MarketplaceId"},
      {"no item", [](AmazonText& t) { t.item = R"("ASIN":null)"; }, Errc::missing_field,
       "OfferChangeTrigger.ASIN"},
      {"item too long",
       [](AmazonText& t) { t.item = R"("ASIN":"B0)" + std::string(40, 'X') + '"'; },
       Errc::id_too_long, "OfferChangeTrigger.ASIN"},
      {"condition", [](AmazonText& t) { t.condition = R"("ItemCondition":"haunted")"; },
       Errc::unknown_value, "OfferChangeTrigger.ItemCondition"},
      {"time", [](AmazonText& t) { t.time = R"("TimeOfOfferChange":"yesterday")"; },
       Errc::bad_instant, "OfferChangeTrigger.TimeOfOfferChange"},
      {"offers", [](AmazonText& t) { t.offers = "7"; }, Errc::wrong_type, "Offers[]"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    AmazonText consumer;
    AmazonText business = business_text();
    row.spoil(consumer);
    row.spoil(business);
    EXPECT_EQ(refused(consumer).code, row.code);
    EXPECT_EQ(refused(consumer).where,
              std::string("Payload.AnyOfferChangedNotification.") + row.where);
    EXPECT_EQ(refused(business).where,
              std::string("Payload.B2BAnyOfferChangedNotification.") + row.where);
  }
}

TEST(AmazonTrigger, RefusesAMessageWithoutOne) {
  const Error none = refused(R"({"Payload":{"AnyOfferChangedNotification":{}}})");
  EXPECT_EQ(none.code, Errc::missing_field);
  EXPECT_STREQ(none.where, "Payload.AnyOfferChangedNotification.OfferChangeTrigger");
}

TEST(AmazonTrigger, WithoutATimeItIsWhenItWasPublishedOrArrivedOrInTheBeginning) {
  const std::string trigger = R"("Payload":{"AnyOfferChangedNotification":{"OfferChangeTrigger":)"
                              R"({"MarketplaceId":"US","ASIN":"B0"}}}})";
  const std::string published =
      R"({"NotificationMetadata":{"PublishTime":"2026-03-02T09:30:00Z"},)" + trigger;
  EXPECT_EQ(read(published).market.time, half_past);
  EXPECT_EQ(read("{" + trigger).market.time, Instant{});
  const Result<Message> arrived = read_message("{" + trigger, {.arrived = half_past});
  ASSERT_TRUE(arrived);
  EXPECT_EQ(arrived->market.time, half_past);
  EXPECT_FALSE(arrived->event_time);
}

TEST(AmazonTrigger, RefusesAnEventTimeThatIsNone) {
  const Error error = refused(
      R"({"EventTime":"soon","Payload":{"AnyOfferChangedNotification":{"OfferChangeTrigger":)"
      R"({"MarketplaceId":"US","ASIN":"B0","TimeOfOfferChange":"2026-03-02T09:30:00Z"}}}})");
  EXPECT_EQ(error.code, Errc::bad_instant);
  EXPECT_STREQ(error.where, "EventTime");
}

TEST(AmazonMarket, HoldsOneCurrency) {
  AmazonText text;
  text.offers = offer_text("24.90") + R"(,{"ListingPrice":{"Amount":240,"CurrencyCode":"SEK"}})";
  const Error offers = refused(text);
  EXPECT_EQ(offers.code, Errc::currency_mismatch);
  EXPECT_STREQ(offers.where,
               "Payload.AnyOfferChangedNotification.Offers[].ListingPrice.CurrencyCode");
  EXPECT_EQ(offers.index, 1U);

  text.offers = offer_text("24.90");
  text.summary = R"("ListPrice":{"Amount":240,"CurrencyCode":"SEK"})";
  const Error summary = refused(text);
  EXPECT_EQ(summary.code, Errc::currency_mismatch);
  EXPECT_STREQ(summary.where, "Payload.AnyOfferChangedNotification.Summary.ListPrice.CurrencyCode");
}

TEST(AmazonMarket, AForeignCurrencyIsTheMarkets) {
  AmazonText text;
  text.offers = R"({"ListingPrice":{"Amount":23.99,"CurrencyCode":"CAD"}})";
  EXPECT_EQ(read(text).market.currency.text(), "CAD");
}

TEST(AmazonMarket, TheListIsWholeWhereAllThatAreCountedAreListed) {
  AmazonText text;
  text.offers = offer_text("1") + "," + offer_text("2");
  EXPECT_FALSE(read(text).market.is(Market::list_is_whole));
  text.counts = R"({"Condition":"new","OfferCount":2})";
  EXPECT_TRUE(read(text).market.is(Market::list_is_whole));
  text.counts = R"({"Condition":"new","OfferCount":3})";
  EXPECT_FALSE(read(text).market.is(Market::list_is_whole));
  text.counts = R"({"Condition":"new","OfferCount":1})";
  EXPECT_FALSE(read(text).market.is(Market::list_is_whole));
}

}  // namespace
}  // namespace haggle::test
