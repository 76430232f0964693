// Stages 4 to 11: from the filtered offers to a wished price.
#include "haggle/reprice/stages.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::offer;
using test::winner;
using test::World;

struct Row {
  const char* name;
  std::vector<Offer> offers;
  std::function<void(World&, PolicySpec&)> change;
  const char* reasons;
  Action action;
  std::int64_t price;
};

void expect_rows(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    World world = test::world(row.offers);
    PolicySpec spec;
    if (row.change) row.change(world, spec);
    const Decision decision = test::decision(world, spec);
    EXPECT_EQ(test::reasons(decision), row.reasons);
    EXPECT_EQ(decision.action, row.action);
    EXPECT_EQ(decision.price_minor, row.price);
  }
}

const Offer ours = winner(offer("US", 1'000));
const Offer rival = winner(offer("A", 950));

TEST(CoolDown, IsJudgedBeforeTheState) {
  World world = test::world({rival, offer("B", 0)});
  PolicySpec spec;
  spec.gates.cool_down = minutes(10);
  world.listing.price_time = test::ago({minutes(10).ms - 1});
  test::Decided decided = test::decided(world, spec);
  EXPECT_EQ(decided.decision.reason(), Reason::cool_down);
  EXPECT_EQ(decided.decision.state, State::not_reached);
  EXPECT_EQ(decided.decision.again_at, Instant{test::test_now.ms + 1});
  EXPECT_EQ(decided.verdicts, (std::vector{Verdict::kept, Verdict::price_zero}));
  EXPECT_EQ(decided.decision.rivals_count, 2U);

  world.listing.price_time = test::ago(minutes(10));
  EXPECT_EQ(test::decision(world, spec).reason(), Reason::chase_buy_box);
  world.listing.has &= ~Listing::has_price_time;
  EXPECT_EQ(test::decision(world, spec).reason(), Reason::chase_buy_box);
}

TEST(Strategy, HoldsWithTheReasonOfItsState) {
  const auto filtered = [](World& w, PolicySpec& p) {
    w.offers[0].price_minor = 0;
    p.reactions.all_filtered = Strategy::hold;
  };
  const auto sister = [](World&, PolicySpec& p) { p.sisters = {test::seller("A")}; };
  const auto suppressed = [](World& w, PolicySpec& p) {
    w.offers[0].flags = 0;
    p.reactions.buy_box_suppressed = Strategy::hold;
  };
  expect_rows({{"all filtered", {rival}, filtered, "all_filtered", Action::hold, 1'000},
               {"a sister's", {rival}, sister, "buy_box_sister", Action::hold, 1'000},
               {"suppressed", {rival}, suppressed, "buy_box_suppressed", Action::hold, 1'000},
               {"unknown", {}, {}, "offers_unknown", Action::hold, 1'000}});
}

TEST(Strategy, BringsAStandingPriceBackOnAHold) {
  const auto at = [](std::int64_t price) {
    return [price](World& w, PolicySpec& p) {
      w.listing.price_minor = price;
      p.shape.step_up = p.shape.step_down = Amount::minor(1);
      p.shape.min_change = Amount::minor(900);
    };
  };
  expect_rows({
      {"from below", {}, at(700), "offers_unknown bounds_correction", Action::reprice, 800},
      {"from above", {}, at(1'600), "offers_unknown bounds_correction", Action::reprice, 1'500},
      {"inside", {}, at(800), "offers_unknown", Action::hold, 800},
      {"none", {}, at(0), "offers_unknown", Action::hold, 0},
  });
}

TEST(Probe, GoesBackWhereTheBoxIsLost) {
  const auto open = [](std::int64_t price, std::int64_t safe) {
    return [=](World& w, PolicySpec& p) {
      w.listing.price_minor = price;
      w.listing.price_time = test::ago(minutes(1));
      w.listing.memory.safe_minor = safe;
      p.maximize.mode = MaximizeMode::probe;
      p.maximize.probe_step = Amount::minor(20);
      p.shape.step_down = Amount::minor(1);
      p.min_rule = MinMaxRule::do_nothing;
    };
  };
  const auto unknown = [&](World& w, PolicySpec& p) {
    open(1'040, 1'020)(w, p), w.market.set_buy_box_landed(990);
  };
  const auto old = [&](World& w, PolicySpec& p) {
    open(1'040, 1'020)(w, p), w.market.time = w.listing.price_time;
  };
  expect_rows({
      {"another's", {rival}, open(1'040, 1'020), "probe_back", Action::reprice, 1'020},
      {"suppressed", {offer("A", 950)}, open(1'040, 1'020), "probe_back", Action::reprice, 1'020},
      {"unknown", {offer("A", 950)}, unknown, "probe_back", Action::reprice, 1'020},
      {"nothing is known", {}, open(1'040, 1'020), "offers_unknown", Action::hold, 1'040},
      {"no news", {rival}, old, "waits_for_news", Action::hold, 1'040},
      {"at the safe price", {rival}, open(951, 951), "chase_buy_box", Action::reprice, 950},
      {"below it", {rival}, open(951, 999), "chase_buy_box", Action::reprice, 950},
      {"below the floor by now",
       {rival},
       open(1'040, 700),
       "probe_back raised_to_floor",
       Action::reprice,
       800},
      {"above the ceiling by now",
       {rival},
       open(1'640, 1'620),
       "probe_back lowered_to_ceiling",
       Action::reprice,
       1'500},
  });
}

TEST(Probe, ClosesWithoutAWayBackAtTheSafePrice) {
  World world = test::world({rival});
  world.listing.memory.safe_minor = 1'000;
  world.listing.memory.version = Memory::version_now;
  PolicySpec spec;
  spec.maximize.mode = MaximizeMode::probe;
  EXPECT_EQ(test::decision(world, spec).memory, Memory{});
}

TEST(Floor, IsGoneToWhereTheBoxIsSuppressed) {
  World world = test::world({offer("A", 950)});
  PolicySpec spec;
  spec.reactions.buy_box_suppressed = Strategy::floor;
  const Decision decision = test::decision(world, spec);
  EXPECT_EQ(decision.strategy, Strategy::floor);
  EXPECT_EQ(test::reasons(decision), "floor");
  EXPECT_EQ(decision.price_minor, 800);
}

TEST(MinMaxRule, LeavesMaximizeProfitAtItsPriceAtLeast) {
  const auto rule = [](MinMaxRule max_rule, std::int64_t price) {
    return [=](World& w, PolicySpec& p) {
      p.max_rule = max_rule;
      w.listing.default_price_minor = 900;
      w.listing.price_minor = w.offers[0].price_minor = price;
    };
  };
  const std::vector<Offer> offers{ours, offer("A", 1'600)};
  expect_rows({
      {"to the floor", offers, rule(MinMaxRule::jump_to_min, 1'000),
       "maximize_profit jump_to_min no_change", Action::hold, 1'000},
      {"to a default below", offers, rule(MinMaxRule::default_price, 1'000),
       "maximize_profit default_price no_change", Action::hold, 1'000},
      {"to the mean", offers, rule(MinMaxRule::jump_to_avg, 1'000), "maximize_profit jump_to_avg",
       Action::reprice, 1'150},
      {"above the ceiling by now", offers, rule(MinMaxRule::jump_to_min, 1'550),
       "maximize_profit jump_to_min", Action::reprice, 1'500},
      {"the next rival", offers, rule(MinMaxRule::next_rival, 1'000), "maximize_profit next_rival",
       Action::reprice, 1'500},
      {"a rival outside", offers, rule(MinMaxRule::match_rival, 1'000),
       "maximize_profit rival_outside", Action::hold, 1'000},
  });
}

/// Ticks of ten cents.
std::function<void(World&, PolicySpec&)> dimes(std::int64_t beat_by) {
  return [=](World&, PolicySpec& p) {
    p.shape.tick = Amount::minor(10);
    p.beat_by = Amount::minor(beat_by);
  };
}

TEST(Grid, GoesWithBeatByWhereTheBoxIsChased) {
  constexpr const char* way = "chase_buy_box grid";
  const std::vector<Offer> at_958{winner(offer("A", 958))};
  const std::vector<Offer> at_951{winner(offer("A", 951))};
  expect_rows({{"matching: down", at_958, dimes(0), way, Action::reprice, 950},
               {"undercutting: down", at_958, dimes(-1), way, Action::reprice, 950},
               {"staying above: up", at_951, dimes(1), way, Action::reprice, 960}});
}

TEST(Grid, GoesDownButNotBelowOursInMaximizeProfit) {
  const auto ours_at = [](std::int64_t price) {
    return [=](World& w, PolicySpec& p) {
      dimes(0)(w, p);
      w.listing.price_minor = w.offers[0].price_minor = price;
    };
  };
  const std::vector<Offer> to_1058{ours, offer("A", 1'058)};
  const std::vector<Offer> to_1005{ours, offer("A", 1'005)};
  const std::vector<Offer> to_1505{ours, offer("A", 1'505)};
  constexpr const char* stays = "maximize_profit grid no_change";
  constexpr const char* capped = "maximize_profit jump_to_max";
  expect_rows({{"down", to_1058, dimes(0), "maximize_profit grid", Action::reprice, 1'050},
               {"not below ours", to_1005, ours_at(1'003), stays, Action::hold, 1'003},
               {"ours is outside", to_1505, ours_at(1'503), capped, Action::reprice, 1'500}});
}

TEST(Grid, GoesToTheNearestWhereNobodyCompetes) {
  const auto alone = [](std::int64_t default_price) {
    return [=](World& w, PolicySpec& p) {
      dimes(0)(w, p);
      w.market.flags |= Market::list_is_whole;
      w.listing.default_price_minor = default_price;
    };
  };
  constexpr const char* way = "only_seller grid";
  expect_rows({{"nearest", {}, alone(1'204), way, Action::reprice, 1'200},
               {"a tie up", {}, alone(1'205), way, Action::reprice, 1'210}});
}

TEST(StepLimit, DoesNotApplyWithoutACurrentPrice) {
  const auto step = [](std::int64_t price) {
    return [=](World& w, PolicySpec& p) {
      w.listing.price_minor = price;
      p.shape.step_down = Amount::minor(10);
    };
  };
  expect_rows({
      {"one step", {rival}, step(1'000), "chase_buy_box step_limit", Action::reprice, 990},
      {"no current price", {rival}, step(0), "chase_buy_box", Action::reprice, 950},
  });
}

TEST(StepLimit, GoesOnAtTheNextInterval) {
  World world = test::world({rival});
  PolicySpec spec;
  spec.shape.step_down = Amount::minor(10);
  spec.gates.step_interval = minutes(5);
  const auto again_at = [&] {
    const Decision d = test::decision(world, spec);
    return d.knows(Decision::has_again_at) ? d.again_at.ms - test::test_now.ms : -1;
  };
  EXPECT_EQ(again_at(), minutes(5).ms);
  spec.gates.cool_down = minutes(20);
  EXPECT_EQ(again_at(), minutes(20).ms) << "not before the cool-down ends";
  spec.gates.snapshot_age_max = minutes(20);
  EXPECT_EQ(again_at(), minutes(20).ms) << "just not too old";
  world.market.time = test::ago({1});
  EXPECT_EQ(again_at(), -1) << "the market is too old by then";
}

}  // namespace
}  // namespace haggle
