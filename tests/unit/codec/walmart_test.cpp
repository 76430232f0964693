// Walmart's webhook, in its older and its newer form.
#include "codec/walmart.hpp"

#include <gtest/gtest.h>

#include <string>

#include "unit/codec/message_text.hpp"

namespace haggle::test {
namespace {

/// An offer as Walmart writes it, and what else is said of it.
std::string seller_text(std::string_view name, std::string_view price, std::string_view more = "") {
  return R"({"sellerName":")" + std::string(name) + R"(","sellerOfferPrice":)" +
         std::string(price) + R"(,"sellerShippingPrice":0.0)" + (more.empty() ? "" : ",") +
         std::string(more) + "}";
}

/// The older form: our offer and the winning one.
WalmartText older(const std::string& current, const std::string& winning) {
  WalmartText text;
  text.offer = R"("currentOffer":)" + current + R"(,"winningOffer":)" + winning;
  return text;
}

/// The newer form, with a list of offers.
WalmartText newer(const std::string& rows, const std::string& current, const std::string& winning) {
  WalmartText text = older(current, winning);
  text.offer += R"(,"offers":[)" + rows + "]";
  return text;
}

const std::string ours = seller_text("Our Shop", "24.99");

TEST(Walmart, NamesTheMarket) {
  const Message message = read(WalmartText{});
  EXPECT_EQ(message.kind, MessageKind::walmart_buy_box_changed);
  EXPECT_EQ(message.type, "BUY_BOX_CHANGED");
  EXPECT_EQ(message.notification_id, "w-1");
  EXPECT_EQ(message.recipient.text(), "100");
  EXPECT_EQ(message.sku.text(), "MUG-1");
  EXPECT_EQ(message.market.item.text(), "900");
  EXPECT_EQ(message.market.marketplace.text(), "WALMART_US");
  EXPECT_EQ(message.market.currency.text(), "USD");
  EXPECT_EQ(message.market.country.text(), "US");
  EXPECT_EQ(message.market.time, Instant{1'772'443'800'000});
  EXPECT_EQ(message.market.offers_counted, 3);
  EXPECT_EQ(message.market.audience, Audience::consumer);
  EXPECT_EQ(message.market.condition, Condition::new_);
  EXPECT_TRUE(message.offers.empty());
}

TEST(Walmart, TheMartIsTheCallers) {
  const Result<Message> mexico = read_message(WalmartText{}.text(), {.walmart_mart = "WALMART_MX"});
  ASSERT_TRUE(mexico);
  EXPECT_EQ(mexico->market.currency.text(), "MXN");
  EXPECT_EQ(mexico->market.marketplace.text(), "WALMART_MX");
  for (const char* mart : {"US", "WALMART_XX", ""}) {
    const Result<Message> none = read_message(WalmartText{}.text(), {.walmart_mart = mart});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, Errc::unknown_value);
  }
}

TEST(WalmartOlder, AnotherWinnerIsABuyBoxWithoutHolder) {
  const Message message = read(older(ours, seller_text("Harbor Outlet", "23.50")));
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].seller.text(), "100");
  EXPECT_EQ(message.offers[0].flags, Offer::is_mine);
  EXPECT_EQ(message.offers[1].seller.text(), "Harbor Outlet");
  EXPECT_EQ(message.offers[1].price_minor, 2350);
  EXPECT_EQ(message.offers[1].flags, 0U);
  EXPECT_TRUE(message.market.winner_seller.empty());
  EXPECT_EQ(message.market.buy_box_landed_minor, 2350);
  EXPECT_EQ(message.seller_name, "Our Shop");
}

TEST(WalmartOlder, TheWinnerIsUsWhereTheNamesAreEqual) {
  const Message message = read(older(ours, seller_text(" OUR shop ", "24.99")));
  ASSERT_EQ(message.offers.size(), 1U);
  EXPECT_EQ(message.offers[0].flags, Offer::is_mine | Offer::is_winner);
  EXPECT_EQ(message.market.winner_seller.text(), "100");
  EXPECT_EQ(message.market.buy_box_landed_minor, 2499);
}

TEST(WalmartOlder, AnotherOfferOfOursMayWin) {
  const Message message = read(older(ours, seller_text("Our Shop", "22.00")));
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].flags, Offer::is_mine);
  EXPECT_EQ(message.offers[1].seller.text(), "100");
  EXPECT_EQ(message.offers[1].flags, Offer::is_winner);
  EXPECT_EQ(message.market.winner_seller.text(), "100");
}

