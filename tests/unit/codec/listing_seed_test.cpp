// Listings in the words of another repricer, and catalogues of many lines.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "haggle/codec/listing_json.hpp"
#include "support/build.hpp"
#include "unit/codec/refused.hpp"

namespace haggle {
namespace {

using test::expect_refused;
using test::Refused;

constexpr std::string_view theirs =
    R"({"seller_id":"S","sku":"K","asin":"I","marketplace_type":"US","listed_price":29.99,)"
    R"("min_price":"20","max_price":40,"default_price":35.5,"inventory_quantity":3,)"
    R"("inventory_age":0,"status":"Active","item_condition":"UsedVeryGood","strategy_id":7)";

TEST(SeedListing, IsReadAsOurs) {
  const auto entry = read_listing_entry(std::string(theirs) + "}");
  ASSERT_TRUE(entry) << describe(entry.error());
  ASSERT_TRUE(entry->listing);
  EXPECT_FALSE(entry->business);
  EXPECT_EQ(entry->policy, "7");
  EXPECT_EQ(write_listing(*entry->listing),
            R"({"seller":"S","sku":"K","item":"I","marketplace":"US","currency":"USD",)"
            R"("audience":"consumer","condition":"used","sub_condition":"very_good",)"
            R"("marketplace_fulfilled":false,"status":"active","price":"USD 29.99",)"
            R"("default_price":"USD 35.50","floor":"USD 20.00","ceiling":"USD 40.00","stock":3,)"
            R"("age_days":0})");
}

TEST(SeedListing, ShortNamesAreReadToo) {
  const auto read = read_listing(
      R"({"seller":"S","sku":"K","item":"I","marketplace":"CA","min":1,"max":2,"quantity":0,)"
      R"("status":"Suppressed"})");
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->floor.amount_minor, 100);
  EXPECT_EQ(read->ceiling.amount_minor, 200);
  EXPECT_TRUE(read->knows(Listing::has_stock));
  EXPECT_EQ(read->status, ListingStatus::inactive);
}

TEST(SeedListing, HasABusinessHalf) {
  const std::string text = std::string(theirs) +
                           R"(,"b2b_rules":{"listed_price":28,"min":19,"max":30,)"
                           R"("default_price":29,"strategy_id":"8","tiers":{)"
                           R"("10":{"listed_price":25.5,"min":18,"max":27,"default_price":26},)"
                           R"("5":{"listed_price":"26.00","min_price":18.5}}}})";
  const auto entry = read_listing_entry(text);
  ASSERT_TRUE(entry) << describe(entry.error());
  EXPECT_EQ(entry->listing->price_minor, 2'999);
  EXPECT_EQ(entry->policy, "7");
  EXPECT_EQ(entry->business_policy, "8");
  EXPECT_EQ(write_business_listing(*entry->business),
            R"({"seller":"S","sku":"K","item":"I","marketplace":"US","currency":"USD",)"
            R"("audience":"business","condition":"used","sub_condition":"very_good",)"
            R"("marketplace_fulfilled":false,"status":"active","price":"USD 28.00",)"
            R"("default_price":"USD 29.00","floor":"USD 19.00","ceiling":"USD 30.00","stock":3,)"
            R"("age_days":0,"consumer_price":"USD 29.99",)"
            R"("tiers":[{"quantity":5,"price":"USD 26.00","floor":"USD 18.50"},)"
            R"({"quantity":10,"price":"USD 25.50","floor":"USD 18.00","ceiling":"USD 27.00"}]})");
  EXPECT_EQ(test::must(read_listing(text)), *entry->listing);
  EXPECT_EQ(test::must(read_business_listing(text)), *entry->business);
}

TEST(SeedListing, ItsBusinessHalfHasNothingOfTheConsumersButWhatIsSold) {
  const auto entry = read_listing_entry(
      std::string(theirs) +
      R"(,"map":21,"price_time":1,"last_applied":2,"memory":{"safe":1},"b2b_rules":{"min":19}})");
  ASSERT_TRUE(entry) << describe(entry.error());
  const Listing& business = entry->business->listing;
  EXPECT_EQ(entry->business_policy, "7");
  EXPECT_EQ(business.has, Listing::has_floor | Listing::has_stock | Listing::has_age);
  EXPECT_EQ(business.price_minor, 0);
  EXPECT_EQ(business.default_price_minor, 0);
  EXPECT_EQ(business.memory, Memory{});
  EXPECT_EQ(business.ceiling, Bound{});
}

TEST(SeedListing, RefusesABusinessHalfThatIsWrong) {
  for (const auto& [half, code, where, index] :
       {std::tuple{R"([])", Errc::wrong_type, "listing.b2b_rules", 0U},
        {R"({})", Errc::floor_required, "listing.b2b_rules.floor", 0U},
        {R"({"min":0})", Errc::floor_required, "listing.b2b_rules.min", 0U},
        {R"({"min":3,"max_price":2})", Errc::bounds_contradict, "listing.b2b_rules.max_price", 0U},
        {R"({"min":1,"min_price":1})", Errc::repeated_key, "listing.b2b_rules.min_price", 0U},
        {R"({"min":1,"stock":1})", Errc::unknown_field, "listing.b2b_rules", 0U},
        {R"({"min":1,"tiers":[]})", Errc::wrong_type, "listing.b2b_rules.tiers", 0U},
        {R"({"min":1,"tiers":{"5":1}})", Errc::wrong_type, "listing.b2b_rules.tiers[]", 0U},
        {R"({"min":1,"tiers":{"5":{},"five":{}}})", Errc::unknown_value,
         "listing.b2b_rules.tiers[]", 1U},
        {R"({"min":1,"tiers":{"":{}}})", Errc::unknown_value, "listing.b2b_rules.tiers[]", 0U},
        {R"({"min":1,"tiers":{"1000000000":{}}})", Errc::unknown_value, "listing.b2b_rules.tiers[]",
         0U},
        {R"({"min":1,"tiers":{"5":{},"1":{}}})", Errc::tiers_not_rising, "listing.tiers[].quantity",
         1U},
        {R"({"min":1,"tiers":{"5":{},"7":{"listed_price":-1}}})", Errc::out_of_range,
         "listing.b2b_rules.tiers[].listed_price", 1U},
        {R"({"min":1,"tiers":{"2":{},"3":{},"4":{},"5":{},"6":{},"7":{}}})", Errc::too_many_tiers,
         "listing.b2b_rules.tiers", 0U},
        {R"({"min":1,"tiers":{"5":{"default_price":"x"}}})", Errc::bad_amount,
         "listing.b2b_rules.tiers[].default_price", 0U}}) {
    const std::string text = std::string(theirs) + ",\"b2b_rules\":" + half + "}";
    expect_refused({text, code, where, index}, read_listing_entry(text));
  }
}

TEST(CatalogueLine, HoldsAPolicyOrAListing) {
  PolicyBook book;
  const auto policy = read_catalogue_line(R"({"policy":{"id":"gentle","beat_by":-0.01}})", book);
  ASSERT_TRUE(policy);
  EXPECT_FALSE(*policy);
  EXPECT_NE(book.find("gentle"), nullptr);
  const auto line =
      read_catalogue_line(R"({"listing":)" + write_listing(test::listing()) + "}", book);
  ASSERT_TRUE(line && *line);
  EXPECT_EQ((*line)->listing, test::listing());
  EXPECT_EQ((*line)->policy, "");
}

TEST(CatalogueLine, RefusesWhatIsNeither) {
  PolicyBook book;
  for (const Refused& row : {
           Refused{"", Errc::malformed_json, "", 0, 0},
           {"{}", Errc::missing_field, "", 0, 2},
           {"[]", Errc::wrong_type, ""},
           {R"({"neither":1})", Errc::unknown_field, ""},
           {R"({"Policy":{"id":"a"}})", Errc::unknown_field, ""},
           {R"({"policy":{"id":"a"},"listing":{}})", Errc::unknown_field, ""},
           {R"({"policy":1})", Errc::wrong_type, "policy", 0, 12},
           {R"({"policy":{}})", Errc::missing_field, "policy.id"},
           {R"({"policy":{"id":"a","tick":1e400}})", Errc::out_of_range, "policy.tick"},
           {R"({"policy":{"id":"a","beet_by":1e400}})", Errc::out_of_range, "policy"},
           {R"({"listing":1})", Errc::wrong_type, "listing"},
           {R"({"listing":{"price":1e400}})", Errc::out_of_range, "listing.price"},
           {R"({"listing":{"memory":{"safe":1e400}}})", Errc::out_of_range, ""},
           {R"({"listing":{"currency":"USD","seller":5}})", Errc::wrong_type, "listing.seller"},
       }) {
    expect_refused(row, read_catalogue_line(row.text, book));
  }
  EXPECT_EQ(book.count(), 0U);
}

}  // namespace
}  // namespace haggle
