// The published answers, and some that are written by hand, say in C what they say in C++.
#include <gtest/gtest.h>

#include <cstring>
#include <optional>
#include <string>

#include "haggle/codec/expected_price.hpp"
#include "haggle/codec/fee_estimate.hpp"
#include "haggle/codec/submission_read.hpp"
#include "haggle/haggle.h"
#include "support/build.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

class CAnswer {
 public:
  CAnswer(std::uint32_t kind, const std::string& json) {
    haggle_error error = HAGGLE_ERROR_INIT;
    EXPECT_EQ(haggle_answer_create(kind, json.data(), json.size(), &answer_, &error), HAGGLE_OK)
        << error.message;
    EXPECT_EQ(haggle_answer_summary(answer_, &summary, nullptr), HAGGLE_OK);
  }
  CAnswer(const CAnswer&) = delete;
  CAnswer& operator=(const CAnswer&) = delete;
  ~CAnswer() { haggle_answer_destroy(answer_); }

  [[nodiscard]] std::string text(std::uint32_t which, std::size_t row) const {
    std::string out(1'000, '\0');
    std::size_t needed = 0;
    EXPECT_EQ(haggle_answer_text(answer_, which, row, 0, out.data(), out.size(), &needed, nullptr),
              HAGGLE_OK);
    out.resize(needed);
    return out;
  }
  template <class C>
  [[nodiscard]] C row(haggle_status (*get)(const haggle_answer*, std::size_t, C*, haggle_error*),
                      std::size_t number) const {
    C out{};
    out.size = sizeof out;
    EXPECT_EQ(get(answer_, number, &out, nullptr), HAGGLE_OK);
    return out;
  }

  haggle_summary summary = HAGGLE_SUMMARY_INIT;

 private:
  haggle_answer* answer_{nullptr};
};

std::optional<std::int64_t> said(std::uint32_t has, std::uint32_t bit, std::int64_t value) {
  if ((has & bit) != 0) return value;
  EXPECT_EQ(value, 0);
  return std::nullopt;
}

// ---- fees -------------------------------------------------------------------------------------

void expect_same(const FeeLine& line, const CAnswer& answer, std::size_t number, bool included) {
  const auto fee = answer.row(haggle_answer_fee, number);
  EXPECT_EQ(fee.included, included ? 1 : 0);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_FEE_TYPE, number), line.type);
  EXPECT_EQ(said(fee.has, HAGGLE_FEE_HAS_AMOUNT, fee.amount_minor), line.amount_minor);
  EXPECT_EQ(said(fee.has, HAGGLE_FEE_HAS_PROMOTION, fee.promotion_minor), line.promotion_minor);
  EXPECT_EQ(said(fee.has, HAGGLE_FEE_HAS_TAX, fee.tax_minor), line.tax_minor);
  EXPECT_EQ(said(fee.has, HAGGLE_FEE_HAS_FINAL, fee.final_minor), line.final_minor);
}

void expect_same_asked(const FeeEstimate& from, const haggle_fee_estimate& got) {
  EXPECT_EQ(got.marketplace, from.marketplace.text());
  EXPECT_EQ(got.seller, from.seller.text());
  EXPECT_EQ(got.currency, from.currency.text());
  EXPECT_EQ(got.marketplace_fulfilled, static_cast<int>(from.marketplace_fulfilled));
  EXPECT_EQ(said(got.has, HAGGLE_ESTIMATE_HAS_PRICE, got.price_minor), from.price_minor);
  EXPECT_EQ(said(got.has, HAGGLE_ESTIMATE_HAS_SHIPPING, got.shipping_minor), from.shipping_minor);
  EXPECT_EQ(said(got.has, HAGGLE_ESTIMATE_HAS_POINTS_COUNT, got.points_count), from.points_count);
  EXPECT_EQ(said(got.has, HAGGLE_ESTIMATE_HAS_POINTS, got.points_minor), from.points_minor);
}

