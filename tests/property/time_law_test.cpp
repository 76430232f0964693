// Decisions one after another: a snapshot that stays comes to rest, and a probe learns from a loss.
#include "property/random_case.hpp"

namespace haggle::test {
namespace {

/// Takes out of a policy what the mere passing of time would change.
void make_timeless(PolicySpec& spec) {
  spec.gates.hours.reset();
  spec.gates.snapshot_age_max.reset();
  spec.bounds.reference_age_max.reset();
}

void without_step_and_probe(PolicySpec& spec) {
  spec.shape.step_up.reset();
  spec.shape.step_down.reset();
  spec.gates.cool_down = {};
  if (spec.maximize.mode == MaximizeMode::probe) spec.maximize.mode = MaximizeMode::match_next;
}

TEST(TimeLaw, WithoutStepAndProbeTheSecondDecisionHolds) {
  campaign(40'000, 4, [](Dice& dice) {
    Case given = random_case(dice);
    everywhere(given.spec, without_step_and_probe);
    given.world.listing.memory = {};
    const auto first = try_decide(given);
    if (!first) return false;
    World& world = given.world;
    follow(world.listing, first->decision, world.clock, world.market.time);
    const auto second = try_decide(given);
    EXPECT_TRUE(second.has_value());
    if (!second) return false;
    EXPECT_EQ(second->decision.action, Action::hold)
        << told(first->decision) << " and " << told(second->decision);
    EXPECT_EQ(second->decision.price_minor, first->decision.price_minor);
    EXPECT_EQ(second->decision.memory, first->decision.memory);
    return first->decision.action == Action::reprice;
  });
}

/// The prices that stand after each decision on one market, until nothing is left to wait for;
/// since a probe's way back, where there was one. Empty where it does not come to rest.
std::vector<std::int64_t> way_to_rest(Case given) {
  World& world = given.world;
  std::vector<std::int64_t> stood;
  for (int round = 0; round < 200; ++round) {
    const auto got = try_decide(given);
    if (!got) return {0};
    const Decision& decision = got->decision;
    if (stood.empty() || has_reason(decision, Reason::probe_back)) {
      stood = {has_reason(decision, Reason::probe_back) ? decision.price_minor
                                                        : decision.current_minor};
    }
    stood.push_back(decision.price_minor);
    follow(world.listing, decision, world.clock, world.market.time);
    const bool waits = decision.knows(Decision::has_again_at);
    if (waits) world.clock.now = decision.again_at;
    if (decision.action == Action::hold && !waits) return stood;
  }
  return {};
}

TEST(TimeLaw, DecisionsOnOneSnapshotMoveOneWayAndComeToRest) {
  campaign(40'000, 4, [](Dice& dice) {
    Case given = random_case(dice);
    everywhere(given.spec, make_timeless);
    const std::vector<std::int64_t> stood = way_to_rest(given);
    EXPECT_FALSE(stood.empty()) << "it does not come to rest";
    std::size_t ups = 0, downs = 0;
    for (std::size_t i = 1; i < stood.size(); ++i) {
      ups += stood[i] > stood[i - 1] && stood[i - 1] != 0 ? 1U : 0U;
      downs += stood[i] < stood[i - 1] ? 1U : 0U;
    }
    EXPECT_TRUE(ups == 0 || downs == 0) << testing::PrintToString(stood);
    return ups + downs != 0;
  });
}

/// A market in which the box is ours up to a landed price that nobody tells us.
struct SecretMarket {
  World world{};
  std::int64_t secret_minor{0};

  void show(Instant now) {
    Listing& l = world.listing;
    world.clock.now = world.market.time = now;
    const bool ours = l.price_minor + l.shipping_minor <= secret_minor;
    world.offers[0].price_minor = l.price_minor;
    world.offers[0].flags = Offer::is_mine | (ours ? Offer::is_winner : 0U);
    world.offers[1].flags = ours ? 0U : Offer::is_winner;
  }
};

/// The price begins inside its bounds: a jump into them is further than a probe's step.
SecretMarket secret_market(Dice& dice) {
  SecretMarket out;
  Listing& l = out.world.listing;
  const std::int64_t most = dice.between(14, 60);
  l.set_floor({8, Basis::item});
  l.set_ceiling({most, Basis::item});
  l.set_price(dice.between(8, most), market_time);
  l.set_shipping(dice.pick<std::int64_t>({0, 4}));
  out.secret_minor = dice.between(10, most + 10);
  Offer row = offer("US", l.price_minor);
  row.shipping_minor = l.shipping_minor;
  out.world.offers = {row, offer("A", dice.between(8, most + 10))};
  return out;
}

PolicySpec probing(Dice& dice) {
  PolicySpec out = drawn::without_bands(dice);
  out.filters = {};
  out.sisters.clear();
  out.bounds = {};
  out.gates = {};
  out.gates.cool_down = seconds(dice.pick<std::int64_t>({0, 0, 900}));
  out.maximize.mode = MaximizeMode::probe;
  out.maximize.probe_interval = seconds(dice.pick<std::int64_t>({0, 600, 3'600}));
  out.maximize.probe_memory = seconds(dice.pick<std::int64_t>({0, 7'200, 86'400}));
  return out;
}

/// The moments at which a probe went back, over many markets that are all alike.
std::vector<Instant> losses(Dice& dice, SecretMarket& market, const PolicySpec& spec) {
  std::vector<Instant> out;
  Instant now = market_time;
  for (int round = 0; round < 60; ++round) {
    now = now + seconds(dice.between(30, 7'200));
    market.show(now);
    const auto got = try_decide(market.world, spec);
    if (!got) break;
    if (has_reason(got->decision, Reason::probe_back)) out.push_back(now);
    EXPECT_EQ(broken_bound(market.world.snapshot(), spec, got->decision.price_minor), "");
    follow(market.world.listing, got->decision, market.world.clock, now);
  }
  return out;
}

TEST(TimeLaw, AProbeLosesTheBoxAtMostOnceInItsMemory) {
  campaign(3'000, 10, [](Dice& dice) {
    SecretMarket market = secret_market(dice);
    const PolicySpec spec = probing(dice);
    const std::vector<Instant> lost = losses(dice, market, spec);
    for (std::size_t i = 1; i < lost.size(); ++i) {
      EXPECT_GE(lost[i] - lost[i - 1], spec.maximize.probe_memory);
    }
    return !lost.empty();
  });
}

}  // namespace
}  // namespace haggle::test
