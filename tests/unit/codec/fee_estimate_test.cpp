// Fee estimates: what they say, and what becomes of entries that fail.
#include "haggle/codec/fee_estimate.hpp"

#include "codec/fee_time.hpp"
#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

/// An entry of a batch; `more` is what stands beside its status and identifier.
std::string entry_text(std::string_view more, std::string_view status = "Success") {
  return R"({"Status":")" + std::string(status) +
         R"(","FeesEstimateIdentifier":{"MarketplaceId":"ATVPDKIKX0DER","IdType":"SellerSKU",)"
         R"("IdValue":"MUG-1","SellerId":"US","SellerInputIdentifier":"r-1",)"
         R"("IsAmazonFulfilled":true,"OptionalFulfillmentProgram":"FBA_CORE",)"
         R"("PriceToEstimateFees":{"ListingPrice":{"CurrencyCode":"USD","Amount":10},)"
         R"("Shipping":{"Amount":"1.50","CurrencyCode":"USD"}}})" +
         (more.empty() ? "" : ",") + std::string(more) + "}";
}

std::string usd(std::string_view amount) {
  return R"({"CurrencyCode":"USD","Amount":)" + std::string(amount) + "}";
}

std::string fees_text(std::string_view rows, std::string_view total = "15.4") {
  return entry_text(R"("FeesEstimate":{"TimeOfFeesEstimation":"2025-03-04T17:47:58.000Z",)"
                    R"("TotalFeesEstimate":)" +
                    usd(total) + R"(,"FeeDetailList":[)" + std::string(rows) + "]}");
}

std::string line_text(std::string_view type, std::string_view amount, std::string_view more = "") {
  return R"({"FeeType":")" + std::string(type) + R"(","FeeAmount":)" + usd(amount) +
         R"(,"FinalFee":)" + usd(amount) + std::string(more) + "}";
}

/// As seen live: two fees and two zeros, of which one has parts.
const std::string live_rows =
    line_text("ReferralFee", "11.5") + "," + line_text("VariableClosingFee", "0") + "," +
    line_text("PerItemFee", "0.0") + "," +
    line_text("FBAFees", "3.90",
              R"(,"IncludedFeeDetailList":[)" + line_text("FBAPickAndPack", "3.9") + "," +
                  line_text("FBAWeightHandling", "0") + "]");