void expect_same_said(const FeeEstimate& from, const haggle_fee_estimate& got) {
  EXPECT_EQ(got.status, HAGGLE_OK);
  EXPECT_EQ(got.fee_status, static_cast<int>(from.status));
  EXPECT_EQ(got.total_differs, from.total_differs() ? 1 : 0);
  EXPECT_EQ(said(got.has, HAGGLE_ESTIMATE_HAS_TIME, got.time_ms),
            from.time ? std::optional{from.time->ms} : std::nullopt);
  EXPECT_EQ(said(got.has, HAGGLE_ESTIMATE_HAS_TOTAL, got.total_minor), from.total_minor);
  EXPECT_EQ(said(got.has, HAGGLE_ESTIMATE_HAS_SUM, got.sum_minor), from.sum_minor());
}

void expect_same_texts(const FeeEstimate& from, const CAnswer& answer, std::size_t row) {
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_ESTIMATE_STATUS, row), from.status_text);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_ESTIMATE_ID_TYPE, row), from.id_type);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_ESTIMATE_ID, row), from.id);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_ESTIMATE_REQUEST_ID, row), from.request_id);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_ESTIMATE_PROGRAM, row), from.program);
}

void expect_same_fees(const FeeEstimate& from, const CAnswer& answer,
                      const haggle_fee_estimate& got) {
  std::size_t number = got.fees_first;
  for (const Fee& fee : from.fees) {
    expect_same(fee.line, answer, number++, false);
    for (const FeeLine& line : fee.included) expect_same(line, answer, number++, true);
  }
  EXPECT_EQ(number, got.fees_first + got.fees_count);
  EXPECT_EQ(got.refusals_count, from.error ? 1U : 0U);
  if (!from.error) return;
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_REFUSAL_MESSAGE, got.refusals_first),
            from.error->message);
}

template <class C>
void expect_error(const C& got, const Error& error) {
  EXPECT_EQ(got.status, static_cast<haggle_status>(error.code));
  EXPECT_STREQ(got.where, error.where);
  EXPECT_EQ(got.index, error.index);
  EXPECT_EQ(got.offset, error.offset);
}

void expect_same_estimates(const std::string& json) {
  const auto wanted = must(read_fee_estimates(json));
  const CAnswer answer{HAGGLE_ANSWER_FEES, json};
  ASSERT_EQ(answer.summary.estimates_count, wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto got = answer.row(haggle_answer_estimate, i);
    if (!wanted[i]) {
      expect_error(got, wanted[i].error());
      EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_ESTIMATE_ID, i), "");
      continue;
    }
    expect_same_asked(*wanted[i], got);
    expect_same_said(*wanted[i], got);
    expect_same_texts(*wanted[i], answer, i);
    expect_same_fees(*wanted[i], answer, got);
  }
}

TEST(AnswerSamples, FeesAsPublished) {
  const auto files = files_of(wire_folder, "spapi_fees_");
  ASSERT_EQ(files.size(), 2U);
  for (const auto& file : files) expect_same_estimates(bytes_of(file));
}

TEST(AnswerSamples, FeesOfSeveralEntries) {
  constexpr const char* begin =
      R"({"Status":"Success","FeesEstimateIdentifier":{"MarketplaceId":"ATVPDKIKX0DER",)"
      R"("IdType":"SellerSKU","IdValue":"MUG-1","SellerId":"A2X","SellerInputIdentifier":"r-1",)"
      R"("IsAmazonFulfilled":true,"PriceToEstimateFees":{"ListingPrice":{"CurrencyCode":"USD",)"
      R"("Amount":10}}},"FeesEstimate":{"TotalFeesEstimate":{"CurrencyCode":"USD","Amount":5.4},)"
      R"("FeeDetailList":[)";
  constexpr const char* fees =
      R"({"FeeType":"ReferralFee","FeeAmount":{"CurrencyCode":"USD","Amount":1.5},"TaxAmount":)"
      R"({"CurrencyCode":"USD","Amount":0},"FinalFee":{"CurrencyCode":"USD","Amount":1.5}},)"
      R"({"FeeType":"FBAFees","FinalFee":{"CurrencyCode":"USD","Amount":3.9},)"
      R"("IncludedFeeDetailList":[{"FeeType":"FBAPickAndPack","FinalFee":{"CurrencyCode":"USD",)"
      R"("Amount":3.9}}]})";
  const std::string good = begin + std::string(fees) + "]}}";
  const std::string other = begin + std::string("]}}");
  const std::string wrong = R"({"FeesEstimateIdentifier":{}})";
  const std::string refused =
      R"({"Status":"ClientError","Error":{"Type":"Sender","Code":"X","Message":"no","Detail":[]}})";
  expect_same_estimates("[" + good + "," + wrong + "," + refused + "," + good + "," + other + "]");
}

