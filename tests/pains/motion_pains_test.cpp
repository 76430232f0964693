// How prices move over time: races down, prices that never rise again, loops, and brakes that lock.
#include <gtest/gtest.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "support/build.hpp"

namespace haggle::test {
namespace {

/// A seller in a market of two, each of whom sees the other's price.
struct Repricer {
  Listing listing{};
  Policy terms;
  std::size_t sent_count{0};

  Repricer(std::int64_t price, std::int64_t floor, PolicySpec spec)
      : listing(test::listing()), terms(policy(std::move(spec))) {
    listing.set_price(price, ago(minutes(600)));
    listing.set_floor({floor, Basis::item});
  }

  /// Decides at a moment against a rival who holds the box.
  Decision meet(std::int64_t rival_price, Instant now) {
    World given = world({winner(offer("A", rival_price))});
    given.listing = listing;
    given.market.time = given.clock.now = now;
    const Decision got = must(decide(given.snapshot(), terms));
    if (got.action == Action::reprice) {
      listing.set_price(got.price_minor, now);
      ++sent_count;
    }
    return got;
  }
  [[nodiscard]] std::int64_t price() const { return listing.price_minor; }
};

/// Both reprice in turn, every five minutes for eight hours.
void play(Repricer& a, Repricer& b) {
  Instant now = test_now;
  for (int round = 0; round < 96; ++round) {
    now = now + minutes(5);
    (round % 2 == 0 ? a : b).meet(round % 2 == 0 ? b.price() : a.price(), now);
  }
}

PolicySpec beating_by(AmountOrRate amount) {
  PolicySpec out;
  out.beat_by = amount;
  return out;
}

// "Undercut wars are bad enough": sellers ask to match and not to undercut.
TEST(Pain02RaceToTheBottom, TwoWhoMatchComeToRestAtOnce) {
  Repricer a(1'000, 500, {}), b(990, 500, {});
  play(a, b);
  EXPECT_EQ(a.price(), 990);
  EXPECT_EQ(b.price(), 990);
  EXPECT_EQ(a.sent_count + b.sent_count, 1U);
}

TEST(Pain02RaceToTheBottom, ARaceEndsAtTheHigherFloor) {
  PolicySpec fast = beating_by(Amount::minor(-20));
  Repricer a(1'000, 700, fast), b(990, 850, fast);
  play(a, b);
  EXPECT_EQ(a.price(), 830);
  EXPECT_EQ(b.price(), 850);
}

TEST(Pain02RaceToTheBottom, ACoolDownSlowsARace) {
  PolicySpec spec = beating_by(Amount::minor(-1));
  spec.gates.cool_down = minutes(60);
  Repricer a(1'000, 500, spec), b(990, 500, spec);
  play(a, b);
  EXPECT_LE(a.sent_count, 8U);
  EXPECT_LE(b.sent_count, 8U);
}

// A rule only lowered; when the rival left, the price had to be reset by hand.
TEST(Pain03NeverComesBackUp, WhenTheRivalLeavesThePriceGoesBack) {
  World given = world({});
  given.listing.set_price(800, ago(minutes(120)));
  given.listing.default_price_minor = 1'400;
  given.market.flags |= Market::list_is_whole;
  EXPECT_EQ(decision(given).price_minor, 1'400);
}

TEST(Pain03NeverComesBackUp, WhenTheRivalRisesSoDoWe) {
  World given = world({winner(offer("A", 1'300))});
  given.listing.set_price(800, ago(minutes(120)));
  EXPECT_EQ(decision(given, beating_by(Amount::minor(-1))).price_minor, 1'299);
}

// "Static while you hold the buy box."
TEST(Pain03NeverComesBackUp, WithTheBoxInHandItRisesToTheNextRival) {
  World given = world({winner(offer("US", 800)), offer("A", 1'300)});
  given.listing.set_price(800, ago(minutes(120)));
  EXPECT_EQ(decision(given).price_minor, 1'300);
}

TEST(Pain03NeverComesBackUp, WithAStepLimitItIsBackInAsManySteps) {
  PolicySpec spec;
  spec.shape.step_up = Amount::minor(100);
  Repricer us(800, 800, spec);
  Instant now = test_now;
  for (int step = 0; step < 5; ++step) {
    now = now + minutes(15);
    us.meet(1'300, now);
  }
  EXPECT_EQ(us.price(), 1'300);
}

// A marketplace takes listings down that are far above a price it knows.
TEST(Pain12TakenDownForItsPrice, AReferencePriceCapsWhatIsAsked) {
  World given = world({winner(offer("A", 9'000))});
  given.listing.has &= ~Listing::has_ceiling;
  given.listing.set_reference(1'100, ago(minutes(60)));
  PolicySpec spec;
  spec.bounds.ceiling_ratio = Rate{1'200'000};
  EXPECT_EQ(decision(given, spec).price_minor, 1'320);
}

TEST(Pain12TakenDownForItsPrice, AProbeRisesOneStepAtATime) {
  PolicySpec spec;
  spec.maximize.mode = MaximizeMode::probe;
  spec.maximize.probe_step = Amount::minor(20);
  const World given = world({winner(offer("US", 1'000)), offer("A", 1'400)});
  EXPECT_EQ(decision(given, spec).price_minor, 1'020);
}

// Two books, 0.9983 and 1.27059 times the other's price: 23.7 million dollars in the end.
TEST(Pain13RunawayLoops, TwoRepricersStopAtTheirCeilings) {
  Repricer a(1'000, 500, beating_by(Rate{-1'700})), b(1'000, 500, beating_by(Rate{270'590}));
  play(a, b);
  EXPECT_LE(a.price(), 1'500);
  EXPECT_EQ(b.price(), 1'500);
  const std::size_t sent = a.sent_count + b.sent_count;
  play(a, b);
  EXPECT_EQ(a.sent_count + b.sent_count, sent) << "it is at rest";
}

TEST(Pain13RunawayLoops, ADatedReferencePriceIsACeilingToo) {
  PolicySpec up = beating_by(Rate{270'590});
  up.bounds.ceiling_ratio = Rate{3'000'000};
  Repricer a(1'000, 500, beating_by(Rate{-1'700})), b(1'000, 500, up);
  for (Repricer* one : {&a, &b}) one->listing.has &= ~Listing::has_ceiling;
  b.listing.set_reference(1'000, ago(minutes(60)));
  play(a, b);
  EXPECT_EQ(b.price(), 3'000);
  EXPECT_LE(a.price(), 3'000);
}

// A breaker at 15 % held for ever after the market had really moved by 20 %.
TEST(Pain16SafetyThatFreezes, AMoveBeyondTheStepGoesOnUntilItIsThere) {
  PolicySpec spec;
  spec.shape.step_down = Rate{50'000};
  Repricer us(1'000, 500, spec);
  Instant now = test_now;
  std::vector<std::int64_t> way;
  for (int round = 0; round < 8; ++round) {
    now = now + minutes(15);
    us.meet(800, now);
    way.push_back(us.price());
  }
  EXPECT_EQ(way, (std::vector<std::int64_t>{950, 903, 858, 816, 800, 800, 800, 800}));
}

TEST(Pain16SafetyThatFreezes, AStepThatIsLimitedSaysWhenItGoesOn) {
  PolicySpec spec;
  spec.shape.step_down = Amount::minor(50);
  const Decision got = decision(world({winner(offer("A", 800))}), spec);
  EXPECT_EQ(got.price_minor, 950);
  EXPECT_EQ(got.goal_minor, 800);
  ASSERT_TRUE(got.knows(Decision::has_again_at));
  EXPECT_EQ(got.again_at, test_now + minutes(15));
}

}  // namespace
}  // namespace haggle::test
