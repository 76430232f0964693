// The ports over a proxy that throttles, cuts, lies and is late in front of the real server.
#include <gtest/gtest.h>

#include <string>

#include "server.hpp"
#include "sqs/dead_letters.hpp"

namespace {

using haggle::Duration;
using haggle::FaultCategory;
using haggle::Received;
using haggle::Ticket;
using server::json;

constexpr Duration moment{1'000};

class SqsFaults : public testing::Test {
 protected:
  void SetUp() override {
    server::fail({});
    name_ = server::create();
    sqs::Queue queue = server::queue(name_);
    server::fill(queue, {"0", "1", "2", "3"});
    open(60);
  }

  void open(int visibility_s) {
    source_ = std::make_unique<sqs::Source>(server::queue(name_, server::proxy()),
                                            sqs::SourceOptions{visibility_s, 5}, clock_);
  }

  std::vector<Ticket> take() {
    std::vector<Ticket> tickets;
    for (int round = 0; round < 5 && tickets.size() < 4; ++round) {
      std::vector<Received> messages;
      EXPECT_TRUE(source_->receive(10, moment, messages));
      for (const Received& message : messages) tickets.push_back(message.ticket);
    }
    EXPECT_EQ(tickets.size(), 4U);
    return tickets;
  }

  haggle::Fault receive_fault() {
    std::vector<Received> messages;
    const auto count = source_->receive(10, moment, messages);
    EXPECT_FALSE(count.has_value());
    return count ? haggle::Fault{} : count.error();
  }

  std::int64_t left() {
    const auto depth = server::queue(name_).depth();
    return depth ? depth->waiting + depth->in_flight : -1;
  }

  server::Clock clock_;
  std::string name_;
  std::unique_ptr<sqs::Source> source_;
};

json rule(const char* operation, json more, int times = 1) {
  more["operation"] = operation;
  more["times"] = times;
  return more;
}

const json throttled = {{"answer", {{"status", 400}, {"type", "ThrottlingException"}}}};
const json down = {{"answer", {{"status", 503}}}};
const json denied = {{"answer", {{"status", 403}, {"type", "AccessDenied"}}}};

TEST_F(SqsFaults, EveryRequestGoesToTheEndpointWhateverTheUrlOfTheQueueSays) {
  EXPECT_TRUE(source_->finish(take()));
  EXPECT_TRUE(source_->depth());
  EXPECT_EQ(server::count("GetQueueUrl"), 1);
  EXPECT_GE(server::count("ReceiveMessage"), 1);
  EXPECT_EQ(server::count("DeleteMessageBatch"), 1);
  EXPECT_EQ(server::count("GetQueueAttributes"), 1);
  EXPECT_EQ(left(), 0);
}

TEST_F(SqsFaults, AReceiveThatFailsIsAFaultAndTheNextOneWorks) {
  const struct {
    json how;
    FaultCategory category;
  } rows[] = {{throttled, FaultCategory::external},
              {down, FaultCategory::external},
              {{{"body", "{\"Messages\": 1}"}}, FaultCategory::external},
              {{{"body", "{\"Messages\": [{\"Body\""}}, FaultCategory::external},
              {{{"cut", "before"}}, FaultCategory::network}};
  open(1);  // what the server gave out and nobody got comes again after that
  for (const auto& row : rows) {
    SCOPED_TRACE(row.how.dump());
    ASSERT_TRUE(source_->depth());
    // A cut kept-alive connection is tried once more by curl itself.
    server::fail({rule("ReceiveMessage", row.how, 2)});
    const haggle::Fault fault = receive_fault();
    EXPECT_EQ(fault.category, row.category) << fault.text;
    EXPECT_TRUE(can_pass(fault));
    EXPECT_LE(server::count("ReceiveMessage"), 2);
  }
  server::fail({});
  take();
}

TEST_F(SqsFaults, MessagesThatAreNoneAreLeftOut) {
  server::fail({rule("ReceiveMessage",
                     {{"body", R"({"Messages":[1,{},{"ReceiptHandle":2},{"ReceiptHandle":"r",)"
                               R"("Attributes":{"ApproximateReceiveCount":"x"}}]})"}})});
  std::vector<Received> messages;
  const auto count = source_->receive(10, moment, messages);
  ASSERT_TRUE(count);
  ASSERT_EQ(*count, 1U);
  EXPECT_EQ(messages[0].body, "");
  EXPECT_EQ(messages[0].receives_count, 1);
}

TEST_F(SqsFaults, DeniedIsToldOnceAndNobodyAsksAgain) {
  ASSERT_TRUE(source_->depth());
  server::fail({rule("ReceiveMessage", denied, 9)});
  const haggle::Fault fault = receive_fault();
  EXPECT_EQ(fault.category, FaultCategory::configuration);
  EXPECT_EQ(fault.severity, haggle::Severity::critical);
  EXPECT_EQ(fault.text, "SQS queue " + name_ + ": denied 403 AccessDenied: as it was told");
  EXPECT_FALSE(can_pass(fault));
  EXPECT_EQ(server::count("ReceiveMessage"), 1);
  EXPECT_EQ(left(), 4);
}

TEST_F(SqsFaults, EntriesThatFailOnceAreToldAgainAlone) {
  const auto tickets = take();
  server::fail({rule("DeleteMessageBatch", {{"fail", {0, 2}}, {"code", "InternalError"}})});
  const auto untold = source_->finish(tickets);
  ASSERT_TRUE(untold);
  EXPECT_TRUE(untold->empty());
  EXPECT_EQ(server::count("DeleteMessageBatch"), 2);
  EXPECT_EQ(left(), 0);
}

TEST_F(SqsFaults, EntriesThatGoOnFailingStayHeld) {
  const auto tickets = take();
  // The second and third request hold that one entry alone.
  server::fail({rule("DeleteMessageBatch", {{"fail", {1}}, {"code", "InternalError"}}),
                rule("DeleteMessageBatch", {{"fail", {0}}, {"code", "InternalError"}}, 2)});
  const auto untold = source_->finish(tickets);
  ASSERT_TRUE(untold) << untold.error().text;
  EXPECT_EQ(*untold, std::vector{tickets[1]});
  EXPECT_EQ(source_->held_count(), 1U);
  EXPECT_EQ(left(), 1);
  const auto rest = source_->finish(*untold);
  ASSERT_TRUE(rest);
  EXPECT_TRUE(rest->empty());
  EXPECT_EQ(left(), 0);
}

TEST_F(SqsFaults, ALeaseThatIsRefusedByItsReceiptIsLostAndCounted) {
  const auto tickets = take();
  server::fail({rule("DeleteMessageBatch",
                     {{"fail", {3}}, {"code", "ReceiptHandleIsInvalid"}, {"sender_fault", true}})});
  const auto untold = source_->finish(tickets);
  ASSERT_TRUE(untold);
  EXPECT_TRUE(untold->empty());
  EXPECT_EQ(source_->lost_count(), 1U);
  EXPECT_EQ(source_->held_count(), 0U);
  EXPECT_EQ(server::count("DeleteMessageBatch"), 1);
}

TEST_F(SqsFaults, ADeleteWhoseAnswerIsLostIsSentAgain) {
  const auto tickets = take();
  server::fail({rule("DeleteMessageBatch", {{"cut", "after"}}, 3)});
  const auto untold = source_->finish(tickets);
  ASSERT_TRUE(untold) << untold.error().text;
  EXPECT_EQ(left(), 0);
  EXPECT_EQ(source_->held_count(), 0U);
}

TEST_F(SqsFaults, ADeleteThatNeverArrivesIsAFaultAndEverythingStaysHeld) {
  const auto tickets = take();
  server::fail({rule("DeleteMessageBatch", down, 100)});
  const auto untold = source_->finish(tickets);
  ASSERT_FALSE(untold);
  EXPECT_EQ(untold.error().category, FaultCategory::external);
  EXPECT_EQ(source_->held_count(), 4U);
  EXPECT_LE(server::count("DeleteMessageBatch"), 4) << "limited tries";
  server::fail({});
  EXPECT_TRUE(source_->finish(tickets)->empty());
  EXPECT_EQ(left(), 0);
}

TEST_F(SqsFaults, AnswersThatLeaveEntriesOutAreNotBelieved) {
  const auto tickets = take();
  server::fail({rule("DeleteMessageBatch", {{"body", "{}"}}, 2)});
  const auto untold = source_->finish(tickets);
  ASSERT_TRUE(untold);
  EXPECT_EQ(server::count("DeleteMessageBatch"), 3);
  EXPECT_EQ(left(), 0);
}

TEST_F(SqsFaults, GivingBackVoidsTheTicketsEvenWhenItFails) {
  const auto tickets = take();
  server::fail({rule("ChangeMessageVisibilityBatch", down, 100)});
  EXPECT_FALSE(source_->extend(tickets, Duration{60'000}));
  EXPECT_EQ(source_->held_count(), 4U);
  EXPECT_FALSE(source_->give_back(tickets, Duration{0}));
  EXPECT_EQ(source_->held_count(), 0U);
}

TEST_F(SqsFaults, ThrottledDeadLettersAreKeptOnceTheServerHasTime) {
  sqs::DeadLetterQueue letters(server::queue(name_, server::proxy()));
  haggle::DeadLetter letter;
  letter.body = "poison";
  server::fail({rule("SendMessageBatch", throttled, 2)});
  EXPECT_TRUE(letters.put(std::vector{letter}));
  EXPECT_EQ(server::count("SendMessageBatch"), 3);
  EXPECT_EQ(left(), 5);
  server::fail({rule("SendMessageBatch", down, 100)});
  EXPECT_FALSE(letters.put(std::vector{letter}));
  EXPECT_EQ(left(), 5);
}

}  // namespace