// ---- expected prices --------------------------------------------------------------------------

void expect_same(const std::optional<FeaturedPrice>& from, const haggle_featured_price& got) {
  const FeaturedPrice none;
  const FeaturedPrice& price = from ? *from : none;
  EXPECT_EQ((got.has & HAGGLE_FEATURED_HAS_PRICE) != 0, from.has_value());
  EXPECT_EQ(got.price_minor, price.price_minor);
  EXPECT_EQ(said(got.has, HAGGLE_FEATURED_HAS_SHIPPING, got.shipping_minor), price.shipping_minor);
  EXPECT_EQ(said(got.has, HAGGLE_FEATURED_HAS_POINTS_COUNT, got.points_count), price.points_count);
  EXPECT_EQ(said(got.has, HAGGLE_FEATURED_HAS_POINTS, got.points_minor), price.points_minor);
}

void expect_same(const FeaturedOfferId& from, const haggle_offer_id& got) {
  EXPECT_EQ(got.marketplace, from.marketplace.text());
  EXPECT_EQ(got.item, from.item.text());
  EXPECT_EQ(got.seller, from.seller.text());
  EXPECT_EQ(got.sku, from.sku.text());
  EXPECT_EQ(got.has_fulfilment, from.fulfilment ? 1 : 0);
  EXPECT_EQ(got.fulfilment, from.fulfilment ? static_cast<int>(*from.fulfilment) : 0);
}

void expect_same(const ExpectedPrice& from, const CAnswer& answer, std::size_t row) {
  const auto got = answer.row(haggle_answer_price, row);
  const FeaturedOffer none;
  EXPECT_EQ(got.expected_status, static_cast<int>(from.status));
  EXPECT_EQ((got.has & HAGGLE_EXPECTED_PRICE_HAS_COMPETING) != 0, from.competing.has_value());
  EXPECT_EQ((got.has & HAGGLE_EXPECTED_PRICE_HAS_FEATURED_NOW) != 0, from.featured_now.has_value());
  expect_same(from.expected, got.expected);
  const FeaturedOffer& competing = from.competing ? *from.competing : none;
  const FeaturedOffer& featured_now = from.featured_now ? *from.featured_now : none;
  expect_same(competing.price, got.competing);
  expect_same(competing.id, got.competing_offer);
  expect_same(featured_now.price, got.featured_now);
  expect_same(featured_now.id, got.featured_now_offer);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_PRICE_STATUS, row), from.status_text);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_PRICE_COMPETING_CONDITION, row), competing.condition);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_PRICE_FEATURED_NOW_CONDITION, row),
            featured_now.condition);
}

void expect_same(const ExpectedPriceAnswer& from, const CAnswer& answer, std::size_t row) {
  const auto got = answer.row(haggle_answer_offer, row);
  EXPECT_EQ(got.status, HAGGLE_OK);
  EXPECT_EQ(got.marketplace, from.marketplace.text());
  EXPECT_EQ(got.sku, from.sku.text());
  EXPECT_EQ(got.currency, from.currency.text());
  EXPECT_EQ(said(got.has, HAGGLE_EXPECTED_OFFER_HAS_STATUS_CODE, got.status_code),
            from.status_code);
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_OFFER_REASON, row), from.reason);
  expect_same(from.offer, got.found);
  ASSERT_EQ(got.prices_count, from.results.size());
  ASSERT_EQ(got.refusals_count, from.errors.size());
  for (std::uint32_t i = 0; i < got.prices_count; ++i) {
    EXPECT_EQ(answer.row(haggle_answer_price, got.prices_first + i).offer, row);
    expect_same(from.results[i], answer, got.prices_first + i);
  }
  for (std::uint32_t i = 0; i < got.refusals_count; ++i) {
    EXPECT_EQ(answer.row(haggle_answer_refusal, got.refusals_first + i).row, row);
    EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_REFUSAL_CODE, got.refusals_first + i),
              from.errors[i].code);
  }
}

