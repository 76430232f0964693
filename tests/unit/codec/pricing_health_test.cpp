// PRICING_HEALTH: our offer may not be featured because of its price.
#include "codec/pricing_health.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

std::string dollars(std::string_view amount) {
  return R"({"amount":)" + std::string(amount) + R"(,"currencyCode":"USD"})";
}

/// A notice; each text is the inside of its object.
struct HealthText {
  std::string trigger = R"("marketplaceId":"ATVPDKIKX0DER","asin":"B0TEST","itemCondition":"new")";
  std::string offer =
      R"("condition":"new","fulfillmentType":"AFN","listingPrice":)" + dollars("24.90");
  std::string summary{};

  [[nodiscard]] std::string text() const {
    return R"({"notificationType":"PRICING_HEALTH","eventTime":"2026-03-02T09:30:00Z","payload":{)"
           R"("issueType":"BuyBoxDisqualification","sellerId":"A2US","offerChangeTrigger":{)" +
           trigger + R"(},"merchantOffer":{)" + offer + R"(},"summary":{)" + summary + "}}}";
  }
};

PricingHealth health_of(const HealthText& text) {
  const Message message = read(text.text());
  const auto* facts = std::get_if<PricingHealth>(&message.facts);
  return facts == nullptr ? PricingHealth{} : *facts;
}

TEST(PricingHealth, ThePublishedOneIsReadWhole) {
  const Message message =
      read(bytes_of(wire_folder / "spapi_notif_pricing_health__schema_example.json"));
  EXPECT_EQ(message.kind, MessageKind::pricing_health);
  EXPECT_FALSE(message.has_market());
  EXPECT_EQ(message.recipient.text(), "A3EZFOFNDPFB8R");
  EXPECT_EQ(message.notification_id, "23ae41cd-3537-4676-af46-6ee9abf8802e");
  EXPECT_EQ(message.market.item.text(), "B007IBIWZY");
  EXPECT_EQ(message.market.marketplace.text(), "US");
  EXPECT_EQ(message.market.currency, Currency{"USD"});
  EXPECT_EQ(message.market.time, Instant{1'600'896'613'409});
  EXPECT_EQ(message.market.offers_counted, 3);
  EXPECT_EQ(message.market.buy_box_landed_minor, 818'872);
  EXPECT_EQ(message.summary.buy_box.at(0).points, 34'343);
  EXPECT_EQ(message.summary.eligible.at(0).count, 3);
  const auto& health = std::get<PricingHealth>(message.facts);
  EXPECT_EQ(health.issue, "BuyBoxDisqualification");
  EXPECT_EQ(health.average_selling, (Money{750'000, Currency{"USD"}}));
  EXPECT_EQ(health.competitive_threshold, (Money{800'000, Currency{"USD"}}));
  EXPECT_EQ(health.msrp, (Money{790'000, Currency{"USD"}}));
  EXPECT_EQ(health.retail_offer, (Money{800'000, Currency{"USD"}}));
  ASSERT_TRUE(health.ours);
  Offer ours;
  ours.seller = message.recipient;
  ours.flags = Offer::is_mine;
  ours.price_minor = 818'423;
  ours.shipping_minor = 449;
  ours.points_minor = 34'343;
  ours.stated_landed_minor = 818'872;
  ours.has = Offer::has_stated_landed;
  EXPECT_EQ(*health.ours, ours);
}

TEST(PricingHealth, NeedsTheItemAndThePriceOfAnOfferOnly) {
  HealthText text;
  text.trigger = R"("marketplaceId":"ATVPDKIKX0DER","asin":"B0")";
  text.offer = R"("listingPrice":)" + dollars("\"24.90\"");
  const PricingHealth health = health_of(text);
  ASSERT_TRUE(health.ours);
  EXPECT_EQ(health.ours->price_minor, 2490);
  EXPECT_EQ(health.ours->fulfilment, Fulfilment::merchant);
  EXPECT_FALSE(health.average_selling);
  const Message bare =
      read(R"({"notificationType":"PRICING_HEALTH","payload":{"offerChangeTrigger":)"
           R"({"marketplaceId":"A1VC38T7YXB528","asin":"B0"}}})");
  EXPECT_FALSE(std::get<PricingHealth>(bare.facts).ours);
  EXPECT_EQ(bare.market.currency, Currency{"JPY"});
  EXPECT_FALSE(bare.market.knows(Market::has_offers_counted));
}

TEST(PricingHealth, AbsentEmptyAndZeroAreThreeThings) {
  HealthText text;
  text.summary = R"("referencePrice":{"averageSellingPrice":)" + dollars("0") +
                 R"(,"competitivePriceThreshold":null,"msrpPrice":""},"numberOfOffers":[])";
  const Message message = read(text.text());
  const auto& health = std::get<PricingHealth>(message.facts);
  EXPECT_EQ(health.average_selling, (Money{0, Currency{"USD"}}));
  EXPECT_FALSE(health.competitive_threshold);
  EXPECT_FALSE(health.msrp);
  EXPECT_TRUE(message.summary.knows(MarketSummary::has_counted));
  EXPECT_FALSE(message.summary.knows(MarketSummary::has_eligible));
  EXPECT_FALSE(message.market.knows(Market::has_offers_counted));
}

TEST(PricingHealth, OurOfferIsFulfilledByWhomItSays) {
  EXPECT_EQ(health_of({}).ours->fulfilment, Fulfilment::marketplace);
  HealthText used;
  used.trigger = R"("marketplaceId":"US","asin":"B0","itemCondition":"Used")";
  used.offer = R"("listingPrice":)" + dollars("1");
  EXPECT_EQ(health_of(used).ours->condition, Condition::used);
  EXPECT_EQ(health_of(used).ours->sub_condition, SubCondition::other);
}

TEST(PricingHealth, FaultsNameTheField) {
  struct Row {
    std::string HealthText::* part;
    std::string inside;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {&HealthText::trigger, R"("asin":"B0")", Errc::missing_field,
       "payload.offerChangeTrigger.marketplaceId"},
      {&HealthText::trigger, R"("marketplaceId":"US")", Errc::missing_field,
       "payload.offerChangeTrigger.asin"},
      {&HealthText::trigger, R"("marketplaceId":"US","asin":"B0","itemCondition":"damp")",
       Errc::unknown_value, "payload.offerChangeTrigger.itemCondition"},
      {&HealthText::offer, R"("condition":"new")", Errc::missing_field,
       "payload.merchantOffer.listingPrice"},
      {&HealthText::offer, R"("listingPrice":)" + dollars("\"FILTERED\""), Errc::bad_amount,
       "payload.merchantOffer.listingPrice.amount"},
      {&HealthText::summary, R"("buyBoxPrices":[{"listingPrice":)" + dollars("1.001") + "}]",
       Errc::amount_precision, "payload.summary.buyBoxPrices[].listingPrice.amount"},
      {&HealthText::summary, R"("referencePrice":{"msrpPrice":{"amount":1,"currencyCode":"CAD"}})",
       Errc::currency_mismatch, "payload.summary.referencePrice.msrpPrice.currencyCode"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.inside);
    HealthText text;
    text.*row.part = row.inside;
    EXPECT_EQ(refused(text.text()).code, row.code);
    EXPECT_STREQ(refused(text.text()).where, row.where);
  }
}

}  // namespace
}  // namespace haggle::test
