// What the adapter needs of a queue server: receives, visibility, counts, redrive.
#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server.hpp"

namespace {

using server::json;

std::vector<sqs::Message> receive(sqs::Queue& queue, const sqs::Receive& how) {
  auto messages = queue.receive(how);
  EXPECT_TRUE(messages.has_value()) << describe(messages.error());
  return messages.value_or(std::vector<sqs::Message>{});
}

TEST(SqsQueue, AMessageComesAsItWasSentAndIsGoneWhenItWasDeleted) {
  sqs::Queue queue = server::queue(server::create());
  server::Clock clock;
  const std::int64_t before_ms = clock.now().ms;
  ASSERT_TRUE(queue.send(std::vector<sqs::Outgoing>{{"{\"a\":1}", {{"who", "me"}}}}).empty());
  const auto messages = receive(queue, {10, 2, 30, "All"});
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(messages[0].body, "{\"a\":1}");
  EXPECT_EQ(messages[0].receives_count, 1);
  EXPECT_FALSE(messages[0].id.empty());
  EXPECT_NEAR(static_cast<double>(messages[0].sent_at_ms - before_ms), 0, 5'000);
  EXPECT_EQ(messages[0].attributes, (sqs::Attributes{{"who", "me"}}));
  EXPECT_TRUE(queue.remove(std::vector{messages[0].receipt}).empty());
  const auto depth = queue.depth();
  ASSERT_TRUE(depth);
  EXPECT_EQ(depth->waiting + depth->in_flight + depth->delayed, 0);
}

TEST(SqsQueue, DepthCountsWhatWaitsAndWhatIsInFlight) {
  sqs::Queue queue = server::queue(server::create());
  server::fill(queue, {"1", "2", "3", "4", "5"});
  ASSERT_TRUE(queue.send(std::vector<sqs::Outgoing>{{"late", {}, 300}}).empty());
  EXPECT_EQ(server::drain(queue, 2).size(), 2U);
  const auto depth = queue.depth();
  ASSERT_TRUE(depth);
  EXPECT_EQ(depth->waiting, 3);
  EXPECT_EQ(depth->in_flight, 2);
  EXPECT_EQ(depth->delayed, 1);
}

TEST(SqsQueue, AnEmptyLongPollWaitsAndAMessageEndsIt) {
  sqs::Queue queue = server::queue(server::create());
  const server::Stopwatch empty;
  EXPECT_TRUE(receive(queue, {10, 1, 30}).empty());
  EXPECT_GE(empty.ms(), 900);

  const server::Stopwatch watch;
  std::thread sender([name = queue.name()] {
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    sqs::Queue other = server::queue(name);
    server::fill(other, {"wake up"});
  });
  const auto messages = receive(queue, {10, 10, 30});
  const long waited_ms = watch.ms();
  sender.join();
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_GE(waited_ms, 450);
  server::expect("long poll wakes at once", waited_ms < 4'000, std::to_string(waited_ms));
}

TEST(SqsQueue, AMessageThatIsThereIsGivenAtOnce) {
  sqs::Queue queue = server::queue(server::create());
  server::fill(queue, {"there"});
  const server::Stopwatch watch;
  EXPECT_EQ(receive(queue, {10, 10, 30}).size(), 1U);
  server::expect("long poll gives what is there", watch.ms() < 3'000, std::to_string(watch.ms()));
}

TEST(SqsQueue, WhatIsNotDeletedComesAgainWithAnotherReceiptAndIsCounted) {
  sqs::Queue queue = server::queue(server::create());
  server::fill(queue, {"again"});
  const auto first = receive(queue, {1, 2, 3});
  ASSERT_EQ(first.size(), 1U);
  EXPECT_TRUE(receive(queue, {1, 0, 3}).empty()) << "it is ours for three seconds";
  const auto second = receive(queue, {1, 9, 60});
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].receives_count, 2);
  EXPECT_EQ(second[0].id, first[0].id);
  server::expect("each receive has its own receipt", second[0].receipt != first[0].receipt);

  // The second receive has it now: what the first says of it may be accepted, but must do nothing.
  static_cast<void>(queue.remove(std::vector{first[0].receipt}));
  const auto depth = queue.depth();
  ASSERT_TRUE(depth);
  server::expect("an old receipt deletes nothing", depth->in_flight == 1);
  EXPECT_TRUE(queue.remove(std::vector{second[0].receipt}).empty());
}

TEST(SqsQueue, VisibilityIsExtendedAndGivenBack) {
  sqs::Queue queue = server::queue(server::create());
  server::fill(queue, {"held"});
  const auto held = receive(queue, {1, 2, 3});
  ASSERT_EQ(held.size(), 1U);
  EXPECT_TRUE(queue.set_visibility(std::vector{held[0].receipt}, 30).empty());
  EXPECT_TRUE(receive(queue, {1, 4, 30}).empty()) << "extended past its first end";

  EXPECT_TRUE(queue.set_visibility(std::vector{held[0].receipt}, 0).empty());
  const auto again = receive(queue, {1, 5, 30});
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again[0].receives_count, 2);
  EXPECT_TRUE(queue.set_visibility(std::vector{again[0].receipt}, 3).empty());
  EXPECT_TRUE(receive(queue, {1, 0, 30}).empty()) << "given back with a delay";
  EXPECT_EQ(receive(queue, {1, 6, 30}).size(), 1U);
}

TEST(SqsQueue, DelayedMessagesCome) {
  sqs::Queue queue = server::queue(server::create());
  ASSERT_TRUE(queue.send(std::vector<sqs::Outgoing>{{"late", {}, 3}}).empty());
  EXPECT_TRUE(receive(queue, {1, 0, 30}).empty());
  EXPECT_EQ(receive(queue, {1, 9, 30}).size(), 1U);
}

TEST(SqsQueue, WhatIsReceivedTooOftenGoesToTheDeadLetters) {
  sqs::Queue dead = server::queue(server::create());
  const auto arn = dead.arn();
  ASSERT_TRUE(arn);
  const json policy = {{"deadLetterTargetArn", *arn}, {"maxReceiveCount", "2"}};
  sqs::Queue queue = server::queue(server::create({{"RedrivePolicy", policy.dump()}}));
  server::fill(queue, {"poison"});
  for (int round = 0; round < 2; ++round) {
    const auto messages = receive(queue, {1, 3, 30});
    ASSERT_EQ(messages.size(), 1U);
    EXPECT_TRUE(queue.set_visibility(std::vector{messages[0].receipt}, 0).empty());
  }
  EXPECT_TRUE(receive(queue, {1, 1, 30}).empty());
  const auto letters = receive(dead, {1, 3, 30});
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].body, "poison");
}

