// Options that are refused, and their limits.
#include <functional>
#include <limits>

#include "cases.hpp"

namespace haggle::test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

TEST(ValuationPolicy, DefaultsAreThoseOfTheDesign) {
  const auto seed = visual_similarity();
  ASSERT_TRUE(seed.has_value());
  EXPECT_EQ((*seed).choice(), (NeighbourChoice{0.70, 90, 20, 30}));
  EXPECT_NE((*seed).visual(), nullptr);
  EXPECT_EQ((*seed).calibrated(), nullptr);
  const auto ours = calibrated();
  ASSERT_TRUE(ours.has_value());
  EXPECT_EQ((*ours).visual(), nullptr);
  EXPECT_EQ((*ours).calibrated()->outlier_mads, 3.5);
}

TEST(ValuationPolicy, FaultsOfVisualOptions) {
  struct Row {
    Errc code;
    const char* where;
    std::function<void(VisualOptions&)> spoil;
    std::size_t index = 0;
  };
  const Row rows[] = {
      {Errc::out_of_range, "options.choice.similarity_min",
       [](auto& o) { o.choice.similarity_min = 0; }},
      {Errc::out_of_range, "options.choice.similarity_min",
       [](auto& o) { o.choice.similarity_min = 1.1; }},
      {Errc::not_finite, "options.choice.age_days_max",
       [](auto& o) { o.choice.age_days_max = nan; }},
      {Errc::out_of_range, "options.choice.neighbours_max",
       [](auto& o) { o.choice.neighbours_max = 0; }},
      {Errc::out_of_range, "options.choice.half_life_days",
       [](auto& o) { o.choice.half_life_days = 0; }},
      {Errc::out_of_range, "options.adjustments.condition[]",
       [](auto& o) { o.adjustments.condition.factor[3] = 0; }, 3},
      {Errc::not_finite, "options.adjustments.quality[]",
       [](auto& o) { o.adjustments.quality.factor[4] = nan; }, 4},
      {Errc::out_of_range, "options.adjustments.season[]",
       [](auto& o) { o.adjustments.season.factor[11] = 101; }, 11},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where);
    VisualOptions options;
    row.spoil(options);
    expect_fault(visual_similarity(options), row.code, row.where, row.index);
  }
}

TEST(ValuationPolicy, FaultsOfCalibratedOptions) {
  struct Row {
    const char* where;
    double CalibratedOptions::* option;
    double good, bad;
  };
  const Row rows[] = {
      {"options.temperature", &CalibratedOptions::temperature, 1e-12, 0},
      {"options.attribute_width", &CalibratedOptions::attribute_width, 1e6, 0},
      {"options.size_exponent", &CalibratedOptions::size_exponent, -10, 10.1},
      {"options.centre_share", &CalibratedOptions::centre_share, 1, 1.1},
      {"options.outlier_mads", &CalibratedOptions::outlier_mads, 0, -1},
      {"options.effective_count_min", &CalibratedOptions::effective_count_min, 1, 0.9},
      {"options.spread_max", &CalibratedOptions::spread_max, 0, -0.1},
      {"options.coverage", &CalibratedOptions::coverage, 0.9999, 1},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where);
    CalibratedOptions options;
    options.*row.option = row.good;
    EXPECT_TRUE(calibrated(options).has_value());
    options.*row.option = row.bad;
    expect_fault(calibrated(options), Errc::out_of_range, row.where);
    options.*row.option = nan;
    expect_fault(calibrated(options), Errc::not_finite, row.where);
  }
}

TEST(ValuationPolicy, CalibratedOptionsShareTheOtherChecks) {
  CalibratedOptions options;
  options.choice.similarity_min = -1.1;
  expect_fault(calibrated(options), Errc::out_of_range, "options.choice.similarity_min");
  options.choice.similarity_min = -1;
  EXPECT_TRUE(calibrated(options).has_value());
  options.adjustments.season.factor[0] = 0;
  expect_fault(calibrated(options), Errc::out_of_range, "options.adjustments.season[]", 0);
}

TEST(ValuationPolicy, TwoCoveragesAreAFault) {
  CalibratedOptions options;
  options.calibration = *calibrate({}, {0.8, 0.1});
  expect_fault(calibrated(options), Errc::bad_argument, "options.coverage");
  options.coverage = 0.8;
  EXPECT_TRUE(calibrated(options).has_value());
}

}  // namespace
}  // namespace haggle::test
