// Deciding one price and many.
#include "haggle/reprice/decide.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::offer;
using test::winner;
using test::World;

static_assert(noexcept(decide(std::declval<const Snapshot&>(), std::declval<const Policy&>())));

/// A market with ties of every kind.
World busy_world() {
  return test::world({offer("US", 1'000), test::by_marketplace(offer("A", 950)), offer("B", 950),
                      offer("B", 950), test::with_shipping(offer("C", 900), 50), offer("D", 0),
                      winner(offer("E", 960)), winner(offer("F", 960)), offer("G", 940)});
}

PolicySpec busy_policy() {
  PolicySpec spec;
  spec.sisters = {test::seller("G")};
  spec.beat_by = Rate{-10'000};
  spec.shape.ending = EndingSpec{Amount::minor(100), Amount::minor(99), Amount::minor(30)};
  return spec;
}

TEST(Decide, GivesEqualBytesForEqualInput) {
  const World world = busy_world();
  const Policy policy = test::policy(busy_policy());
  const Result<Decision> first = decide(world.snapshot(), policy);
  const World copy = world;
  const Result<Decision> second = decide(copy.snapshot(), policy);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(std::memcmp(&*first, &*second, sizeof(Decision)), 0);
}

TEST(Decide, TakesOffersInAnyOrder) {
  World world = busy_world();
  const test::Decided first = test::decided(world, busy_policy());
  const SellerId reference = world.offers[first.decision.reference].seller;
  std::mt19937 random{7};
  for (int i = 0; i < 200; ++i) {
    std::shuffle(world.offers.begin(), world.offers.end(), random);
    const test::Decided other = test::decided(world, busy_policy());
    ASSERT_EQ(other.decision.price_minor, first.decision.price_minor);
    ASSERT_EQ(test::reasons(other.decision), test::reasons(first.decision));
    ASSERT_EQ(other.decision.state, first.decision.state);
    ASSERT_EQ(world.offers[other.decision.reference].seller, reference);
    ASSERT_EQ(world.offers[other.decision.holder].seller, test::seller("E"));
  }
}

TEST(Decide, SettlesAtOnceWithoutSteps) {
  World world = busy_world();
  const Decision first = test::decision(world, busy_policy());
  ASSERT_EQ(first.action, Action::reprice);
  world.listing.set_price(first.price_minor, test::test_now);
  world.listing.memory = first.memory;
  const Decision second = test::decision(world, busy_policy());
  EXPECT_EQ(second.action, Action::hold);
  EXPECT_EQ(second.reason(), Reason::no_change);
  EXPECT_EQ(second.price_minor, first.price_minor);
}

TEST(Decide, ReachesTheGoalStepByStep) {
  World world = test::world({winner(offer("A", 850))});
  PolicySpec spec;
  spec.shape.step_down = Amount::minor(40);
  std::vector<std::int64_t> way;
  for (int i = 0; i < 9; ++i) {
    const Decision decision = test::decision(world, spec);
    EXPECT_EQ(decision.goal_minor, 850);
    if (decision.action == Action::hold) break;
    way.push_back(decision.price_minor);
    world.listing.set_price(decision.price_minor, test::test_now);
  }
  EXPECT_EQ(way, (std::vector<std::int64_t>{960, 920, 880, 850}));
}

TEST(Decide, CarriesTheSizeOfTheChange) {
  struct Row {
    std::int64_t current, rival, change, ppm;
  };
  const Row rows[] = {
      {1'000, 950, -50, -50'000},
      {1'000, 1'050, 50, 50'000},
      {1'000, 1'000, 0, 0},
      {2'499, 2'348, -151, -60'424},
      {3, 4, 1, 333'333},
      {8, 9, 1, 125'000},
      {0, 950, 0, 0},
      {700'000'000, 1, -699'999'999, -1'000'000},
      {1, amount_minor_max, amount_minor_max - 1, amount_minor_max},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.current << " to " << row.rival);
    World world = test::world({winner(offer("A", row.rival))});
    world.listing.price_minor = row.current;
    world.listing.floor = {1, Basis::item};
    world.listing.has &= ~Listing::has_ceiling;
    const Decision decision = test::decision(world);
    EXPECT_EQ(decision.change_minor, row.change);
    EXPECT_EQ(decision.change_ppm, row.ppm);
  }
}

TEST(Decide, NeverGivesOutAPriceAboveAllLimits) {
  World world = test::world({winner(test::with_shipping(offer("A", amount_minor_max), 1))});
  world.listing.has &= ~Listing::has_ceiling;
  const Result<Decision> result = decide(world.snapshot(), test::policy());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Errc::out_of_range);
  EXPECT_STREQ(result.error().where, "decision.price");
  world.listing.shipping_minor = 1;
  EXPECT_EQ(test::decision(world).price_minor, amount_minor_max);
}

TEST(Decide, BringsNoPriceBackAboveAllLimits) {
  World world = test::world({});
  world.listing.has &= ~Listing::has_ceiling;
  world.listing.set_floor({amount_minor_max, Basis::item_minus_points});
  world.listing.points_minor = 1;
  EXPECT_EQ(test::decision(world).price_minor, amount_minor_max) << "no points here";
  world.market.flags |= Market::has_points;
  const Result<Decision> result = decide(world.snapshot(), test::policy());
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Errc::out_of_range);
  EXPECT_STREQ(result.error().where, "decision.price");
}

TEST(Decide, WakesAtTheOpeningWhereNothingWasSent) {
  World world = test::world({winner(offer("A", 950))});
  world.listing.has &= ~Listing::has_price_time;
  PolicySpec spec;
  spec.gates.hours = Hours{600, 1'200};
  spec.gates.cool_down = days(1);
  const Decision decision = test::decision(world, spec);
  EXPECT_EQ(decision.reason(), Reason::outside_hours);
  EXPECT_EQ(decision.again_at, Instant{(1'440 + 600) * ms_per_minute});
}

TEST(Decide, WritesAllVerdictsWheneverItDecides) {
  World world = test::world({offer("A", 900), offer("B", 0)});
  std::vector<Verdict> verdicts(3, Verdict::stock);
  PolicySpec spec;
  spec.gates.paused = true;
  ASSERT_TRUE(decide(world.snapshot(), test::policy(spec), verdicts).has_value());
  EXPECT_EQ(verdicts, (std::vector{Verdict::not_examined, Verdict::not_examined, Verdict::stock}));
  ASSERT_TRUE(decide(world.snapshot(), test::policy(), verdicts).has_value());
  EXPECT_EQ(verdicts, (std::vector{Verdict::kept, Verdict::price_zero, Verdict::stock}));
}

TEST(Decide, SaysTheSameWithAndWithoutVerdicts) {
  const World world = busy_world();
  const Policy policy = test::policy(busy_policy());
  std::vector<Verdict> verdicts(world.offers.size());
  EXPECT_EQ(*decide(world.snapshot(), policy), *decide(world.snapshot(), policy, verdicts));
}

TEST(Decide, RefusesAPolicyThatTheListingCannotUse) {
  World world = test::world({});
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 2);
  const Policy policy = test::policy(spec);
  const auto refused = [&](const char* code) {
    world.listing.currency = world.market.currency = Currency{{code[0], code[1], code[2], '\0'}};
    const Result<Decision> result = decide(world.snapshot(), policy);
    return result ? Errc{} : result.error().code;
  };
  EXPECT_EQ(refused("USD"), Errc{});
  EXPECT_EQ(refused("JPY"), Errc::amount_precision);
  EXPECT_EQ(refused("XXX"), Errc::unknown_currency);
}

TEST(Decide, UsesThePolicyOfTheAgeBandAlone) {
  World world = test::world({winner(offer("A", 950))});
  world.listing.set_age_days(365);
  PolicySpec spec;
  spec.beat_by = Amount::minor(-1);
  PolicySpec old;
  old.gates.paused = true;
  spec.bands.push_back({365, std::nullopt, old});
  const Decision in_band = test::decision(world, spec);
  EXPECT_EQ(test::reasons(in_band), "age_band paused");
  EXPECT_EQ(in_band.steps().front().stage, Stage::age_band);
  world.listing.set_age_days(364);
  EXPECT_EQ(test::decision(world, spec).price_minor, 949);
}

TEST(Decide, IsInTheListingsCurrency) {
  World world = test::world({winner(offer("A", 950))});
  world.listing.currency = world.market.currency = test::currency("JPY");
  EXPECT_EQ(test::decision(world).currency, test::currency("JPY"));
}

TEST(DecideEach, DecidesEveryOneWhateverBecomesOfTheOthers) {
  const World good = test::world({winner(offer("A", 950))});
  World bad = good;
  bad.listing.has &= ~Listing::has_floor;
  World other = good;
  other.offers.front().price_minor = 970;
  const std::array snapshots{good.snapshot(), bad.snapshot(), other.snapshot(), bad.snapshot()};
  std::vector<Result<Decision>> results(4);
  EXPECT_FALSE(decide_each(snapshots, test::policy(), results).has_value());
  EXPECT_EQ((*results[0]).price_minor, 950);
  EXPECT_EQ(results[1].error().code, Errc::floor_required);
  EXPECT_EQ((*results[2]).price_minor, 970);
  EXPECT_EQ(results[3].error().code, Errc::floor_required);
  EXPECT_EQ(*results[0], *decide(good.snapshot(), test::policy()));
}

TEST(DecideEach, NeedsAResultForEach) {
  const World world = test::world({winner(offer("A", 950))});
  const std::array snapshots{world.snapshot(), world.snapshot()};
  for (const std::size_t count : {0U, 1U, 3U}) {
    std::vector<Result<Decision>> results(count, fail(Errc::overflow, "untouched"));
    const auto fault = decide_each(snapshots, test::policy(), results);
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->code, Errc::bad_argument);
    EXPECT_STREQ(fault->where, "results");
    for (const auto& result : results) EXPECT_EQ(result.error().code, Errc::overflow);
  }
  EXPECT_FALSE(decide_each({}, test::policy(), std::span<Result<Decision>>{}).has_value());
}

}  // namespace
}  // namespace haggle
