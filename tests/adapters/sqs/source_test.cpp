// The pipeline's source over a real queue server: tickets, leases, what others see of them.
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "server.hpp"

namespace {

using haggle::Duration;
using haggle::Received;
using haggle::Ticket;

constexpr Duration moment{1'000};

class SqsSource : public testing::Test {
 protected:
  void SetUp() override {
    name_ = server::create();
    source_ = open("&visibility=60");
  }

  std::unique_ptr<sqs::Source> open(const std::string& more) {
    auto source = sqs::open_source(server::url(name_, server::endpoint(), more), clock_,
                                   [] { return server::keys(); });
    EXPECT_TRUE(source.has_value());
    return source ? std::move(*source) : nullptr;
  }

  void fill(int count) {
    sqs::Queue queue = server::queue(name_);
    std::vector<std::string> bodies;
    for (int i = 0; i < count; ++i) bodies.push_back("message " + std::to_string(i));
    server::fill(queue, bodies);
  }

  static std::vector<Ticket> tickets(const std::vector<Received>& messages) {
    std::vector<Ticket> all;
    for (const Received& message : messages) all.push_back(message.ticket);
    return all;
  }

  std::int64_t waiting() { return source_->depth().value().value(); }

  server::Clock clock_;
  std::string name_;
  std::unique_ptr<sqs::Source> source_;
};

TEST_F(SqsSource, TakesManyKeepsTheirBytesAndFinishesThem) {
  fill(25);
  std::vector<Received> messages;
  for (int round = 0; messages.size() < 25 && round < 10; ++round) {
    ASSERT_TRUE(source_->receive(25, moment, messages));
  }
  ASSERT_EQ(messages.size(), 25U);
  std::set<std::string> bodies;
  for (const Received& message : messages) {
    bodies.insert(std::string(message.body));
    EXPECT_EQ(message.receives_count, 1);
    const std::int64_t left_ms = (*message.visible_again_at - clock_.now()).ms;
    EXPECT_GT(left_ms, 40'000);
    EXPECT_LE(left_ms, 60'000);
  }
  EXPECT_EQ(bodies.size(), 25U);
  EXPECT_EQ(waiting(), 0);
  const auto untold = source_->finish(tickets(messages));
  ASSERT_TRUE(untold);
  EXPECT_TRUE(untold->empty());
  EXPECT_EQ(source_->held_count(), 0U);
  EXPECT_EQ(server::queue(name_).depth()->in_flight, 0);
  EXPECT_FALSE(source_->is_ended());
}

TEST_F(SqsSource, AppendsAndTakesNoMoreThanAsked) {
  fill(5);
  std::vector<Received> messages(1);
  const auto count = source_->receive(3, moment, messages);
  ASSERT_TRUE(count);
  EXPECT_LE(*count, 3U);
  EXPECT_EQ(messages.size(), *count + 1);
}

TEST_F(SqsSource, NothingCameIsNoFault) {
  std::vector<Received> messages;
  const server::Stopwatch watch;
  const auto count = source_->receive(10, Duration{200}, messages);
  ASSERT_TRUE(count);
  EXPECT_EQ(*count, 0U);
  EXPECT_GE(watch.ms(), 190) << "a short wait must not become a busy one";
}

TEST_F(SqsSource, WhatIsGivenBackComesAgainAfterTheDelay) {
  fill(2);
  std::vector<Received> messages;
  ASSERT_TRUE(source_->receive(10, moment, messages));
  ASSERT_EQ(messages.size(), 2U);
  ASSERT_TRUE(source_->give_back(std::vector{messages[0].ticket}, Duration{0}));
  ASSERT_TRUE(source_->give_back(std::vector{messages[1].ticket}, Duration{120'000}));
  EXPECT_EQ(source_->held_count(), 0U);
  std::vector<Received> again;
  ASSERT_TRUE(source_->receive(10, Duration{3'000}, again));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].receives_count, 2);
  EXPECT_NE(again[0].ticket, messages[0].ticket);
  const auto untold = source_->finish(std::vector{messages[0].ticket});
  ASSERT_TRUE(untold) << "a ticket that is void is no fault";
  EXPECT_EQ(source_->held_count(), 1U);
}

TEST_F(SqsSource, AnExtendedMessageStaysOurs) {
  source_ = open("&visibility=4");
  fill(1);
  std::vector<Received> messages;
  ASSERT_TRUE(source_->receive(1, moment, messages));
  ASSERT_EQ(messages.size(), 1U);
  const auto until = source_->extend(tickets(messages), Duration{30'500});
  ASSERT_TRUE(until);
  EXPECT_NEAR(static_cast<double>((*until - clock_.now()).ms), 31'000, 1'000);
  std::vector<Received> others;
  ASSERT_TRUE(open("")->receive(1, Duration{6'000}, others));
  EXPECT_TRUE(others.empty());
  ASSERT_TRUE(source_->finish(tickets(messages)));
}

TEST_F(SqsSource, ALeaseThatWasLostIsNoFaultAndHurtsNobody) {
  source_ = open("&visibility=1");
  fill(1);
  std::vector<Received> messages;
  ASSERT_TRUE(source_->receive(1, moment, messages));
  ASSERT_EQ(messages.size(), 1U);
  const std::unique_ptr<sqs::Source> other = open("&visibility=60");
  std::vector<Received> theirs;
  ASSERT_TRUE(other->receive(1, Duration{5'000}, theirs));
  ASSERT_EQ(theirs.size(), 1U);
  EXPECT_EQ(theirs[0].receives_count, 2);
  const auto untold = source_->finish(tickets(messages));
  ASSERT_TRUE(untold);
  EXPECT_TRUE(untold->empty());
  EXPECT_EQ(source_->held_count(), 0U);
  ASSERT_TRUE(other->finish(tickets(theirs)));
}

TEST_F(SqsSource, WrongUrlsAreFaultsOfConfiguration) {
  for (const char* url : {"", "sqs://", "sqs://h:1/q?wait=21", "sqs://h:1/q?visibility=-1",
                          "sqs://h:1/q?visibility=43201&region=us-east-1"}) {
    const auto source = sqs::open_source(url, clock_);
    ASSERT_FALSE(source) << url;
    EXPECT_EQ(source.error().category, haggle::FaultCategory::configuration);
    EXPECT_EQ(source.error().severity, haggle::Severity::critical);
  }
}

TEST_F(SqsSource, AQueueThatIsNotThereIsAFaultOfConfigurationForEveryPort) {
  auto source =
      sqs::open_source(server::url("nobody-made-this"), clock_, [] { return server::keys(); });
  ASSERT_TRUE(source);
  std::vector<Received> messages;
  const auto count = (*source)->receive(1, moment, messages);
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().category, haggle::FaultCategory::configuration);
  EXPECT_NE(count.error().text.find("nobody-made-this"), std::string::npos);
  EXPECT_FALSE((*source)->depth());
}

}  // namespace
