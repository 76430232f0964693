// The published fee estimates, one and a batch.
#include <gtest/gtest.h>

#include "haggle/codec/fee_estimate.hpp"
#include "support/build.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

/// "Mon Oct 28 18:49:32 UTC 2019" in all of them.
constexpr Instant published_time{1'572'288'572'000};

/// What is the same in all three: 10 and 10 shipping, no points, 3 in all and no list.
void expect_published(const FeeEstimate& given) {
  EXPECT_EQ(given.status, FeeStatus::success);
  EXPECT_EQ(given.seller.text(), "AXXXXXXXXXXXXX");
  EXPECT_EQ(given.marketplace_fulfilled, Tristate::no);
  EXPECT_EQ(given.program, "");
  EXPECT_EQ(given.price_minor, 1'000);
  EXPECT_EQ(given.shipping_minor, 1'000);
  EXPECT_EQ(given.points_count, 0);
  EXPECT_EQ(given.points_minor, 0);
  EXPECT_EQ(given.time, published_time);
  EXPECT_EQ(given.total_minor, 300);
  EXPECT_TRUE(given.fees.empty());
  EXPECT_FALSE(given.total_differs());
  EXPECT_FALSE(given.error);
}

TEST(WireFees, OneEstimate) {
  const FeeEstimate given =
      must(read_fee_estimate(bytes_of(wire_folder / "spapi_fees_sku__sandbox.json")));
  expect_published(given);
  EXPECT_EQ(given.marketplace.text(), "US");
  EXPECT_EQ(given.currency.text(), "USD");
  EXPECT_EQ(given.id_type, "ASIN");
  EXPECT_EQ(given.id, "B00V5DG6IQ");
  EXPECT_EQ(given.request_id, "UmaS1");
}

TEST(WireFees, ABatchIsABareList) {
  const auto given =
      must(read_fee_estimates(bytes_of(wire_folder / "spapi_fees_batch__sandbox.json")));
  ASSERT_EQ(given.size(), 2U);
  ASSERT_TRUE(given[0] && given[1]);
  expect_published(*given[0]);
  EXPECT_EQ(given[0]->marketplace.text(), "US");
  EXPECT_EQ(given[0]->id_type, "ASIN");
  EXPECT_EQ(given[0]->id, "asin123");
  EXPECT_EQ(given[0]->request_id, "UmaS1");
  expect_published(*given[1]);
  EXPECT_EQ(given[1]->marketplace.text(), "MX");
  EXPECT_EQ(given[1]->currency.text(), "MXN");
  EXPECT_EQ(given[1]->id_type, "SellerSKU");
  EXPECT_EQ(given[1]->id, "sku123");
  EXPECT_EQ(given[1]->request_id, "UmaS2");
}

}  // namespace
}  // namespace haggle::test
