// A document that is read into again and again; objects that are compared with the one before; the
// edges of numbers and of many keys.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "codec/json.hpp"
#include "unit/codec/refused.hpp"

namespace haggle::codec {
namespace {

std::string keys_of(JsonValue object) {
  std::string keys;
  for (const JsonValue member : object) keys += std::string(member.key()) + ' ';
  return keys;
}

TEST(JsonRead, TakesTheNextTextInPlaceOfTheOneBefore) {
  JsonDocument document;
  ASSERT_TRUE(document.read(R"({"a":[true,{"b":"x"}],"c":"\u00fc"})"));
  EXPECT_EQ(document.root().get("c").text(), "\xC3\xBC");
  ASSERT_TRUE(document.read(R"(["y",null])"));
  EXPECT_EQ(document.root().count(), 2U);
  EXPECT_EQ((*document.root().begin()).text(), "y");
  EXPECT_FALSE((*document.root().begin()).node().truth);
  EXPECT_FALSE(document.read("[1"));
  EXPECT_TRUE(document.root().is(JsonKind::null)) << "nothing is left of a text with a fault";
}

TEST(JsonRead, ViewsTheTextAndCopiesNothing) {
  const std::string text = R"({"plain":"as it stands","number":12.50})";
  JsonDocument document;
  ASSERT_TRUE(document.read(text));
  EXPECT_EQ(document.root().get("plain").text().data(), text.data() + text.find("as it"));
  EXPECT_EQ(document.root().get("number").text().data(), text.data() + text.find("12.50"));
}

TEST(JsonRead, ReadsAWholeTextThatIsOneValue) {
  JsonDocument document;
  ASSERT_TRUE(document.read(" \"a\\n\\u20AC\" "));
  EXPECT_EQ(document.root().text(), "a\n\xE2\x82\xAC");
  ASSERT_TRUE(document.read("\xEF\xBB\xBF-12.5e1\n"));
  EXPECT_EQ(document.root().text(), "-12.5e1");
  ASSERT_TRUE(document.read("true"));
  EXPECT_TRUE(document.root().node().truth);
  ASSERT_TRUE(document.read("null "));
  EXPECT_TRUE(document.root().is(JsonKind::null));
}

TEST(JsonRead, ObjectsOfAListMayDifferInTheirKeys) {
  JsonDocument document;
  ASSERT_TRUE(document.read(R"([{"a":1,"bb":{"x":1},"c":2},{"a":1,"c":2},{"c":1,"a":2,"new":3},)"
                            R"({"A":1,"bb":{"x":1,"y":2}},{},{"a":1,"bb":[1],"c":2,"d":3}])"));
  std::string all;
  for (const JsonValue object : document.root()) all += keys_of(object) + "| ";
  EXPECT_EQ(all, "a bb c | a c | c a new | A bb | | a bb c d | ");
}

TEST(JsonRead, KeysAreFoundInWhateverOrderTheyAreAskedFor) {
  JsonDocument document;
  ASSERT_TRUE(document.read(R"({"SellerId":"s","ListingPrice":1,"Shipping":2,"Points":3})"));
  const JsonValue root = document.root();
  for (const std::string_view key :
       {"points", "SELLERID", "Shipping", "ListingPrice", "sellerid"}) {
    EXPECT_TRUE(root.get(key).exists()) << key;
  }
  for (const std::string_view key : {"Point", "pointss", "", "ListingPricf", "ShipsFrom"}) {
    EXPECT_FALSE(root.get(key).exists()) << key;
  }
}

TEST(JsonRead, RefusesARepeatedKeyWhereverItStands) {
  for (const std::string_view text : {
           R"([{"a":1,"b":2},{"a":1,"b":2,"a":3}])",
           R"([{"a":1,"b":2},{"b":1,"a":2,"B":3}])",
           R"([{"a":1,"b":2},{"a":1,"a":2}])",
           R"({"k\u0041":1,"ka":2})",
           R"({"":1,"":2})",
       }) {
    test::expect_refused({text, Errc::repeated_key, ""}, JsonDocument::parse(text));
  }
}

/// An object of so many keys, and one more.
std::string many_keys(std::size_t count, std::string_view last) {
  std::string text = "{";
  for (std::size_t i = 0; i < count; ++i) text += "\"key" + std::to_string(i) + "\":0,";
  return text + '"' + std::string(last) + "\":0}";
}

TEST(JsonRead, TakesManyKeysAndFindsTheOneThatIsRepeated) {
  EXPECT_TRUE(JsonDocument::parse(many_keys(100'000, "another")));
  EXPECT_FALSE(JsonDocument::parse(many_keys(100'000, "KEY77")));
  EXPECT_FALSE(JsonDocument::parse(many_keys(40, "Key39")));
}

TEST(JsonRead, RefusesWhatNoFloatingPointNumberHolds) {
  const std::string digits = std::string(308, '9');
  for (const std::string& number :
       {std::string("1.7976931348623157e308"), "1" + std::string(308, '0'), digits,
        "0." + std::string(400, '0') + "1e500", std::string("1e-400"), std::string("0e999999999"),
        std::string("-0e400"), std::string(400, '0').replace(0, 1, "0.") + "1"}) {
    EXPECT_TRUE(JsonDocument::parse("[" + number + "]")) << number;
  }
  for (const std::string& number :
       {std::string("1.797693134862316e308"), "1" + std::string(309, '0'),
        "1." + std::string(400, '0') + "e309", "0." + std::string(400, '0') + "1e999",
        std::string("-2e308"), std::string("1e99999999999999999999")}) {
    const std::string text = "[" + number + "]";
    test::expect_refused({text, Errc::out_of_range, ""}, JsonDocument::parse(text));
  }
}

/// The node of an element may be one that had a key with escapes in the text before.
TEST(JsonRead, AnElementHasNoKeyWhateverWasReadBefore) {
  JsonDocument document;
  ASSERT_TRUE(document.read(R"({"first":1,"\u0061\u0062":2})"));
  ASSERT_TRUE(document.read("[1,2,3]"));
  for (const JsonValue element : document.root()) EXPECT_TRUE(element.key().empty());
}

TEST(JsonRead, ANulByteIsNoEnd) {
  using std::string_view_literals::operator""sv;
  for (const std::string_view text : {"[1]\0"sv, "[1\0]"sv, "\0"sv, "[\"a\0\"]"sv}) {
    test::expect_refused({text, Errc::malformed_json, ""}, JsonDocument::parse(text));
  }
}

}  // namespace
}  // namespace haggle::codec
