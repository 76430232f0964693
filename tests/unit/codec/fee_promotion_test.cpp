// FEE_PROMOTION: fees are lower for a while.
#include "codec/fee_promotion.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>

#include "haggle/codec/instant_text.hpp"
#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

constexpr Currency dollar{"USD"};

std::string promotion(std::string_view body) {
  return R"({"NotificationType":"FEE_PROMOTION","Payload":{"FeePromotionNotification":{)" +
         std::string(body) + "}}}";
}

FeePromotionNotice facts_of(const Message& message) {
  const auto* facts = std::get_if<FeePromotionNotice>(&message.facts);
  return facts == nullptr ? FeePromotionNotice{} : *facts;
}

TEST(FeePromotion, ThePublishedOneIsReadWhole) {
  const Message message =
      read(bytes_of(wire_folder / "spapi_notif_fee_promotion__schema_example.json"));
  EXPECT_EQ(message.kind, MessageKind::fee_promotion);
  EXPECT_EQ(message.recipient.text(), "AJH434853485");
  EXPECT_EQ(message.market.marketplace.text(), "ATIV93840DER");
  const FeePromotionNotice facts = facts_of(message);
  EXPECT_EQ(facts.type, "TYPE");
  EXPECT_EQ(facts.description, "Fee promotion type description");
  EXPECT_EQ(instant_text(facts.from.value()), "2020-07-13T19:42:04.284Z");
  EXPECT_EQ(facts.through, facts.from);
  ASSERT_EQ(facts.items.size(), 4U);
  EXPECT_EQ(facts.items[1],
            (PromotedItem{"identifierType", "identifierValueId2", "identifierValueFriendlyName2"}));
  ASSERT_EQ(facts.fees.size(), 2U);
  const PromotedFee& fee = facts.fees[0];
  EXPECT_EQ(fee.type, "FeeType");
  EXPECT_EQ(fee.discount_type, "FeeDiscountType");
  EXPECT_EQ(fee.discount_value, "10.3");
  EXPECT_EQ(fee.price_threshold, (Money{6000, dollar}));
  EXPECT_EQ(fee.discount, (Money{7000, dollar}));
  EXPECT_EQ(fee.estimate, (Money{9000, dollar}));
  EXPECT_EQ(fee.estimated, facts.from);
  ASSERT_EQ(fee.parts.size(), 2U);
  ASSERT_EQ(fee.parts[0].included.size(), 2U);
  const PromotedFeePart part{"feeType",           Money{1000, dollar}, Money{2000, dollar},
                             Money{3000, dollar}, Money{4000, dollar}, {}};
  EXPECT_EQ(fee.parts[1].included[1], part);
}

TEST(FeePromotion, NeedsNothing) {
  const FeePromotionNotice facts = facts_of(read(promotion("")));
  EXPECT_EQ(facts, FeePromotionNotice{});
  EXPECT_EQ(refused(R"({"NotificationType":"FEE_PROMOTION","Payload":{}})").code,
            Errc::missing_field);
}

TEST(FeePromotion, TheListHasTwoNames) {
  for (const char* name : {"PromotionInformation", "PromotionInformations"}) {
    const FeePromotionNotice facts =
        facts_of(read(promotion("\"" + std::string(name) + R"(":[{"FeeType":"A"},{}])")));
    ASSERT_EQ(facts.fees.size(), 2U) << name;
    EXPECT_EQ(facts.fees[0].type, "A");
    EXPECT_FALSE(facts.fees[0].estimate);
  }
}

TEST(FeePromotion, FaultsNameTheField) {
  struct Row {
    const char* body;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {R"("PromotionInformation":[{"PriceThreshold":7}])", Errc::wrong_type,
       "Payload.FeePromotionNotification.PromotionInformation[].PriceThreshold"},
      {R"("PromotionInformation":[{"FeesEstimate":{"FeeDetails":[{},{"FinalFee":{"Amount":1,)"
       R"("CurrencyCode":"ZZZ"}}]}}])",
       Errc::unknown_currency,
       "Payload.FeePromotionNotification.PromotionInformation[].FeesEstimate.FeeDetails[]"
       ".FinalFee.CurrencyCode"},
      {R"("Identifiers":[7])", Errc::wrong_type, "Payload.FeePromotionNotification.Identifiers[]"},
      {R"("PromotionActiveTimeRange":{"EffectiveFromDate":"soon"})", Errc::bad_instant,
       "Payload.FeePromotionNotification.PromotionActiveTimeRange.EffectiveFromDate"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.body);
    EXPECT_EQ(refused(promotion(row.body)).code, row.code);
    EXPECT_STREQ(refused(promotion(row.body)).where, row.where);
  }
}

}  // namespace
}  // namespace haggle::test
