// Attribute values there and back, and what of others' rows is refused.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <dynamodb/attributes.hpp>
#include <limits>

namespace {

using dynamodb::Item;
using dynamodb::Json;

TEST(Attributes, OfTextAndNumbers) {
  const Item item{{"t", dynamodb::text_value("bags")}, {"n", dynamodb::number_value(-12'345)}};
  EXPECT_EQ(item.dump(), R"({"n":{"N":"-12345"},"t":{"S":"bags"}})");
  EXPECT_EQ(dynamodb::text_of(item, "t"), "bags");
  EXPECT_EQ(dynamodb::number_of(item, "n"), -12'345);
}

TEST(Attributes, KeepTheWidestNumbers) {
  for (const std::int64_t number : {std::numeric_limits<std::int64_t>::min(), std::int64_t{0},
                                    std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_EQ(dynamodb::number_of({{"n", dynamodb::number_value(number)}}, "n"), number);
  }
}

// RFC 4648, section 10.
TEST(Attributes, OfBytesAreBase64) {
  constexpr std::array<std::array<const char*, 2>, 7> rows{{{"", ""},
                                                            {"f", "Zg=="},
                                                            {"fo", "Zm8="},
                                                            {"foo", "Zm9v"},
                                                            {"foob", "Zm9vYg=="},
                                                            {"fooba", "Zm9vYmE="},
                                                            {"foobar", "Zm9vYmFy"}}};
  for (const auto& [bytes, text] : rows) {
    EXPECT_EQ(dynamodb::binary_value(bytes)["B"], text);
    EXPECT_EQ(dynamodb::binary_of({{"b", dynamodb::binary_value(bytes)}}, "b"), bytes);
  }
}

TEST(Attributes, OfFloatsKeepEveryBit) {
  const std::vector<float> floats{1.0F, -0.0F, 1.0e-45F, 3.4e38F, 0.1F};
  const Item item{{"e", dynamodb::floats_value(floats)}};
  const auto back = dynamodb::floats_of(item, "e");
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, floats);
  EXPECT_TRUE(std::signbit((*back)[1]));
  EXPECT_EQ(dynamodb::floats_value(std::vector{1.0F})["B"], "AACAPw==");
}

TEST(Attributes, ThatAreMissingOrOfAnotherTypeAreNothing) {
  const Item item = Json::parse(R"({"s":{"S":"x"},"n":{"N":"1"},"bare":"x","num":{"N":7},
      "dec":{"N":"1.5"},"wide":{"N":"9223372036854775808"},"empty":{"N":""},"null":null,
      "b":{"B":"Zg="},"b2":{"B":"Z*=="},"short":{"B":"Zm9v"}})");
  for (const char* name : {"gone", "n", "bare", "num", "null", "b"}) {
    EXPECT_FALSE(dynamodb::text_of(item, name)) << name;
  }
  for (const char* name : {"gone", "s", "bare", "num", "dec", "wide", "empty", "null"}) {
    EXPECT_FALSE(dynamodb::number_of(item, name)) << name;
  }
  for (const char* name : {"gone", "s", "b", "b2", "bare"}) {
    EXPECT_FALSE(dynamodb::binary_of(item, name)) << name;
  }
  EXPECT_FALSE(dynamodb::floats_of(item, "short"));
}

TEST(Attributes, OfAnItemHaveASize) {
  EXPECT_EQ(dynamodb::item_bytes(Item::object()), 0U);
  EXPECT_EQ(dynamodb::item_bytes({{"name", dynamodb::text_value("four")}}), 8U);
  EXPECT_EQ(dynamodb::item_bytes({{"e", dynamodb::binary_value(std::string(300, 'x'))}}), 301U);
  // Two digits a byte, and one; the service's own rule.
  EXPECT_GE(dynamodb::item_bytes({{"n", dynamodb::number_value(1'234)}}), 1U + 3U);
}

}  // namespace
