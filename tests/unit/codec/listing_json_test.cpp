// Listings as JSON: every field goes in and comes out again.
#include "haggle/codec/listing_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "haggle/codec/schema.hpp"
#include "support/build.hpp"

namespace haggle {
namespace {

/// A listing text with these fields besides those that must be there.
std::string with(std::string_view more) {
  return R"({"seller":"S","sku":"K","item":"I","marketplace":"US","floor":"USD 8.00")" +
         std::string(more.empty() ? "" : ",") + std::string(more) + "}";
}

std::string rewritten(const std::string& json) {
  const auto entry = read_listing_entry(json);
  if (!entry) return "refused: " + describe(entry.error());
  return entry->business ? write_business_listing(*entry->business)
                         : write_listing(*entry->listing);
}

constexpr std::string_view whole_consumer =
    R"({"seller":"A1OURS","sku":"MUG-1","item":"B07XQXZXYX","marketplace":"JP","currency":"JPY",)"
    R"("audience":"consumer","condition":"used","sub_condition":"very_good",)"
    R"("marketplace_fulfilled":true,"status":"inactive","price":"JPY 1000",)"
    R"("price_time":"2026-11-21T10:00:00Z","shipping":"JPY 0","points":"JPY 10",)"
    R"("default_price":"JPY 1200","model_price":"JPY 1100",)"
    R"("floor":{"amount":"JPY 800","basis":"landed"},)"
    R"("ceiling":{"amount":"JPY 1500","basis":"item_minus_points"},"map":"JPY 850",)"
    R"("reference_price":"JPY 1400","reference_time":"2026-11-01T00:00:00.5Z",)"
    R"("last_applied":"1969-12-31T23:59:59Z","stock":0,"age_days":91,"cost":"JPY 0",)"
    R"("fee":"15.3%","fee_fixed":"JPY 30","memory":{"version":1,"safe":"JPY 990",)"
    R"("step_time":"2026-11-21T09:00:00Z","lost":"JPY 1010","lost_time":"2026-11-20T09:00:00Z"}})";

constexpr std::string_view whole_business =
    R"({"seller":"A1OURS","sku":"MUG-1","item":"B07XQXZXYX","marketplace":"WALMART_US",)"
    R"("currency":"USD","audience":"business","condition":"new","sub_condition":"new",)"
    R"("marketplace_fulfilled":false,"status":"active","price":"USD 9.50","floor":"USD 8.00",)"
    R"("consumer_price":"USD 10.00","tiers":[{"quantity":2,"price":"USD 9.00","floor":"USD 7.00",)"
    R"("ceiling":{"amount":"USD 9.40","basis":"landed"},"map":"USD 7.10",)"
    R"("memory":{"version":1,"safe":"USD 8.90"}},{"quantity":4294967295}]})";

/// The same with the half-second as it is written.
std::string exact(std::string_view text) {
  std::string out{text};
  const std::size_t at = out.find("00.5Z");
  return at == std::string::npos ? out : out.replace(at, 5, "00.500Z");
}

TEST(ListingJson, EveryFieldComesBackAsItWasWritten) {
  EXPECT_EQ(rewritten(std::string(whole_consumer)), exact(whole_consumer));
  EXPECT_EQ(rewritten(std::string(whole_business)), whole_business);
}

TEST(ListingJson, TheTextsAboveNameEveryField) {
  std::set<std::string> named{"policy", "b2b_rules"};
  for (const std::string_view text : {whole_consumer, whole_business}) {
    const auto listing = nlohmann::json::parse(text);
    for (const auto& [name, value] : listing.items()) named.insert(name);
  }
  const auto schema = nlohmann::json::parse(listing_schema());
  for (const auto& [name, field] : schema.at("properties").items()) {
    const bool is_other_name = field["description"].get<std::string>().starts_with("Another");
    EXPECT_TRUE(is_other_name || named.contains(name)) << name;
  }
}

TEST(ListingJson, ReadsWhatItSays) {
  const auto read = read_listing(std::string(whole_consumer));
  ASSERT_TRUE(read);
  const Listing& l = *read;
  EXPECT_EQ(l.seller.text(), "A1OURS");
  EXPECT_EQ(l.currency.text(), "JPY");
  EXPECT_EQ(l.condition, Condition::used);
  EXPECT_EQ(l.sub_condition, SubCondition::very_good);
  EXPECT_EQ(l.fulfilment, Fulfilment::marketplace);
  EXPECT_EQ(l.status, ListingStatus::inactive);
  EXPECT_EQ(l.price_minor, 1'000);
  EXPECT_EQ(l.price_time.ms, 1'795'255'200'000);
  EXPECT_TRUE(l.knows(Listing::has_shipping));
  EXPECT_EQ(l.floor, (Bound{800, Basis::landed}));
  EXPECT_EQ(l.ceiling, (Bound{1'500, Basis::item_minus_points}));
  EXPECT_EQ(l.last_applied.ms, -1'000);
  EXPECT_TRUE(l.knows(Listing::has_stock) && l.stock == 0);
  EXPECT_TRUE(l.knows(Listing::has_cost) && l.cost_minor == 0);
  EXPECT_EQ(l.fee_ppm, 153'000);
  EXPECT_EQ(l.memory.version, Memory::version_now);
  EXPECT_EQ(l.memory.lost_minor, 1'010);
}

TEST(ListingJson, WhatIsNotSaidIsNotKnown) {
  const auto read = read_listing(with(""));
  ASSERT_TRUE(read);
  Listing plain;
  plain.seller = test::seller("S");
  plain.sku = test::id<Sku>("K");
  plain.item = test::id<ItemId>("I");
  plain.marketplace = test::id<MarketplaceId>("US");
  plain.currency = test::currency("USD");
  plain.set_floor({800, Basis::item});
  EXPECT_EQ(*read, plain);
}

TEST(ListingJson, TheListingsOfTestsComeBack) {
  EXPECT_EQ(test::must(read_listing(write_listing(test::listing()))), test::listing());
  BusinessListing business =
      test::business_world({}, {test::tier(2, 900, 700), test::tier(5, 850, 700)}).business;
  business.consumer_price_minor = 1'100;
  EXPECT_EQ(test::must(read_business_listing(write_business_listing(business))), business);
}

TEST(ListingJson, ABusinessListingWithoutALadderIsAListing) {
  const std::string text = with(R"("audience":"business")");
  EXPECT_EQ(test::must(read_listing(text)).audience, Audience::business);
  EXPECT_EQ(test::must(read_business_listing(text)).tiers_count, 0U);
  EXPECT_EQ(test::must(read_business_listing(with(R"("tiers":[],"audience":"business")")))
                .listing.audience,
            Audience::business);
}

TEST(ListingJson, TheMarketplaceIsCalledByItsName) {
  for (const auto& [said, name] : {std::pair{"A1VC38T7YXB528", "JP"},
                                   {"jp", "JP"},
                                   {"GB", "UK"},
                                   {"WALMART_CA", "WALMART_CA"},
                                   {"MY-SHOP", "MY-SHOP"}}) {
    const std::string text = R"({"seller":"S","sku":"K","item":"I","marketplace":")" +
                             std::string(said) + R"(","currency":"USD","floor":8})";
    EXPECT_EQ(test::must(read_listing(text)).marketplace.text(), name);
  }
}

TEST(ListingJson, TheCurrencyIsSaidOrTheMarketplacesOrTheFirstAmounts) {
  struct Row {
    std::string_view fields, currency;
    std::int64_t floor_minor;
  };
  for (const Row& row : {
           Row{R"("marketplace":"US","floor":8)", "USD", 800},
           {R"("marketplace":"JP","floor":800.0)", "JPY", 800},
           {R"("marketplace":"DE","floor":"8.5")", "EUR", 850},
           {R"("currency":"KWD","marketplace":"US","floor":"KWD 1.234")", "KWD", 1'234},
           {R"("marketplace":"OWN","floor":"GBP 8","price":9)", "GBP", 800},
           {R"("marketplace":"OWN","floor":{"amount":"GBP 8"},"shipping":1)", "GBP", 800},
           {R"("marketplace":"OWN","floor":8,"cost":"SEK 5.5")", "SEK", 800},
       }) {
    SCOPED_TRACE(row.fields);
    const auto read =
        read_listing(R"({"seller":"S","sku":"USD 1","item":"I",)" + std::string(row.fields) + "}");
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(read->currency.text(), row.currency);
    EXPECT_EQ(read->floor.amount_minor, row.floor_minor);
  }
}

TEST(ListingJson, OtherClassesHaveOneSortUnlessTheySayAnother) {
  const auto sort = [](std::string_view fields) {
    return test::must(read_listing(with(fields))).sub_condition;
  };
  EXPECT_EQ(sort(R"("condition":"refurbished")"), SubCondition::refurbished);
  EXPECT_EQ(sort(R"("condition":"club")"), SubCondition::club);
  EXPECT_EQ(sort(R"("condition":"refurbished","sub_condition":"good")"), SubCondition::good);
  EXPECT_EQ(sort(R"("sub_condition":"oem")"), SubCondition::oem);
}

}  // namespace
}  // namespace haggle
