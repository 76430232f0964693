// What stands round a message.
#include "codec/envelope.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "haggle/codec/message.hpp"

namespace haggle::codec {
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
std::string trigger(std::string_view text) {
  return R"({"Records":[{"messageId":"3","body":)" + quoted(text) + "}]}";
}
std::string received(std::string_view text) {
  return R"({"Messages":[)" + queue(text) + "]}";
}
std::string event(std::string_view text) {
  return R"({"version":"0","detail-type":"X","source":"aws.partner/x","detail":)" +
         std::string(text) + "}";
}

constexpr std::string_view letter = R"({"NotificationType":"X","a":"b"})";

/// The member `a` of what is inside.
std::string_view inside(std::string_view text) {
  static Result<Envelope> envelope;
  envelope = Envelope::open(text);
  if (!envelope) return entry_of(envelope.error().code).name;
  return envelope->content().get("a").exists() ? envelope->content().get("a").text() : "nothing";
}

TEST(Envelope, OpensEveryKind) {
  EXPECT_EQ(inside(letter), "b");
  EXPECT_EQ(inside(topic(letter)), "b");
  EXPECT_EQ(inside(queue(letter)), "b");
  EXPECT_EQ(inside(trigger(letter)), "b");
  EXPECT_EQ(inside(received(letter)), "b");
  EXPECT_EQ(inside(event(letter)), "b");
  EXPECT_EQ(inside(R"({"type":"notification","message":"{\"a\":\"b\"}"})"), "b");
}

TEST(Envelope, OpensUpToFour) {
  EXPECT_EQ(inside(topic(topic(topic(topic(letter))))), "b");
  EXPECT_EQ(inside(topic(topic(topic(topic(topic(letter)))))), "too_deep");
  EXPECT_EQ(inside(queue(topic(event(letter)))), "b");
  EXPECT_EQ(inside(trigger(topic(letter))), "b");
  EXPECT_EQ(inside(received(topic(event(letter)))), "b");
  EXPECT_EQ(inside(trigger(topic(topic(letter)))), "b");
  EXPECT_EQ(inside(trigger(topic(topic(topic(letter))))), "too_deep");
}

TEST(Envelope, AMessageThatSaysItsTypeIsNoEnvelope) {
  EXPECT_EQ(inside(R"({"notificationType":"X","a":"own","Body":"{\"a\":\"other\"}"})"), "own");
}

TEST(Envelope, WhatIsNoEnvelopeStaysClosed) {
  EXPECT_EQ(inside(R"({"a":"own","Type":"SubscriptionConfirmation","Message":"hello"})"), "own");
  EXPECT_EQ(inside(R"({"a":"own","Type":3,"Message":"hello"})"), "own");
  EXPECT_EQ(inside(R"({"a":"own","Type":"Notification","Message":{}})"), "own");
  EXPECT_EQ(inside(R"({"a":"own","Body":7,"detail":"text","Records":{},"Messages":[]})"), "own");
  EXPECT_EQ(inside("[1]"), "nothing");
  EXPECT_EQ(inside("null"), "nothing");
}

TEST(Envelope, SeveralRecordsAreNoEnvelope) {
  EXPECT_EQ(inside(R"({"Records":[{"body":"{}"},{"body":"{}"}]})"), "nothing");
  EXPECT_EQ(inside(R"({"Records":[{"body":"{\"a\":\"b\"}"}]})"), "b");
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
    const Result<Envelope> envelope = Envelope::open(row.text);
    ASSERT_FALSE(envelope);
    EXPECT_EQ(envelope.error().code, row.code);
    EXPECT_STREQ(envelope.error().where, row.where);
  }
}

TEST(Envelope, LivesOnWhenMoved) {
  Result<Envelope> first = Envelope::open(topic(letter));
  ASSERT_TRUE(first);
  const Envelope second = std::move(*first);
  EXPECT_EQ(second.content().get("a").text(), "b");
}

}  // namespace
}  // namespace haggle::codec