TEST(WalmartOlder, AKnownNameIdentifiesTheWinner) {
  const SellerName known[] = {{"Our Sister", SellerId::from("200").value()}};
  const std::string text = older(ours, seller_text("our sister", "23.50")).text();
  const Result<Message> message = read_message(text, {.sellers = known});
  ASSERT_TRUE(message);
  EXPECT_EQ(message->market.winner_seller.text(), "200");
  EXPECT_EQ(message->offers[1].seller.text(), "200");
  EXPECT_EQ(message->offers[1].flags, Offer::is_winner);
}

TEST(WalmartOlder, NobodyWins) {
  for (const char* winning : {"null", "{}", R"({"sellerName":null,"sellerOfferPrice":null})"}) {
    SCOPED_TRACE(winning);
    const Message message = read(older(ours, winning));
    EXPECT_EQ(message.offers.size(), 1U);
    EXPECT_FALSE(message.market.knows(Market::has_buy_box_landed));
    EXPECT_TRUE(message.market.winner_seller.empty());
  }
}

TEST(WalmartOlder, ALongNameIsCutBetweenCharacters) {
  struct Row {
    std::string name;
    std::string id;
  };
  const std::string wide = "\xE6\x96\xB0";
  const Row rows[] = {
      {std::string(31, 'a'), std::string(31, 'a')},
      {std::string(40, 'a'), std::string(31, 'a')},
      {std::string(30, 'a') + "\xC3\xA4", std::string(30, 'a')},
      {std::string(29, 'a') + "\xC3\xA4" + "b", std::string(29, 'a') + "\xC3\xA4"},
      {std::string(28, 'a') + wide + wide, std::string(28, 'a') + wide},
      {std::string(29, 'a') + wide, std::string(29, 'a')},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Message message = read(older(ours, seller_text(row.name, "23")));
    ASSERT_EQ(message.offers.size(), 2U);
    EXPECT_EQ(message.offers[1].seller.text(), row.id);
  }
}

TEST(WalmartNewer, TheListIdentifiesTheWinner) {
  const std::string rows = seller_text("Harbor Outlet", "23.50", R"("partnerId":"300")") + "," +
                           seller_text("Our Shop", "24.99", R"("partnerId":100,"isWFS":true)");
  const Message message = read(newer(rows, ours, seller_text("Harbor Outlet", "23.50")));
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].seller.text(), "300");
  EXPECT_EQ(message.offers[0].flags, Offer::is_winner);
  EXPECT_EQ(message.offers[0].fulfilment, Fulfilment::merchant);
  EXPECT_EQ(message.offers[1].flags, Offer::is_mine);
  EXPECT_EQ(message.offers[1].fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(message.market.winner_seller.text(), "300");
}

TEST(WalmartNewer, WhatIsNotInTheListIsAdded) {
  const std::string rows = seller_text("Harbor Outlet", "20.00", R"("partnerId":"300")");
  const Message message = read(newer(rows, ours, seller_text("Harbor Outlet", "23.50")));
  ASSERT_EQ(message.offers.size(), 3U);
  EXPECT_EQ(message.offers[1].flags, Offer::is_mine);
  EXPECT_EQ(message.offers[2].seller.text(), "300");
  EXPECT_EQ(message.offers[2].price_minor, 2350);
  EXPECT_EQ(message.offers[2].flags, Offer::is_winner);
}

TEST(WalmartNewer, ANameOfSeveralSellersIsDecidedByThePriceOrNotAtAll) {
  const std::string rows = seller_text("Outlet", "20.00", R"("partnerId":"300")") + "," +
                           seller_text("Outlet", "21.00", R"("partnerId":"400")");
  EXPECT_EQ(read(newer(rows, ours, seller_text("Outlet", "21.00"))).market.winner_seller.text(),
            "400");
  const Message unclear = read(newer(rows, ours, seller_text("Outlet", "22.00")));
  EXPECT_TRUE(unclear.market.winner_seller.empty());
  EXPECT_EQ(unclear.offers.back().seller.text(), "Outlet");
}

TEST(WalmartNewer, AlikeRowsOfTheListAreTwoOffers) {
  const std::string row = seller_text("Our Shop", "24.99", R"("partnerId":"100")");
  const Message message = read(newer(row + "," + row, ours, "null"));
  ASSERT_EQ(message.offers.size(), 2U);
  EXPECT_EQ(message.offers[0].flags, Offer::is_mine);
  EXPECT_EQ(message.offers[1].flags, 0U);
}