TEST(FeeEstimate, SaysWhatWasAsked) {
  const FeeEstimate given = must(read_fee_estimate(fees_text(live_rows)));
  EXPECT_EQ(given.status, FeeStatus::success);
  EXPECT_EQ(given.marketplace.text(), "US");
  EXPECT_EQ(given.id_type, "SellerSKU");
  EXPECT_EQ(given.id, "MUG-1");
  EXPECT_EQ(given.seller.text(), "US");
  EXPECT_EQ(given.request_id, "r-1");
  EXPECT_EQ(given.marketplace_fulfilled, Tristate::yes);
  EXPECT_EQ(given.program, "FBA_CORE");
  EXPECT_EQ(given.currency.text(), "USD");
  EXPECT_EQ(given.price_minor, 1'000);
  EXPECT_EQ(given.shipping_minor, 150);
  EXPECT_EQ(given.points_count, std::nullopt);
  EXPECT_EQ(given.points_minor, std::nullopt);
  EXPECT_EQ(given.time, Instant{1'741'110'478'000});
  EXPECT_FALSE(given.error);
}

TEST(FeeEstimate, IncludedFeesAreInsideTheirParent) {
  const FeeEstimate given = must(read_fee_estimate(fees_text(live_rows)));
  ASSERT_EQ(given.fees.size(), 4U);
  EXPECT_EQ(given.fees[0].line.type, "ReferralFee");
  EXPECT_EQ(given.fees[0].line.final_minor, 1'150);
  EXPECT_EQ(given.fees[2].line.final_minor, 0);
  ASSERT_EQ(given.fees[3].included.size(), 2U);
  EXPECT_EQ(given.fees[3].included[0].final_minor, 390);
  EXPECT_EQ(given.total_minor, 1'540);
  EXPECT_EQ(given.sum_minor(), 1'540);
  EXPECT_FALSE(given.total_differs());
}

TEST(FeeEstimate, ATotalThatDiffersIsNoted) {
  EXPECT_TRUE(must(read_fee_estimate(fees_text(live_rows, "15.41"))).total_differs());
  const FeeEstimate bare = must(read_fee_estimate(fees_text("", "3.0")));
  EXPECT_EQ(bare.total_minor, 300);
  EXPECT_EQ(bare.sum_minor(), std::nullopt);
  EXPECT_FALSE(bare.total_differs());
  const FeeEstimate half = must(read_fee_estimate(fees_text(R"({"FeeType":"X"})")));
  EXPECT_EQ(half.sum_minor(), std::nullopt);
}

TEST(FeeEstimate, ASumBeyondTheLargestAmountIsNone) {
  const std::string most = line_text("X", "9999999999999.99");
  EXPECT_TRUE(must(read_fee_estimate(fees_text(most))).sum_minor());
  EXPECT_FALSE(must(read_fee_estimate(fees_text(most + "," + most))).sum_minor());
}

TEST(FeeEstimate, PromotionsAndTaxAreKept) {
  const std::string row = R"({"FeeType":"ReferralFee","FeeAmount":)" + usd("1.50") +
                          R"(,"FeePromotion":)" + usd("0.50") + R"(,"TaxAmount":)" + usd("0") +
                          R"(,"FinalFee":)" + usd("1.00") + "}";
  const FeeLine line = must(read_fee_estimate(fees_text(row))).fees.at(0).line;
  EXPECT_EQ(line, (FeeLine{"ReferralFee", 150, 50, 0, 100}));
}

TEST(FeeEstimate, ARefusedEntryHasItsStatusAndError) {
  const FeeEstimate given = must(read_fee_estimate(
      entry_text(R"("Error":{"Type":"Sender","Code":"InvalidParameterValue","Message":"no such",)"
                 R"("Detail":[]})",
                 "ClientError")));
  EXPECT_EQ(given.status, FeeStatus::client_error);
  EXPECT_EQ(given.error, (AnswerError{"InvalidParameterValue", "no such", "Sender"}));
  EXPECT_EQ(given.total_minor, std::nullopt);
  EXPECT_EQ(given.id, "MUG-1");
  EXPECT_EQ(must(read_fee_estimate(entry_text("", "ServiceError"))).status,
            FeeStatus::service_error);
  const FeeEstimate odd = must(read_fee_estimate(entry_text("", "Delayed")));
  EXPECT_EQ(odd.status, FeeStatus::unknown);
  EXPECT_EQ(odd.status_text, "Delayed");
}

TEST(FeeEstimate, AnErrorOfEmptyTextsIsNone) {
  const FeeEstimate given = must(
      read_fee_estimate(entry_text(R"("Error":{"Type":"","Code":"","Message":"","Detail":[]})")));
  EXPECT_FALSE(given.error);
}

TEST(FeeEstimate, ARequestThatWasRefusedIsOneEntry) {
  constexpr std::string_view text = R"({"errors":[{"code":"QuotaExceeded","message":"slow"}]})";
  const FeeEstimate given = must(read_fee_estimate(text));
  EXPECT_EQ(given.status, FeeStatus::refused);
  EXPECT_EQ(given.error, (AnswerError{"QuotaExceeded", "slow", ""}));
  EXPECT_EQ(must(read_fee_estimates(text)).size(), 1U);
}

TEST(FeeEstimate, MayStandInItsRounds) {
  const std::string entry = fees_text(live_rows);
  for (const std::string& text :
       {R"({"FeesEstimateResult":)" + entry + "}", R"({"payload":)" + entry + "}",
        R"({"payload":{"FeesEstimateResult":)" + entry + "}}"}) {
    EXPECT_EQ(must(read_fee_estimate(text)).total_minor, 1'540) << text;
  }
}

TEST(FeeEstimates, ABadEntryLeavesTheOthers) {
  const std::string text = "[" + fees_text(live_rows) + ",7,{}," +
                           fees_text(line_text("X", "1.001")) + "," + entry_text("") + "]";
  const auto given = must(read_fee_estimates(text));
  ASSERT_EQ(given.size(), 5U);
  EXPECT_EQ(given[0]->total_minor, 1'540);
  EXPECT_TRUE(fault_of(given[1]).starts_with("wrong_type FeesEstimateResult 0"));
  EXPECT_TRUE(fault_of(given[2]).starts_with("missing_field FeesEstimateResult.Status 0"));
  EXPECT_TRUE(fault_of(given[3]).starts_with(
      "amount_precision FeesEstimateResult.FeesEstimate.FeeDetailList[].FeeAmount.Amount 0"));
  EXPECT_EQ(given[4]->id, "MUG-1");
}

TEST(FeeEstimates, OtherTextsAreRefused) {
  EXPECT_TRUE(must(read_fee_estimates("[]")).empty());
  EXPECT_TRUE(fault_of(read_fee_estimates("3")).starts_with("wrong_type"));
  EXPECT_TRUE(fault_of(read_fee_estimates("[1,]")).starts_with("malformed_json"));
  std::string many = "[0";
  for (int i = 0; i < 1'024; ++i) many += ",0";
  EXPECT_TRUE(fault_of(read_fee_estimates(many + "]")).starts_with("out_of_range"));
}

TEST(FeeEstimate, WrongFormsAreNamed) {
  const std::pair<std::string, std::string_view> rows[] = {
      {fees_text(R"({"FeeAmount":1})"),
       "missing_field FeesEstimateResult.FeesEstimate."
       "FeeDetailList[].FeeType 0"},
      {fees_text(line_text("A", "1") + "," + line_text("B", "\"x\"")),
       "bad_amount FeesEstimateResult.FeesEstimate.FeeDetailList[].FeeAmount.Amount 1"},
      {fees_text(R"({"FeeType":"A","FinalFee":{"CurrencyCode":"EUR","Amount":1}})"),
       "currency_mismatch FeesEstimateResult.FeesEstimate.FeeDetailList[].FinalFee.CurrencyCode"},
      {entry_text(R"("FeesEstimate":{"TimeOfFeesEstimation":"yesterday"})"),
       "bad_instant FeesEstimateResult.FeesEstimate.TimeOfFeesEstimation"},
      {entry_text(R"("FeesEstimate":[])"), "wrong_type FeesEstimateResult.FeesEstimate"},
      {R"({"Status":"Success","FeesEstimateIdentifier":{"MarketplaceId":"SIXTEEN_LETTERS_"}})",
       "id_too_long FeesEstimateResult.FeesEstimateIdentifier.MarketplaceId"}};
  for (const auto& [text, fault] : rows) {
    EXPECT_TRUE(fault_of(read_fee_estimate(text)).starts_with(fault))
        << fault_of(read_fee_estimate(text));
  }
}

TEST(FeeTime, ComesInTwoForms) {
  const Instant at{1'572'288'572'000};
  for (const char* text : {"Mon Oct 28 18:49:32 UTC 2019", "Mon Oct 28 18:49:32 GMT 2019",
                           "2019-10-28T18:49:32Z", "Mon  Oct 28 18:49:32 UTC 2019"}) {
    EXPECT_EQ(must(codec::parse_fee_time(text)), at) << text;
  }
  EXPECT_EQ(must(codec::parse_fee_time("Sat Feb  1 00:00:00 UTC 2020")),
            must(codec::parse_fee_time("2020-02-01T00:00:00Z")));
}

TEST(FeeTime, OtherFormsAreRefused) {
  for (const char* text : {"", "Mon Oct 28 18:49:32 PST 2019", "Mon Oct 28 18:49:32 2019",
                           "Mon Okt 28 18:49:32 UTC 2019", "Mon Oct 32 18:49:32 UTC 2019",
                           "Mon Oct 28 25:49:32 UTC 2019", "Mon Oct 28 18:49:32 UTC 2019 x",
                           "Moon Oct 28 18:49:32 UTC 2019", "Mon Oct 28 18:49:32 UTC 19"}) {
    EXPECT_TRUE(fault_of(codec::parse_fee_time(text)).starts_with("bad_instant")) << text;
  }
}

}  // namespace
}  // namespace haggle::test
