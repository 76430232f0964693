// The table of marketplaces.
#include "haggle/market/marketplaces.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

namespace haggle {
namespace {

static_assert(find_marketplace("ATVPDKIKX0DER")->name == "US");
static_assert(marketplace_from("A1VC38T7YXB528").value().text() == "JP");

TEST(Marketplaces, AreFoundByIdNameAndCountryInAnyCase) {
  struct Row {
    std::string_view text;
    std::string_view name;
  };
  const Row rows[] = {
      {"ATVPDKIKX0DER", "US"},
      {"atvpdkikx0der", "US"},
      {"US", "US"},
      {"us", "US"},
      {"A1F83G8C2ARO7P", "UK"},
      {"UK", "UK"},
      {"GB", "UK"},
      {"gb", "UK"},
      {"A1VC38T7YXB528", "JP"},
      {"MX", "MX"},
      {"WALMART_MX", "WALMART_MX"},
      {"walmart_us", "WALMART_US"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const Marketplace* found = find_marketplace(row.text);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->name, row.name);
    EXPECT_EQ(marketplace_from(row.text)->text(), row.name);
  }
}

TEST(Marketplaces, AnUnknownOneKeepsItsId) {
  for (const std::string_view text :
       {"", "U", "USA", "ATVPDKIKX0DE", "ATVPDKIKX0DERR", "EBAY_US"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(find_marketplace(text), nullptr);
    EXPECT_EQ(marketplace_from(text)->text(), text);
  }
}

TEST(Marketplaces, RefuseWhatIsNoId) {
  EXPECT_EQ(marketplace_from("1234567890123456", "place").error().code, Errc::id_too_long);
  EXPECT_STREQ(marketplace_from("1234567890123456", "place").error().where, "place");
  EXPECT_EQ(marketplace_from(std::string_view("A\0B", 3)).error().code, Errc::bad_id);
}

TEST(Marketplaces, EveryRowIsComplete) {
  std::set<std::string_view> names;
  std::set<std::string_view> ids;
  for (const Marketplace& one : marketplaces) {
    SCOPED_TRACE(one.name);
    EXPECT_TRUE(names.insert(one.name).second);
    EXPECT_TRUE(ids.insert(one.id).second);
    EXPECT_GE(exponent_of(one.currency), 0);
    EXPECT_EQ(one.country.text().size(), 2U);
    EXPECT_LE(one.id.size(), MarketplaceId::text_bytes_max);
    EXPECT_EQ(find_marketplace(one.id), &one);
    EXPECT_EQ(find_marketplace(one.name), &one);
  }
}

TEST(Marketplaces, OnlyJapanHasPoints) {
  for (const Marketplace& one : marketplaces) EXPECT_EQ(one.has_points, one.name == "JP");
}

}  // namespace
}  // namespace haggle
