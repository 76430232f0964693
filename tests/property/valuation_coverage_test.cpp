// Ranges hold the real price as often as they say, from comparables to range, in each category and
// among the small ones that stand together. The data are drawn from a fixed seed.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "haggle/valuation/value.hpp"
#include "support/dice.hpp"

namespace haggle::test {
namespace {

constexpr Instant now{1'795'262'400'000};
constexpr Currency usd{{'U', 'S', 'D', '\0'}};

double part(Dice& dice) {
  return static_cast<double>(dice.below(1U << 30U)) / (1U << 30U);
}

/// A number between about -3 and 3, most near 0.
double noise(Dice& dice) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += part(dice);
  return sum;
}

struct Category {
  const char* name;
  unsigned percent;
  double wildness;
};
const Category categories[] = {
    {"shoes", 60, 0.1}, {"art", 30, 0.6}, {"coins", 5, 0.3}, {"stamps", 5, 0.3}};

const Category& some_category(Dice& dice) {
  std::size_t at = dice.below(100);
  for (const Category& each : categories) {
    if (at < each.percent) return each;
    at -= each.percent;
  }
  return categories[0];
}

/// An item, its comparables, and what it was sold for.
struct Item {
  const Category* category;
  Query query{};
  std::vector<Comparable> comparables{};
  std::int64_t price_minor{0};

  explicit Item(Dice& dice) : category(&some_category(dice)) {
    query.now = now;
    query.currency = usd;
    query.category = *Label::from(category->name);
    const double level = 7 + noise(dice);
    price_minor = near(level, dice);
    const std::size_t count = 5 + dice.below(20);
    for (std::size_t i = 0; i < count; ++i) {
      Comparable one;
      one.row = static_cast<std::uint32_t>(i);
      one.similarity = 0.6 + 0.4 * part(dice);
      one.currency = usd;
      one.sold_at = now + Duration{-dice.between(0, 600) * 86'400'000};
      // The less similar, the farther in price; and some in a hundred are nonsense.
      one.price_minor = near(level + (1 - one.similarity) * noise(dice), dice);
      if (dice.chance(3)) one.price_minor *= 50;
      comparables.push_back(one);
    }
  }

  [[nodiscard]] std::int64_t near(double level, Dice& dice) const {
    return std::llround(std::exp(level + category->wildness * noise(dice))) + 1;
  }
};

Valuation priced(const Item& item, const ValuationPolicy& policy) {
  const auto out = value(item.query, item.comparables, policy);
  EXPECT_TRUE(out.has_value());
  return out.value_or(Valuation{});
}

ValuationPolicy with_calibration(const std::vector<Observation>& seen, double coverage) {
  CalibratedOptions options;
  options.spread_max = 100;
  options.effective_count_min = 1;
  options.coverage = coverage;
  if (!seen.empty()) options.calibration = *calibrate(seen, {coverage, 0.1});
  return *calibrated(options);
}

ValuationPolicy learned(Dice& dice, double coverage) {
  const ValuationPolicy plain = with_calibration({}, coverage);
  std::vector<Observation> seen;
  while (seen.size() < 150) {
    const Item item(dice);
    const Valuation out = priced(item, plain);
    seen.push_back(*observe(out, item.price_minor, item.query.category));
  }
  return with_calibration(seen, coverage);
}

struct Tally {
  double asked{0};
  double held{0};
};

/// How often the ranges held, of each category.
std::map<std::string, Tally> tallies(double coverage) {
  std::map<std::string, Tally> out;
  Dice dice(42);
  for (int split = 0; split < 500; ++split) {
    const ValuationPolicy policy = learned(dice, coverage);
    for (int i = 0; i < 100; ++i) {
      const Item item(dice);
      const Valuation answer = priced(item, policy);
      if (answer.refused()) continue;
      Tally& tally = out[item.category->name];
      tally.asked += 1;
      tally.held +=
          answer.low_minor <= item.price_minor && item.price_minor <= answer.high_minor ? 1 : 0;
    }
  }
  return out;
}

TEST(ValuationCoverage, RangesHoldWhatTheySay) {
  for (const double coverage : {0.8, 0.9}) {
    const auto seen = tallies(coverage);
    ASSERT_EQ(seen.size(), std::size(categories));
    double asked = 0;
    double held = 0;
    for (const auto& [name, tally] : seen) {
      SCOPED_TRACE(name);
      asked += tally.asked;
      held += tally.held;
      // The rank is rounded up, which gives n known prices up to 1 / (n + 1) more: much for coins
      // and stamps, of which there are some fifteen together, when there are enough at all.
      const bool has_many = tally.asked > 10'000;
      EXPECT_GT(tally.held / tally.asked, coverage - (has_many ? 0.005 : 0.01));
      EXPECT_LT(tally.held / tally.asked, coverage + (has_many ? 0.02 : 0.06));
    }
    EXPECT_GT(asked, 48'000);
    EXPECT_NEAR(held / asked, coverage + 0.01, 0.01);
  }
}

}  // namespace
}  // namespace haggle::test