void expect_same_offers(const std::string& json) {
  const auto wanted = must(read_expected_prices(json));
  const CAnswer answer{HAGGLE_ANSWER_EXPECTED_PRICES, json};
  ASSERT_EQ(answer.summary.offers_count, wanted.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i]) {
      expect_same(*wanted[i], answer, i);
    } else {
      expect_error(answer.row(haggle_answer_offer, i), wanted[i].error());
    }
  }
}

TEST(AnswerSamples, ExpectedPricesAsPublished) {
  const auto files = files_of(wire_folder, "spapi_pricing_2022_foep");
  ASSERT_EQ(files.size(), 1U);
  for (const auto& file : files) expect_same_offers(bytes_of(file));
}

TEST(AnswerSamples, ListingsAsPublished) {
  const auto files = files_of(wire_folder, "spapi_listings_get__sandbox");
  ASSERT_EQ(files.size(), 1U);
  const std::string json = bytes_of(files.front());
  const ListingPrices wanted = must(read_listing_prices(json));
  const CAnswer answer{HAGGLE_ANSWER_LISTING, json};
  EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_SKU, 0), wanted.sku.text());
  ASSERT_EQ(answer.summary.presences_count, wanted.summaries.size());
  ASSERT_EQ(answer.summary.shown_count, wanted.shown.size());
  EXPECT_EQ(answer.summary.issues_count, wanted.issues.size());
  for (std::size_t i = 0; i < wanted.summaries.size(); ++i) {
    const auto got = answer.row(haggle_answer_presence, i);
    EXPECT_EQ(got.marketplace, wanted.summaries[i].marketplace.text());
    EXPECT_EQ(got.item, wanted.summaries[i].item.text());
    EXPECT_EQ(got.statuses_count, wanted.summaries[i].statuses.size());
    EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_PRESENCE_PRODUCT_TYPE, i),
              wanted.summaries[i].product_type);
  }
  for (std::size_t i = 0; i < wanted.shown.size(); ++i) {
    const auto got = answer.row(haggle_answer_shown, i);
    EXPECT_EQ(got.marketplace, wanted.shown[i].marketplace.text());
    EXPECT_EQ(got.currency, wanted.shown[i].currency.text());
    EXPECT_EQ(got.price_minor, wanted.shown[i].price_minor);
    EXPECT_EQ(said(got.has, HAGGLE_SHOWN_HAS_POINTS_COUNT, got.points_count),
              wanted.shown[i].points_count);
    EXPECT_EQ(answer.text(HAGGLE_ANSWER_TEXT_SHOWN_OFFER_TYPE, i), wanted.shown[i].offer_type);
  }
}

TEST(AnswerSamples, ExpectedPricesOfSeveralEntries) {
  const std::string good =
      R"({"request":{"marketplaceId":"ATVPDKIKX0DER","sku":"MUG-1"},"status":{"statusCode":200},)"
      R"("body":{"offerIdentifier":{"asin":"B0","sku":"MUG-1","fulfillmentType":"MFN"},)"
      R"("featuredOfferExpectedPriceResults":[{"resultStatus":"NO_COMPETING_OFFERS"},)"
      R"({"resultStatus":"VALID_FOEP","featuredOfferExpectedPrice":{"listingPrice":)"
      R"({"amount":9.5,"currencyCode":"USD"}}}]}})";
  const std::string refused =
      R"({"request":{"sku":"MUG-2"},"status":{"statusCode":400},"body":{"errors":[)"
      R"({"code":"InvalidInput","message":"x"},{"code":"Other","message":"y"}]}})";
  const std::string wrong =
      R"({"body":{"featuredOfferExpectedPriceResults":[{"resultStatus":7}]}})";
  expect_same_offers(R"({"responses":[)" + good + "," + wrong + "," + refused + "," + good + "]}");
}

}  // namespace
}  // namespace haggle::test
