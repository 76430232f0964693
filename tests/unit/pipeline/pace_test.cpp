#include "haggle/pipeline/pace.hpp"

#include <gtest/gtest.h>

#include <string>

#include "haggle/pipeline/breaker.hpp"
#include "haggle/pipeline/counters.hpp"

namespace haggle {
namespace {

TEST(Breaker, OpensAfterFiveInARowAndLetsOneProbeThrough) {
  CircuitBreaker breaker;
  for (int i = 0; i < 4; ++i) breaker.fail({0}, false);
  EXPECT_TRUE(breaker.allows({0}));
  breaker.fail({0}, false);
  EXPECT_EQ(breaker.state(), BreakerState::open);
  EXPECT_FALSE(breaker.allows({59'999}));
  EXPECT_TRUE(breaker.allows({60'000}));
  EXPECT_FALSE(breaker.allows({60'000}));  // one probe at a time
  breaker.fail({60'001}, false);
  EXPECT_FALSE(breaker.allows({120'000}));
  EXPECT_TRUE(breaker.allows({120'001}));
  breaker.succeed();
  EXPECT_EQ(breaker.state(), BreakerState::closed);
}

TEST(Breaker, SuccessesInBetweenKeepItClosed) {
  CircuitBreaker breaker;
  for (int i = 0; i < 50; ++i) {
    breaker.fail({0}, false);
    if (i % 4 == 3) breaker.succeed();
  }
  EXPECT_TRUE(breaker.allows({0}));
}

TEST(Breaker, WhatNobodyElseCanMendOpensItAtOnce) {
  CircuitBreaker breaker;
  breaker.fail({0}, true);
  EXPECT_FALSE(breaker.allows({1}));
}

TEST(Backoff, DoublesUpToItsLongestWithFullJitter) {
  SeededDice dice{1};
  std::int64_t longest = 0;
  for (int i = 0; i < 2'000; ++i) {
    EXPECT_LE(backoff({}, 1, dice).ms, 100);
    EXPECT_LE(backoff({}, 3, dice).ms, 400);
    longest = std::max(longest, backoff({}, 40, dice).ms);
  }
  EXPECT_LE(longest, 10'000);
  EXPECT_GT(longest, 9'000);
}

TEST(Pacer, LetsASecondsWorthThrough) {
  RatePacer pacer{100};
  EXPECT_EQ(pacer.allowed({0}, 500), 100);
  pacer.spend(100);
  EXPECT_EQ(pacer.allowed({0}, 1), 0);
  EXPECT_EQ(pacer.wait().ms, 10);
  EXPECT_EQ(pacer.allowed({10}, 500), 1);
  EXPECT_EQ(pacer.allowed({99'999}, 500), 100);
  EXPECT_EQ(RatePacer{}.allowed({0}, 7), 7);
}

TEST(Metrics, AreTextForPrometheus) {
  WorkerView view;
  view.counters.received = 3;
  view.counters.messages[static_cast<std::size_t>(MessageFate::decided)] = 2;
  view.counters.decisions[1][static_cast<std::size_t>(Reason::chase_buy_box)] = 2;
  view.counters.latency.add(70);
  view.counters.latency.add(2'000'000);
  view.queue_depth = 5;
  const std::string text = write_metrics(view);
  for (const char* line :
       {"# TYPE haggle_messages_total counter\n", "haggle_received_total 3\n",
        "haggle_messages_total{outcome=\"decided\"} 2\n",
        "haggle_decisions_total{action=\"reprice\",reason=\"chase_buy_box\"} 2\n",
        "haggle_decision_latency_seconds_bucket{le=\"0.00005\"} 0\n",
        "haggle_decision_latency_seconds_bucket{le=\"0.0001\"} 1\n",
        "haggle_decision_latency_seconds_bucket{le=\"5\"} 2\n",
        "haggle_decision_latency_seconds_bucket{le=\"+Inf\"} 2\n",
        "haggle_decision_latency_seconds_sum 2.00007\n",
        "haggle_decision_latency_seconds_count 2\n", "haggle_queue_depth 5\n"}) {
    EXPECT_NE(text.find(line), std::string::npos) << line << text;
  }
}

TEST(Metrics, AddUpOverWorkers) {
  Counters a, b;
  a.received = 3, b.received = 4;
  b.latency.add(10);
  b.decisions[0][5] = 2;
  a += b;
  EXPECT_EQ(a.received, 7U);
  EXPECT_EQ(a.latency.counts[0], 1U);
  EXPECT_EQ(a.decisions[0][5], 2U);
}

TEST(Health, IsAsGoodAsTheWorstPart) {
  std::vector<PartHealth> parts(3);
  parts[0].name = "source", parts[1].name = "prices", parts[2].name = "history";
  EXPECT_EQ(worst_of(parts), HealthState::healthy);
  parts[2].state = HealthState::degraded;
  parts[1] = {"prices",
              HealthState::unhealthy,
              BreakerState::open,
              "connection refused",
              {1'782'000'000'000}};
  EXPECT_EQ(worst_of(parts), HealthState::unhealthy);
  EXPECT_NE(write_health(parts).find(
                R"("prices":{"status":"unhealthy","breaker":"open","since":"2026-06-21T00:00:00Z",)"
                R"("text":"connection refused"})"),
            std::string::npos)
      << write_health(parts);
}

}  // namespace
}  // namespace haggle
