// How wide a range must be, and whether it then holds what it says.
#include "haggle/valuation/calibration.hpp"

#include <cmath>
#include <limits>

#include "cases.hpp"
#include "haggle/valuation/adaptive.hpp"
#include "support/dice.hpp"

namespace haggle::test {
namespace {

TEST(Calibration, ScoresNeeded) {
  EXPECT_EQ(scores_needed(0.5), 1U);
  EXPECT_EQ(scores_needed(0.8), 4U);
  EXPECT_EQ(scores_needed(0.9), 9U);
  EXPECT_EQ(scores_needed(0.95), 19U);
  EXPECT_EQ(scores_needed(0.99), 99U);
  EXPECT_EQ(scores_needed(0.97), 33U);
}

TEST(Calibration, RankOfTheQuantile) {
  std::vector<double> rising;
  for (std::size_t count = 1; count <= 999; ++count) {
    rising.push_back(static_cast<double>(count));
    for (const std::size_t percent : {50U, 80U, 90U, 95U, 99U}) {
      const auto found = conformal_quantile(rising, static_cast<double>(percent) / 100);
      const std::size_t rank = ((count + 1) * percent + 99) / 100;  // in whole numbers
      EXPECT_EQ(found.has_value(), rank <= count);
      EXPECT_EQ(found.value_or(0), rank <= count ? static_cast<double>(rank) : 0);
    }
  }
  EXPECT_EQ(conformal_quantile(rising, 0), 0);
  EXPECT_EQ(conformal_quantile(rising, 1), std::nullopt);
  EXPECT_EQ(conformal_quantile({}, 0.5), std::nullopt);
}

TEST(Calibration, SmallCategoriesStandTogether) {
  std::vector<Observation> seen;
  for (int i = 0; i < 10; ++i) seen.push_back({label("shoes"), 1.0 * i, 0, 0});
  for (int i = 0; i < 9; ++i) seen.push_back({label("hats"), 0, 2.0 * i, 0.9});
  seen.push_back({{}, 5, 2, 0.4});
  const auto made = calibrate(seen, {0.9, 0.1});
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ((*made).cells_count(), 1U);
  EXPECT_EQ((*made).scores_of(label("shoes")).size(), 10U);
  EXPECT_DOUBLE_EQ((*made).scores_of(label("shoes"))[9], 90);
  for (const char* other : {"hats", "", "never seen"}) {
    const auto rest = (*made).scores_of(label(other));
    ASSERT_EQ(rest.size(), 10U);
    EXPECT_DOUBLE_EQ(rest[3], 6);  // 3 / 0.5 between hats of 4 and 6
    EXPECT_DOUBLE_EQ(rest[9], 16);
  }
}

TEST(Calibration, Faults) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  std::vector<Observation> seen(3);
  const auto fault = [&](Observation bad, Errc code, const char* where) {
    seen[1] = bad;
    expect_fault(calibrate(seen), code, where, 1);
  };
  fault({{}, infinite, 0, 0}, Errc::not_finite, "observations[].actual_log");
  fault({{}, 0, -infinite, 0}, Errc::not_finite, "observations[].predicted_log");
  fault({{}, 0, 0, -0.1}, Errc::out_of_range, "observations[].spread_log");
  expect_fault(calibrate({}, {1, 0.1}), Errc::out_of_range, "options.coverage");
  expect_fault(calibrate({}, {0.9, 0}), Errc::out_of_range, "options.spread_floor");
}

TEST(Calibration, Observing) {
  const auto priced = value(question(), sold({{0.9, 500}, {0.9, 500}}), *calibrated());
  const auto seen = observe(*priced, 1'000, label("shoes"));
  ASSERT_TRUE(seen.has_value());
  EXPECT_NEAR((*seen).actual_log - (*seen).predicted_log, std::log(2), 1e-12);
  EXPECT_EQ((*seen).category, label("shoes"));
  expect_fault(observe(*priced, 0), Errc::price_not_positive, "price");
  const auto refused = value(question(), {}, *calibrated());
  expect_fault(observe(*refused, 100), Errc::bad_argument, "valuation");
}

/// A number that is normal for all that matters here: twelve uniform ones.
double noise(Dice& dice) {
  double sum = -6;
  for (int i = 0; i < 12; ++i) sum += static_cast<double>(dice.below(1U << 20U)) / (1U << 20U);
  return sum;
}

/// A spread that differs, and an error that follows it; the second category is three times as wild.
Observation draw(Dice& dice) {
  const bool wild = dice.chance(30);
  const double spread = 0.05 + 0.3 * static_cast<double>(dice.below(1'000)) / 1'000;
  const double error = (spread + 0.1) * (wild ? 3 : 1) * noise(dice);
  return {label(wild ? "wild" : "calm"), 5 + error, 5, spread};
}

struct Tally {
  double held[2]{};
  double asked[2]{};
};

/// Whether the range from what was learned holds one more draw.
void tally(const Calibration& learned, const Observation& seen, Tally& out) {
  const std::size_t kind = seen.category == label("wild") ? 1 : 0;
  const auto score = conformal_quantile(learned.scores_of(seen.category), learned.coverage());
  const double half = *score * (seen.spread_log + learned.spread_floor());
  out.asked[kind] += 1;
  out.held[kind] += std::abs(seen.actual_log - seen.predicted_log) <= half ? 1 : 0;
}

TEST(Calibration, CoverageIsWhatItSays) {
  for (const double coverage : {0.8, 0.9, 0.95}) {
    Dice dice(2026);
    Tally seen;
    for (int split = 0; split < 200; ++split) {
      std::vector<Observation> known;
      for (int i = 0; i < 300; ++i) known.push_back(draw(dice));
      const auto learned = calibrate(known, {coverage, 0.1});
      ASSERT_EQ((*learned).cells_count(), 2U);
      for (int i = 0; i < 300; ++i) tally(*learned, draw(dice), seen);
    }
    for (const std::size_t kind : {0U, 1U}) {  // each category by itself
      EXPECT_NEAR(seen.held[kind] / seen.asked[kind], coverage + 0.004, 0.01) << coverage;
    }
  }
}

TEST(Adaptive, OneStep) {
  const auto start = adaptive_coverage(0.9, 0.05);
  ASSERT_TRUE(start.has_value());
  EXPECT_NEAR((*start).miss_rate(), 0.1, 1e-12);
  EXPECT_NEAR(update(*start, true).miss_rate(), 0.105, 1e-12);
  EXPECT_NEAR(update(*start, false).miss_rate(), 0.055, 1e-12);
  AdaptiveCoverage edge = *start;
  edge.alpha = 0.01;
  EXPECT_EQ(update(edge, false).miss_rate(), 0);
  EXPECT_NEAR(update(edge, false).alpha, -0.035, 1e-12);  // paid back by seven hits
  edge.alpha = 0.999;
  EXPECT_EQ(update(edge, true).miss_rate(), 1);
}

TEST(Adaptive, Faults) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  expect_fault(adaptive_coverage(1, 0.1), Errc::out_of_range, "coverage");
  expect_fault(adaptive_coverage(nan, 0.1), Errc::not_finite, "coverage");
  expect_fault(adaptive_coverage(0.9, -0.1), Errc::out_of_range, "rate");
  expect_fault(adaptive_coverage(0.9, nan), Errc::not_finite, "rate");
}

/// The share of ranges that hold while errors grow to four times what was learned.
double held_under_drift(double rate) {
  Dice dice(7);
  std::vector<Observation> known;
  for (int i = 0; i < 500; ++i) known.push_back({{}, noise(dice), 0, 1});
  const auto learned = calibrate(known, {0.9, 0.1});
  AdaptiveCoverage state = *adaptive_coverage(0.9, rate);
  const int count = 4'000;
  double held_count = 0;
  for (int i = 0; i < count; ++i) {
    const double error = std::abs(noise(dice)) * (1 + 3.0 * i / count);
    const auto score = conformal_quantile((*learned).scores_of({}), 1 - state.miss_rate());
    const bool held = !score || error <= *score * 1.1;
    held_count += held ? 1 : 0;
    state = update(state, held);
  }
  return held_count / count;
}

TEST(Adaptive, KeepsCoverageUnderDrift) {
  EXPECT_LT(held_under_drift(0), 0.75);  // what was learned alone falls behind
  for (const double rate : {0.005, 0.02, 0.1}) {
    EXPECT_NEAR(held_under_drift(rate), 0.9, (1 + rate) / (4'000 * rate)) << rate;
  }
}

}  // namespace
}  // namespace haggle::test
