// Dead letters: kept with their error and every byte, and put back when the cause is mended.
#include "sqs/dead_letters.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "server.hpp"
#include "sqs/redrive.hpp"

namespace {

using haggle::DeadLetter;
using haggle::Errc;

const std::vector<std::string>& bodies() {
  static const std::vector<std::string> all{R"({"broken": )",
                                            "",
                                            std::string("\0\x01\xff", 3),
                                            "gr\u00fc\u00df",
                                            std::string(200 << 10, 'z'),
                                            "=",
                                            "YWJj"};
  return all;
}

std::vector<DeadLetter> letters() {
  std::vector<DeadLetter> all;
  for (const std::string& body : bodies()) {
    DeadLetter letter;
    letter.body = body;
    letter.error = haggle::fail(Errc::malformed_json, "message", 0, 11).value();
    letter.where = "Records[2].body";
    letter.record_id = "id\nwith\x01 gr\u00fc\u00df";
    letter.failed_at = {1'795'308'763'174};
    letter.receives_count = 3;
    all.push_back(letter);
  }
  return all;
}

std::unique_ptr<sqs::DeadLetterQueue> open(const std::string& name) {
  auto opened = sqs::open_dead_letters(server::url(name), [] { return server::keys(); });
  EXPECT_TRUE(opened.has_value());
  return std::move(opened).value();
}

TEST(SqsDeadLetters, KeepTheErrorAndEveryByte) {
  const std::string name = server::create();
  ASSERT_TRUE(open(name)->put(letters()));
  sqs::Queue queue = server::queue(name);
  std::vector<sqs::Message> messages = server::drain(queue, bodies().size());
  std::multiset<std::string> seen;
  for (sqs::Message& message : messages) {
    const sqs::Attributes& told = message.attributes;
    EXPECT_EQ(told.at("haggle.error"), "malformed_json");
    EXPECT_NE(told.at("haggle.text").find("malformed_json"), std::string::npos);
    EXPECT_EQ(told.at("haggle.where"), "Records[2].body");
    EXPECT_EQ(told.at("haggle.record_id"), "id?with? gr????");
    EXPECT_EQ(told.at("haggle.failed_at"), "2026-11-22T00:52:43.174Z");
    EXPECT_EQ(told.at("haggle.receives_count"), "3");
    EXPECT_EQ(told.contains("haggle.listing"), false);
    seen.insert(sqs::letter_bytes(message));
  }
  EXPECT_EQ(seen, std::multiset<std::string>(bodies().begin(), bodies().end()));
}

TEST(SqsDeadLetters, NothingToKeepIsNothingToDo) {
  EXPECT_TRUE(open("nobody-made-this")->put({}));
  const auto put = open("nobody-made-this")->put(letters());
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().category, haggle::FaultCategory::configuration);
}

TEST(SqsDeadLetters, TheListingIsNamedAndLongOnesGoWithoutWords) {
  DeadLetter letter = letters().front();
  letter.listing.emplace();
  letter.listing->seller = haggle::SellerId::from("A1").value();
  letter.listing->sku = haggle::Sku::from("S-1").value();
  letter.listing->marketplace = haggle::MarketplaceId::from("US").value();
  EXPECT_EQ(sqs::letter_message(letter).attributes.at("haggle.listing"), "A1:S-1@US");
  EXPECT_EQ(sqs::letter_message(letter).attributes.at("haggle.error"), "malformed_json");
  letter.fault.text = "the table has no such field";
  EXPECT_EQ(sqs::letter_message(letter).attributes.at("haggle.error"), "fault");
  EXPECT_EQ(sqs::letter_message(letter).attributes.at("haggle.text"), letter.fault.text);
  const std::string longest(1 << 20, 'x');
  letter.body = longest;
  const sqs::Outgoing message = sqs::letter_message(letter);
  EXPECT_TRUE(message.attributes.empty());
  EXPECT_EQ(message.body.size(), longest.size());
}

// What the pipeline's source sees after a redrive is what it saw before.
std::multiset<std::string> source_sees(const std::string& name) {
  server::Clock clock;
  auto source = sqs::open_source(server::url(name), clock, [] { return server::keys(); });
  std::multiset<std::string> seen;
  for (int round = 0; round < 10 && seen.size() < bodies().size(); ++round) {
    std::vector<haggle::Received> messages;
    EXPECT_TRUE((*source)->receive(10, haggle::Duration{1'000}, messages));
    for (const haggle::Received& message : messages) seen.insert(std::string(message.body));
  }
  return seen;
}

TEST(SqsDeadLetters, ByHandTheyGoBackAsTheyCame) {
  const std::string dead_name = server::create();
  const std::string live_name = server::create();
  ASSERT_TRUE(open(dead_name)->put(letters()));
  sqs::Queue dead = server::queue(dead_name);
  sqs::Queue live = server::queue(live_name);
  const auto redriven = sqs::redrive_by_hand(dead, live, 1'000);
  ASSERT_TRUE(redriven) << describe(redriven.error());
  EXPECT_EQ(redriven->moved_count, static_cast<std::int64_t>(bodies().size()));
  EXPECT_EQ(redriven->kept_count, 0);
  EXPECT_EQ(dead.depth()->in_flight, 0);
  EXPECT_EQ(source_sees(live_name), std::multiset<std::string>(bodies().begin(), bodies().end()));
}

TEST(SqsDeadLetters, ByTheServerWhereItCan) {
  sqs::Queue dead = server::queue(server::create());
  const server::json policy = {{"deadLetterTargetArn", dead.arn().value()},
                               {"maxReceiveCount", "5"}};
  const std::string live_name = server::create({{"RedrivePolicy", policy.dump()}});
  ASSERT_TRUE(open(dead.name())->put(letters()));
  sqs::Queue live = server::queue(live_name);
  const auto redriven = sqs::redrive(dead, live);
  ASSERT_TRUE(redriven) << describe(redriven.error());
  server::expect("the server moves dead letters", redriven->by_server);
  EXPECT_EQ(redriven->moved_count, static_cast<std::int64_t>(bodies().size()));
  EXPECT_EQ(dead.depth()->waiting, 0);
  EXPECT_EQ(source_sees(live_name), std::multiset<std::string>(bodies().begin(), bodies().end()));
}

}  // namespace
