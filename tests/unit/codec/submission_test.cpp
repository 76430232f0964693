// Prices as Amazon's bodies, and what is refused instead of being written.
#include "haggle/codec/submission.hpp"

#include <functional>

#include "unit/codec/submission_text.hpp"

namespace haggle::test {
namespace {

constexpr std::string_view patch_head =
    R"({"productType":"PRODUCT","patches":[{"op":"merge","path":"/attributes/purchasable_offer",)"
    R"("value":[)";

TEST(ListingsPatch, APriceAloneIsMerged) {
  EXPECT_EQ(written(write_listings_patch(submission())),
            std::string(patch_head) +
                R"({"marketplace_id":"ATVPDKIKX0DER","currency":"USD","audience":"ALL",)"
                R"("our_price":[{"schedule":[{"value_with_tax":19.99}]}]}]}]})");
}

TEST(ListingsPatch, BoundsStandBesideThePrice) {
  PriceSubmission given = submission();
  given.consumer = bounded(1'999, 1'500, 2'500);
  EXPECT_EQ(written(write_listings_patch(given)),
            std::string(patch_head) +
                R"({"marketplace_id":"ATVPDKIKX0DER","currency":"USD","audience":"ALL",)"
                R"("our_price":[{"schedule":[{"value_with_tax":19.99}]}],)"
                R"("minimum_seller_allowed_price":[{"schedule":[{"value_with_tax":15.00}]}],)"
                R"("maximum_seller_allowed_price":[{"schedule":[{"value_with_tax":25.00}]}]}]}]})");
}

TEST(ListingsPatch, BusinessBuyersHaveARowOfTheirOwn) {
  PriceSubmission given = business_submission();
  given.consumer = asked(1'999);
  EXPECT_EQ(written(write_listings_patch(given)),
            std::string(patch_head) +
                R"({"marketplace_id":"ATVPDKIKX0DER","currency":"USD","audience":"ALL",)"
                R"("our_price":[{"schedule":[{"value_with_tax":19.99}]}]},)"
                R"({"marketplace_id":"ATVPDKIKX0DER","currency":"USD","audience":"B2B",)"
                R"("our_price":[{"schedule":[{"value_with_tax":18.99}]}],)"
                R"("quantity_discount_plan":[{"schedule":[{"discount_type":"fixed","levels":[)"
                R"({"lower_bound":2,"value":18.50},{"lower_bound":10,"value":17.00}]}]}]}]}]})");
}

TEST(ListingsPatch, AYenHasNoDecimals) {
  PriceSubmission given = submission("A1VC38T7YXB528");
  given.currency = currency("JPY");
  const std::string text = written(write_listings_patch(given));
  EXPECT_NE(text.find(R"("marketplace_id":"A1VC38T7YXB528","currency":"JPY")"), text.npos);
  EXPECT_NE(text.find(R"({"value_with_tax":1999})"), text.npos);
}

TEST(ListingsPatch, AMarketplaceIsKnownByItsNameToo) {
  const std::string by_name = written(write_listings_patch(submission("DE")));
  EXPECT_EQ(by_name, written(write_listings_patch(submission("A1PA6795UKMFR9"))));
  EXPECT_NE(by_name.find(R"("currency":"EUR")"), by_name.npos);
}

TEST(ListingsPatch, WhatIsReplacedIsCarried) {
  PriceSubmission given = submission();
  given.op = PatchOp::replace;
  given.product_type = "LUGGAGE";
  given.consumer->sales = {{1'799, "2026-11-21T08:00:00Z", "2026-11-22"}, {1'699, "", ""}};
  const std::string text = written(write_listings_patch(given));
  EXPECT_TRUE(text.starts_with(R"({"productType":"LUGGAGE","patches":[{"op":"replace",)"));
  EXPECT_NE(text.find(R"("discounted_price":[{"schedule":[{"value_with_tax":17.99,)"
                      R"("start_at":"2026-11-21T08:00:00Z","end_at":"2026-11-22"},)"
                      R"({"value_with_tax":16.99}]}])"),
            text.npos);
}

TEST(ListingsPatch, ALadderIsTakenAwayByNullOrByLeavingItOut) {
  PriceSubmission given = business_submission();
  given.business->levels->clear();
  const std::string merged = written(write_listings_patch(given));
  EXPECT_TRUE(merged.ends_with(R"(}],"quantity_discount_plan":null}]}]})"));
  given.op = PatchOp::replace;
  EXPECT_EQ(written(write_listings_patch(given)).find("quantity_discount_plan"), std::string::npos);
}

TEST(ListingsPatch, ALadderMayBeMergedWithoutAPrice) {
  PriceSubmission given = business_submission();
  given.business->price_minor.reset();
  const std::string text = written(write_listings_patch(given));
  EXPECT_EQ(text.find("our_price"), text.npos);
  EXPECT_NE(text.find(R"({"lower_bound":2,"value":18.50})"), text.npos);
  given.op = PatchOp::replace;
  EXPECT_EQ(fault_of(write_listings_patch(given)), "missing_field submission.business.price 0");
}

TEST(ListingsPatch, TheLimitsOfAmountsAreWritten) {
  PriceSubmission given = submission();
  given.consumer = bounded(1, 1, amount_minor_max);
  const std::string text = written(write_listings_patch(given));
  EXPECT_NE(text.find(R"({"value_with_tax":0.01})"), text.npos);
  EXPECT_NE(text.find(R"({"value_with_tax":10000000000000.00})"), text.npos);
}

struct Bad {
  std::string_view fault;
  std::function<void(PriceSubmission&)> spoil;
};

/// What is wrong with a submission of both prices, each time in one place.
const std::vector<Bad> bad_rows{
    {"bad_id submission.sku 0", [](auto& s) { s.sku = {}; }},
    {"bad_encoding submission.sku 0", [](auto& s) { s.sku = id<Sku>("\xFFMUG"); }},
    {"unknown_value submission.marketplace 0", [](auto& s) { s.marketplace = {}; }},
    {"unknown_value submission.marketplace 0",
     [](auto& s) { s.marketplace = id<MarketplaceId>("MARKETPLACE_ID"); }},
    {"unknown_value submission.marketplace 0",
     [](auto& s) { s.marketplace = id<MarketplaceId>("WALMART_US"); }},
    {"currency_mismatch submission.currency 0", [](auto& s) { s.currency = currency("EUR"); }},
    {"unknown_currency submission.currency 0", [](auto& s) { s.currency = {"XXX"}; }},
    {"missing_field submission.product_type 0", [](auto& s) { s.product_type.clear(); }},
    {"bad_encoding submission.product_type 0", [](auto& s) { s.product_type = "\xC3("; }},
    {"unknown_value submission.op 0", [](auto& s) { s.op = PatchOp{7}; }},
    {"missing_field submission 0", [](auto& s) { s.consumer.reset(), s.business.reset(); }},
    {"missing_field submission.consumer.price 0", [](auto& s) { s.consumer->price_minor.reset(); }},
    {"out_of_range submission.consumer.price 0", [](auto& s) { s.consumer->price_minor = 0; }},
    {"out_of_range submission.consumer.price 0", [](auto& s) { s.consumer->price_minor = -1; }},
    {"out_of_range submission.consumer.price 0",
     [](auto& s) { s.consumer->price_minor = amount_minor_max + 1; }},
    {"out_of_range submission.consumer.min 0", [](auto& s) { s.consumer->min_minor = 0; }},
    {"out_of_range submission.consumer.max 0", [](auto& s) { s.consumer->max_minor = -5; }},
    {"bounds_contradict submission.consumer.min 0",
     [](auto& s) { s.consumer = bounded(1'999, 2'001, 2'000); }},
    {"bounds_violated submission.consumer.price 0 1999",
     [](auto& s) { s.consumer->min_minor = 2'000; }},
    {"bounds_violated submission.consumer.price 0 1999",
     [](auto& s) { s.consumer->max_minor = 1'998; }},
    {"out_of_range submission.consumer.sales[] 1",
     [](auto& s) { s.consumer->sales = {{1, "", ""}, {0, "", ""}}; }},
    {"bounds_violated submission.consumer.sales[] 0 1499",
     [](auto& s) { s.consumer->min_minor = 1'500, s.consumer->sales = {{1'499, "", ""}}; }},
    {"bad_instant submission.consumer.sales[] 0",
     [](auto& s) { s.consumer->sales = {{1'499, "tomorrow", ""}}; }},
    {"bad_instant submission.consumer.sales[] 0",
     [](auto& s) { s.consumer->sales = {{1'499, "", "2026-02-30"}}; }},
    {"bad_instant submission.consumer.sales[] 0",
     [](auto& s) { s.consumer->sales = {{1'499, "", "1772443800"}}; }},
    {"bad_argument submission.consumer.levels 0",
     [](auto& s) { s.consumer->levels = {{2, 1'000}}; }},
    {"missing_field submission.business.price 0",
     [](auto& s) { s.business->price_minor.reset(), s.business->levels.reset(); }},
    {"bounds_violated submission.business.price 0 2000",
     [](auto& s) { s.business->price_minor = 2'000; }},
    {"too_many_tiers submission.business.levels 0",
     [](auto& s) { s.business->levels = {{2, 9}, {3, 8}, {4, 7}, {5, 6}, {6, 5}, {7, 4}}; }},
    {"tiers_not_rising submission.business.levels[].quantity 0",
     [](auto& s) { s.business->levels = {{1, 9}}; }},
    {"tiers_not_rising submission.business.levels[].quantity 2",
     [](auto& s) { s.business->levels = {{2, 9}, {5, 8}, {5, 7}}; }},
    {"out_of_range submission.business.levels[].price 0",
     [](auto& s) { s.business->levels = {{2, 1'899}}; }},
    {"out_of_range submission.business.levels[].price 1",
     [](auto& s) { s.business->levels = {{2, 9}, {3, 9}}; }},
    {"out_of_range submission.business.levels[].price 1",
     [](auto& s) { s.business->levels = {{2, 9}, {3, 0}}; }},
    {"bounds_violated submission.business.levels[].price 1 1700",
     [](auto& s) { s.business->min_minor = 1'800; }},
};

PriceSubmission both() {
  PriceSubmission out = business_submission();
  out.consumer = asked(1'999);
  return out;
}

TEST(Submission, WhatIsWrongIsNotWritten) {
  ASSERT_TRUE(check_submission(both()));
  for (const Bad& row : bad_rows) {
    PriceSubmission given = both();
    row.spoil(given);
    EXPECT_EQ(fault_of(check_submission(given)), row.fault);
    EXPECT_EQ(fault_of(write_listings_patch(given)), row.fault);
  }
}

TEST(ListingsFeed, IsAHeaderAndOneMessageForEachRow) {
  PriceSubmission other = submission("DE");
  other.sku = id<Sku>("MUG \"2\"");
  const PriceSubmission rows[] = {submission(), other};
  const std::string text = written(write_listings_feed(rows, "de_DE"));
  const auto parsed = nlohmann::json::parse(text);
  EXPECT_EQ(parsed["header"],
            nlohmann::json::parse(R"({"sellerId":"US","version":"2.0","issueLocale":"de_DE"})"));
  ASSERT_EQ(parsed["messages"].size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    nlohmann::json message = parsed["messages"][i];
    EXPECT_EQ(message["messageId"], i + 1);
    EXPECT_EQ(message["operationType"], "PATCH");
    EXPECT_EQ(message["sku"].get<std::string>(), rows[i].sku.text());
    for (const char* key : {"messageId", "operationType", "sku"}) message.erase(key);
    EXPECT_EQ(message, nlohmann::json::parse(written(write_listings_patch(rows[i]))));
  }
}

TEST(ListingsFeed, ARowThatIsWrongIsNamed) {
  for (const Bad& row : bad_rows) {
    PriceSubmission good = both();
    good.sku = id<Sku>("MUG-0");
    PriceSubmission bad = both();
    row.spoil(bad);
    const PriceSubmission rows[] = {good, bad};
    const auto feed = write_listings_feed(rows);
    ASSERT_FALSE(feed) << row.fault;
    EXPECT_EQ(feed.error().index, 1U) << row.fault;
    EXPECT_TRUE(std::string_view(feed.error().where).starts_with("submissions[]"));
    EXPECT_EQ(std::string_view(feed.error().where).find("[]", 13), std::string_view::npos);
    EXPECT_EQ(feed.error().code, check_submission(bad).error().code);
  }
}

TEST(ListingsFeed, IsOfOneSellerAndNamesASkuOnce) {
  EXPECT_EQ(fault_of(write_listings_feed({})), "bad_argument submissions 0");
  PriceSubmission other = submission();
  other.seller = seller("SISTER");
  PriceSubmission nobody = submission();
  nobody.seller = {};
  const PriceSubmission strangers[] = {submission(), other};
  EXPECT_EQ(fault_of(write_listings_feed(strangers)), "bad_argument submissions[].seller 1");
  const PriceSubmission unnamed[] = {nobody};
  EXPECT_EQ(fault_of(write_listings_feed(unnamed)), "bad_id submissions[].seller 0");
  const PriceSubmission twice[] = {submission(), submission("DE"), submission("ATVPDKIKX0DER")};
  EXPECT_EQ(fault_of(write_listings_feed(twice)), "repeated_key submissions[].sku 2");
  EXPECT_EQ(fault_of(write_listings_feed(std::span(twice).first(1), "\xFF")),
            "bad_encoding issue_locale 0");
}

TEST(ListingsFeed, ALocaleNeedNotBeSaid) {
  const PriceSubmission rows[] = {submission()};
  EXPECT_EQ(written(write_listings_feed(rows, "")).find("issueLocale"), std::string::npos);
}

}  // namespace
}  // namespace haggle::test
