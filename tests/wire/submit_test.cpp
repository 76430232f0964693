// The published requests and the published listing: read, and the round trip through our own form.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "haggle/codec/submission_read.hpp"
#include "support/build.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

std::string published(const std::string& name) {
  return bytes_of(wire_folder / (name + ".json"));
}

TEST(WireSubmit, ThePatchWithTiersSaysItsPrices) {
  const PriceRequest request =
      must(read_listings_patch(published("submit_patch_b2b_tiers__amazon_blog_op_upper")));
  EXPECT_EQ(request.product_type, "PRODUCT");
  EXPECT_EQ(request.others_count, 0U);
  ASSERT_EQ(request.rows.size(), 1U);
  const OfferRow& row = request.rows[0];
  EXPECT_EQ(row.op, "REPLACE");
  EXPECT_EQ(row.audience, "B2B");
  EXPECT_EQ(row.marketplace.text(), "XXXXXXXXXXXX");
  EXPECT_EQ(row.currency.text(), "USD");
  EXPECT_EQ(row.asked.price_minor, 4'000);
  EXPECT_EQ(row.asked.min_minor, std::nullopt);
  EXPECT_EQ(row.asked.levels, (std::vector<PriceLevel>{{2, 2'000}}));
}

TEST(WireSubmit, ItsCapitalsAreRefused) {
  const PriceRequest request =
      must(read_listings_patch(published("submit_patch_b2b_tiers__amazon_blog_op_upper")));
  const auto made = submission_from(request, seller("US"), id<Sku>("MUG-1"));
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::unknown_value);
  EXPECT_EQ(std::string_view(made.error().where), "patches[].op");
}

/// With a known marketplace and small letters it is what we write, number for number.
TEST(WireSubmit, MendedItIsWhatWeWrite) {
  const std::string text = published("submit_patch_b2b_tiers__amazon_blog_op_upper");
  nlohmann::json mended = nlohmann::json::parse(text);
  mended["patches"][0]["op"] = "replace";
  mended["patches"][0]["value"][0]["marketplace_id"] = "ATVPDKIKX0DER";
  const auto request = must(read_listings_patch(mended.dump()));
  const auto made = must(submission_from(request, seller("US"), id<Sku>("MUG-1")));
  EXPECT_EQ(made.op, PatchOp::replace);
  EXPECT_EQ(nlohmann::json::parse(must(write_listings_patch(made))), mended);
}

TEST(WireSubmit, TheFeedHasFiveOperations) {
  const PriceFeed feed =
      must(read_listings_feed(published("submit_json_listings_feed_v2__schema_example")));
  EXPECT_EQ(feed.seller, "AXXXXXXXXXXXX");
  EXPECT_EQ(feed.version, "2.0");
  EXPECT_EQ(feed.issue_locale, "en_US");
  const std::tuple<std::string_view, std::string_view, std::string_view, std::size_t> rows[] = {
      {"My-SKU-A", "DELETE", "", 0U},
      {"My-SKU-B", "PARTIAL_UPDATE", "LUGGAGE", 1U},
      {"My-SKU-C", "UPDATE", "LUGGAGE", 2U},
      {"My-SKU-D", "PATCH", "LUGGAGE", 1U},
      {"My-SKU-E", "PATCH", "LUGGAGE", 1U}};
  ASSERT_EQ(feed.messages.size(), std::size(rows));
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    ASSERT_TRUE(feed.messages[i]);
    const FeedMessage& message = *feed.messages[i];
    EXPECT_EQ(message.id, static_cast<std::int64_t>(i) + 1);
    EXPECT_EQ(
        std::tuple(message.sku.text(), std::string_view(message.operation),
                   std::string_view(message.request.product_type), message.request.others_count),
        rows[i]);
    EXPECT_TRUE(message.request.rows.empty());
  }
}

TEST(WireSubmit, TheListingShowsItsPrices) {
  const ListingPrices given = must(read_listing_prices(published("spapi_listings_get__sandbox")));
  EXPECT_EQ(given.sku.text(), "GM-ZDPI-9B4E");
  ASSERT_EQ(given.summaries.size(), 2U);
  EXPECT_EQ(given.summaries[0].marketplace.text(), "US");
  EXPECT_EQ(given.summaries[0].item.text(), "B071VG5N9D");
  EXPECT_EQ(given.summaries[0].product_type, "LUGGAGE");
  EXPECT_EQ(given.summaries[0].statuses, std::vector<std::string>{"BUYABLE"});
  EXPECT_EQ(given.summaries[1].marketplace.text(), "CA");
  EXPECT_TRUE(given.summaries[1].statuses.empty());
  EXPECT_TRUE(given.rows.empty());
  ASSERT_EQ(given.shown.size(), 2U);
  EXPECT_EQ(given.shown[0].offer_type, "B2C");
  EXPECT_EQ(given.shown[0].audience, "ALL");
  EXPECT_EQ(given.shown[0].currency.text(), "USD");
  EXPECT_EQ(given.shown[0].price_minor, 10'000);
  EXPECT_EQ(given.shown[0].points_count, std::nullopt);
  EXPECT_EQ(given.shown[1].marketplace.text(), "CA");
  EXPECT_EQ(given.shown[1].currency.text(), "CAD");
  EXPECT_EQ(given.shown[1].price_minor, 13'000);
}

TEST(WireSubmit, TheListingHasItsIssues) {
  const ListingPrices given = must(read_listing_prices(published("spapi_listings_get__sandbox")));
  ASSERT_EQ(given.issues.size(), 5U);
  const SubmissionIssue& price = given.issues[3];
  EXPECT_EQ(price.code, "18155");
  EXPECT_EQ(price.severity, IssueSeverity::error);
  EXPECT_EQ(price.categories, std::vector<std::string>{"INVALID_PRICE"});
  EXPECT_EQ(price.enforcements, std::vector<std::string>{"LISTING_SUPPRESSED"});
  EXPECT_EQ(price.exemption, "NOT_EXEMPT");
  EXPECT_EQ(price.marketplaces, std::vector<std::string>{"ATVPDKIKX0DER"});
  EXPECT_EQ(given.issues[0].attributes, std::vector<std::string>{"size"});
  EXPECT_EQ(given.issues[1].exemption, "EXEMPT_UNTIL_EXPIRY_DATE");
}

}  // namespace
}  // namespace haggle::test
