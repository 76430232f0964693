// Listings that are refused: the code, the path, the tier, and the byte.
#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/codec/listing_json.hpp"
#include "unit/codec/refused.hpp"

namespace haggle {
namespace {

using test::expect_refused;
using test::Refused;

constexpr std::string_view head = R"({"seller":"S","sku":"K","item":"I","marketplace":"US")";

/// The rows are what stands behind `head` in the text.
void expect_each(std::initializer_list<Refused> rows) {
  for (Refused row : rows) {
    const std::string text = std::string(head) + "," + std::string(row.text) + "}";
    row.text = text;
    expect_refused(row, read_listing_entry(text));
  }
}

TEST(ListingFaults, OfTheText) {
  const std::string brackets(std::size_t{20} << 20U, '[');
  for (const Refused& row : {
           Refused{"", Errc::malformed_json, "", 0, 0},
           {"[]", Errc::wrong_type, "listing", 0, 2},
           {"{}", Errc::missing_field, "listing.currency", 0, 2},
           {R"({"currency":"USD"})", Errc::missing_field, "listing.seller", 0, 18},
           {"{\"sku\":\"\xFF\"}", Errc::bad_encoding, ""},
           {"{\"sku\":\"\xE2\x82", Errc::bad_encoding, ""},
           {brackets, Errc::too_large, "", 0, json_bytes_max},
           {std::string_view(brackets).substr(0, 1'000'000), Errc::too_deep, ""},
           {std::string_view(brackets).substr(0, 64), Errc::malformed_json, ""},
           {std::string_view(brackets).substr(0, 65), Errc::too_deep, "", 0, 65},
       }) {
    expect_refused(row, read_listing_entry(row.text));
  }
}

TEST(ListingFaults, OfFields) {
  expect_each({
      {R"("floor":8,"seler":"S")", Errc::unknown_field, "listing"},
      {R"("floor":8,"Price":9)", Errc::unknown_field, "listing"},
      {R"("floor":8,"price":9,"listed_price":9)", Errc::repeated_key, "listing.listed_price"},
      {R"("min":8,"min_price":8)", Errc::repeated_key, "listing.min_price"},
      {R"("floor":8,"asin":"I")", Errc::repeated_key, "listing.asin"},
      {R"("floor":8,"stock":1,"quantity":1)", Errc::repeated_key, "listing.quantity"},
      {R"("floor":8,"condition":"new","item_condition":"New")", Errc::repeated_key,
       "listing.item_condition"},
      {R"("floor":8,"policy":"a","strategy_id":"a")", Errc::repeated_key, "listing.strategy_id"},
      {R"("floor":8,"memory":{"save":1})", Errc::unknown_field, "listing.memory"},
      {R"("floor":{"amount":8,"bases":"item"})", Errc::unknown_field, "listing.floor"},
      {R"("floor":{"basis":"item"})", Errc::missing_field, "listing.floor"},
      {R"("price":9)", Errc::floor_required, "listing.floor"},
  });
}

TEST(ListingFaults, OfAmounts) {
  expect_each({
      {R"("floor":1e400)", Errc::out_of_range, "listing.floor"},
      {R"("floor":"1e400")", Errc::out_of_range, "listing.floor"},
      {R"("floor":"NaN")", Errc::bad_amount, "listing.floor"},
      {R"("floor":-8)", Errc::out_of_range, "listing.floor"},
      {R"("floor":"USD -0.01")", Errc::out_of_range, "listing.floor"},
      {R"("floor":8.001)", Errc::amount_precision, "listing.floor"},
      {R"("floor":"USD 8.001")", Errc::amount_precision, "listing.floor"},
      {R"("floor":10000000000000.01)", Errc::out_of_range, "listing.floor"},
      {R"("floor":"USD  8")", Errc::bad_amount, "listing.floor"},
      {R"("floor":"8 USD")", Errc::bad_amount, "listing.floor"},
      {R"("floor":"800 minor")", Errc::bad_amount, "listing.floor"},
      {R"("floor":"EUR 8")", Errc::currency_mismatch, "listing.floor"},
      {R"("floor":"ZZZ 8")", Errc::unknown_currency, "listing.floor"},
      {R"("floor":8,"shipping":"EUR 0")", Errc::currency_mismatch, "listing.shipping"},
      {R"("floor":8,"price":[9])", Errc::wrong_type, "listing.price", 0, 75},
      {R"("floor":8,"price":null)", Errc::wrong_type, "listing.price"},
      {R"("floor":8,"currency":"EUR","price":"USD 9")", Errc::currency_mismatch, "listing.price"},
      {R"("floor":8,"currency":"usd")", Errc::unknown_currency, "listing.currency"},
      {R"("floor":8,"currency":840)", Errc::wrong_type, "listing.currency"},
      {R"("floor":0)", Errc::floor_required, "listing.floor", 0, 64},
      {R"("floor":"0.00")", Errc::floor_required, "listing.floor"},
      {R"("floor":8,"ceiling":7.99)", Errc::bounds_contradict, "listing.ceiling"},
      {R"("min":8,"max":7.99)", Errc::bounds_contradict, "listing.max"},
      {R"("floor":8,"map":10,"ceiling":9)", Errc::bounds_contradict, "listing.ceiling"},
      {R"("floor":{"amount":8,"basis":"landed"},"ceiling":{"amount":7,"basis":"landed"})",
       Errc::bounds_contradict, "listing.ceiling"},
      {R"("floor":{"amount":8,"basis":"Landed"})", Errc::unknown_value, "listing.floor"},
  });
}

TEST(ListingFaults, OfOtherValues) {
  expect_each({
      {R"("floor":8,"price_time":"2026-11-21")", Errc::bad_instant, "listing.price_time"},
      {R"("floor":8,"price_time":1.5)", Errc::wrong_type, "listing.price_time"},
      {R"("floor":8,"price_time":100000000000001)", Errc::out_of_range, "listing.price_time"},
      {R"("floor":8,"price_time":true)", Errc::wrong_type, "listing.price_time"},
      {R"("floor":8,"stock":-1)", Errc::out_of_range, "listing.stock"},
      {R"("floor":8,"stock":2147483648)", Errc::out_of_range, "listing.stock"},
      {R"("floor":8,"stock":1e400)", Errc::out_of_range, "listing.stock"},
      {R"("floor":8,"stock":"1")", Errc::wrong_type, "listing.stock"},
      {R"("floor":8,"fee":"101%")", Errc::out_of_range, "listing.fee"},
      {R"("floor":8,"fee":0.15)", Errc::wrong_type, "listing.fee"},
      {R"("floor":8,"status":"ACTIVE")", Errc::unknown_value, "listing.status"},
      {R"("floor":8,"condition":"used")", Errc::missing_field, "listing.sub_condition"},
      {R"("floor":8,"condition":"collectible")", Errc::missing_field, "listing.sub_condition"},
      {R"("floor":8,"condition":"old")", Errc::unknown_value, "listing.condition"},
      {R"("floor":8,"item_condition":"UsedSoSo")", Errc::unknown_value, "listing.item_condition"},
      {R"("floor":8,"item_condition":1)", Errc::wrong_type, "listing.item_condition"},
      {R"("floor":8,"marketplace_fulfilled":"yes")", Errc::wrong_type,
       "listing.marketplace_fulfilled"},
      {R"("floor":8,"memory":{"safe":-1})", Errc::out_of_range, "listing.memory.safe"},
      {R"("floor":8,"memory":{"version":2})", Errc::out_of_range, "listing.memory.version"},
      {R"("floor":8,"memory":[])", Errc::wrong_type, "listing.memory"},
      {R"("floor":8,"policy":"")", Errc::bad_id, "listing.policy"},
      {R"("floor":8,"policy":true)", Errc::wrong_type, "listing.policy"},
  });
}

TEST(ListingFaults, OfIds) {
  const std::string long_id(200, 'x');
  for (const auto& [key, most] : std::vector<std::pair<std::string, std::size_t>>{
           {"seller", 31}, {"sku", 127}, {"item", 31}, {"marketplace", 15}}) {
    SCOPED_TRACE(key);
    const std::string where = "listing." + key;
    const auto text = [&](const std::string& id) {
      std::string out = R"({"currency":"USD","floor":8)";
      for (const char* each : {"seller", "sku", "item", "marketplace"}) {
        out += ",\"" + std::string(each) + "\":\"" + (key == each ? id : "OK") + '"';
      }
      return out + "}";
    };
    EXPECT_TRUE(read_listing(text(long_id.substr(0, most))));
    const std::string longer = text(long_id.substr(0, most + 1));
    expect_refused({longer, Errc::id_too_long, where}, read_listing(longer));
    expect_refused({text(""), Errc::bad_id, where}, read_listing(text("")));
    expect_refused({text("A\\u0000"), Errc::bad_id, where}, read_listing(text("A\\u0000")));
  }
}

TEST(ListingFaults, OfLadders) {
  expect_each({
      {R"("floor":8,"tiers":{})", Errc::wrong_type, "listing.tiers"},
      {R"("floor":8,"tiers":[1])", Errc::wrong_type, "listing.tiers[]", 0},
      {R"("floor":8,"tiers":[{"quantity":2},{"price":9}])", Errc::missing_field,
       "listing.tiers[].quantity", 1},
      {R"("floor":8,"tiers":[{"quantity":1}])", Errc::out_of_range, "listing.tiers[].quantity", 0},
      {R"("floor":8,"tiers":[{"quantity":2},{"quantity":3,"floor":"EUR 1"}])",
       Errc::currency_mismatch, "listing.tiers[].floor", 1},
      {R"("floor":8,"tiers":[{"quantity":2},{"quantity":3,"memory":{"lost":"x"}}])",
       Errc::bad_amount, "listing.tiers[].memory.lost", 1},
      {R"("floor":8,"tiers":[{"quantity":2,"seller":"S"}])", Errc::unknown_field, "listing.tiers[]",
       0},
      {R"("floor":8,"tiers":[{"quantity":5},{"quantity":5}])", Errc::tiers_not_rising,
       "listing.tiers[].quantity", 1},
      {R"("floor":8,"tiers":[{"quantity":2},{"quantity":3},{"quantity":4},{"quantity":5},)"
       R"({"quantity":6},{"quantity":7}])",
       Errc::too_many_tiers, "listing.tiers"},
      {R"("floor":8,"audience":"consumer","tiers":[{"quantity":2}])", Errc::not_this_listing,
       "listing.audience"},
      {R"("floor":8,"audience":"consumer","consumer_price":9)", Errc::not_this_listing,
       "listing.audience"},
      {R"("floor":8,"audience":"business","b2b_rules":{"min":1}})", Errc::malformed_json, ""},
      {R"("floor":8,"audience":"business","b2b_rules":{"min":1})", Errc::not_this_listing,
       "listing.audience"},
  });
}

TEST(ListingFaults, OfTheOtherKindOfListing) {
  const std::string plain = std::string(head) + R"(,"floor":8})";
  const std::string ladder = std::string(head) + R"(,"floor":8,"tiers":[{"quantity":2}]})";
  const std::string capped = std::string(head) + R"(,"floor":8,"consumer_price":9})";
  expect_refused({plain, Errc::not_this_listing, "listing.audience"}, read_business_listing(plain));
  expect_refused({ladder, Errc::not_this_listing, "listing.audience"}, read_listing(ladder));
  expect_refused({capped, Errc::not_this_listing, "listing.audience"}, read_listing(capped));
  expect_refused({"{", Errc::malformed_json, ""}, read_listing("{"));
  expect_refused({"{", Errc::malformed_json, ""}, read_business_listing("{"));
}

}  // namespace
}  // namespace haggle
