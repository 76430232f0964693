// What the client makes of a service that throttles, fails, cuts, talks nonsense or is late.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "fake.hpp"

namespace {

using aws::Kind;
using fake::json;
using fake::milliseconds;

aws::Expected<json> call(const json& body, fake::Pauses* pauses = nullptr) {
  aws::Client client = fake::client(fake::keys(), pauses);
  return client.call("Fake.Play", body);
}

struct Row {
  const char* name;
  json step;
  Kind kind;
  const char* code;
};

const Row passing[] = {
    {"throttled by a code",
     {{"status", 400}, {"type", "ThrottlingException"}},
     Kind::throttled,
     "ThrottlingException"},
    {"throttled by a status", {{"status", 429}, {"type", "X"}}, Kind::throttled, "X"},
    {"too many in flight", {{"status", 403}, {"type", "OverLimit"}}, Kind::throttled, "OverLimit"},
    {"throughput",
     {{"status", 400}, {"type", "a#ProvisionedThroughputExceededException:b"}},
     Kind::throttled,
     "ProvisionedThroughputExceededException"},
    {"500", {{"status", 500}, {"type", "InternalFailure"}}, Kind::server, "InternalFailure"},
    {"503", {{"status", 503}}, Kind::server, ""},
    {"internal, but 400",
     {{"status", 400}, {"type", "InternalServerError"}},
     Kind::server,
     "InternalServerError"},
    {"cut before the answer", {{"cut", -1}}, Kind::network, ""},
    {"cut in the head", {{"cut", 9}}, Kind::network, ""},
    {"cut in the body", {{"cut", 130}}, Kind::network, ""},
    {"late", {{"slow_ms", 2'000}}, Kind::network, ""},
    {"no JSON", {{"body", "<html>gateway</html>"}}, Kind::garbage, ""},
    {"half of it", {{"body", "{\"Messages\":[{\"Bo"}}, Kind::garbage, ""},
    {"no object", {{"body", "[1,2]"}}, Kind::garbage, ""},
    {"no UTF-8", {{"body", "{\"a\":\"\xc3\xbf\xc3\xbe\"}"}}, Kind::garbage, ""},
    {"a redirect",
     {{"status", 302}, {"headers", {{"Location", "http://127.0.0.1:9/"}}}},
     Kind::garbage,
     ""},
};

const Row lasting[] = {
    {"not found",
     {{"status", 400}, {"type", "com.amazonaws.sqs#QueueDoesNotExist"}},
     Kind::request,
     "QueueDoesNotExist"},
    {"condition",
     {{"status", 400}, {"type", "ConditionalCheckFailedException"}},
     Kind::request,
     "ConditionalCheckFailedException"},
    {"forbidden", {{"status", 403}, {"type", "AccessDenied"}}, Kind::denied, "AccessDenied"},
    {"forbidden without a word", {{"status", 403}}, Kind::denied, ""},
    {"expired, but 400",
     {{"status", 400}, {"type", "ExpiredTokenException"}},
     Kind::denied,
     "ExpiredTokenException"},
    {"404", {{"status", 404}, {"type", "X"}}, Kind::request, "X"},
};

TEST(Faults, WhatPassesIsTriedAgainAndThenWorks) {
  for (const Row& row : passing) {
    SCOPED_TRACE(row.name);
    fake::Pauses pauses;
    const auto answer = call(fake::play({row.step, row.step}), &pauses);
    ASSERT_TRUE(answer.has_value()) << describe(answer.error());
    EXPECT_EQ(answer->value("tries", 0), 3);
    EXPECT_EQ(pauses.size(), 2U);
  }
}

TEST(Faults, WhatGoesOnIsGivenUpAfterSoManyTries) {
  for (const Row& row : passing) {
    SCOPED_TRACE(row.name);
    fake::Pauses pauses;
    const auto answer = call(fake::play({row.step, row.step, row.step, row.step}), &pauses);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, row.kind) << describe(answer.error());
    EXPECT_EQ(answer.error().code, row.code);
    EXPECT_EQ(answer.error().tries_count, 4);
    EXPECT_EQ(pauses.size(), 3U);
  }
}

TEST(Faults, WhatCanNeverSucceedIsToldAtOnce) {
  for (const Row& row : lasting) {
    SCOPED_TRACE(row.name);
    fake::Pauses pauses;
    const auto answer = call(fake::play({row.step}), &pauses);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, row.kind);
    EXPECT_EQ(answer.error().code, row.code);
    EXPECT_EQ(answer.error().tries_count, 1);
    EXPECT_TRUE(pauses.empty());
  }
}

TEST(Faults, NobodyListensIsANetworkFault) {
  aws::Client client({"http://127.0.0.1:1", "us-east-1", "fake"}, fake::with(fake::keys()),
                     fake::quick(), [](milliseconds) {});
  const auto answer = client.call("Fake.Play", json::object());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Kind::network);
  EXPECT_EQ(answer.error().tries_count, 4);
}

TEST(Faults, PausesAreJitteredBoundedAndDouble) {
  aws::Limits limits = fake::quick();
  limits.tries_max = 9;
  limits.backoff_first = milliseconds(50);
  limits.backoff_most = milliseconds(400);
  std::set<milliseconds> first;
  for (int run = 0; run < 20; ++run) {
    fake::Pauses pauses;
    aws::Client client = fake::client(fake::keys(), &pauses, limits);
    const json step = {{"status", 503}};
    static_cast<void>(client.call("Fake.Play", fake::play(std::vector<json>(8, step))));
    ASSERT_EQ(pauses.size(), 8U);
    const int most[] = {50, 100, 200, 400, 400, 400, 400, 400};
    for (std::size_t i = 0; i < 8; ++i) EXPECT_LE(pauses[i].count(), most[i]);
    first.insert(pauses[3]);
  }
  EXPECT_GT(first.size(), 10U) << "twenty clients must not come back together";
}

TEST(Faults, RetryAfterIsTheLeastAndTooMuchOfItEndsTheCall) {
  const auto asks = [](const char* seconds) {
    return json{{"status", 503}, {"headers", {{"Retry-After", seconds}}}};
  };
  fake::Pauses pauses;
  ASSERT_TRUE(call(fake::play({asks("2"), asks("soon")}), &pauses));
  ASSERT_EQ(pauses.size(), 2U);
  EXPECT_GE(pauses[0], milliseconds(2'000));
  EXPECT_LT(pauses[1], milliseconds(2'000));

  const auto answer = call(fake::play({asks("600")}), &pauses);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().retry_after, milliseconds(600'000));
  EXPECT_EQ(pauses.size(), 2U);
}

TEST(Faults, ALongPollMayTakeItsTimeAndACallerMayWantOneTry) {
  aws::Client client = fake::client(fake::keys());
  const json late = {{"slow_ms", 2'000}};
  EXPECT_TRUE(client.call("Fake.Play", fake::play({late}), {milliseconds(5'000), 1}));
  EXPECT_FALSE(client.call("Fake.Play", fake::play({late}), {milliseconds(0), 1}));
  EXPECT_EQ(client.counters().tries_count, 2U);
}

TEST(Faults, AnAnswerThatIsTooLongIsNotRead) {
  aws::Limits limits = fake::quick();
  limits.answer_bytes_max = 1'000;
  aws::Client client = fake::client(fake::keys(), nullptr, limits);
  const json step = {{"body", "{\"a\":\"" + std::string(2'000, 'x') + "\"}"}};
  const auto answer = client.call("Fake.Play", fake::play({step}), {milliseconds(0), 1});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, Kind::network);
}

TEST(Faults, NoErrorRepeatsASecret) {
  aws::Client open = fake::client(fake::keys());
  ASSERT_TRUE(open.call("Fake.Play", {{"token", "to-ken/of+tests=="}}));
  const aws::Credentials keys = fake::keys("to-ken/of+tests==");
  aws::Client client = fake::client(keys);
  const auto answer = client.call("Fake.Play", fake::play({json{{"deny", true}}}));
  ASSERT_TRUE(client.call("Fake.Play", {{"token", ""}}));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message, "not so, *** ***");
  EXPECT_TRUE(answer.error().answer.is_null());
}

}  // namespace
