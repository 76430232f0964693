// Answers to competitiveSummary: a market for each condition and audience.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <variant>

#include "codec/pricing_answer.hpp"
#include "haggle/codec/message_reader.hpp"
#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

constexpr Currency dollar{"USD"};

/// An offer with its price, and what else is said of it.
std::string row(std::string_view seller, std::string_view amount, std::string_view more = "") {
  return R"({"sellerId":")" + std::string(seller) +
         R"(","condition":"New","fulfillmentType":"AFN","listingPrice":{"amount":)" +
         std::string(amount) + R"(,"currencyCode":"USD"})" + (more.empty() ? "" : ",") +
         std::string(more) + "}";
}

std::string segment(std::string_view membership, std::string_view weight) {
  return R"("featuredOfferSegments":[{"customerMembership":")" + std::string(membership) +
         R"(","segmentDetails":{"glanceViewWeightPercentage":)" + std::string(weight) + "}}]";
}

std::string featured(std::string_view offers, std::string_view type = "New") {
  return R"("featuredBuyingOptions":[{"buyingOptionType":")" + std::string(type) +
         R"(","segmentedFeaturedOffers":[)" + std::string(offers) + "]}]";
}

std::string lowest(std::string_view offers, std::string_view condition = "New",
                   std::string_view type = "Consumer") {
  return R"({"lowestPricedOffersInput":{"itemCondition":")" + std::string(condition) +
         R"(","offerType":")" + std::string(type) + R"("},"offers":[)" + std::string(offers) + "]}";
}

/// One entry; `body` is what is said of the item.
std::string answer(std::string_view body) {
  return R"({"responses":[{"status":{"statusCode":200},"body":{"asin":"B0TEST",)"
         R"("marketplaceId":"ATVPDKIKX0DER")" +
         std::string(body.empty() ? "" : ",") + std::string(body) + "}}]}";
}

CompetitiveFacts facts_of(const Message& message) {
  const auto* facts = std::get_if<CompetitiveFacts>(&message.facts);
  return facts == nullptr ? CompetitiveFacts{} : *facts;
}

TEST(CompetitiveSummary, OfTheSandbox) {
  MessageReader reader;
  const std::string text =
      bytes_of(wire_folder / "spapi_pricing_2022_competitiveSummary__sandbox.json");
  const auto all = reader.read(text);
  ASSERT_EQ(all.size(), 3U);
  const Message& fresh = all[0].message;
  EXPECT_EQ(all[0].where, "responses[0].body.lowestPricedOffers[0]");
  EXPECT_EQ(fresh.kind, MessageKind::competitive_summary);
  EXPECT_TRUE(fresh.has_market());
  EXPECT_EQ(fresh.market.item.text(), "B00ZIAODGE");
  EXPECT_EQ(fresh.market.currency, dollar);
  ASSERT_EQ(fresh.offers.size(), 2U);
  EXPECT_EQ(fresh.offers[0].seller.text(), "A2ZWOLFOFDPJL1");
  EXPECT_EQ(fresh.offers[0].price_minor, 1715);
  EXPECT_EQ(fresh.offers[0].shipping_minor, 250);
  EXPECT_EQ(fresh.offers[0].points_minor, 50);
  EXPECT_TRUE(fresh.offers[0].is(Offer::is_winner) && fresh.offers[1].is(Offer::is_winner));
  EXPECT_EQ(fresh.offers[1].eligible, Tristate::yes);
  EXPECT_TRUE(fresh.market.winner_seller.empty());
  EXPECT_FALSE(fresh.market.knows(Market::has_buy_box_landed));
  EXPECT_EQ(fresh.summary.competitive_threshold_minor, 1811);
  const std::vector<FeaturedSegment> segments = {
      {1, "NON_PRIME", 720'000}, {1, "PRIME", 100'000}, {0, "NON_PRIME", 180'000}};
  EXPECT_EQ(facts_of(fresh).featured, segments);
  const std::vector<ReferencePrice> prices = {{"CompetitivePriceThreshold", Money{1811, dollar}},
                                              {"CompetitivePrice", Money{1739, dollar}},
                                              {"WasPrice", Money{1849, dollar}}};
  EXPECT_EQ(facts_of(fresh).reference_prices, prices);
  const Message& used = all[1].message;
  EXPECT_EQ(used.market.condition, Condition::used);
  ASSERT_EQ(used.offers.size(), 1U);
  EXPECT_EQ(used.offers[0].sub_condition, SubCondition::acceptable);
  EXPECT_EQ(used.offers[0].fulfilment, Fulfilment::marketplace);
  EXPECT_TRUE(facts_of(used).featured.empty());
  EXPECT_EQ(all[2].message.kind, MessageKind::answer_refused);
  EXPECT_EQ(all[2].message.market.item.text(), "11_AABB_123");
  EXPECT_EQ(std::get<AnswerRefused>(all[2].message.facts).errors.at(0).code, "INVALID_ASIN");
}

TEST(CompetitiveSummary, TheFeaturedOfferIsTheWinner) {
  const Message message = read(answer(featured(row("A1", "20", segment("DEFAULT", "100"))) +
                                      R"(,"lowestPricedOffers":[)" +
                                      lowest(row("A2", "19") + "," + row("A1", "20")) + "]"));
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].flags, 0U);
  EXPECT_EQ(message.offers[1].flags, Offer::is_winner);
  EXPECT_EQ(message.market.winner_seller.text(), "A1");
  EXPECT_EQ(message.market.buy_box_landed_minor, 2000);
}

