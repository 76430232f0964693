// The price at which our offer would be the featured one.
#include "haggle/codec/expected_price.hpp"

#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

/// An entry of a batch; `result` is the inside of its only result.
std::string entry_text(std::string_view result) {
  return R"({"request":{"marketplaceId":"ATVPDKIKX0DER","sku":"MUG-1"},"status":{"statusCode":200,)"
         R"("reasonPhrase":"Success"},"headers":{},"body":{"offerIdentifier":{"asin":"B0",)"
         R"("sku":"MUG-1","marketplaceId":"ATVPDKIKX0DER","fulfillmentType":"MFN",)"
         R"("sellerId":"US"},"featuredOfferExpectedPriceResults":[{)" +
         std::string(result) + "}]}}";
}
std::string batch_text(std::string_view entries) {
  return R"({"responses":[)" + std::string(entries) + "]}";
}

std::string usd(std::string_view amount) {
  return R"({"amount":)" + std::string(amount) + R"(,"currencyCode":"USD"})";
}

Result<ExpectedPriceAnswer> entry(std::string_view result) {
  return must(read_expected_prices(batch_text(entry_text(result)))).at(0);
}

const std::string other =
    R"("offerIdentifier":{"asin":"B0","marketplaceId":"ATVPDKIKX0DER","fulfillmentType":"AFN",)"
    R"("sellerId":"RIVAL"},"condition":"New","price":{"listingPrice":)" +
    usd("12.00") + R"(,"shippingPrice":)" + usd("0") + "}";

