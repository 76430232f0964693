// Our method: weights, adjustments, outliers, refusals, ranges.
#include <cmath>
#include <functional>

#include "cases.hpp"
#include "haggle/base/limits.hpp"

namespace haggle::test {
namespace {

Valuation priced(const Query& query, const std::vector<Comparable>& comparables,
                 const CalibratedOptions& options = {}) {
  const auto policy = calibrated(options);
  EXPECT_TRUE(policy.has_value());
  const auto out = value(query, comparables, *policy);
  EXPECT_TRUE(out.has_value());
  return *out;
}

TEST(Calibrated, TakesTheMiddlePrice) {
  struct Row {
    const char* what;
    std::vector<Sold> items;
    std::int64_t price;
  };
  const Row rows[] = {
      {"the middle one", {{0.9, 100}, {0.9, 400}, {0.9, 150}}, 150},
      {"of two the geometric mean", {{0.9, 100}, {0.9, 400}}, 200},
      {"the more similar decides", {{0.98, 1'000}, {0.80, 1'500}, {0.80, 1'600}}, 1'000},
      {"the newer decides", {{0.9, 1'000, 0}, {0.9, 1'500, 365}, {0.9, 1'600, 365}}, 1'000},
      {"one wild price changes nothing",
       {{0.9, 100}, {0.9, 110}, {0.9, 120}, {0.9, 130}, {0.9, 9'999'999}},
       115},
  };
  CalibratedOptions options;
  options.effective_count_min = 1;
  options.spread_max = 2;
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_EQ(priced(question(), sold(row.items), options).price_minor, row.price);
  }
}

TEST(Calibrated, WeightsAreSoftmaxTimesRecency) {
  const Valuation out =
      priced(question(), sold({{0.95, 100, 0}, {0.90, 100, 180}, {0.80, 100, 360}}));
  const double weights[] = {1, std::exp(-0.5) / 2, std::exp(-1.5) / 4};
  const double total = weights[0] + weights[1] + weights[2];
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(out.weights[i].weight, weights[i] / total, 1e-12);
  }
  EXPECT_GT(out.effective_count, 1);
  EXPECT_LT(out.effective_count, 3);
}

TEST(Calibrated, WeightsFollowAttributes) {
  const double origin[] = {0, 0};
  const double at_5[] = {3, 4};
  auto items = sold({{0.9, 100}, {0.9, 200}});
  items[0].attributes = origin;
  items[1].attributes = at_5;
  Query query = question();
  query.attributes = origin;
  CalibratedOptions options;
  options.attribute_width = 5;
  options.effective_count_min = 1;
  const double far = std::exp(-0.5);
  EXPECT_NEAR(priced(query, items, options).weights[1].weight, far / (1 + far), 1e-12);
  options.attribute_width = 1e-6;  // so narrow that the other weighs nothing at all
  EXPECT_EQ(priced(query, items, options).weights[1].weight, 0);
  query.attributes = at_5;
  EXPECT_EQ(priced(query, items, options).price_minor, 200);
}

TEST(Calibrated, HoweverFarAllAreSomeWeightIsLeft) {
  const double here[] = {1e9};
  const double there[] = {-1e9};
  auto items = sold({{0.9, 100}, {0.9, 100}});
  for (Comparable& item : items) item.attributes = there;
  Query query = question();
  query.attributes = here;
  CalibratedOptions options;
  options.attribute_width = 1e-6;
  const Valuation out = priced(query, items, options);
  EXPECT_EQ(out.price_minor, 100);
  EXPECT_NEAR(out.weights[0].weight, 0.5, 1e-12);
}

TEST(Calibrated, PricesAreAdjusted) {
  const auto adjusted = [](const std::function<void(Query&, Comparable&, CalibratedOptions&)>& by) {
    Query query = question();
    auto items = sold({{0.9, 10'000}});
    CalibratedOptions options;
    options.effective_count_min = 1;
    by(query, items[0], options);
    return priced(query, items, options).price_minor;
  };
  EXPECT_EQ(adjusted([](auto&, auto&, auto&) {}), 10'000);
  EXPECT_EQ(adjusted([](auto&, auto& c, auto&) { c.condition = SaleCondition::poor; }), 13'333);
  EXPECT_EQ(adjusted([](auto& q, auto&, auto&) { q.condition = SaleCondition::poor; }), 7'500);
  EXPECT_EQ(adjusted([](auto& q, auto&, auto&) { q.quality = Quality::excellent; }), 11'500);
  EXPECT_EQ(adjusted([](auto& q, auto&, auto&) { q.quality_factor = 0.5; }), 5'000);
  EXPECT_EQ(adjusted([](auto& q, auto& c, auto&) { q.size = 3, c.size = 2; }), 15'000);
  EXPECT_EQ(adjusted([](auto& q, auto&, auto&) { q.size = 3; }), 10'000);
  EXPECT_EQ(adjusted([](auto&, auto& c, auto&) { c.size = 3; }), 10'000);
  EXPECT_EQ(
      adjusted([](auto& q, auto& c, auto& o) { q.size = 3, c.size = 2, o.size_exponent = 2; }),
      22'500);
  EXPECT_EQ(adjusted([](auto&, auto& c, auto& o) {
              c.sold_at = days_ago(30), o.adjustments.season.factor[10] = 1.2;
            }),
            12'000);
}

TEST(Calibrated, OutliersAreCutAndMarked) {
  const auto items = sold({{0.9, 1'000}, {0.9, 1'100}, {0.9, 1'200}, {0.9, 1'300}, {0.9, 50'000}});
  const Valuation out = priced(question(), items);
  EXPECT_EQ(cuts(out), "kept kept kept kept outlier");
  EXPECT_EQ(out.weights[4].weight, 0);
  EXPECT_NEAR(out.weights[0].weight, 0.25, 1e-12);
  EXPECT_NEAR(out.effective_count, 4, 1e-12);
  CalibratedOptions all;
  all.outlier_mads = 0;
  EXPECT_EQ(cuts(priced(question(), items, all)), "kept kept kept kept kept");
}

TEST(Calibrated, WhereMostHaveOnePriceNothingIsCut) {
  const Valuation out = priced(question(), sold({{0.9, 500}, {0.9, 500}, {0.9, 500}, {0.9, 900}}));
  EXPECT_EQ(cuts(out), "kept kept kept kept");
  EXPECT_EQ(out.price_minor, 500);
  EXPECT_EQ(out.spread_log, 0);
}

TEST(Calibrated, TheMiddleShareLeadsToTheMean) {
  CalibratedOptions options;
  options.centre_share = 1;
  options.spread_max = 10;
  options.outlier_mads = 0;
  const auto items = sold({{0.9, 10}, {0.9, 10}, {0.9, 10'000}});
  EXPECT_EQ(priced(question(), items, options).price_minor, 100);  // the geometric mean
  options.centre_share = 0;
  EXPECT_EQ(priced(question(), items, options).price_minor, 10);
}

TEST(Calibrated, Refuses) {
  struct Row {
    const char* what;
    std::vector<Sold> items;
    std::string_view reason;
  };
  const Row rows[] = {
      {"nothing was found", {}, "too_few"},
      {"one is less than two", {{0.9, 100}}, "too_few"},
      {"one decides, so there are not two", {{0.99, 100}, {0.5, 100}}, "too_few"},
      {"two equal ones are two", {{0.9, 100}, {0.9, 100}}, "none"},
      {"three equal ones are three", {{0.7, 100}, {0.7, 100}, {0.7, 100}}, "none"},
      {"nothing is similar", {{0.4, 100, 0}, {0.49, 100, 800}}, "too_far"},
      {"the similar ones are old", {{0.4, 100, 0}, {0.9, 100, 731}}, "too_old"},
      {"prices differ wildly", {{0.9, 100}, {0.9, 1'000}, {0.9, 10'000}}, "too_spread"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const Valuation out = priced(question(), sold(row.items));
    EXPECT_EQ(name(out.refusal), row.reason);
    EXPECT_EQ(out.price_minor == 0, out.refused());
    EXPECT_EQ(out.range_basis == RangeBasis::none, out.refused());
  }
}

TEST(Calibrated, WithoutKnownPricesTheRangeIsTheNeighboursOwn) {
  std::vector<Sold> items;
  for (std::int64_t i = 0; i < 20; ++i) items.push_back({0.9, 1'000 + 10 * i});
  CalibratedOptions options;
  options.coverage = 0.8;
  const Valuation out = priced(question(), sold(items), options);
  EXPECT_EQ(name(out.range_basis), "neighbours");
  EXPECT_EQ(out.coverage, 0);
  EXPECT_EQ(out.low_minor, 1'010);   // the second of twenty is at a tenth
  EXPECT_EQ(out.high_minor, 1'170);  // the eighteenth at nine tenths
  Query query = question();
  query.miss_rate = 0;
  EXPECT_EQ(priced(query, sold(items), options).high_minor, 1'190);
}

/// Known prices whose scores are 1, 2 ... count; spreads of 0 and a floor of 0.01.
CalibratedOptions with_scores(std::size_t count, double coverage = 0.9) {
  std::vector<Observation> seen;
  for (std::size_t i = 1; i <= count; ++i) {
    seen.push_back({label("shoes"), 0.01 * static_cast<double>(i), 0, 0});
  }
  CalibratedOptions options;
  options.coverage = coverage;
  options.calibration = *calibrate(seen, {coverage, 0.01});
  return options;
}

TEST(Calibrated, TheRangeIsThatOfKnownPrices) {
  const auto items = sold({{0.9, 10'000}, {0.9, 10'000}});
  Query query = question();
  query.category = label("shoes");
  const Valuation out = priced(query, items, with_scores(19));  // the 18th of 19
  EXPECT_EQ(name(out.range_basis), "conformal");
  EXPECT_EQ(out.coverage, 0.9);
  EXPECT_EQ(out.low_minor, std::llround(10'000 * std::exp(-0.18)));
  EXPECT_EQ(out.high_minor, std::llround(10'000 * std::exp(0.18)));
}

TEST(Calibrated, TooFewKnownPricesAreARefusal) {
  const auto items = sold({{0.9, 10'000}, {0.9, 10'000}});
  const Valuation out = priced(question(), items, with_scores(8));
  EXPECT_EQ(name(out.refusal), "uncalibrated");
  EXPECT_EQ(out.price_minor, 0);
  EXPECT_EQ(out.coverage, 0);
  EXPECT_NEAR(out.price_log, std::log(10'000), 1e-12);  // so that it can be learned from
  EXPECT_EQ(name(priced(question(), items, with_scores(9)).refusal), "none");
}

TEST(Calibrated, AMissRateOfZeroIsTheWidestRange) {
  const auto items = sold({{0.9, 10'000}, {0.9, 10'000}});
  Query query = question();
  query.category = label("shoes");
  query.miss_rate = 0;
  const Valuation widest = priced(query, items, with_scores(50));
  EXPECT_EQ(name(widest.range_basis), "widest");
  EXPECT_EQ(widest.low_minor, 1);
  EXPECT_EQ(widest.high_minor, amount_minor_max);
  EXPECT_EQ(widest.coverage, 1);
  query.miss_rate = 1;
  const Valuation narrowest = priced(query, items, with_scores(50));
  EXPECT_EQ(narrowest.low_minor, 10'000);
  EXPECT_EQ(narrowest.high_minor, 10'000);
  query.miss_rate = 0.5;
  EXPECT_EQ(priced(query, items, with_scores(19)).high_minor,
            std::llround(10'000 * std::exp(0.10)));
}

TEST(Calibrated, ConfidenceGoesByWeight) {
  const Valuation out = priced(question(), sold({{0.9, 100, 0}, {0.9, 100, 0}}));
  EXPECT_NEAR(out.confidence, 0.30 * 0.2 + 0.40 * 0.9 + 0.15 + 0.15, 1e-12);
  const Valuation aged = priced(question(), sold({{0.9, 100, 400}, {0.9, 100, 400}}));
  EXPECT_NEAR(aged.confidence, 0.30 * 0.2 + 0.40 * 0.9 + 0.15, 1e-12);
}

}  // namespace
}  // namespace haggle::test
