// One offer of Walmart's webhook, and what is refused.
#include "codec/walmart_offer.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "unit/codec/message_text.hpp"

namespace haggle::test {
namespace {

codec::NamedOffer named(std::string_view seller, std::string_view name, std::int64_t price) {
  codec::NamedOffer out;
  out.offer.seller = SellerId::from(seller).value();
  out.offer.price_minor = price;
  out.name = name;
  return out;
}

TEST(NamedOffers, PutFindsTheSellersOfferAtThesePrices) {
  codec::NamedOffers offers;
  offers.add(named("1", "", 100));
  offers.put(named("1", "One", 100)).flags = Offer::is_mine;
  offers.put(named("1", "One", 101));
  offers.put(named("2", "Two", 100));
  std::vector<Offer> rows;
  std::vector<WalmartSeller> sellers;
  offers.give(rows, sellers);
  ASSERT_EQ(rows.size(), 3U);
  ASSERT_EQ(sellers.size(), 3U);
  EXPECT_EQ(rows[0].flags, Offer::is_mine);
  EXPECT_EQ(sellers[0].name, "One");
  EXPECT_EQ(offers.count_of(Condition::new_), 3U);
  EXPECT_EQ(offers.count_of(Condition::used), 0U);
  EXPECT_EQ(offers.seller_of(named("", "one", 100)).text(), "1");
}

TEST(NamedOffers, ASellerIsFoundByNameWhereItIsClear) {
  codec::NamedOffers offers;
  offers.add(named("1", "One", 100));
  offers.add(named("1", "One", 200));
  offers.add(named("2", "Two", 100));
  offers.add(named("3", "Two", 100));
  offers.add(named("4", "Two", 300));
  EXPECT_EQ(offers.seller_of(named("", "ONE", 500)).text(), "1");
  EXPECT_EQ(offers.seller_of(named("", "Two", 300)).text(), "4");
  EXPECT_TRUE(offers.seller_of(named("", "Two", 100)).empty());
  EXPECT_TRUE(offers.seller_of(named("", "Two", 500)).empty());
  EXPECT_TRUE(offers.seller_of(named("", "Three", 100)).empty());
  EXPECT_TRUE(offers.seller_of(named("", "", 100)).empty());
}

TEST(WalmartOffer, AmountsAreExactNumbersOrText) {
  struct Row {
    const char* price;
    std::int64_t minor;
  };
  for (const Row& row : {Row{"24.99", 2499}, Row{"24.9", 2490}, Row{"25", 2500},
                         Row{"\"15.00\"", 1500}, Row{"2.41e1", 2410}, Row{"\"0.000000\"", 0}}) {
    SCOPED_TRACE(row.price);
    WalmartText text;
    text.offer = std::string(R"("currentOffer":{"sellerOfferPrice":)") + row.price + "}";
    const Message message = read(text);
    ASSERT_EQ(message.offers.size(), 1U);
    EXPECT_EQ(message.offers[0].price_minor, row.minor);
    EXPECT_EQ(message.offers[0].shipping_minor, 0);
  }
}

TEST(WalmartOffer, ShippingCounts) {
  WalmartText text;
  text.offer = R"("winningOffer":{"sellerName":"H","sellerOfferPrice":20,"sellerShippingPrice":2})";
  const Message message = read(text);
  EXPECT_EQ(message.offers[0].shipping_minor, 200);
  EXPECT_EQ(message.market.buy_box_landed_minor, 2200);
}

TEST(WalmartOffer, FaultsNameTheField) {
  struct Row {
    const char* name;
    std::function<void(WalmartText&)> spoil;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {"no item", [](WalmartText& t) { t.info = R"("sku":"A")"; }, Errc::missing_field,
       "payload.itemInfo.itemId"},
      {"condition", [](WalmartText& t) { t.info += R"(,"itemCondition":"Haunted")"; },
       Errc::unknown_value, "payload.itemInfo.itemCondition"},
      {"count", [](WalmartText& t) { t.info = R"("itemId":1,"totalNumberOfOffers":-1)"; },
       Errc::out_of_range, "payload.itemInfo.totalNumberOfOffers"},
      {"no price", [](WalmartText& t) { t.offer = R"("currentOffer":{"sellerName":"Us"})"; },
       Errc::missing_field, "payload.offer.currentOffer.sellerOfferPrice"},
      {"fine", [](WalmartText& t) { t.offer = R"("winningOffer":{"sellerOfferPrice":1.999})"; },
       Errc::amount_precision, "payload.offer.winningOffer.sellerOfferPrice"},
      {"object", [](WalmartText& t) { t.offer = R"("winningOffer":{"sellerOfferPrice":{}})"; },
       Errc::wrong_type, "payload.offer.winningOffer.sellerOfferPrice"},
      {"offers", [](WalmartText& t) { t.offer = R"("offers":{"a":1})"; }, Errc::wrong_type,
       "payload.offer.offers"},
      {"offer", [](WalmartText& t) { t.offer = R"("offers":[null,7])"; }, Errc::wrong_type,
       "payload.offer.offers[]"},
      {"nul",
       [](WalmartText& t) {
         t.offer = R"("winningOffer":{"sellerName":"A\u0000B","sellerOfferPrice":1})";
       },
       Errc::bad_id, "payload.offer.winningOffer.sellerName"},
      {"suppressed", [](WalmartText& t) { t.payload = R"("isSuppressed":"no")"; }, Errc::wrong_type,
       "payload.isSuppressed"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    WalmartText text;
    row.spoil(text);
    EXPECT_EQ(refused(text).code, row.code);
    EXPECT_STREQ(refused(text).where, row.where);
  }
}

TEST(WalmartOffer, RefusesAMessageWithoutItem) {
  const Error item =
      refused(R"({"source":{"eventType":"BUY_BOX_CHANGED","eventTime":"2026-03-02T09:30:00Z"},)"
              R"("payload":{"partnerId":"1"}})");
  EXPECT_EQ(item.code, Errc::missing_field);
  EXPECT_STREQ(item.where, "payload.itemInfo");
}

TEST(WalmartOffer, WithoutATimeItIsWhenItArrived) {
  const char* text =
      R"({"source":{"eventType":"BUY_BOX_CHANGED"},"payload":{"itemInfo":{"itemId":"1"}}})";
  EXPECT_EQ(read(text).market.time, Instant{});
  const Result<Message> arrived = read_message(text, {.arrived = Instant{7}});
  ASSERT_TRUE(arrived);
  EXPECT_EQ(arrived->market.time, Instant{7});
}

TEST(WalmartOffer, RefusesMoreOffersThanASnapshotHolds) {
  WalmartText text;
  text.offer = R"("offers":[{"sellerOfferPrice":1})";
  for (int i = 1; i < 1023; ++i) text.offer += R"(,{"sellerOfferPrice":1})";
  text.offer += "]";
  EXPECT_EQ(refused(text).code, Errc::too_many_offers);
}

}  // namespace
}  // namespace haggle::test
