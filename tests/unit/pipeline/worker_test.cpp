#include "haggle/pipeline/worker.hpp"

#include "unit/pipeline/worker_world.hpp"

namespace haggle::test {
namespace {

using WorkerTest = WorkerWorld;

TEST_F(WorkerTest, PricesTheListingAndFinishesTheMessage) {
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
  EXPECT_EQ(stored("MUG-1").standing.version.notification.text(), "n-1");
  EXPECT_EQ(stored("MUG-1").standing.old_price_minor, 2499);
  EXPECT_EQ(stored("MUG-1").standing.competitor_minor, 2349);
  EXPECT_EQ(count(worker, MessageFate::decided), 1U);
  EXPECT_TRUE(source.is_empty());
}

TEST_F(WorkerTest, EverySellerOfTheItemIsRepriced) {
  put(R"({"listing":{"seller":"A3Z","sku":"THEIR-MUG","item":"B0MUG","marketplace":"US",)"
      R"("price":"USD 30.00","shipping":"USD 0.00","floor":"USD 10.00","policy":"gentle"}})");
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
  EXPECT_EQ(stored("THEIR-MUG").listing().price_minor, 2348);
}

TEST_F(WorkerTest, ARepetitionWritesNothingNew) {
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  source.push(offers_at("23.49", "n-1"));
  run(worker);
  EXPECT_EQ(count(worker, MessageFate::duplicate), 1U);
  EXPECT_EQ(writes(worker, WriteStatus::duplicate), 1U);
  EXPECT_TRUE(source.is_empty());
}

TEST_F(WorkerTest, AnOlderMarketChangesNothing) {
  source.push(offers_at("23.49", "n-2"));
  Worker worker{options, ports()};
  run(worker);
  source.push(offers_at("20.00", "n-1", minutes(5)));
  run(worker);
  EXPECT_EQ(count(worker, MessageFate::older), 1U);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
}

TEST_F(WorkerTest, OfSeveralMarketsInHandTheNewestIsDecided) {
  source.push(offers_at("20.00", "n-1", minutes(5)));
  source.push(offers_at("23.49", "n-3"));
  source.push(offers_at("21.00", "n-2", minutes(2)));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
  EXPECT_EQ(count(worker, MessageFate::older), 2U);
  EXPECT_EQ(writes(worker, WriteStatus::written), 1U);
  EXPECT_TRUE(source.is_empty());
}

TEST_F(WorkerTest, AHoldAdvancesTheVersion) {
  put(R"({"policy":{"id":"gentle","paused":true}})");
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2499);
  EXPECT_EQ(stored("MUG-1").standing.reason, Reason::paused);
  EXPECT_EQ(stored("MUG-1").standing.version.notification.text(), "n-1");
}

TEST_F(WorkerTest, AnEditOfThePolicyIsDecidedOnTheKeptMarket) {
  put(R"({"policy":{"id":"gentle","paused":true}})");
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  put(policy);
  clock.pass(seconds(2));
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
  EXPECT_EQ(stored("MUG-1").standing.version.round, 1U);
  EXPECT_EQ(stored("MUG-1").standing.version.policy_revision, 3);
}

TEST_F(WorkerTest, AListingWhosePolicyIsGoneHoldsAndComesBack) {
  ASSERT_TRUE(*editor.drop_policy("gentle"));
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(count(worker, MessageFate::waits), 1U);
  EXPECT_TRUE(source.is_empty());
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2499);
  put(policy);
  clock.pass(seconds(2));
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
}

TEST_F(WorkerTest, WhatCannotBeReadGoesToTheDeadLettersWithItsBytes) {
  source.push("{\"NotificationType\": ");
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  ASSERT_EQ(letters.kept.size(), 1U);
  EXPECT_EQ(letters.kept[0].body, "{\"NotificationType\": ");
  EXPECT_EQ(letters.kept[0].error.code, Errc::malformed_json);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
  EXPECT_TRUE(source.is_empty());
}

TEST_F(WorkerTest, NothingIsFinishedWhileTheDeadLettersAreDown) {
  letters.fault = Fault{FaultCategory::network, Severity::medium, "refused"};
  source.push("no message");
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(source.finished_count, 0U);
  letters.fault.reset();
  clock.pass(seconds(30));
  run(worker);
  EXPECT_EQ(letters.kept.size(), 1U);
  EXPECT_TRUE(source.is_empty());
}

TEST_F(WorkerTest, AMarketThatIsTooOldIsNotDecidedOn) {
  source.push(offers_at("23.49", "n-1", minutes(121)));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(count(worker, MessageFate::too_old), 1U);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2499);
  EXPECT_TRUE(source.is_empty());
}

TEST_F(WorkerTest, AMarketFromTheFutureIsGivenBackUntilItsTime) {
  source.push(offers_at("23.49", "n-1", minutes(-8)));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(source.given_back_count, 1U);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2499);
  clock.pass(minutes(9));
  run(worker);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
}

TEST_F(WorkerTest, ADryRunWritesAndFinishesNothing) {
  options.dry_run = true;
  source.visible_for = minutes(5);
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(count(worker, MessageFate::decided), 1U);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2499);
  EXPECT_FALSE(stored("MUG-1").standing.exists);
  EXPECT_EQ(source.finished_count, 0U);
}

TEST_F(WorkerTest, EndsWhenItsSourceHasEnded) {
  source.push(offers_at("23.49", "n-1"));
  source.end();
  Worker worker{options, ports()};
  EXPECT_FALSE(worker.is_done());
  run(worker);
  EXPECT_TRUE(worker.is_done());
}

}  // namespace
}  // namespace haggle::test