TEST(ExpectedPrice, IsAListingPrice) {
  const ExpectedPriceAnswer given =
      must(entry(R"("resultStatus":"VALID_FOEP","featuredOfferExpectedPrice":{"listingPrice":)" +
                 usd("10.00") + R"(,"points":{"pointsNumber":3,"pointsMonetaryValue":)" +
                 usd("0.03") + R"(}},"competingFeaturedOffer":{)" + other + "}"));
  EXPECT_TRUE(given.answered());
  EXPECT_EQ(given.marketplace.text(), "US");
  EXPECT_EQ(given.sku.text(), "MUG-1");
  EXPECT_EQ(given.status_code, 200);
  EXPECT_EQ(given.reason, "Success");
  EXPECT_EQ(given.currency.text(), "USD");
  EXPECT_EQ(given.offer.item.text(), "B0");
  EXPECT_EQ(given.offer.seller.text(), "US");
  EXPECT_EQ(given.offer.fulfilment, Fulfilment::merchant);
  ASSERT_EQ(given.results.size(), 1U);
  const ExpectedPrice& result = given.results[0];
  EXPECT_EQ(result.status, ExpectedPriceStatus::valid);
  EXPECT_EQ(result.expected, (FeaturedPrice{1'000, std::nullopt, 3, 3}));
  ASSERT_TRUE(result.competing);
  EXPECT_EQ(result.competing->id.seller.text(), "RIVAL");
  EXPECT_EQ(result.competing->id.fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(result.competing->condition, "New");
  EXPECT_EQ(result.competing->price, (FeaturedPrice{1'200, 0, std::nullopt, std::nullopt}));
  EXPECT_FALSE(result.featured_now);
}

TEST(ExpectedPrice, AbsentIsNotZero) {
  for (const char* said : {"", R"(,"featuredOfferExpectedPrice":null)"}) {
    const ExpectedPriceAnswer given = must(entry(
        R"("resultStatus":"NO_COMPETING_OFFER","currentFeaturedOffer":{)" + other + "}" + said));
    EXPECT_EQ(given.results.at(0).expected, std::nullopt);
    EXPECT_EQ(given.results.at(0).status, ExpectedPriceStatus::no_competing_offer);
    EXPECT_TRUE(given.results.at(0).featured_now);
  }
  EXPECT_TRUE(fault_of(entry(R"("resultStatus":"VALID_FOEP","featuredOfferExpectedPrice":{})"))
                  .starts_with("missing_field responses[].body.featuredOfferExpectedPriceResults[]"
                               ".featuredOfferExpectedPrice.listingPrice 0"));
}

TEST(ExpectedPrice, TheWordsOfTheStatus) {
  const std::pair<std::string_view, ExpectedPriceStatus> rows[] = {
      {"VALID_FOEP", ExpectedPriceStatus::valid},
      {"NO_COMPETING_OFFER", ExpectedPriceStatus::no_competing_offer},
      {"NO_COMPETING_OFFERS", ExpectedPriceStatus::no_competing_offer},
      {"OFFER_NOT_ELIGIBLE", ExpectedPriceStatus::offer_not_eligible},
      {"OFFER_NOT_FOUND", ExpectedPriceStatus::offer_not_found},
      {"ASIN_NOT_ELIGIBLE", ExpectedPriceStatus::asin_not_eligible},
      {"SOMETHING_NEW", ExpectedPriceStatus::unknown}};
  for (const auto& [word, status] : rows) {
    const auto given = must(entry(R"("resultStatus":")" + std::string(word) + "\""));
    EXPECT_EQ(given.results.at(0).status, status) << word;
    EXPECT_EQ(given.results.at(0).status_text, word);
  }
  EXPECT_TRUE(fault_of(entry("")).starts_with(
      "missing_field responses[].body.featuredOfferExpectedPriceResults[].resultStatus 0"));
}

TEST(ExpectedPrices, AFailedEntryHasItsErrors) {
  const auto given = must(read_expected_prices(
      batch_text(R"({"request":{"marketplaceId":"DE","sku":"GONE"},"status":{"statusCode":400,)"
                 R"("reasonPhrase":"Client Error"},"body":{"errors":[{"code":"INVALID_SKU",)"
                 R"("message":"no"}]}})")));
  ASSERT_EQ(given.size(), 1U);
  EXPECT_FALSE(given[0]->answered());
  EXPECT_EQ(given[0]->status_code, 400);
  EXPECT_EQ(given[0]->marketplace.text(), "DE");
  EXPECT_EQ(given[0]->sku.text(), "GONE");
  EXPECT_EQ(given[0]->errors, (std::vector<AnswerError>{{"INVALID_SKU", "no", ""}}));
}

TEST(ExpectedPrices, ABadEntryLeavesTheOthers) {
  const std::string good = entry_text(R"("resultStatus":"OFFER_NOT_FOUND")");
  const std::string bad =
      entry_text(R"("resultStatus":"VALID_FOEP","featuredOfferExpectedPrice":{"listingPrice":)" +
                 usd("10.005") + "}");
  const std::string mixed =
      entry_text(R"("resultStatus":"VALID_FOEP","featuredOfferExpectedPrice":{"listingPrice":)"
                 R"({"amount":1,"currencyCode":"EUR"}},"currentFeaturedOffer":{)" +
                 other + "}");
  const auto given =
      must(read_expected_prices(batch_text(good + "," + bad + ",null," + mixed + "," + good)));
  ASSERT_EQ(given.size(), 5U);
  EXPECT_TRUE(given[0] && given[4]);
  EXPECT_TRUE(fault_of(given[1]).starts_with("amount_precision responses[].body."));
  EXPECT_TRUE(fault_of(given[2]).starts_with("wrong_type responses[] 2"));
  EXPECT_TRUE(fault_of(given[3]).starts_with("currency_mismatch responses[].body."));
}

TEST(ExpectedPrices, ARefusedRequestIsOneEntry) {
  const auto given = must(read_expected_prices(R"({"errors":[{"code":"Unauthorized"}]})"));
  ASSERT_EQ(given.size(), 1U);
  EXPECT_EQ(given[0]->errors.at(0).code, "Unauthorized");
  EXPECT_FALSE(given[0]->answered());
}

TEST(ExpectedPrices, OtherTextsAreRefused) {
  EXPECT_TRUE(must(read_expected_prices(batch_text(""))).empty());
  EXPECT_TRUE(fault_of(read_expected_prices("{}")).starts_with("missing_field responses"));
  EXPECT_TRUE(fault_of(read_expected_prices("[]")).starts_with("missing_field responses"));
  EXPECT_TRUE(
      fault_of(read_expected_prices(R"({"responses":{}})")).starts_with("wrong_type responses"));
  std::string many = "0";
  for (int i = 0; i < 1'024; ++i) many += ",0";
  EXPECT_TRUE(
      fault_of(read_expected_prices(batch_text(many))).starts_with("out_of_range responses"));
}

}  // namespace
}  // namespace haggle::test
