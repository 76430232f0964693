// Answers to getItemOffers and getListingOffers, one item and many.
#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "codec/pricing_answer.hpp"
#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/message_reader.hpp"
#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

/// An answer; each text is the inside of its object or list.
struct AnswerText {
  std::string head = R"("ASIN":"B0TEST","status":"Success","ItemCondition":"New",)"
                     R"("marketplaceId":"ATVPDKIKX0DER")";
  std::string summary = R"("TotalOfferCount":2)";
  std::string offers = offer_text("24.90");

  [[nodiscard]] std::string text() const {
    return R"({"payload":{)" + head + R"(,"Summary":{)" + summary + R"(},"Offers":[)" + offers +
           "]}}";
  }
};

OffersAnswer answer_of(const Message& message) {
  const auto* facts = std::get_if<OffersAnswer>(&message.facts);
  return facts == nullptr ? OffersAnswer{} : *facts;
}

TEST(ItemOffers, AreAMarketWithItsOffers) {
  AnswerText text;
  text.summary +=
      R"(,"NumberOfOffers":[{"condition":"new","fulfillmentChannel":"Amazon","OfferCount":1}],)"
      R"("BuyBoxPrices":[{"condition":"New","ListingPrice":)" +
      usd("24.90") + R"(,"Shipping":)" + usd("1") + R"(,"sellerId":"A1RIVAL"}])";
  const Message message = read(text.text());
  EXPECT_EQ(message.kind, MessageKind::item_offers);
  EXPECT_EQ(message.type, "getItemOffers");
  EXPECT_TRUE(message.has_market());
  EXPECT_EQ(message.market.item.text(), "B0TEST");
  EXPECT_EQ(message.market.marketplace.text(), "US");
  EXPECT_EQ(message.market.currency, Currency{"USD"});
  EXPECT_EQ(message.market.audience, Audience::consumer);
  EXPECT_EQ(message.market.offers_counted, 1);
  EXPECT_TRUE(message.market.is(Market::list_is_whole));
  EXPECT_EQ(message.market.buy_box_landed_minor, 2590);
  EXPECT_EQ(message.market.winner_seller.text(), "A1RIVAL");
  EXPECT_EQ(message.summary.total_counted, 2);
  EXPECT_EQ(answer_of(message).status, OffersStatus::success);
}

TEST(ItemOffers, SayNoTimeThemselves) {
  EXPECT_EQ(read(AnswerText{}.text()).market.time, Instant{});
  const Result<Message> message = read_message(AnswerText{}.text(), {.arrived = Instant{7}});
  ASSERT_TRUE(message);
  EXPECT_EQ(message->market.time, Instant{7});
}

TEST(ItemOffers, AListingsMayNameTheSkuAlone) {
  AnswerText text;
  text.head = R"("SKU":"MUG-1","status":"Success","Identifier":{"MarketplaceId":"ATVPDKIKX0DER",)"
              R"("SellerSKU":"MUG-1","ItemCondition":"Used"})";
  const Message message = read(text.text());
  EXPECT_EQ(message.type, "getListingOffers");
  EXPECT_EQ(message.sku.text(), "MUG-1");
  EXPECT_TRUE(message.market.item.empty());
  EXPECT_EQ(message.market.condition, Condition::used);
  text.head = R"("status":"Success","marketplaceId":"US")";
  EXPECT_EQ(refused(text.text()).code, Errc::missing_field);
  EXPECT_STREQ(refused(text.text()).where, "payload.ASIN");
  text.head = R"("status":"Success","ASIN":"B0")";
  EXPECT_STREQ(refused(text.text()).where, "payload.marketplaceId");
}

TEST(ItemOffers, OursAreMarkedWhereTheAnswerSays) {
  AnswerText text;
  text.offers = offer_text("1", R"("MyOffer":true)") + "," +
                offer_text("2", R"("belongsToRequester":true)") + "," +
                offer_text("3", R"("MyOffer":false)") + "," + offer_text("4");
  const Message message = read(text.text());
  ASSERT_EQ(message.offers.size(), 4U);
  EXPECT_TRUE(message.offers[0].is(Offer::is_mine));
  EXPECT_TRUE(message.offers[1].is(Offer::is_mine));
  EXPECT_FALSE(message.offers[2].is(Offer::is_mine));
  EXPECT_FALSE(message.offers[3].is(Offer::is_mine));
}

TEST(ItemOffers, StatusesSayHowFarItIsAnAnswer) {
  const std::pair<const char*, OffersStatus> rows[] = {
      {"Success", OffersStatus::success},
      {"noBuyableOffers", OffersStatus::no_buyable_offers},
      {"NoOfferDueToMissingShippingCharge", OffersStatus::missing_shipping_charge},
      {"ActiveButTooSoonForProcessing", OffersStatus::too_soon_for_processing},
      {"ItemReturned", OffersStatus::item_returned},
      {"SomethingNew", OffersStatus::unknown}};
  for (const auto& [word, status] : rows) {
    SCOPED_TRACE(word);
    AnswerText text;
    text.head = R"("ASIN":"B0","marketplaceId":"US","status":")" + std::string(word) + '"';
    EXPECT_EQ(answer_of(read(text.text())).status, status);
    EXPECT_EQ(answer_of(read(text.text())).status_word, word);
  }
}

