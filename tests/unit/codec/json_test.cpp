// JSON texts as trees of views: numbers stay text, and every fault has its place.
#include "codec/json.hpp"

#include <gtest/gtest.h>

#include <clocale>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/limits.hpp"
#include "unit/codec/refused.hpp"

namespace haggle::codec {
namespace {

JsonDocument parsed(std::string_view text) {
  auto document = JsonDocument::parse(text);
  EXPECT_TRUE(document) << text;
  return *std::move(document);
}

TEST(JsonDocument, NumbersStayTheTextThatWasSent) {
  for (const std::string_view number :
       {"0", "7", "-7", "12.340", "1e5", "1E+5", "-0.010e-3",
        "0.1000000000000000055511151231257827", "18446744073709551615", "18446744073709551616",
        "-9223372036854775808", "1e308"}) {
    const JsonDocument document = parsed("[" + std::string(number) + "]");
    EXPECT_EQ((*document.root().begin()).text(), number);
    EXPECT_TRUE((*document.root().begin()).is(JsonKind::number));
  }
}

TEST(JsonDocument, NumbersAreTheSameInEveryLocale) {
  const std::string before = std::setlocale(LC_NUMERIC, nullptr);
  for (const char* name : {"C", "de_DE.UTF-8", "de_DE", "fr_FR.UTF-8", "fr_FR"}) {
    std::setlocale(LC_NUMERIC, name);
    const JsonDocument document = parsed("[12.34, -1.5e3]");
    EXPECT_EQ((*document.root().begin()).text(), "12.34") << name;
    std::setlocale(LC_NUMERIC, before.c_str());
  }
}

TEST(JsonDocument, HasValuesOfEveryKind) {
  const JsonDocument document =
      parsed(R"({"a":null,"b":true,"c":false,"d":"x\u00fc\n","e":[1,[2]],"f":{},"g":[]})");
  const JsonValue root = document.root();
  EXPECT_EQ(root.count(), 7U);
  EXPECT_TRUE(root.get("a").is(JsonKind::null));
  EXPECT_TRUE(root.get("b").node().truth);
  EXPECT_FALSE(root.get("c").node().truth);
  EXPECT_EQ(root.get("d").text(), "x\xC3\xBC\n");
  EXPECT_EQ(root.get("e").count(), 2U);
  EXPECT_TRUE(root.get("f").is(JsonKind::object));
  EXPECT_FALSE(root.get("f").begin() != root.get("f").end());
  EXPECT_FALSE(root.get("g").begin() != root.get("g").end());
  EXPECT_FALSE(root.get("h").exists());
  EXPECT_FALSE(root.get("e").get("a").exists());
  EXPECT_FALSE(JsonValue{}.is(JsonKind::null));
  EXPECT_EQ(JsonValue{}.count(), 0U);
}

TEST(JsonDocument, MembersStandInTheOrderOfTheText) {
  const JsonDocument document = parsed(R"({"b":1,"a":{"x":1,"y":2},"c":3})");
  std::string keys;
  for (const JsonValue member : document.root()) keys += member.key();
  EXPECT_EQ(keys, "bac");
}

TEST(JsonDocument, KeysAreFoundInAnyCase) {
  const JsonDocument document = parsed(R"({"SellerId":"A","k\u00c4":1})");
  EXPECT_EQ(document.root().get("sellerID").text(), "A");
  EXPECT_TRUE(document.root().get("K\xC3\x84").exists());
  EXPECT_FALSE(document.root().get("K\xC3\xA4").exists()) << "only letters of ASCII have a case";
  EXPECT_TRUE(equal_caseless("aZ", "Az"));
  EXPECT_FALSE(equal_caseless("a", "ab"));
  EXPECT_EQ(lower_case("A[Z`\xC3\x84"), "a[z`\xC3\x84");
}

TEST(JsonDocument, SaysHowFarWasRead) {
  const JsonDocument document = parsed(R"({"a":"xy","b":[true,false]})");
  EXPECT_EQ(document.root().get("a").node().end, 9U);
  EXPECT_EQ(document.root().get("b").node().end, 26U);
  EXPECT_EQ(document.root().node().end, 27U);
}

TEST(JsonDocument, MovesWithItsTexts) {
  JsonDocument first = parsed(R"({"a":"text"})");
  const JsonDocument second = std::move(first);
  EXPECT_EQ(second.root().get("A").text(), "text");
}

TEST(JsonDocument, RefusesWhatIsNoJson) {
  const std::string deep = std::string(65, '[');
  for (const test::Refused& row : {
           test::Refused{"", Errc::malformed_json, "", 0, 0},
           {" ", Errc::malformed_json, "", 0, 1},
           {"{", Errc::malformed_json, ""},
           {"[1,]", Errc::malformed_json, ""},
           {"{\"a\":1,}", Errc::malformed_json, ""},
           {"{'a':1}", Errc::malformed_json, ""},
           {"[01]", Errc::malformed_json, ""},
           {"[.5]", Errc::malformed_json, ""},
           {"[1.]", Errc::malformed_json, ""},
           {"[+1]", Errc::malformed_json, ""},
           {"[NaN]", Errc::malformed_json, ""},
           {"[-Infinity]", Errc::malformed_json, ""},
           {"[nul]", Errc::malformed_json, ""},
           {"[1] // one", Errc::malformed_json, ""},
           {"[1][2]", Errc::malformed_json, ""},
           {"\"a\nb\"", Errc::malformed_json, ""},
           {"\"\\x\"", Errc::malformed_json, ""},
           {"\"\\ud800x\"", Errc::malformed_json, ""},
           {"\"\x80\"", Errc::bad_encoding, ""},
           {"\"\xC0\xAF\"", Errc::bad_encoding, ""},
           {"\"\xE2\x82\"", Errc::bad_encoding, ""},
           {"\"\xF4\x90\x80\x80\"", Errc::bad_encoding, ""},
           {"[1e400]", Errc::out_of_range, ""},
           {"[-1e400]", Errc::out_of_range, ""},
           {R"({"a":1,"A":2})", Errc::repeated_key, "", 0, 13},
           {R"([{"a":{"b":1,"b":1}}])", Errc::repeated_key, ""},
           {deep, Errc::too_deep, "", 0, 65},
       }) {
    test::expect_refused(row, JsonDocument::parse(row.text));
  }
}

TEST(JsonDocument, TellsWhereItStopped) {
  JsonFault fault;
  EXPECT_FALSE(JsonDocument::parse(R"({"x":{"price":1e400}})", &fault));
  EXPECT_EQ(fault.key, "price");
  EXPECT_EQ(fault.depth, 2U);
  EXPECT_FALSE(JsonDocument::parse("[", &fault));
  EXPECT_EQ(fault.key, "");
  EXPECT_EQ(fault.depth, 1U);
}

TEST(JsonDocument, TakesWhatIsJustAllowed) {
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  EXPECT_TRUE(JsonDocument::parse(deep));
  const std::string large = std::string(json_bytes_max - 1, ' ') + "1";
  EXPECT_TRUE(JsonDocument::parse(large));
  test::expect_refused({large, Errc::too_large, "", 0, json_bytes_max},
                       JsonDocument::parse(large + " "));
}

TEST(JsonDocument, RefusesAHundredMegabytesOfBrackets) {
  const std::string brackets(100'000'000, '[');
  test::expect_refused({brackets, Errc::too_large, "", 0, json_bytes_max},
                       JsonDocument::parse(brackets));
}

}  // namespace
}  // namespace haggle::codec
