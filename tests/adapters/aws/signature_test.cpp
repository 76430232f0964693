// Every shape of request that is sent, signed by curl and judged by the referee of the service.
#include <gtest/gtest.h>

#include <string>

#include "fake.hpp"

namespace {

using fake::json;

// Sends it, and says what the service saw of it; the test fails when the signature was refused.
json seen(aws::Client& client, const json& body) {
  const auto answer = client.call("Fake_20261122.Echo", body);
  EXPECT_TRUE(answer.has_value()) << describe(answer.error());
  return answer.value_or(json::object());
}

TEST(Signature, EveryShapeOfBodyIsBelieved) {
  aws::Client client = fake::client(fake::keys());
  std::string controls;
  for (char c = 0; c < 0x20; ++c) controls += c;
  const json texts = {"",
                      "plain",
                      "gr\u00fc\u00df \u20ac \U0001f600",
                      controls,
                      "a  b\t c",
                      "=&?+%2f:/@",
                      "\u007f\u0080\uffff",
                      std::string(300'000, 'x'),
                      std::string(1'500'000, 'x')};
  for (const json& text : texts) {
    const json body = {{"text", text}};
    const json answer = seen(client, body);
    EXPECT_EQ(answer.value("bytes", std::size_t{0}), body.dump().size());
    EXPECT_EQ(answer.value("target", ""), "Fake_20261122.Echo");
  }
  EXPECT_EQ(client.counters().tries_count, texts.size());
}

TEST(Signature, BytesThatAreNoTextAreRefusedBeforeTheyAreSent) {
  aws::Client client = fake::client(fake::keys());
  const auto answer = client.call("Fake.Echo", {{"text", "\xff\xfe"}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "BadEncoding");
  EXPECT_EQ(client.counters().tries_count, 0U);
}

TEST(Signature, OtherServicesAndRegionsAreSignedAsSuch) {
  for (const char* region : {"us-east-1", "eu-central-1", "cn-north-1"}) {
    for (const char* service : {"sqs", "dynamodb"}) {
      aws::Client client({fake::endpoint(), region, service}, fake::with(fake::keys()));
      EXPECT_FALSE(seen(client, json::object()).empty()) << region << service;
    }
  }
}

TEST(Signature, OneConnectionServesManyCalls) {
  aws::Client client = fake::client(fake::keys());
  const json first = seen(client, json::object());
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(seen(client, json::object()).value("connection", 1), first.value("connection", 0));
}

// The keys of the service change twice: every test that comes after finds the first ones again.
TEST(Signature, SessionTokensAreSentSignedAndReadAnewWhenTheyWereRenewed) {
  const std::string token = "IQoJb3JpZ2luX2VjE+/=" + std::string(900, 'T');
  aws::Client before = fake::client(fake::keys());
  seen(before, {{"token", token}});

  aws::Credentials now = fake::keys(token);
  int asked_count = 0;
  aws::Client client({fake::endpoint(), "us-east-1", "fake"}, [&] {
    ++asked_count;
    return now;
  });
  EXPECT_EQ(seen(client, json::object()).value("token", "none"), token);
  EXPECT_EQ(asked_count, 1);

  seen(client, {{"token", ""}});
  now = fake::keys();
  EXPECT_EQ(seen(client, json::object()).value("token", "none"), "");
  EXPECT_EQ(asked_count, 2);

  const auto old = before.call("Fake.Echo", json::object());
  EXPECT_TRUE(old.has_value());
}

TEST(Signature, AWrongSecretIsDeniedOnceAndToldClearly) {
  aws::Credentials wrong = fake::keys();
  wrong.secret_key += "x";
  fake::Pauses pauses;
  aws::Client client = fake::client(wrong, &pauses);
  const auto answer = client.call("Fake.Echo", json::object());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, aws::Kind::denied);
  EXPECT_EQ(describe(answer.error()),
            "denied 403 InvalidSignatureException: the signature does not match");
  EXPECT_EQ(client.counters().tries_count, 1U);
  EXPECT_TRUE(pauses.empty());
}

}  // namespace