TEST(CompetitiveSummary, AFeaturedOfferThatIsNotListedIsAdded) {
  const std::string merchant =
      R"({"sellerId":"A1","condition":"New","fulfillmentType":"MFN","listingPrice":)"
      R"({"amount":20,"currencyCode":"USD"}})";
  const Message message = read(
      answer(featured(merchant) + R"(,"lowestPricedOffers":[)" + lowest(row("A1", "20")) + "]"));
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(message.offers[1].fulfilment, Fulfilment::merchant);
  EXPECT_EQ(message.offers[1].flags, Offer::is_winner);
  EXPECT_FALSE(message.market.is(Market::list_is_whole));
}

TEST(CompetitiveSummary, SeveralWinnersAtOnePriceAreABuyBoxWithoutOneHolder) {
  const Message message = read(answer(featured(row("A1", "20") + "," + row("A2", "20"))));
  EXPECT_EQ(message.offers.size(), 2U);
  EXPECT_TRUE(message.market.winner_seller.empty());
  EXPECT_EQ(message.market.buy_box_landed_minor, 2000);
}

TEST(CompetitiveSummary, WithoutListsThereIsOneMarketAndMaybeNoWinner) {
  for (const char* body : {"", R"("featuredBuyingOptions":[],"lowestPricedOffers":[])",
                           R"("featuredBuyingOptions":null)"}) {
    SCOPED_TRACE(body);
    const Message message = read(answer(body));
    EXPECT_EQ(message.kind, MessageKind::competitive_summary);
    EXPECT_TRUE(message.offers.empty());
    EXPECT_FALSE(message.market.knows(Market::has_offers_counted));
    EXPECT_EQ(message.market.currency, dollar);
  }
}

TEST(CompetitiveSummary, WhatIsFeaturedOfAnUnlistedConditionIsAMarketOfItsOwn) {
  MessageReader reader;
  const std::string text = answer(featured(row("A1", "20")) + R"(,"lowestPricedOffers":[)" +
                                  lowest(row("A2", "9"), "Used") + "]");
  const auto all = reader.read(text);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].message.market.condition, Condition::used);
  EXPECT_EQ(all[0].message.offers.size(), 1U);
  EXPECT_EQ(all[1].message.market.condition, Condition::new_);
  EXPECT_EQ(all[1].message.market.winner_seller.text(), "A1");
  EXPECT_EQ(all[1].where, "responses[0].body.featuredBuyingOptions");
}

TEST(CompetitiveSummary, ConsumersAreFeaturedOffersAndBusinessesNot) {
  MessageReader reader;
  const std::string text =
      answer(featured(row("A1", "20")) + R"(,"lowestPricedOffers":[)" +
             lowest(row("A1", "20"), "New", "Business") + "," + lowest(row("A1", "20")) + "]");
  const auto all = reader.read(text);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].message.market.audience, Audience::business);
  EXPECT_EQ(all[0].message.offers.at(0).flags, 0U);
  EXPECT_EQ(all[1].message.offers.at(0).flags, Offer::is_winner);
}

TEST(CompetitiveSummary, ShippingIsTheUsualWays) {
  const auto shipping = [](const char* options) {
    return read(answer(featured(row("A1", "20", options)))).offers.at(0).shipping_minor;
  };
  EXPECT_EQ(shipping(""), 0);
  EXPECT_EQ(shipping(R"("shippingOptions":[])"), 0);
  EXPECT_EQ(shipping(R"("shippingOptions":[{"shippingOptionType":"FAST","price":{"amount":9}},)"
                     R"({"shippingOptionType":"DEFAULT","price":{"amount":"2.50"}}])"),
            250);
}

TEST(CompetitiveSummary, FaultsAreOfTheirPartAlone) {
  MessageReader reader;
  const std::string text = answer(R"("lowestPricedOffers":[)" + lowest(row("A1", "20.001")) + "," +
                                  lowest(row("A2", "9"), "Used") + "," +
                                  lowest(row("A2", "9"), "Haunted") + "," + lowest("{}") + "]");
  const auto all = reader.read(text);
  ASSERT_EQ(all.size(), 4U);
  ASSERT_TRUE(all[0].error && !all[1].error && all[2].error && all[3].error);
  EXPECT_EQ(all[0].error->code, Errc::amount_precision);
  EXPECT_STREQ(all[0].error->where, "body.lowestPricedOffers[].offers[].listingPrice.amount");
  EXPECT_EQ(all[2].error->code, Errc::unknown_value);
  EXPECT_EQ(all[3].error->code, Errc::missing_field);
}

}  // namespace
}  // namespace haggle::test