TEST(ItemOffers, NobodySellingIsKnownAndTooSoonIsNot) {
  AnswerText none;
  none.head = R"("ASIN":"B0","marketplaceId":"US","status":"NoBuyableOffers")";
  none.offers = "";
  for (const char* summary : {R"("TotalOfferCount":0)", ""}) {
    none.summary = summary;
    const Market market = read(none.text()).market;
    EXPECT_TRUE(market.knows(Market::has_offers_counted));
    EXPECT_EQ(market.offers_counted, 0);
    EXPECT_TRUE(market.is(Market::list_is_whole));
  }
  AnswerText soon;
  soon.head = R"("ASIN":"B0","marketplaceId":"US","status":"ActiveButTooSoonForProcessing")";
  soon.summary = R"("OffersAvailableTime":"2026-03-02T09:30:00Z")";
  soon.offers = "";
  const Message message = read(soon.text());
  EXPECT_FALSE(message.market.knows(Market::has_offers_counted));
  EXPECT_EQ(answer_of(message).available_at, Instant{1'772'443'800'000});
}

TEST(ItemOffers, TheTotalOfAllConditionsIsNoCountOfOne) {
  AnswerText text;
  text.summary = R"("TotalOfferCount":4286)";
  EXPECT_FALSE(read(text.text()).market.knows(Market::has_offers_counted));
  EXPECT_EQ(read(text.text()).summary.total_counted, 4286);
}

TEST(ItemOffers, AreForBusinessesWhereTheQuestionOrARowSaysSo) {
  AnswerText text;
  text.summary +=
      R"(,"BuyBoxPrices":[{"condition":"new","offerType":"B2B","ListingPrice":)" + usd("9") + "}]";
  EXPECT_EQ(read(text.text()).market.audience, Audience::business);
  EXPECT_EQ(read(text.text()).market.buy_box_landed_minor, 900);
  const auto asked = [&](const char* by) {
    return read(R"({"responses":[{"status":{"statusCode":200},"request":{"CustomerType":")" +
                std::string(by) + R"("},"body":)" + text.text() + "}]}")
        .market;
  };
  EXPECT_EQ(asked("Consumer").audience, Audience::consumer);
  EXPECT_FALSE(asked("Consumer").knows(Market::has_buy_box_landed));
  EXPECT_EQ(asked("Business").audience, Audience::business);
}

TEST(ItemOffers, OfTheSandboxForBusinesses) {
  const Message message =
      read(bytes_of(wire_folder / "spapi_pricing_v0_itemOffers__sandbox_1.json"));
  EXPECT_EQ(message.market.audience, Audience::business);
  EXPECT_EQ(message.market.winner_seller.text(), "AXXXXXXXXXXXXX");
  EXPECT_EQ(message.market.buy_box_landed_minor, 900);
  EXPECT_TRUE(message.offers.at(0).is(Offer::is_mine));
  EXPECT_FALSE(message.market.knows(Market::has_offers_counted));
  const std::vector<QuantityBreak> breaks = {{0, 20, 800}, {0, 30, 700}};
  EXPECT_EQ(message.breaks, breaks);
}

TEST(ItemOffers, OfTheSandboxInABatch) {
  MessageReader reader;
  const std::string text = bytes_of(wire_folder / "spapi_pricing_v0_itemOffersBatch__sandbox.json");
  const auto all = reader.read(text);
  ASSERT_EQ(all.size(), 10U);
  EXPECT_EQ(all[5].where, "responses[5]");
  EXPECT_EQ(all[5].message.summary.total_counted, 4286);
  EXPECT_EQ(all[5].message.offers.size(), 15U);
  EXPECT_EQ(instant_text(all[5].message.market.time), "2022-06-28T14:21:25Z");
  EXPECT_EQ(answer_of(all[9].message).status, OffersStatus::no_buyable_offers);
  EXPECT_TRUE(all[9].message.market.is(Market::list_is_whole));
}

TEST(ItemOffers, FaultsNameTheField) {
  AnswerText filtered;
  filtered.offers = R"({"ListingPrice":{"Amount":"FILTERED","CurrencyCode":"USD"}})";
  EXPECT_EQ(refused(filtered.text()).code, Errc::bad_amount);
  EXPECT_STREQ(refused(filtered.text()).where, "payload.Offers[].ListingPrice.Amount");
  AnswerText named;
  named.offers = R"({"ListingPrice":{"Amount":1,"CurrencyCode":"string"}})";
  EXPECT_EQ(refused(named.text()).code, Errc::unknown_currency);
  AnswerText haunted;
  haunted.head = R"("ASIN":"B0","marketplaceId":"US","status":"Success","ItemCondition":"Any")";
  EXPECT_EQ(refused(haunted.text()).code, Errc::unknown_value);
}

}  // namespace
}  // namespace haggle::test