TEST(WalmartNewer, ARowWithoutNameIsFoundByItsSeller) {
  const std::string rows = R"({"partnerId":"100","sellerOfferPrice":24.99})";
  const Message message = read(newer(rows, ours, ours));
  ASSERT_EQ(message.offers.size(), 1U);
  EXPECT_EQ(message.offers[0].flags, Offer::is_mine | Offer::is_winner);
  EXPECT_EQ(message.market.winner_seller.text(), "100");
}

TEST(WalmartNewer, TheListMayStandBesideTheOffer) {
  WalmartText text = older(ours, "null");
  text.payload = R"("offers":[)" + seller_text("Harbor", "20", R"("partnerId":"300")") + "]";
  EXPECT_EQ(read(text).offers.size(), 2U);
}

TEST(WalmartNewer, SuppressionIsSaidBesideTheOffersOrAmongThem) {
  WalmartText beside = older(ours, "null");
  beside.payload = R"("isSuppressed":true)";
  EXPECT_TRUE(read(beside).market.is(Market::buy_box_suppressed));
  WalmartText among = older(ours, "null");
  among.offer += R"(,"isSuppressed":true)";
  EXPECT_TRUE(read(among).market.is(Market::buy_box_suppressed));
  WalmartText denied = older(ours, "null");
  denied.payload = R"("isSuppressed":false)";
  EXPECT_FALSE(read(denied).market.is(Market::buy_box_suppressed));
}

TEST(WalmartNewer, SellersAndItemAreNamed) {
  const std::string rows =
      seller_text("Harbor", "23.50", R"("partnerId":"300","proSellerBadge":true)");
  WalmartText text =
      newer(rows, ours,
            seller_text("Harbor", "23.50", R"("sellerShippingSpeed":"TWO_DAY","isWFS":null)"));
  text.info += R"(,"itemName":"A mug")";
  text.offer += R"(,"priceDifference":-1.49)";
  const Message message = read(text);
  const auto& facts = std::get<WalmartFacts>(message.facts);
  EXPECT_EQ(facts.item_name, "A mug");
  EXPECT_EQ(facts.price_difference_minor, -149);
  const std::vector<WalmartSeller> expected = {{"Harbor", "TWO_DAY", Tristate::yes},
                                               {"Our Shop", "", Tristate::unknown}};
  EXPECT_EQ(facts.sellers, expected);
}

TEST(WalmartNewer, ADifferenceThatIsNoAmountIsNotSaid) {
  for (const char* value : {"null", "\"\"", "{}", "1.4900000000000002"}) {
    SCOPED_TRACE(value);
    WalmartText text = older(ours, "null");
    text.payload = R"("priceDifference":)" + std::string(value);
    EXPECT_FALSE(std::get<WalmartFacts>(read(text).facts).price_difference_minor);
  }
}

TEST(WalmartNewer, ConditionsOfTheItemAndOfItsOffers) {
  const std::string rows =
      seller_text("A", "20", R"("partnerId":"1","itemConditionName":"Pre-Owned: Good")") + "," +
      seller_text("B", "21", R"("partnerId":"2")");
  WalmartText text = newer(rows, "null", "null");
  text.info = R"("itemId":900,"itemCondition":"Restored")";
  const Message message = read(text);
  EXPECT_EQ(message.market.condition, Condition::refurbished);
  EXPECT_EQ(message.offers[0].condition, Condition::used);
  EXPECT_EQ(message.offers[0].sub_condition, SubCondition::good);
  EXPECT_EQ(message.offers[1].condition, Condition::refurbished);
  EXPECT_EQ(message.offers[1].sub_condition, SubCondition::refurbished);
}

TEST(Walmart, TheListIsWholeWhereAllOfTheConditionAreListed) {
  const std::string rows = seller_text("A", "20", R"("partnerId":"1")") + "," +
                           seller_text("B", "21", R"("partnerId":"2")");
  EXPECT_TRUE(read(newer(rows, ours, "null")).market.is(Market::list_is_whole));
  EXPECT_FALSE(read(older(ours, "null")).market.is(Market::list_is_whole));
  WalmartText uncounted = newer(rows, ours, "null");
  uncounted.info = R"("itemId":"900")";
  EXPECT_FALSE(read(uncounted).market.is(Market::list_is_whole));
  EXPECT_FALSE(read(uncounted).market.knows(Market::has_offers_counted));
}

}  // namespace
}  // namespace haggle::test
