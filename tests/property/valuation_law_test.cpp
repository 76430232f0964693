// Laws of valuations, for both methods over random comparables.
#include <algorithm>
#include <cmath>
#include <vector>

#include "campaign.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/valuation/value.hpp"

namespace haggle::test {
namespace {

constexpr Instant now{1'795'262'400'000};
constexpr Currency usd{{'U', 'S', 'D', '\0'}};

double part(Dice& dice, double least, double most) {
  return least + (most - least) * static_cast<double>(dice.below(1U << 30U)) / (1U << 30U);
}

SaleCondition condition(Dice& dice) {
  return static_cast<SaleCondition>(dice.below(sale_condition_names.size()));
}

/// One question with its comparables; attributes stand beside them.
struct World {
  Query query{};
  std::vector<double> attributes{};
  std::vector<Comparable> comparables{};

  explicit World(Dice& dice) {
    query.now = now;
    query.currency = usd;
    query.condition = condition(dice);
    query.quality = static_cast<Quality>(dice.below(quality_names.size()));
    query.quality_factor = part(dice, 0.5, 2);
    if (dice.chance(50)) query.size = part(dice, 1, 10);
    const std::size_t width = dice.below(4);
    const std::size_t count = dice.below(dice.chance(20) ? 3 : 40);
    for (std::size_t i = 0; i < (count + 1) * width; ++i) attributes.push_back(part(dice, -1, 1));
    query.attributes = std::span(attributes).last(width);
    const std::int64_t level = dice.between(100, 100'000);
    for (std::size_t i = 0; i < count; ++i) add(dice, level, width);
  }

  void add(Dice& dice, std::int64_t level, std::size_t width) {
    Comparable one;
    one.row = static_cast<std::uint32_t>(comparables.size());
    one.similarity = dice.chance(30) ? 0.9 : part(dice, 0.3, 1);
    one.price_minor = dice.chance(20) ? level : level * dice.between(30, 300) / 100 + 1;
    one.currency = usd;
    one.sold_at = now + Duration{-dice.between(0, dice.chance(20) ? 800 : 80) * 86'400'000};
    one.condition = condition(dice);
    if (dice.chance(50)) one.size = part(dice, 1, 10);
    one.attributes = std::span(attributes).subspan(one.row * width, width);
    comparables.push_back(one);
  }
};

Adjustments adjustments(Dice& dice) {
  Adjustments out;
  for (double& factor : out.season.factor) factor = part(dice, 0.5, 1.5);
  return out;
}

CalibratedOptions options(Dice& dice) {
  CalibratedOptions out;
  out.adjustments = adjustments(dice);
  out.temperature = part(dice, 0.01, 0.5);
  out.attribute_width = part(dice, 0.2, 3);
  out.size_exponent = part(dice, -1, 2);
  out.centre_share = dice.chance(50) ? 0 : part(dice, 0, 1);
  out.effective_count_min = dice.chance(70) ? 1 : 3;
  return out;
}

ValuationPolicy some_policy(Dice& dice) {
  if (dice.chance(60)) return *calibrated(options(dice));
  VisualOptions visual;
  visual.adjustments = adjustments(dice);
  visual.as_seed = dice.chance(30);
  return *visual_similarity(visual);
}

/// A method whose weights do not depend on prices, and that never finds them too spread.
ValuationPolicy deaf_policy(Dice& dice) {
  if (dice.chance(40)) return *visual_similarity();
  CalibratedOptions deaf = options(dice);
  deaf.outlier_mads = 0;
  deaf.spread_max = 1e6;
  deaf.effective_count_min = 1;
  return *calibrated(deaf);
}

Valuation priced(const World& world, const ValuationPolicy& policy) {
  const auto out = value(world.query, world.comparables, policy);
  EXPECT_TRUE(out.has_value());
  return out.value_or(Valuation{});
}

TEST(ValuationLaw, AnAnswerIsWhole) {
  campaign(3'000, 2, [](Dice& dice) {
    const World world(dice);
    const Valuation out = priced(world, some_policy(dice));
    EXPECT_EQ(out.weights.size(), world.comparables.size());
    if (out.refused()) {
      EXPECT_EQ(out.price_minor + out.low_minor + out.high_minor, 0);
      return false;
    }
    double total = 0;
    std::size_t kept = 0;
    for (const NeighbourWeight& each : out.weights) {
      total += each.weight;
      kept += each.cut == Cut::kept ? 1 : 0;
      EXPECT_TRUE(each.weight >= 0 && (each.cut == Cut::kept || each.weight == 0));
    }
    EXPECT_NEAR(total, 1, 1e-12);
    EXPECT_TRUE(1 <= out.low_minor && out.low_minor <= out.price_minor);
    EXPECT_TRUE(out.price_minor <= out.high_minor && out.high_minor <= amount_minor_max);
    EXPECT_TRUE(0 <= out.confidence && out.confidence <= 1);
    EXPECT_GE(out.effective_count, 1 - 1e-9);
    EXPECT_LE(out.effective_count, static_cast<double>(kept) + 1e-9);
    return true;
  });
}

/// Equal to the last bit, with the weights in another order.
void expect_same(Valuation a, Valuation b) {
  const auto by_row = [](const NeighbourWeight& x, const NeighbourWeight& y) {
    return x.row < y.row;
  };
  std::sort(a.weights.begin(), a.weights.end(), by_row);
  std::sort(b.weights.begin(), b.weights.end(), by_row);
  EXPECT_EQ(a.weights, b.weights);
  EXPECT_EQ(a.refusal, b.refusal);
  EXPECT_EQ(a.price_minor, b.price_minor);
  EXPECT_EQ(a.low_minor, b.low_minor);
  EXPECT_EQ(a.high_minor, b.high_minor);
  EXPECT_EQ(a.confidence, b.confidence);
  EXPECT_EQ(a.price_log, b.price_log);
  EXPECT_EQ(a.spread_log, b.spread_log);
  EXPECT_EQ(a.effective_count, b.effective_count);
}

TEST(ValuationLaw, TheOrderOfComparablesChangesNothing) {
  campaign(2'000, 2, [](Dice& dice) {
    World world(dice);
    const ValuationPolicy policy = some_policy(dice);
    const Valuation before = priced(world, policy);
    dice.shuffle(world.comparables);
    expect_same(before, priced(world, policy));
    return world.comparables.size() > 1;
  });
}

TEST(ValuationLaw, WhatIsNotSimilarChangesNothing) {
  campaign(1'000, 1, [](Dice& dice) {
    World world(dice);
    const ValuationPolicy policy = some_policy(dice);
    Valuation before = priced(world, policy);
    Comparable far;
    far.row = 9'999;
    far.similarity = -0.5;
    far.price_minor = 1;
    far.currency = usd;
    far.sold_at = now;
    far.attributes = world.query.attributes;
    world.comparables.push_back(far);
    Valuation after = priced(world, policy);
    EXPECT_EQ(after.weights.back(), (NeighbourWeight{9'999, Cut::too_far, 0}));
    after.weights.pop_back();
    if (world.comparables.size() > 1) expect_same(std::move(before), std::move(after));
    return true;
  });
}

TEST(ValuationLaw, DearerSalesInProportionMakeAPriceInProportion) {
  campaign(2'000, 2, [](Dice& dice) {
    World world(dice);
    const ValuationPolicy policy = some_policy(dice);
    const Valuation before = priced(world, policy);
    const std::int64_t times = dice.between(2, 50);
    for (Comparable& one : world.comparables) one.price_minor *= times;
    const Valuation after = priced(world, policy);
    EXPECT_EQ(after.refusal, before.refusal);
    if (before.refused()) return false;
    EXPECT_NEAR(after.price_log - before.price_log, std::log(times), 1e-9);
    EXPECT_LE(std::abs(after.price_minor - times * before.price_minor), times / 2 + 1);
    return true;
  });
}

TEST(ValuationLaw, ADearerSaleNeverLowersThePrice) {
  campaign(3'000, 2, [](Dice& dice) {
    World world(dice);
    const ValuationPolicy policy = deaf_policy(dice);
    const Valuation before = priced(world, policy);
    if (before.refused()) return false;
    dice.any(world.comparables).price_minor += dice.between(1, 100'000);
    const Valuation after = priced(world, policy);
    EXPECT_GE(after.price_log, before.price_log - 1e-12);
    EXPECT_GE(after.price_minor, before.price_minor);
    return true;
  });
}

TEST(ValuationLaw, LikeSalesAtOnePriceMakeThatPrice) {
  campaign(1'000, 2, [](Dice& dice) {
    World world(dice);
    world.query.quality = Quality::good;
    world.query.quality_factor = 1;
    world.query.size.reset();
    const std::int64_t price = dice.between(1, 1'000'000);
    for (Comparable& one : world.comparables) {
      one.price_minor = price;
      one.condition = world.query.condition;
    }
    const bool visually = dice.chance(50);
    const Valuation out = priced(world, visually ? *visual_similarity() : *calibrated());
    EXPECT_TRUE(out.refused() || out.price_minor == price);
    return !out.refused();
  });
}

TEST(ValuationLaw, OnlyAgesCountNotDates) {
  campaign(1'000, 2, [](Dice& dice) {
    World world(dice);
    const ValuationPolicy policy = dice.chance(50) ? *visual_similarity() : *calibrated();
    const Valuation before = priced(world, policy);
    const Duration later = days(dice.between(-3'000, 3'000));
    world.query.now = world.query.now + later;
    for (Comparable& one : world.comparables) one.sold_at = one.sold_at + later;
    expect_same(before, priced(world, policy));
    return !before.refused();
  });
}

}  // namespace
}  // namespace haggle::test
