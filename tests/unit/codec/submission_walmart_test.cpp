// Prices as Walmart's bodies.
#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

PriceSubmission walmart(std::string_view sku = "30348_KFJ6") {
  PriceSubmission out = submission("WALMART_US");
  out.sku = id<Sku>(sku);
  return out;
}

TEST(WalmartPrice, IsOneBasePrice) {
  EXPECT_EQ(written(write_walmart_price(walmart())),
            R"({"sku":"30348_KFJ6","pricing":[{"currentPriceType":"BASE",)"
            R"("currentPrice":{"currency":"USD","amount":19.99}}]})");
}

TEST(WalmartPrice, BoundsAreHeldAndNotSent) {
  PriceSubmission given = walmart();
  given.consumer = bounded(1'999, 1'999, 1'999);
  EXPECT_EQ(written(write_walmart_price(given)), written(write_walmart_price(walmart())));
  given.consumer = bounded(1'999, 2'000, 2'500);
  EXPECT_EQ(fault_of(write_walmart_price(given)),
            "bounds_violated submission.consumer.price 0 1999");
}

TEST(WalmartPrice, WhatHasNoPlaceInItIsRefused) {
  PriceSubmission business = walmart();
  business.business = asked(1'899);
  EXPECT_EQ(fault_of(write_walmart_price(business)), "bad_argument submission.business 0");
  PriceSubmission sale = walmart();
  sale.consumer->sales = {{1'799, "", ""}};
  EXPECT_EQ(fault_of(write_walmart_price(sale)), "bad_argument submission.consumer.sales[] 0");
  PriceSubmission nothing = walmart();
  nothing.consumer.reset();
  EXPECT_EQ(fault_of(write_walmart_price(nothing)), "missing_field submission 0");
}

TEST(WalmartPrice, OnlyTheMartThatTakesJson) {
  for (const char* mart : {"WALMART_CA", "WALMART_MX", "US", "WALMART"}) {
    EXPECT_EQ(fault_of(write_walmart_price(submission(mart))),
              "unknown_value submission.marketplace 0")
        << mart;
  }
}

TEST(WalmartPriceFeed, IsAHeaderAndItems) {
  const PriceSubmission rows[] = {walmart("A"), walmart("B")};
  const std::string a = written(write_walmart_price(rows[0]));
  const std::string b = written(write_walmart_price(rows[1]));
  EXPECT_EQ(written(write_walmart_price_feed(rows)),
            R"({"PriceHeader":{"version":"1.7"},"Price":[)" + a + "," + b + "]}");
}

TEST(WalmartPriceFeed, NamesTheRowThatIsWrong) {
  EXPECT_EQ(fault_of(write_walmart_price_feed({})), "bad_argument submissions 0");
  const PriceSubmission twice[] = {walmart("A"), walmart("B"), walmart("A")};
  EXPECT_EQ(fault_of(write_walmart_price_feed(twice)), "repeated_key submissions[].sku 2");
  const PriceSubmission stranger[] = {walmart(), submission()};
  EXPECT_EQ(fault_of(write_walmart_price_feed(stranger)),
            "unknown_value submissions[].marketplace 1");
}

}  // namespace
}  // namespace haggle::test
