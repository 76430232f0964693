// Fields of a message, and the first fault of a reading.
#include "codec/message_fields.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "codec/json.hpp"
#include "codec/message_path.hpp"

namespace haggle::codec {
namespace {

constexpr Place here{"here[]", 7};

/// A document and a reader of it.
struct Reading {
  explicit Reading(std::string_view text) : document(JsonDocument::parse(text).value()) {}

  [[nodiscard]] JsonValue operator[](std::string_view key) const {
    return document.root().get(key);
  }
  [[nodiscard]] Errc fault() const {
    return fields.fault() ? fields.fault()->code : Errc::bad_argument;
  }

  JsonDocument document;
  FieldReader fields{};
};

static_assert(path<"a.", "b[]", ".c"> == std::string_view("a.b[].c"));
static_assert(money_path<"a.", "b">.currency == std::string_view("a.b.CurrencyCode"));

TEST(FieldReader, NotSaidIsAbsentNullOrEmpty) {
  Reading reading{R"({"null":null,"empty":"","blank":"  "})"};
  for (const char* key : {"null", "empty", "nothing", "blank"}) {
    SCOPED_TRACE(key);
    EXPECT_EQ(reading.fields.text(reading[key], here), "");
    EXPECT_FALSE(reading.fields.whole(reading[key], here, 9));
    EXPECT_FALSE(reading.fields.instant(reading[key], here));
    EXPECT_TRUE(reading.fields.id<SellerId>(reading[key], here).empty());
  }
  for (const char* key : {"null", "empty", "nothing"}) {
    EXPECT_FALSE(reading.fields.object(reading[key], here).exists());
    EXPECT_FALSE(reading.fields.list(reading[key], here).exists());
    EXPECT_EQ(reading.fields.yes_no(reading[key], here), Tristate::unknown);
  }
  EXPECT_FALSE(reading.fields.fault());
}

TEST(FieldReader, TextIsTrimmedAndMayBeANumber) {
  Reading reading{R"({"id":" \t0-1 ","number":10000104477})"};
  EXPECT_EQ(reading.fields.text(reading["id"], here), "0-1");
  EXPECT_EQ(reading.fields.text(reading["number"], here), "10000104477");
  EXPECT_FALSE(reading.fields.fault());
}

TEST(FieldReader, YesNo) {
  Reading reading{R"({"yes":true,"no":false,"word":"true"})"};
  EXPECT_EQ(reading.fields.yes_no(reading["yes"], here), Tristate::yes);
  EXPECT_EQ(reading.fields.yes_no(reading["no"], here), Tristate::no);
  EXPECT_EQ(reading.fields.yes_no(reading["word"], here), Tristate::unknown);
  EXPECT_EQ(reading.fault(), Errc::wrong_type);
}

TEST(FieldReader, NumbersAreCutAfterTheirDecimals) {
  struct Row {
    const char* text;
    int decimals;
    std::int64_t value;
  };
  const Row rows[] = {{"96", 4, 960'000},       {"96.0", 4, 960'000},
                      {"94.7", 4, 947'000},     {"\"94.7\"", 4, 947'000},
                      {"94.73684", 4, 947'368}, {"0", 4, 0},
                      {"1e2", 4, 1'000'000},    {"7.9", 0, 7}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    Reading reading{std::string(R"({"n":)") + row.text + "}"};
    EXPECT_EQ(reading.fields.number(reading["n"], here, row.decimals, 1'000'000), row.value);
    EXPECT_FALSE(reading.fields.fault());
  }
}

TEST(FieldReader, WholeNumbers) {
  Reading reading{R"({"n":20,"text":"20","float":20.0,"power":2e1})"};
  for (const char* key : {"n", "text", "float", "power"}) {
    EXPECT_EQ(reading.fields.whole(reading[key], here, 20), 20) << key;
  }
  EXPECT_FALSE(reading.fields.fault());
}

TEST(FieldReader, RefusesWhatIsNoWholeNumber) {
  struct Row {
    const char* text;
    Errc code;
  };
  const Row rows[] = {
      {"20.5", Errc::wrong_type},   {"21", Errc::out_of_range},
      {"-1", Errc::out_of_range},   {"true", Errc::wrong_type},
      {"[]", Errc::wrong_type},     {"\"many\"", Errc::bad_amount},
      {"1e99", Errc::out_of_range}, {"99999999999999999999", Errc::out_of_range},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    Reading reading{std::string(R"({"n":)") + row.text + "}"};
    EXPECT_FALSE(reading.fields.whole(reading["n"], here, 20));
    EXPECT_EQ(reading.fault(), row.code);
  }
}

TEST(FieldReader, Instants) {
  Reading reading{R"({"iso":"2026-03-02T09:30:00.250Z","ms":1772443800250,"word":"yesterday"})"};
  EXPECT_EQ(reading.fields.instant(reading["iso"], here), Instant{1'772'443'800'250});
  EXPECT_EQ(reading.fields.instant(reading["ms"], here), Instant{1'772'443'800'250});
  EXPECT_FALSE(reading.fields.fault());
  EXPECT_FALSE(reading.fields.instant(reading["word"], here));
  EXPECT_EQ(reading.fault(), Errc::bad_instant);
}

TEST(FieldReader, Ids) {
  Reading reading{R"({"id":"A1","long":"12345678901234567890123456789012"})"};
  EXPECT_EQ(reading.fields.id<SellerId>(reading["id"], here).text(), "A1");
  EXPECT_TRUE(reading.fields.id<SellerId>(reading["long"], here).empty());
  EXPECT_EQ(reading.fault(), Errc::id_too_long);

  Reading nul{R"({"nul":"A\u0000B"})"};
  EXPECT_TRUE(nul.fields.id<SellerId>(nul["nul"], here).empty());
  EXPECT_EQ(nul.fault(), Errc::bad_id);

  Reading missing{R"({"other":1})"};
  EXPECT_TRUE(missing.fields.needed_id<ItemId>(missing.document.root(), "id", here).empty());
  EXPECT_EQ(missing.fault(), Errc::missing_field);
}

TEST(FieldReader, KeepsTheFirstFaultWithItsPlace) {
  Reading reading{R"({"a":[],"b":{}})"};
  reading.fields.object(reading["a"], {"first[]", 3});
  reading.fields.list(reading["b"], {"second[]", 4});
  ASSERT_TRUE(reading.fields.fault());
  EXPECT_STREQ(reading.fields.fault()->where, "first[]");
  EXPECT_EQ(reading.fields.fault()->index, 3U);
  EXPECT_EQ(reading.fields.fault()->code, Errc::wrong_type);
  EXPECT_EQ(reading.fields.fault()->offset, reading["a"].node().end);
}

TEST(FieldReader, AFaultNearNothingHasNoOffset) {
  Reading reading{"{}"};
  reading.fields.refuse(Errc::missing_field, here, {});
  EXPECT_EQ(reading.fields.fault()->offset, 0U);
}

}  // namespace
}  // namespace haggle::codec