// What three receivers took together.
struct Taken {
  std::mutex lock;
  std::map<std::string, int> bodies;
  std::atomic<int> faults_count{0};
};

void take_part(const std::string& name, std::size_t count, Taken& taken) {
  sqs::Queue queue = server::queue(name);
  const server::Stopwatch watch;
  for (std::size_t seen = 0; seen < count && watch.ms() < 60'000;) {
    const auto messages = queue.receive({10, 1, 8});
    if (!messages) ++taken.faults_count;
    std::vector<std::string> receipts;
    const std::lock_guard guard(taken.lock);
    for (const sqs::Message& message : messages.value_or(std::vector<sqs::Message>{})) {
      ++taken.bodies[message.body];
      receipts.push_back(message.receipt);
    }
    if (!queue.remove(receipts).empty()) ++taken.faults_count;
    seen = taken.bodies.size();
  }
}

TEST(SqsQueue, NoTwoReceiversHaveTheSameMessage) {
  const std::string name = server::create();
  sqs::Queue queue = server::queue(name);
  std::vector<std::string> bodies;
  for (int i = 0; i < 120; ++i) bodies.push_back(std::to_string(i));
  server::fill(queue, bodies);
  Taken taken;
  std::vector<std::thread> receivers;
  for (int i = 0; i < 3; ++i) {
    receivers.emplace_back([&] { take_part(name, bodies.size(), taken); });
  }
  for (std::thread& receiver : receivers) receiver.join();
  EXPECT_EQ(taken.bodies.size(), bodies.size());
  // A server that fell over its own threads may have given out what nobody got: it comes again.
  if (taken.faults_count > 0) return;
  for (const auto& [body, count] : taken.bodies) EXPECT_EQ(count, 1) << body;
}

TEST(SqsQueue, AQueueThatIsNotThere) {
  sqs::Queue queue = server::queue("nobody-made-this");
  const auto messages = queue.receive({});
  ASSERT_FALSE(messages);
  EXPECT_EQ(messages.error().code, "QueueDoesNotExist");
  EXPECT_EQ(messages.error().kind, aws::Kind::request);
  EXPECT_EQ(queue.send(std::vector<sqs::Outgoing>{{"a"}, {"b"}}).size(), 2U);
}

}  // namespace
