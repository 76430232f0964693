// Options chosen by leaving one out.
#include "haggle/valuation/tune.hpp"

#include <algorithm>
#include <cmath>

#include "cases.hpp"
#include "support/dice.hpp"

namespace haggle::test {
namespace {

/// Items on a line, priced by their place; similarity falls with distance.
struct Line {
  std::vector<std::vector<Comparable>> others{};
  std::vector<KnownPrice> cases{};

  explicit Line(std::size_t count) {
    Dice dice(11);
    std::vector<double> places;
    std::vector<std::int64_t> prices;
    for (std::size_t i = 0; i < count; ++i) {
      places.push_back(static_cast<double>(dice.below(10'000)) / 10'000);
      const auto noise = static_cast<double>(dice.between(-100, 100)) / 4'000;
      prices.push_back(std::llround(1'000 * std::exp(3 * places[i] + noise)));
    }
    for (std::size_t i = 0; i < count; ++i) others.push_back(all_but(i, places, prices));
    for (std::size_t i = 0; i < count; ++i) cases.push_back({question(), others[i], prices[i]});
  }

  static std::vector<Comparable> all_but(std::size_t left_out, const std::vector<double>& places,
                                         const std::vector<std::int64_t>& prices) {
    std::vector<Comparable> out;
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (i == left_out) continue;
      out.push_back(sold({{1 - std::abs(places[i] - places[left_out]), prices[i], 0}})[0]);
      out.back().row = static_cast<std::uint32_t>(i);
    }
    return out;
  }
};

TEST(Tune, LowersTheError) {
  const Line line(150);
  CalibratedOptions start;
  start.temperature = 10;
  start.choice.neighbours_max = 80;
  start.choice.similarity_min = -1;
  const auto before = fit_of(line.cases, *calibrated(start));
  const auto tuned = tune(line.cases, start);
  ASSERT_TRUE(before.has_value() && tuned.has_value());
  EXPECT_GT((*before).error_median, 0.08);
  EXPECT_LT((*tuned).fit.error_median, 0.02);
  EXPECT_EQ((*tuned).fit.refused_count, 0U);
  EXPECT_LT((*tuned).options.choice.neighbours_max, 80U);
  EXPECT_EQ((*tuned).options.choice.similarity_min, -1);
  const auto again = fit_of(line.cases, *calibrated((*tuned).options));
  EXPECT_EQ((*again).error_median, (*tuned).fit.error_median);
  EXPECT_EQ((*again).error_mean, (*tuned).fit.error_mean);
}

TEST(Tune, FindsHowSizeMakesPrice) {
  Dice dice(5);
  std::vector<std::vector<Comparable>> others;
  std::vector<KnownPrice> cases;
  for (int i = 0; i < 30; ++i) {
    others.push_back(sold({{0.9}, {0.8}, {0.85}, {0.9}}));
    for (Comparable& one : others.back()) {
      one.size = static_cast<double>(dice.between(1, 100));
      one.price_minor = std::llround(1'000 * std::pow(*one.size, 1.5));
    }
    Query query = question();
    query.size = static_cast<double>(dice.between(1, 100));
    cases.push_back({query, {}, std::llround(1'000 * std::pow(*query.size, 1.5))});
  }
  for (std::size_t i = 0; i < cases.size(); ++i) cases[i].comparables = others[i];
  CalibratedOptions start;
  start.spread_max = 10;
  const auto tuned = tune(cases, start);
  ASSERT_TRUE(tuned.has_value());
  EXPECT_EQ((*tuned).options.size_exponent, 1.5);
  EXPECT_LT((*tuned).fit.error_median, 1e-4);
}

TEST(Tune, TriesTemperaturesInTheUnitOfTheEmbedding) {
  const Line line(100);
  std::vector<std::vector<Comparable>> closer = line.others;
  std::vector<KnownPrice> cases = line.cases;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    for (Comparable& one : closer[i]) one.similarity = 1 - (1 - one.similarity) / 1024;
    cases[i].comparables = closer[i];
  }
  CalibratedOptions start;
  start.choice.similarity_min = -1;
  const auto wide = tune(line.cases, start);
  const auto narrow = tune(cases, start);
  ASSERT_TRUE(wide.has_value() && narrow.has_value());
  EXPECT_NEAR((*narrow).fit.error_median, (*wide).fit.error_median, 1e-9);
  EXPECT_NEAR((*narrow).options.temperature * 1024 / (*wide).options.temperature, 1, 1e-6);
}

// Most of a catalogue may be there ten times over: such items have no gap to take a unit from.
TEST(Tune, TwinsDoNotMakeTheUnitOfTemperaturesSmall) {
  const Line line(40);
  const auto twins = sold(std::vector<Sold>(12, {1.0, 1}));
  std::vector<KnownPrice> cases = line.cases;
  for (int i = 0; i < 60; ++i) cases.push_back({question(), twins, 1});
  CalibratedOptions start;
  start.temperature = 10;
  start.choice.similarity_min = -1;
  const auto alone = tune(line.cases, start);
  const auto tuned = tune(cases, start);
  ASSERT_TRUE(alone.has_value() && tuned.has_value());
  EXPECT_LT((*tuned).options.temperature, 10);
  EXPECT_GT((*tuned).options.temperature, 1e-3);
  EXPECT_EQ((*tuned).fit.error_median, 0);
}

TEST(Tune, RefusingDoesNotPay) {
  const Line line(20);
  CalibratedOptions strict;
  strict.effective_count_min = 1'000;
  const auto fit = fit_of(line.cases, *calibrated(strict));
  EXPECT_EQ((*fit).refused_count, 20U);
  EXPECT_TRUE(std::isinf((*fit).error_median));
  EXPECT_EQ((*fit).error_mean, 0);
}

TEST(Tune, FitOfAPolicy) {
  const auto others = sold({{0.9, 100}, {0.9, 100}});
  const std::vector<KnownPrice> cases{
      {question(), others, 100}, {question(), others, 80}, {question(), others, 200}};
  const auto fit = fit_of(cases, *calibrated());
  ASSERT_TRUE(fit.has_value());
  EXPECT_NEAR((*fit).error_median, 0.25, 1e-12);
  EXPECT_NEAR((*fit).error_mean, 0.25, 1e-12);
  const auto even = fit_of(std::span(cases).first(2), *visual_similarity());
  EXPECT_NEAR((*even).error_median, 0.125, 1e-12);
}

TEST(Tune, Faults) {
  expect_fault(tune({}), Errc::bad_argument, "cases");
  auto others = sold({{0.9, 100}, {0.9, 100}});
  std::vector<KnownPrice> cases{{question(), others, 100}, {question(), others, 0}};
  expect_fault(tune(cases), Errc::price_not_positive, "cases[].price", 1);
  cases[1] = {question(), {}, 100};
  cases[1].query.currency = euros;
  EXPECT_TRUE(tune(cases).has_value());
  cases[1].comparables = others;
  expect_fault(tune(cases), Errc::currency_mismatch, "cases[]", 1);
  CalibratedOptions bad;
  bad.temperature = 0;
  expect_fault(tune(std::span(cases).first(1), bad), Errc::out_of_range, "options.temperature");
}

}  // namespace
}  // namespace haggle::test
