#include "unit/pipeline/worker_world.hpp"

namespace haggle::test {
namespace {

/// A sink that fails as often as it is told to, in front of the real one.
class FailingSink : public PriceSink {
 public:
  explicit FailingSink(PriceSink& behind) : behind_(behind) {}
  void send(std::span<const MarketWrite> markets, std::span<const PriceWrite> prices) override {
    ++sends_count;
    fails_now_ = failures_left > 0;
    if (fails_now_) --failures_left;
    failed_.assign(std::max(markets.size(), prices.size()), {WriteStatus::failed, fault});
    markets_ = markets.size(), prices_ = prices.size();
    if (!fails_now_) behind_.send(markets, prices);
  }
  SendResults take() override {
    if (!fails_now_) return behind_.take();
    const std::span<const WriteResult> all{failed_};
    return {all.first(markets_), all.first(prices_)};
  }
  Fault fault{FaultCategory::network, Severity::medium, "cut"};
  int failures_left{0};
  int sends_count{0};

 private:
  PriceSink& behind_;
  std::vector<WriteResult> failed_{};
  std::size_t markets_{0}, prices_{0};
  bool fails_now_{false};
};

class WorkerFaults : public WorkerWorld {
 protected:
  Ports failing() {
    Ports out = ports();
    out.prices = &sink;
    return out;
  }
  FailingSink sink{session};
};

TEST_F(WorkerFaults, WhatCanPassIsTriedAgain) {
  sink.failures_left = 2;
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, failing()};
  for (int i = 0; i < 10; ++i) run(worker), clock.pass(seconds(1));
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
  EXPECT_EQ(source.given_back_count, 0U);
  EXPECT_TRUE(source.is_empty());
}

TEST_F(WorkerFaults, AfterThreeTriesItIsGivenBackAndNotLost) {
  sink.failures_left = 3;
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, failing()};
  for (int i = 0; i < 30; ++i) run(worker), clock.pass(seconds(1));
  EXPECT_EQ(source.given_back_count, 1U);
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
  EXPECT_TRUE(source.is_empty());
  EXPECT_TRUE(letters.kept.empty());
}

TEST_F(WorkerFaults, FiveFailuresOpenTheBreakerAndReceivingStops) {
  sink.failures_left = 1'000;
  for (int i = 0; i < 40; ++i) source.push(offers_at("23.49", "n-" + std::to_string(i)));
  Worker worker{options, failing()};
  for (int i = 0; i < 20; ++i) run(worker), clock.pass(seconds(1));
  const std::size_t receives = source.receives_count;
  EXPECT_EQ(worker.view().parts[static_cast<std::size_t>(Part::prices)].state,
            HealthState::unhealthy);
  for (int i = 0; i < 10; ++i) run(worker), clock.pass(seconds(1));
  EXPECT_EQ(source.receives_count, receives);
  EXPECT_EQ(source.held_count(), 0U);
  EXPECT_LE(sink.sends_count, 6);
}

TEST_F(WorkerFaults, WhenItIsUpAgainAProbeClosesTheBreaker) {
  sink.failures_left = 5;
  for (int i = 0; i < 40; ++i) {
    source.push(offers_at("23.49", "n-" + std::to_string(i), seconds(40 - i)));
  }
  Worker worker{options, failing()};
  for (int i = 0; i < 300; ++i) run(worker), clock.pass(seconds(1));
  EXPECT_TRUE(source.is_empty());
  EXPECT_EQ(stored("MUG-1").standing.version.notification.text(), "n-39");
  EXPECT_EQ(worker.view().parts[static_cast<std::size_t>(Part::prices)].state,
            HealthState::healthy);
}

TEST_F(WorkerFaults, AWrongPasswordIsToldOnceAndNothingSpins) {
  sink.failures_left = 1'000;
  sink.fault = {FaultCategory::configuration, Severity::critical, "WRONGPASS"};
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, failing()};
  for (int i = 0; i < 600; ++i) run(worker), clock.pass(seconds(1));
  EXPECT_EQ(alerts.raised.size(), 1U);
  EXPECT_LE(sink.sends_count, 11);
  EXPECT_TRUE(letters.kept.empty());
  sink.failures_left = 0;
  for (int i = 0; i < 120; ++i) run(worker), clock.pass(seconds(1));
  EXPECT_TRUE(source.is_empty());
  EXPECT_EQ(stored("MUG-1").listing().price_minor, 2348);
}

TEST_F(WorkerFaults, AMessageThatCouldNotBeFinishedIsFinishedLater) {
  source.refuses_to_finish = 1;
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, ports()};
  run(worker);
  clock.pass(seconds(1));
  run(worker);
  EXPECT_TRUE(source.is_empty());
  EXPECT_EQ(source.finished_count, 1U);
}

TEST_F(WorkerFaults, StoppingFinishesWhatWasSentAndGivesBackTheRest) {
  sink.failures_left = 1;
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, failing()};
  run(worker);
  worker.stop();
  run(worker);
  EXPECT_TRUE(worker.is_done());
  EXPECT_EQ(source.held_count(), 0U);
  EXPECT_EQ(source.given_back_count, 1U);
}

TEST_F(WorkerFaults, WhatIsKeptLongIsExtended) {
  sink.failures_left = 2;
  source.visible_for = seconds(20);
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, failing()};
  run(worker);
  clock.pass(seconds(14));
  run(worker);
  EXPECT_GE(source.extended_count, 1U);
}

TEST_F(WorkerFaults, HistoryIsWrittenBeforeTheMessageIsFinished) {
  ListedHistory history;
  history.fault = Fault{FaultCategory::external, Severity::medium, "throttled"};
  Ports all = ports();
  all.history = &history;
  source.push(offers_at("23.49", "n-1"));
  Worker worker{options, all};
  run(worker);
  EXPECT_EQ(source.finished_count, 0U);
  history.fault.reset();
  for (int i = 0; i < 60; ++i) run(worker), clock.pass(seconds(1));
  EXPECT_TRUE(source.is_empty());
  ASSERT_EQ(history.kept.size(), 1U);
  EXPECT_EQ(history.kept[0].price_minor, 2348);
  EXPECT_EQ(history.kept[0].standing.version.notification.text(), "n-1");
}

TEST_F(WorkerFaults, TheRateIsLimited) {
  options.messages_per_second_max = 5;
  for (int i = 0; i < 20; ++i) source.push(offers_at("23.49", "n-" + std::to_string(i)));
  Worker worker{options, ports()};
  run(worker);
  EXPECT_EQ(worker.counters().received, 5U);
  clock.pass(seconds(1));
  run(worker);
  EXPECT_EQ(worker.counters().received, 10U);
}

}  // namespace
}  // namespace haggle::test
