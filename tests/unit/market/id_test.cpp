// Ids: inline text with a NUL behind it and zeros after that.
#include "haggle/market/id.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <string_view>

namespace haggle {
namespace {

static_assert(SellerId::text_bytes_max == 31 && ItemId::text_bytes_max == 31);
static_assert(Sku::text_bytes_max == 127 && MarketplaceId::text_bytes_max == 15);
static_assert(sizeof(SellerId) == 32 && sizeof(Sku) == 128 && sizeof(MarketplaceId) == 16);
static_assert(std::has_unique_object_representations_v<Sku>);
static_assert((*SellerId::from("A1PQ")).text() == "A1PQ" && SellerId{}.empty());
static_assert(*SellerId::from("A") == *SellerId::from("A") &&
              *SellerId::from("A") < *SellerId::from("B"));

template <class IdType>
void expect_limit(std::size_t most) {
  SCOPED_TRACE(most);
  const std::string fits(most, 'x');
  const auto id = IdType::from(fits, "here");
  ASSERT_TRUE(id.has_value());
  EXPECT_EQ((*id).text(), fits);
  EXPECT_TRUE((*id).well_formed());
  const auto longer = IdType::from(fits + "x", "here");
  ASSERT_FALSE(longer.has_value());
  EXPECT_EQ(longer.error().code, Errc::id_too_long);
  EXPECT_STREQ(longer.error().where, "here");
}

TEST(Id, HoldsAsMuchAsItHasRoomFor) {
  expect_limit<SellerId>(31);
  expect_limit<ItemId>(31);
  expect_limit<Sku>(127);
  expect_limit<MarketplaceId>(15);
}

TEST(Id, RefusesNulBytes) {
  for (const std::string_view text :
       {std::string_view{"\0", 1}, std::string_view{"A\0B", 3}, std::string_view{"AB\0", 3}}) {
    const auto id = SellerId::from(text, "offers[].seller");
    ASSERT_FALSE(id.has_value());
    EXPECT_EQ(id.error().code, Errc::bad_id);
    EXPECT_STREQ(id.error().where, "offers[].seller");
  }
}

TEST(Id, TakesAnyOtherBytes) {
  for (const std::string_view text : {"", " ", "SKU 1/ä\xff", "a|b,c;d"}) {
    EXPECT_EQ((*Sku::from(text)).text(), text);
  }
  EXPECT_TRUE((*Sku::from("")).empty());
  EXPECT_FALSE((*Sku::from(" ")).empty());
}

TEST(Id, IsEqualWhereItsBytesAre) {
  struct Row {
    const char* a;
    const char* b;
    bool equal, before;
  };
  const Row rows[] = {
      {"", "", true, false},
      {"A", "A", true, false},
      {"A", "a", false, true},
      {"A", "AB", false, true},
      {"AB", "A", false, false},
      {"12345678", "12345678", true, false},
      {"12345678A", "12345678B", false, true},
      {"1234567890123456789012345678901", "1234567890123456789012345678902", false, true},
      {"", "A", false, true},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.a << " and " << row.b);
    const SellerId a = *SellerId::from(row.a);
    const SellerId b = *SellerId::from(row.b);
    EXPECT_EQ(a == b, row.equal);
    EXPECT_EQ(b == a, row.equal);
    EXPECT_EQ(a < b, row.before);
  }
}

/// An id of bytes that came from elsewhere.
SellerId of_bytes(std::string_view bytes) {
  SellerId id;
  std::memcpy(static_cast<void*>(&id), bytes.data(), bytes.size());
  return id;
}

TEST(Id, KnowsWhetherItIsWellFormed) {
  EXPECT_TRUE(SellerId{}.well_formed());
  EXPECT_TRUE(of_bytes("AB").well_formed());
  EXPECT_FALSE(of_bytes({"A\0B", 3}).well_formed());
  EXPECT_FALSE(of_bytes(std::string(32, 'x')).well_formed());
  EXPECT_EQ(of_bytes(std::string(32, 'x')).text().size(), 32U);
}

}  // namespace
}  // namespace haggle
