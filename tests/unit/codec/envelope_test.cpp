// What stands round messages, and what becomes of each message in it.
#include "codec/envelope.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "haggle/codec/message_reader.hpp"

namespace haggle {
namespace {

/// The text as a JSON string, quotes and all.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string topic(std::string_view text) {
  return R"({"Type":"Notification","MessageId":"1","Message":)" + quoted(text) + "}";
}
std::string queue(std::string_view text) {
  return R"({"MessageId":"2","Body":)" + quoted(text) + "}";
}
std::string record(std::string_view id, std::string_view text) {
  return R"({"messageId":")" + std::string(id) + R"(","body":)" + quoted(text) + "}";
}
std::string topic_record(std::string_view id, std::string_view text) {
  return R"({"EventSource":"aws:sns","Sns":{"Type":"Notification","MessageId":")" +
         std::string(id) + R"(","Message":)" + quoted(text) + "}}";
}
std::string records(std::string_view all) {
  return R"({"Records":[)" + std::string(all) + "]}";
}
std::string trigger(std::string_view text) {
  return records(record("3", text));
}
std::string received(std::string_view text) {
  return R"({"Messages":[)" + queue(text) + "]}";
}
std::string event(std::string_view text) {
  return R"({"version":"0","detail-type":"X","source":"aws.partner/x","detail":)" +
         std::string(text) + "}";
}

constexpr std::string_view letter = R"({"NotificationType":"b"})";

std::string told(const Delivery& delivery) {
  return std::string(delivery.error ? entry_of(delivery.error->code).name : delivery.message.type);
}

/// The types of all messages inside, or the names of their errors.
std::string inside(std::string_view text) {
  MessageReader reader;
  std::string all;
  for (const Delivery& delivery : reader.read(text)) {
    all += (all.empty() ? "" : " ") + told(delivery);
  }
  return all;
}

TEST(Envelope, OpensEveryKind) {
  EXPECT_EQ(inside(letter), "b");
  EXPECT_EQ(inside(topic(letter)), "b");
  EXPECT_EQ(inside(queue(letter)), "b");
  EXPECT_EQ(inside(trigger(letter)), "b");
  EXPECT_EQ(inside(records(topic_record("9", letter))), "b");
  EXPECT_EQ(inside(received(letter)), "b");
  EXPECT_EQ(inside(event(letter)), "b");
  EXPECT_EQ(inside(R"({"type":"notification","message":"{\"Type\":\"b\"}"})"), "b");
  EXPECT_EQ(inside(records(R"({"messageId":"1","body":{"NotificationType":"b"}})")), "b");
  EXPECT_EQ(inside(records(event(letter))), "b");
  EXPECT_EQ(inside(records(letter)), "b");
}

TEST(Envelope, OpensUpToFour) {
  EXPECT_EQ(inside(topic(topic(topic(topic(letter))))), "b");
  EXPECT_EQ(inside(topic(topic(topic(topic(topic(letter)))))), "too_deep");
  EXPECT_EQ(inside(event(event(event(event(letter))))), "b");
  EXPECT_EQ(inside(event(event(event(event(event(letter)))))), "too_deep");
  EXPECT_EQ(inside(queue(topic(event(letter)))), "b");
  EXPECT_EQ(inside(received(topic(event(letter)))), "b");
  EXPECT_EQ(inside(trigger(topic(topic(topic(letter))))), "b");
  EXPECT_EQ(inside(trigger(topic(topic(topic(topic(letter)))))), "too_deep");
}

TEST(Envelope, AnEventInATopicInARecordInsideItselfIsTooDeep) {
  const auto wrapped = [](std::string_view text) { return trigger(topic(event(text))); };
  EXPECT_EQ(inside(wrapped(letter)), "b");
  EXPECT_EQ(inside(wrapped(wrapped(letter))), "too_deep");
}

TEST(Envelope, AMessageThatSaysItsTypeIsNoEnvelope) {
  EXPECT_EQ(inside(R"({"notificationType":"own","Body":"{\"NotificationType\":\"b\"}"})"), "own");
  EXPECT_EQ(inside(records(R"({"notificationType":"own","body":"{}"})")), "own");
}

TEST(Envelope, WhatIsNoEnvelopeStaysClosed) {
  EXPECT_EQ(inside(R"({"Type":"SubscriptionConfirmation","Message":"hello"})"),
            "SubscriptionConfirmation");
  EXPECT_EQ(inside(R"({"eventType":"own","Type":3,"Message":"hello"})"), "own");
  EXPECT_EQ(inside(R"({"Type":"Notification","Message":{}})"), "Notification");
  EXPECT_EQ(inside(R"({"Type":"own","Body":7,"detail":"text","Records":{},"Messages":null})"),
            "own");
  EXPECT_EQ(inside("[1]"), "unknown_message");
  EXPECT_EQ(inside("null"), "unknown_message");
}

TEST(Envelope, FaultsSayInWhichText) {
  struct Row {
    std::string text;
    Errc code;
    const char* where;
  };
  const Row rows[] = {
      {"", Errc::malformed_json, ""},
      {"{", Errc::malformed_json, ""},
      {topic("The price has changed."), Errc::malformed_json, "Message"},
      {queue("{]"), Errc::malformed_json, "Body"},
      {trigger("x"), Errc::malformed_json, "Body"},
      {topic(R"({"a":1,"A":2})"), Errc::repeated_key, "Message"},
      {topic(std::string(100, '[')), Errc::too_deep, "Message"},
      {topic(topic(topic(topic(topic("{}"))))), Errc::too_deep, "Message"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const Result<Message> message = read_message(row.text);
    ASSERT_FALSE(message);
    EXPECT_EQ(message.error().code, row.code);
    EXPECT_STREQ(message.error().where, row.where);
  }
}

TEST(Deliveries, OneBadRecordLeavesTheRest) {
  MessageReader reader;
  const auto all = reader.read(records(record("m-1", letter) + "," + record("m-2", "{]") + "," +
                                       record("m-3", "{}") + ",7," + record("m-5", topic(letter)) +
                                       "," + topic_record("m-6", letter)));
  ASSERT_EQ(all.size(), 6U);
  struct Row {
    const char* told;
    const char* id;
    const char* where;
  };
  const Row rows[] = {{"b", "m-1", "Records[0].body"},
                      {"malformed_json", "m-2", "Records[1].body"},
                      {"unknown_message", "m-3", "Records[2].body"},
                      {"unknown_message", "", "Records[3]"},
                      {"b", "m-5", "Records[4].body.Message"},
                      {"b", "m-6", "Records[5].Sns.Message"}};
  for (std::size_t i = 0; i < all.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_EQ(told(all[i]), rows[i].told);
    EXPECT_EQ(all[i].record_id, rows[i].id);
    EXPECT_EQ(all[i].where, rows[i].where);
    EXPECT_EQ(all[i].record, i);
  }
}

TEST(Deliveries, AreOfTheOutermostRecord) {
  MessageReader reader;
  const std::string inner = records(record("i-1", letter) + "," + record("i-2", letter));
  const auto all = reader.read(records(record("o-1", inner) + "," + record("o-2", letter)));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].record_id, "o-1");
  EXPECT_EQ(all[1].record_id, "o-1");
  EXPECT_EQ(all[1].record, 0U);
  EXPECT_EQ(all[1].where, "Records[0].body.Records[1].body");
  EXPECT_EQ(all[2].record_id, "o-2");
  EXPECT_EQ(all[2].record, 1U);
  EXPECT_EQ(reader.read(queue(inner))[1].record_id, "2");
  EXPECT_EQ(reader.read(event(inner))[1].record_id, "i-2");
}

TEST(Deliveries, OfOneQueueMessageHaveItsId) {
  MessageReader reader;
  const auto all = reader.read(queue(letter));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].record_id, "2");
  EXPECT_EQ(all[0].where, "Body");
  EXPECT_EQ(reader.read(received(letter))[0].where, "Messages[0].Body");
  EXPECT_EQ(reader.read(letter)[0].record_id, "");
  EXPECT_EQ(reader.read(letter)[0].where, "");
}

