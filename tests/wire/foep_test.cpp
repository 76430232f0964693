// The published answer with expected prices: one with a price, one without, one that failed.
#include <gtest/gtest.h>

#include "haggle/codec/expected_price.hpp"
#include "support/build.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

std::vector<Result<ExpectedPriceAnswer>> published() {
  return must(
      read_expected_prices(bytes_of(wire_folder / "spapi_pricing_2022_foep__sandbox.json")));
}

void expect_offer(const std::optional<FeaturedOffer>& given, std::string_view seller_id) {
  ASSERT_TRUE(given);
  EXPECT_EQ(given->id.marketplace.text(), "MARKETPLACE_ID");
  EXPECT_EQ(given->id.item.text(), "ASIN");
  EXPECT_EQ(given->id.seller.text(), seller_id);
  EXPECT_TRUE(given->id.sku.empty());
  EXPECT_EQ(given->id.fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(given->condition, "New");
  EXPECT_EQ(given->price, (FeaturedPrice{1'200, 0, 3, 3}));
}

TEST(WireExpectedPrice, AValidOne) {
  const ExpectedPriceAnswer given = must(published().at(0));
  EXPECT_EQ(given.sku.text(), "MY_SKU");
  EXPECT_EQ(given.marketplace.text(), "MARKETPLACE_ID");
  EXPECT_EQ(given.status_code, 200);
  EXPECT_EQ(given.currency.text(), "USD");
  EXPECT_EQ(given.offer.sku.text(), "MY_SKU");
  EXPECT_EQ(given.offer.seller.text(), "MY_SELLER_ID");
  ASSERT_EQ(given.results.size(), 1U);
  EXPECT_EQ(given.results[0].status, ExpectedPriceStatus::valid);
  EXPECT_EQ(given.results[0].expected, (FeaturedPrice{1'000, std::nullopt, 3, 3}));
  expect_offer(given.results[0].competing, "OTHER_SELLER_ID");
  expect_offer(given.results[0].featured_now, "OTHER_SELLER_ID");
}

TEST(WireExpectedPrice, WithoutACompetitorThereIsNone) {
  const ExpectedPriceAnswer given = must(published().at(1));
  EXPECT_EQ(given.sku.text(), "MY_UNIQUE_SKU");
  ASSERT_EQ(given.results.size(), 1U);
  EXPECT_EQ(given.results[0].status, ExpectedPriceStatus::no_competing_offer);
  EXPECT_EQ(given.results[0].status_text, "NO_COMPETING_OFFERS");
  EXPECT_EQ(given.results[0].expected, std::nullopt);
  EXPECT_FALSE(given.results[0].competing);
  expect_offer(given.results[0].featured_now, "MY_SELLER_ID");
}

TEST(WireExpectedPrice, AnEntryThatFailed) {
  const ExpectedPriceAnswer given = must(published().at(2));
  EXPECT_EQ(published().size(), 3U);
  EXPECT_EQ(given.sku.text(), "MY_NONEXISTENT_SKU");
  EXPECT_EQ(given.status_code, 400);
  EXPECT_EQ(given.reason, "Client Error");
  EXPECT_FALSE(given.answered());
  ASSERT_EQ(given.errors.size(), 1U);
  EXPECT_EQ(given.errors[0].code, "INVALID_SKU");
  EXPECT_TRUE(given.errors[0].message.starts_with("The requested SKU does not exist"));
}

}  // namespace
}  // namespace haggle::test
