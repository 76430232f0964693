// Batches and their limits, the characters that a message may hold, and how long it may be.
#include <gtest/gtest.h>

#include <string>

#include "server.hpp"
#include "sqs/base64.hpp"

namespace {

using server::json;

std::string queue_url(const std::string& name) {
  const auto answer = server::call("GetQueueUrl", {{"QueueName", name}});
  EXPECT_TRUE(answer.has_value());
  return answer ? answer->value("QueueUrl", "") : "";
}

// Is the request refused with that code?
void expect_refused(const char* rule, const std::string& operation, const json& body,
                    const std::string& code) {
  const auto answer = server::call(operation, body);
  server::expect(rule, !answer && answer.error().code == code,
                 answer ? answer->dump() : describe(answer.error()));
}

json entries(std::size_t count, const std::string& body = "x") {
  json list = json::array();
  for (std::size_t i = 0; i < count; ++i) {
    list.push_back({{"Id", std::to_string(i)}, {"MessageBody", body}});
  }
  return list;
}

TEST(SqsLimits, BatchesOfTheServer) {
  const std::string url = queue_url(server::create());
  const auto batch = [&](const json& list) { return json{{"QueueUrl", url}, {"Entries", list}}; };
  const auto ten = server::call("SendMessageBatch", batch(entries(10)));
  ASSERT_TRUE(ten) << describe(ten.error());
  EXPECT_EQ(ten->at("Successful").size(), 10U);
  expect_refused("no batch of 11", "SendMessageBatch", batch(entries(11)),
                 "TooManyEntriesInBatchRequest");
  expect_refused("no batch of 0", "SendMessageBatch", batch(json::array()), "EmptyBatchRequest");
  json twice = entries(2);
  twice[1]["Id"] = "0";
  expect_refused("no id twice", "SendMessageBatch", batch(twice), "BatchEntryIdsNotDistinct");
  const auto receive =
      server::call("ReceiveMessage", {{"QueueUrl", url}, {"MaxNumberOfMessages", 11}});
  server::expect("no receive of 11", !receive);
}

TEST(SqsLimits, TheAdapterCutsBatchesAndSendsNoneOfNothing) {
  sqs::Queue queue = server::queue(server::create());
  EXPECT_TRUE(queue.send({}).empty());
  EXPECT_TRUE(queue.remove({}).empty());
  EXPECT_EQ(queue.client().counters().tries_count, 0U);
  server::fill(queue, std::vector<std::string>(25, "x"));
  EXPECT_EQ(queue.client().counters().tries_count, 4U) << "the URL and three batches";
  const auto messages = server::drain(queue, 25);
  ASSERT_EQ(messages.size(), 25U);
  std::vector<std::string> receipts;
  for (const auto& message : messages) receipts.push_back(message.receipt);
  EXPECT_TRUE(queue.remove(receipts).empty());
  EXPECT_EQ(queue.depth()->in_flight, 0);
}

TEST(SqsLimits, OneBadEntryFailsAlone) {
  sqs::Queue queue = server::queue(server::create());
  server::fill(queue, {"0", "1", "2", "3"});
  std::vector<std::string> receipts;
  for (const auto& message : server::drain(queue, 4)) receipts.push_back(message.receipt);
  ASSERT_EQ(receipts.size(), 4U);
  receipts.insert(receipts.begin() + 2, "no receipt at all");
  const auto failures = queue.remove(receipts);
  server::expect("a bad receipt is told",
                 failures.size() == 1 && failures[0].index == 2 &&
                     failures[0].error.kind == aws::Kind::request &&
                     failures[0].error.code == "ReceiptHandleIsInvalid",
                 failures.empty() ? "nothing was told" : describe(failures[0].error));
  EXPECT_EQ(queue.depth()->in_flight, 0) << "the others are deleted";
}

TEST(SqsLimits, OneBadBodyFailsAlone) {
  sqs::Queue queue = server::queue(server::create());
  const auto failures =
      queue.send(std::vector<sqs::Outgoing>{{"a"}, {"b\x01"}, {"c"}, {std::string(1, '\xff')}});
  EXPECT_EQ(server::drain(queue, 4).size(), 4 - failures.size());
  server::expect("control characters are refused", failures.size() == 2 && failures[0].index == 1,
                 std::to_string(failures.size()));
}

TEST(SqsLimits, CharactersThatMayBeSentComeBackAsTheyWere) {
  std::vector<std::string> bodies{
      "\t\n\r ~\x7f",         "gr\u00fc\u00df", "\u0080\u07ff\u0800", "\ud7ff\ue000\ufffd",
      "\U00010000\U0010ffff", "a  b\r\nc",      "<&>\"'\\/",          "=?&%00+"};
  sqs::Queue queue = server::queue(server::create());
  for (const std::string& body : bodies) {
    EXPECT_TRUE(sqs::is_sendable(body)) << body;
    server::fill(queue, {body});
    const auto messages = server::drain(queue, 1);
    ASSERT_EQ(messages.size(), 1U) << body;
    EXPECT_EQ(messages[0].body, body);
  }
}

TEST(SqsLimits, CharactersThatMayNotBeSent) {
  std::vector<std::string> bodies{"",
                                  std::string(1, '\0'),
                                  "\x01",
                                  "\x0b",
                                  "\x1f",
                                  "\x80",
                                  "\xc0\x80",
                                  "\xc1\xbf",
                                  "\xe0\x9f\xbf",
                                  "\xed\xa0\x80",
                                  "\xed\xbf\xbf",
                                  "\xef\xbf\xbe",
                                  "\xef\xbf\xbf",
                                  "\xf0\x8f\xbf\xbf",
                                  "\xf4\x90\x80\x80",
                                  "\xf5\x80\x80\x80",
                                  "\xc3",
                                  "\xe2\x82",
                                  "a\xff"};
  for (const std::string& body : bodies) {
    EXPECT_FALSE(sqs::is_sendable(body)) << sqs::base64(body);
    EXPECT_EQ(sqs::base64_decoded(sqs::base64(body)), body);
  }
}

TEST(SqsLimits, LongBodies) {
  sqs::Queue queue = server::queue(server::create());
  const auto takes = [&](std::size_t bytes) {
    const auto failures = queue.send(std::vector<sqs::Outgoing>{{std::string(bytes, 'x')}});
    if (!failures.empty()) return false;
    const auto messages = server::drain(queue, 1);
    return messages.size() == 1 && messages[0].body.size() == bytes &&
           queue.remove(std::vector{messages[0].receipt}).empty();
  };
  EXPECT_TRUE(takes(256 << 10));
  server::expect("1 MiB is taken", takes(1 << 20));
  server::expect("1 MiB and a byte is refused", !takes((1 << 20) + 1));
}

TEST(SqsLimits, ABatchIsCutWhereItsBytesWouldBeTooMany) {
  sqs::Queue queue = server::queue(server::create());
  server::fill(queue, std::vector<std::string>(8, std::string(200 << 10, 'y')));
  const auto messages = server::drain(queue, 8);
  ASSERT_EQ(messages.size(), 8U);
  for (const auto& message : messages) EXPECT_EQ(message.body.size(), 200U << 10);
}

TEST(SqsLimits, Base64) {
  const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                      {"f", "Zg=="},
                                                      {"fo", "Zm8="},
                                                      {"foo", "Zm9v"},
                                                      {"foob", "Zm9vYg=="},
                                                      {"fooba", "Zm9vYmE="},
                                                      {"foobar", "Zm9vYmFy"}};
  for (const auto& [bytes, text] : rows) EXPECT_EQ(sqs::base64(bytes), text);
  EXPECT_EQ(sqs::base64_decoded("="), "");
}

}  // namespace
