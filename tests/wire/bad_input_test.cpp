// Input made to hurt, through every shape and every envelope: an error with its code, its place and
// its byte, and the rest of the batch goes on.
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/limits.hpp"
#include "haggle/codec/message_reader.hpp"
#include "unit/codec/message_text.hpp"
#include "wire/wire_files.hpp"

namespace haggle::test {
namespace {

/// The text as a JSON string, quotes and all.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// What may stand round a message.
using Wrap = std::function<std::string(std::string_view)>;
const std::vector<Wrap>& wraps() {
  static const std::vector<Wrap> all = {
      [](std::string_view text) { return std::string(text); },
      [](std::string_view text) {
        return R"({"Type":"Notification","Message":)" + quoted(text) + "}";
      },
      [](std::string_view text) { return R"({"MessageId":"1","Body":)" + quoted(text) + "}"; },
      [](std::string_view text) { return R"({"Messages":[{"Body":)" + quoted(text) + "}]}"; },
      [](std::string_view text) {
        return R"({"detail-type":"X","detail":)" + std::string(text) + "}";
      },
      [](std::string_view text) {
        return R"({"Records":[{"messageId":"1","body":)" + quoted(text) + "}]}";
      },
      [](std::string_view text) {
        return R"({"Records":[{"Sns":{"Type":"Notification","Message":)" + quoted(text) + "}}]}";
      },
  };
  return all;
}

/// A readable message of each shape.
std::vector<std::string> shapes() {
  std::vector<std::string> out;
  for (const auto& file : files_of(wire_folder, "spapi_notif_")) out.push_back(bytes_of(file));
  out.push_back(bytes_of(hand_folder / "31-walmart-no-winner.json"));
  out.push_back(bytes_of(wire_folder / "spapi_pricing_v0_itemOffers__sandbox_1.json"));
  out.push_back(bytes_of(wire_folder / "spapi_pricing_2022_competitiveSummary__sandbox.json"));
  return out;
}

/// The text with one more member at its beginning.
std::string with_member(std::string text, std::string_view member) {
  return text.insert(text.find('{') + 1, std::string(member) + ",");
}

struct Spoil {
  std::string member;
  Errc code;
};
std::vector<Spoil> spoils() {
  return {
      {R"("x":1,"X":2)", Errc::repeated_key},
      {R"("x":1,"\u0078":2)", Errc::repeated_key},
      {R"("x":"\ud800")", Errc::malformed_json},
      {R"("x":"\udc00\ud800")", Errc::malformed_json},
      {"\"x\":\"\xED\xA0\x80\"", Errc::bad_encoding},
      {"\"x\":\"\xC3\"", Errc::bad_encoding},
      {R"("x":)" + std::string(10'000, '[') + std::string(10'000, ']'), Errc::too_deep},
      {R"("x":1)" + std::string(400, '0'), Errc::out_of_range},
      {R"("x":01)", Errc::malformed_json},
      {R"("x":NaN)", Errc::malformed_json},
      {R"("x":'y')", Errc::malformed_json},
  };
}

TEST(BadInput, IsRefusedInEveryShapeAndEnvelope) {
  MessageReader reader;
  for (const std::string& shape : shapes()) {
    for (const Spoil& spoil : spoils()) {
      const std::string bad = with_member(shape, spoil.member);
      for (std::size_t i = 0; i < wraps().size(); ++i) {
        SCOPED_TRACE(shape.substr(0, 300) + spoil.member.substr(0, 40) + std::to_string(i));
        const auto all = reader.read(wraps()[i](bad));
        ASSERT_EQ(all.size(), 1U);
        ASSERT_TRUE(all[0].error);
        EXPECT_EQ(all[0].error->code, spoil.code);
        EXPECT_GT(all[0].error->offset, 0U);
        EXPECT_EQ(all[0].message, Message{});
      }
    }
  }
}

TEST(BadInput, LeavesTheRestOfABatch) {
  MessageReader reader;
  const auto record = [](std::string_view id, std::string_view text) {
    return R"({"messageId":")" + std::string(id) + R"(","body":)" + quoted(text) + "}";
  };
  const std::string good = AmazonText{}.text();
  for (const Spoil& spoil : spoils()) {
    const std::string text = R"({"Records":[)" + record("1", good) + "," +
                             record("2", with_member(good, spoil.member)) + "," +
                             record("3", good) + "]}";
    const auto all = reader.read(text);
    // A byte that is no UTF-8 spoils the text that it stands in, which here is the whole batch.
    if (spoil.code == Errc::bad_encoding) {
      ASSERT_EQ(all.size(), 1U);
      EXPECT_EQ(all[0].error->code, Errc::bad_encoding);
      continue;
    }
    ASSERT_EQ(all.size(), 3U) << spoil.member.substr(0, 40);
    EXPECT_EQ(all[0].message.market.item.text(), "B0TEST");
    ASSERT_TRUE(all[1].error);
    EXPECT_EQ(all[1].error->code, spoil.code);
    EXPECT_EQ(all[1].record_id, "2");
    EXPECT_EQ(all[2].message, all[0].message);
  }
}

TEST(BadInput, EscapesInKeysAreReadAsTheirLetters) {
  std::string text = AmazonText{}.text();
  const std::string key = "\"OfferChangeTrigger\"";
  text.replace(text.find(key), key.size(), R"("\u004FfferChange\u0054rigger")");
  EXPECT_EQ(read(text), read(AmazonText{}.text()));
}

TEST(BadInput, NumbersOfManyDigitsAreExactOrRefused) {
  AmazonText text;
  text.offers = offer_text("24.9" + std::string(400, '0'));
  EXPECT_EQ(read(text).offers.at(0).price_minor, 2490);
  text.offers = offer_text("\"24.9" + std::string(400, '0') + "\"");
  EXPECT_EQ(read(text).offers.at(0).price_minor, 2490);
  text.offers = offer_text("24." + std::string(400, '0') + "1");
  EXPECT_EQ(refused(text).code, Errc::amount_precision);
  text.offers = offer_text("\"" + std::string(400, '9') + "\"");
  EXPECT_EQ(refused(text).code, Errc::out_of_range);
  text.offers = offer_text(std::string(300, '9'));
  EXPECT_EQ(refused(text).code, Errc::out_of_range);
}

TEST(BadInput, TheSizeOfATextIsBounded) {
  MessageReader reader;
  const std::string huge =
      R"({"NotificationType":"X","x":")" + std::string(50'000'000, 'y') + "\"}";
  const auto all = reader.read(huge);
  ASSERT_EQ(all.size(), 1U);
  ASSERT_TRUE(all[0].error);
  EXPECT_EQ(all[0].error->code, Errc::too_large);
  EXPECT_EQ(all[0].error->offset, json_bytes_max);
}

TEST(BadInput, AnEventInATopicInARecordInsideItselfEnds) {
  MessageReader reader;
  std::string text = AmazonText{}.text();
  for (int round = 0; round < 4; ++round) {
    for (const std::size_t kind : {std::size_t{4}, std::size_t{1}, std::size_t{5}}) {
      text = wraps()[kind](text);
    }
    const auto all = reader.read(text);
    ASSERT_EQ(all.size(), 1U);
    if (round == 0) {
      EXPECT_EQ(all[0].message.market.item.text(), "B0TEST");
    } else {
      ASSERT_TRUE(all[0].error);
      EXPECT_EQ(all[0].error->code, Errc::too_deep);
    }
  }
}

TEST(BadInput, ManyRowsAreRefusedAndNotKept) {
  std::string rows = "{}";
  for (std::size_t i = 0; i < offers_max; ++i) rows += ",{}";
  AmazonText text;
  text.box = rows;
  EXPECT_EQ(refused(text).code, Errc::out_of_range);
  text.box = "";
  text.counts = rows;
  EXPECT_EQ(refused(text).code, Errc::out_of_range);
}

}  // namespace
}  // namespace haggle::test
