// What of a market may change a decision, and what may not.
#include <cstring>
#include <memory>
#include <numeric>

#include "property/random_case.hpp"

namespace haggle::test {
namespace {

/// A decision without the indexes of offers.
Decision without_indexes(Decision given) {
  given.reference = given.holder = 0;
  for (Step& step : given.trail.entries) step.offer = 0;
  return given;
}

/// Two rows that nothing in the canonical order tells apart.
bool alike(const Offer& a, const Offer& b) {
  return a.price_minor == b.price_minor && a.shipping_minor == b.shipping_minor &&
         a.points_minor == b.points_minor && a.seller == b.seller && a.fulfilment == b.fulfilment &&
         a.sub_condition == b.sub_condition;
}

TEST(MarketLaw, TheOrderOfTheOffersChangesNothingButIndexes) {
  campaign(30'000, 2, [](Dice& dice) {
    const Case given = random_case(dice);
    const std::size_t count = given.world.offers.size();
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    dice.shuffle(order);
    World shuffled = given.world;
    for (std::size_t i = 0; i < count; ++i) shuffled.offers[i] = given.world.offers[order[i]];

    const auto a = try_decide(given);
    const auto b = try_decide(shuffled, given.spec);
    EXPECT_EQ(a.has_value(), b.has_value());
    if (!a || !b) return false;
    EXPECT_EQ(without_indexes(a->decision), without_indexes(b->decision))
        << told(a->decision) << " and " << told(b->decision);
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(b->verdicts[i], a->verdicts[order[i]]);
    if (a->decision.knows(Decision::has_reference)) {
      EXPECT_TRUE(
          alike(given.world.offers[a->decision.reference], shuffled.offers[b->decision.reference]));
    }
    return count > 1;
  });
}

/// One seller, two rows at one price, both flagged; only the handling time tells them apart.
TEST(MarketLaw, RowsThatOnlyAFilterTellsApartHaveNoOrderEither) {
  Offer slow = winner(offer("D", 950)), quick = slow;
  slow.handling_hours = 72, slow.has |= Offer::has_handling;
  quick.handling_hours = 24, quick.has |= Offer::has_handling;
  PolicySpec spec;
  spec.compete_with = {ReferenceKind::buy_box, ReferenceKind::lowest, ReferenceKind::none};
  spec.filters.handling_hours_max = 24;
  const Offer other = offer("B", 900);
  EXPECT_EQ(decision(world({slow, quick, other}), spec).price_minor,
            decision(world({quick, other, slow}), spec).price_minor);
}

bool is_filtered(Verdict verdict) {
  return verdict != Verdict::kept && verdict != Verdict::own_group &&
         verdict != Verdict::not_examined;
}

/// Another price, shipping, feedback and stock for one offer.
void offer_something_else(Dice& dice, Offer& offer) {
  offer.price_minor = dice.pick<std::int64_t>({0, 1, offer.price_minor + 1, 1'000, 10'000'000});
  if (dice.chance(30)) offer.shipping_minor = dice.between(0, 9);
  if (dice.chance(30)) offer.points_minor = dice.between(0, 3);
  if (dice.chance(30)) offer.feedback_score_ppm = 1, offer.has |= Offer::has_feedback_score;
  if (dice.chance(30)) offer.stock = 0, offer.has |= Offer::has_stock;
}

bool same_holder(const Decision& a, const Decision& b) {
  return a.knows(Decision::has_holder) == b.knows(Decision::has_holder) && a.holder == b.holder;
}

TEST(MarketLaw, WhatAFilteredRivalOffersChangesNothing) {
  campaign(60'000, 8, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto a = try_decide(given);
    if (!a || given.world.offers.empty()) return false;
    const std::size_t changed = dice.below(given.world.offers.size());
    if (!is_filtered(a->verdicts[changed])) return false;
    World other = given.world;
    offer_something_else(dice, other.offers[changed]);
    const auto b = try_decide(other, given.spec);
    if (!b || !is_filtered(b->verdicts[changed])) return false;
    if (!same_holder(a->decision, b->decision)) return false;
    EXPECT_EQ(b->decision.action, a->decision.action);
    EXPECT_EQ(b->decision.price_minor, a->decision.price_minor);
    EXPECT_EQ(b->decision.state, a->decision.state);
    EXPECT_EQ(reasons(b->decision), reasons(a->decision));
    EXPECT_EQ(b->decision.memory, a->decision.memory);
    return true;
  });
}

/// Takes out of a policy what is not in proportion to the amounts.
void make_proportional(PolicySpec& spec) {
  spec.shape.tick = Amount::minor(1);
  spec.shape.ending.reset();
  for (auto* step : {&spec.shape.step_up, &spec.shape.step_down}) {
    if (*step && std::holds_alternative<Rate>(**step)) step->reset();
  }
  if (std::holds_alternative<Rate>(spec.beat_by)) spec.beat_by = Amount::minor(-1);
  if (spec.maximize.mode == MaximizeMode::probe) spec.maximize.mode = MaximizeMode::match_next;
  const bool undercuts = std::get<Amount>(spec.beat_by).digits < 0;
  if (spec.maximize.mode == MaximizeMode::below_next && !undercuts) {
    spec.maximize.mode = MaximizeMode::hold;
  }
  if (spec.only_seller == OnlySellerMode::default_price) spec.only_seller = OnlySellerMode::ceiling;
  for (MinMaxRule* rule : {&spec.min_rule, &spec.max_rule}) {
    if (*rule == MinMaxRule::jump_to_avg) *rule = MinMaxRule::jump_to_max;
  }
  spec.bounds.margin.reset();
  spec.bounds.roi.reset();
  if (spec.bounds.profit) spec.bounds.profit = Amount::minor(2);
  if (spec.bounds.ceiling_ratio) spec.bounds.ceiling_ratio = Rate{2'000'000};
}

/// A policy scaled by k whose tick stays 1.
PolicySpec scaled_on_tick_1(const PolicySpec& spec, std::int64_t k) {
  PolicySpec out = scaled(spec, k);
  everywhere(out, [](PolicySpec& one) { one.shape.tick = Amount::minor(1); });
  return out;
}

TEST(MarketLaw, ScalingEveryAmountScalesThePrice) {
  campaign(30'000, 2, [](Dice& dice) {
    World world = random_world(dice);
    world.listing.fee_ppm = 0;
    world.listing.memory = {};
    PolicySpec spec = random_spec(dice);
    everywhere(spec, make_proportional);
    const std::int64_t k = dice.pick<std::int64_t>({2, 3, 10, 97, 1'000'003, 10'000'000'000'000});
    const auto a = try_decide(world, spec);
    const auto b = try_decide(scaled(world, k), scaled_on_tick_1(spec, k));
    EXPECT_EQ(a.has_value(), b.has_value());
    if (!a || !b || a->decision.floor_minor <= 1) return false;
    EXPECT_EQ(b->decision.price_minor, a->decision.price_minor * k)
        << told(a->decision) << " and " << told(b->decision);
    EXPECT_EQ(b->decision.action, a->decision.action);
    EXPECT_EQ(reasons(b->decision), reasons(a->decision));
    EXPECT_EQ(b->verdicts, a->verdicts);
    return true;
  });
}

/// The same case in other memory, so that nothing can hang on an address.
std::unique_ptr<Case> moved(const Case& given) {
  auto out = std::make_unique<Case>(given);
  out->world.offers.reserve(given.world.offers.size() + 7);
  return out;
}

TEST(MarketLaw, TheSameInputGivesTheSameBytes) {
  campaign(30'000, 2, [](Dice& dice) {
    const Case given = random_case(dice);
    const auto other = moved(given);
    const Policy terms = policy(given.spec);
    const auto a = decide(given.world.snapshot(), terms);
    std::vector<Verdict> verdicts(given.world.offers.size() + 3, static_cast<Verdict>(0xEE));
    const auto b = decide(other->world.snapshot(), policy(other->spec), verdicts);
    EXPECT_EQ(a.has_value(), b.has_value());
    if (!a || !b) return false;
    EXPECT_EQ(std::memcmp(&*a, &*b, sizeof(Decision)), 0) << told(*a) << " and " << told(*b);
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
