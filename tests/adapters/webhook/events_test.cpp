// What a body holds: batches cut into the bytes that came, ids, and texts that are no JSON.
#include "webhook/events.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "webhook/rate.hpp"
#include "webhook/signature.hpp"

namespace webhook {
namespace {

using Json = nlohmann::json;

std::string code_of(std::string_view body) {
  const auto events = split_batch(body, 3);
  return events ? "ok" : events.error().code;
}

TEST(Events, AreTheBytesThatCame) {
  const auto events = split_batch(" [ {\"a\":1.10} , {\"b\":\"]},{\\\"\"},\n3,\"x\", null ] ", 10);
  ASSERT_TRUE(events);
  EXPECT_EQ(*events, (std::vector<std::string_view>{"{\"a\":1.10}", "{\"b\":\"]},{\\\"\"}", "3",
                                                    "\"x\"", "null"}));
}

TEST(Events, StandUnderAKeyToo) {
  const auto events = split_batch(R"({"n":2,"events" : [{"a":[1]},{}],"more":{"events":[]}})", 10);
  ASSERT_TRUE(events);
  EXPECT_EQ(*events, (std::vector<std::string_view>{R"({"a":[1]})", "{}"}));
}

TEST(Events, OfBadBatches) {
  const struct {
    const char* body;
    const char* code;
  } rows[]{
      {"", "malformed_json"},
      {"[{},]", "malformed_json"},
      {"[{}", "malformed_json"},
      {"[{}] []", "malformed_json"},
      {"[\"\xff\"]", "malformed_json"},
      {"{}", "not_a_batch"},
      {"3", "not_a_batch"},
      {"\"[]\"", "not_a_batch"},
      {R"({"events":{}})", "not_a_batch"},
      {R"({"events":[],"events":[]})", "not_a_batch"},
      {R"({"Events":[]})", "not_a_batch"},
      {"[1,2,3,4]", "too_many_events"},
      {"[1,2,3]", "ok"},
      {"[]", "ok"},
      {R"({"events":[]})", "ok"},
  };
  for (const auto& row : rows) EXPECT_EQ(code_of(row.body), row.code) << row.body;
}

TEST(Events, MayBeSixtyFourDeepAndNoDeeper) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_TRUE(is_json(nested(64)));
  EXPECT_FALSE(is_json(nested(65)));
  EXPECT_FALSE(is_json(nested(1'000'000)));
}

/// A random value, with the characters in it that could be taken for structure.
Json random_value(std::mt19937& dice, int depth) {
  const auto roll = [&](unsigned long sides) { return dice() % sides; };
  switch (depth > 3 ? roll(4) : roll(6)) {
    case 0:
      return roll(2) == 0;
    case 1:
      return static_cast<int>(roll(1000)) - 500;
    case 2:
      return nullptr;
    case 3: {
      std::string text;
      for (auto i = roll(8); i > 0; --i) text += "\"\\{}[],: \n\xc3\xa9"[roll(11)];
      return Json::parse(Json(text).dump(-1, ' ', true, Json::error_handler_t::ignore));
    }
    case 4: {
      Json list = Json::array();
      for (auto i = roll(4); i > 0; --i) list.push_back(random_value(dice, depth + 1));
      return list;
    }
    default: {
      Json object = Json::object();
      for (auto i = roll(4); i > 0; --i) {
        object["]k\"" + std::to_string(i)] = random_value(dice, depth + 1);
      }
      return object;
    }
  }
}

TEST(Events, AreCutWhereAnotherReaderCutsThem) {
  std::mt19937 dice{7};
  for (int round = 0; round < 3000; ++round) {
    Json list = Json::array();
    for (auto i = dice() % 6; i > 0; --i) list.push_back(random_value(dice, 0));
    const Json whole = dice() % 2 == 0 ? list : Json{{"a]", "[{"}, {"events", list}, {"z", 1}};
    const std::string body = whole.dump(dice() % 3 == 0 ? 1 : -1);
    const auto events = split_batch(body, 100);
    ASSERT_TRUE(events) << body;
    ASSERT_EQ(events->size(), list.size()) << body;
    for (std::size_t i = 0; i < list.size(); ++i) {
      ASSERT_EQ(Json::parse((*events)[i]), list[i]) << body;
    }
  }
}

TEST(Events, HaveTheSendersIdOrADigest) {
  const struct {
    const char* json;
    const char* id;  ///< null: the digest
  } rows[]{
      {R"({"source":{"eventType":"x","eventId":"e-1"},"payload":{"eventId":"no"}})", "e-1"},
      {R"({"payload":{"source":{"eventId":"no"}},"eventId":"e-2"})", "e-2"},
      {R"({"webhookId":"w-3"})", "w-3"},
      {R"({"source":{"eventId":7}})", nullptr},
      {R"({"source":{"deeper":{"eventId":"no"}}})", nullptr},
      {R"({"source":[{"eventId":"no"}]})", nullptr},
      {R"({"eventId":"two words"})", nullptr},
      {R"({"eventId":""})", nullptr},
      {R"({"eventId":"line\nbreak"})", nullptr},
  };
  for (const auto& row : rows) {
    EXPECT_EQ(event_id(row.json), row.id == nullptr ? sha256_hex(row.json) : row.id) << row.json;
  }
  EXPECT_EQ(event_id(R"({"eventId":")" + std::string(129, 'x') + R"("})").size(), 64U);
}

TEST(Rate, GivesABurstAndThenWhatFlowsIn) {
  Rate rate{2, 3};
  for (int i = 0; i < 3; ++i) EXPECT_EQ(rate.take("a", 0), 0);
  EXPECT_EQ(rate.take("a", 0), 1);
  EXPECT_EQ(rate.take("b", 0), 0);
  EXPECT_EQ(rate.take("a", 0.5), 0);
  EXPECT_EQ(rate.take("a", 0.5), 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(rate.take("a", 100), 0);
  EXPECT_EQ(rate.take("a", 100), 1);
}

TEST(Rate, OfManyAddressesIsBounded) {
  Rate rate{0.001, 1};
  for (int i = 0; i < 4096; ++i) EXPECT_EQ(rate.take(std::to_string(i), 0), 0);
  EXPECT_EQ(rate.take("late", 1), 0);
  EXPECT_EQ(rate.take("later", 1), 1000);
  EXPECT_EQ(rate.take("much later", 2000), 0);
}

}  // namespace
}  // namespace webhook