TEST(Envelope, ABareListOfRecordsIsABatch) {
  EXPECT_EQ(inside("[" + record("1", letter) + "," + std::string(letter) + ",7]"),
            "b b unknown_message");
  EXPECT_EQ(inside("[" + event(letter) + "]"), "b");
  EXPECT_EQ(inside(queue("[" + record("1", letter) + "]")), "b");
  EXPECT_EQ(inside("[[" + std::string(letter) + "]]"), "unknown_message");
  MessageReader reader;
  const auto all = reader.read("[7," + record("m-1", letter) + "]");
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[1].where, "[1].body");
  EXPECT_EQ(all[1].record_id, "m-1");
}

TEST(Envelope, ADocumentThatWasMadeAStringIsOpened) {
  EXPECT_EQ(inside(quoted(letter)), "b");
  EXPECT_EQ(inside(queue(quoted(letter))), "b");
  EXPECT_EQ(inside(quoted("\"text\"")), "unknown_message");
  EXPECT_EQ(inside(quoted("{")), "malformed_json");
}

TEST(Deliveries, OfNothingAreNone) {
  EXPECT_EQ(inside(records("")), "");
  EXPECT_EQ(inside(R"({"Messages":[]})"), "");
  EXPECT_EQ(inside(records(records("") + "," + record("1", letter))), "b");
}

TEST(Deliveries, MoreThanCanBeKeptAreRefusedTogether) {
  std::string many = "7";
  for (std::size_t i = 1; i < deliveries_max; ++i) many += ",7";
  MessageReader reader;
  EXPECT_EQ(reader.read(records(many)).size(), deliveries_max);
  const auto all = reader.read(records(many + ",7"));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(told(all[0]), "too_large");
  EXPECT_EQ(inside(letter), "b");
}

TEST(Deliveries, OfOneReadLeaveNothingToTheNext) {
  MessageReader reader;
  ASSERT_EQ(reader.read(records(record("m-1", letter) + "," + record("m-2", letter))).size(), 2U);
  const auto next = reader.read("{");
  ASSERT_EQ(next.size(), 1U);
  EXPECT_EQ(next[0].message, Message{});
  EXPECT_EQ(next[0].where, "");
  MessageReader moved = std::move(reader);
  EXPECT_EQ(told(moved.read(letter)[0]), "b");
}

}  // namespace
}  // namespace haggle
