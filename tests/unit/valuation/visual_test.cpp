// The seed's method, with the worked example of the room's README.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "cases.hpp"

namespace haggle::test {
namespace {

Valuation priced(const Query& query, const std::vector<Comparable>& comparables,
                 const VisualOptions& options = {}) {
  const auto policy = visual_similarity(options);
  EXPECT_TRUE(policy.has_value());
  const auto out = value(query, comparables, *policy);
  EXPECT_TRUE(out.has_value());
  return *out;
}

std::string readme() {
  std::ifstream file(HAGGLE_TESTS_DIR "/../include/haggle/valuation/README.md");
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A row of the README's table: similarity, price, days, condition, then what is worked out.
std::string example_row(const Sold& item, double adjusted, double weight, double share) {
  char line[160];
  std::snprintf(line, sizeof line, "| %.2f | %.2f | %d | %s | %.4f | %.6f | %.4f |",
                item.similarity, static_cast<double>(item.price_minor) / 100,
                static_cast<int>(item.age),
                std::string(sale_condition_names[static_cast<std::size_t>(item.condition)]).c_str(),
                adjusted, weight, share);
  return line;
}

struct Example {
  std::vector<Sold> items{{0.95, 12'000, 10, SaleCondition::like_new},
                          {0.90, 10'000, 30, SaleCondition::very_good},
                          {0.85, 8'000, 60, SaleCondition::fair},
                          {0.60, 2'000, 5, SaleCondition::poor},
                          {0.88, 9'000, 120, SaleCondition::good}};
  Query query = question();
  VisualOptions options{};
  Example() {
    query.condition = SaleCondition::good;
    query.quality = Quality::excellent;
    options.adjustments.season.factor[10] = 1.10;
  }
};

TEST(Visual, WorkedExample) {
  const Example example;
  const Valuation out = priced(example.query, sold(example.items), example.options);
  EXPECT_EQ(cuts(out), "kept kept kept too_far too_old");
  EXPECT_NEAR(out.weights[0].weight, 0.754015 / 1.416515, 1e-6);
  EXPECT_NEAR(out.weights[1].weight, 0.45 / 1.416515, 1e-6);
  EXPECT_NEAR(out.weights[2].weight, 0.2125 / 1.416515, 1e-6);
  EXPECT_EQ(out.weights[3].weight, 0);
  EXPECT_EQ(out.price_minor, 11'859);
  EXPECT_EQ(out.low_minor, 10'080);
  EXPECT_EQ(out.high_minor, 13'637);
  EXPECT_NEAR(out.confidence, 0.746010, 1e-6);
  EXPECT_EQ(name(out.range_basis), "percent");
  EXPECT_EQ(out.top_similarity, 0.95);
}

TEST(Visual, TheReadmeSaysTheSame) {
  const Example example;
  const Valuation out = priced(example.query, sold(example.items), example.options);
  const std::string page = readme();
  const double adjusted[] = {120 / 1.1 / 1.1, 100, 80 / 0.85};
  const double weights[] = {0.95 * std::exp2(-1.0 / 3), 0.45, 0.2125};
  for (std::size_t i = 0; i < 3; ++i) {
    const std::string row =
        example_row(example.items[i], adjusted[i], weights[i], out.weights[i].weight);
    EXPECT_NE(page.find(row), page.npos) << row;
  }
  char said[80];
  std::snprintf(said, sizeof said, "**%.2f, range %.2f to %.2f, confidence %.3f**",
                static_cast<double>(out.price_minor) / 100,
                static_cast<double>(out.low_minor) / 100, static_cast<double>(out.high_minor) / 100,
                out.confidence);
  EXPECT_NE(page.find(said), page.npos) << said;
}

template <class Names, class Factors>
void expect_on_page(const std::string& page, const Names& names, const Factors& factors) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    char cells[64];
    std::snprintf(cells, sizeof cells, "| %s | %.2f |", std::string(names[i]).c_str(), factors[i]);
    EXPECT_NE(page.find(cells), page.npos) << cells;
  }
}

TEST(Visual, TheReadmeHasTheMultipliers) {
  expect_on_page(readme(), sale_condition_names, ConditionTable{}.factor);
  expect_on_page(readme(), quality_names, QualityTable{}.factor);
}

TEST(Visual, AsSeedTakesPricesAsTheyAre) {
  Example example;
  example.options.as_seed = true;
  const Valuation out = priced(example.query, sold(example.items), example.options);
  EXPECT_EQ(out.price_minor, 12'936);  // 107.645 x 0.95 x 1.10 x 1.15
  EXPECT_NE(readme().find("`as_seed` says 129.36"), std::string::npos);
}

TEST(Visual, MultipliersOfTheQuery) {
  struct Row {
    SaleCondition condition;
    Quality quality;
    double factor;
    std::int64_t price;
  };
  const Row rows[] = {
      {SaleCondition::unknown, Quality::unknown, 1, 10'000},
      {SaleCondition::new_with_tags, Quality::good, 1, 12'000},
      {SaleCondition::like_new, Quality::excellent, 1, 12'650},
      {SaleCondition::very_good, Quality::fair, 1, 9'000},
      {SaleCondition::good, Quality::poor, 1, 7'125},
      {SaleCondition::fair, Quality::unknown, 1, 8'500},
      {SaleCondition::poor, Quality::unknown, 0.95, 7'125},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(sale_condition_names[static_cast<std::size_t>(row.condition)]);
    Query query = question();
    query.condition = row.condition;
    query.quality = row.quality;
    query.quality_factor = row.factor;
    EXPECT_EQ(priced(query, sold({{}})).price_minor, row.price);
  }
}

TEST(Visual, LimitsAreInclusive) {
  EXPECT_EQ(cuts(priced(question(), sold({{0.70, 100, 90}, {0.69, 100, 90}, {0.70, 100, 91}}))),
            "kept too_far too_old");
}

TEST(Visual, OnlyTheMostSimilarCount) {
  VisualOptions options;
  options.choice.neighbours_max = 2;
  const auto items = sold({{0.8, 100}, {0.9, 200}, {0.8, 300}, {0.95, 400}});
  EXPECT_EQ(cuts(priced(question(), items, options)), "beyond_top kept beyond_top kept");
  options.choice.neighbours_max = 3;  // of two equal ones the smaller row
  EXPECT_EQ(cuts(priced(question(), items, options)), "kept kept beyond_top kept");
}

TEST(Visual, Confidence) {
  struct Row {
    const char* what;
    std::vector<Sold> items;
    double confidence;
  };
  const std::vector<Sold> ten(10, Sold{1.0, 500, 0, SaleCondition::very_good});
  const Row rows[] = {
      {"ten alike", ten, 1},
      {"one: V is 0.8", {{0.9, 500, 0}}, 0.03 + 0.36 + 0.15 + 0.12},
      {"one of a month ago is recent", {{0.9, 500, 30}}, 0.03 + 0.36 + 0.15 + 0.12},
      {"one of longer ago is not", {{0.9, 500, 31}}, 0.03 + 0.36 + 0 + 0.12},
      {"one in four recent: R is half",
       {{0.8, 500, 1}, {0.8, 500, 40}, {0.8, 500, 40}, {0.8, 500, 40}},
       0.12 + 0.32 + 0.075 + 0.15},
      {"prices 1 and 3: CV is half", {{0.8, 100, 0}, {0.8, 300, 0}}, 0.06 + 0.32 + 0.15 + 0.075},
      {"a sixth is not in A and V",
       {{1, 9, 0}, {1, 9, 0}, {1, 9, 0}, {1, 9, 0}, {1, 9, 0}, {0.7, 90, 0}},
       0.18 + 0.40 + 0.15 + 0.15},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_NEAR(priced(question(), sold(row.items)).confidence, row.confidence, 1e-12);
  }
}

TEST(Visual, RangeIsNarrowOnlyAboveTheTrustedConfidence) {
  const Valuation wide = priced(question(), sold({{0.9, 10'000, 0}}));  // 0.66
  EXPECT_EQ(wide.low_minor, 7'500);
  EXPECT_EQ(wide.high_minor, 12'500);
  const Valuation narrow =
      priced(question(), sold({{0.99, 10'000, 0}, {0.99, 10'000, 0}}));  // 0.756
  EXPECT_EQ(narrow.low_minor, 8'500);
  EXPECT_EQ(narrow.high_minor, 11'500);
}

TEST(Visual, AHalfLifeHalvesTheWeight) {
  const Valuation out = priced(question(), sold({{0.8, 100, 0}, {0.8, 100, 30}, {0.8, 100, 60}}));
  EXPECT_NEAR(out.weights[0].weight, 4.0 / 7, 1e-12);
  EXPECT_NEAR(out.weights[1].weight, 2.0 / 7, 1e-12);
  EXPECT_NEAR(out.weights[2].weight, 1.0 / 7, 1e-12);
  EXPECT_NEAR(out.effective_count, 49.0 / 21, 1e-12);
}

TEST(Visual, Refuses) {
  struct Row {
    const char* what;
    std::vector<Sold> items;
    std::string_view reason;
  };
  const Row rows[] = {
      {"nothing was found", {}, "too_few"},
      {"nothing is similar", {{0.5, 100, 0}, {0.6, 100, 200}}, "too_far"},
      {"the similar ones are old", {{0.5, 100, 0}, {0.9, 100, 91}}, "too_old"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    const Valuation out = priced(question(), sold(row.items));
    EXPECT_EQ(name(out.refusal), row.reason);
    EXPECT_TRUE(out.refused());
    EXPECT_EQ(out.price_minor, 0);
    EXPECT_EQ(out.high_minor, 0);
    EXPECT_EQ(out.confidence, 0);
    EXPECT_EQ(out.weights.size(), row.items.size());
    EXPECT_EQ(name(out.range_basis), "none");
  }
}

TEST(Visual, APriceIsAtLeastOneMinorUnit) {
  Query query = question();
  query.quality_factor = 0.01;
  const Valuation out = priced(query, sold({{0.9, 1, 0}}));
  EXPECT_EQ(out.price_minor, 1);
  EXPECT_EQ(out.low_minor, 1);
  EXPECT_EQ(out.high_minor, 1);
}

TEST(Visual, HalfAUnitRoundsUp) {
  Query query = question();
  query.quality_factor = 0.5;
  EXPECT_EQ(priced(query, sold({{0.9, 25, 0}})).price_minor, 13);
  EXPECT_EQ(priced(query, sold({{0.9, 27, 0}})).price_minor, 14);
}

TEST(Visual, APriceAboveTheLargestAmountIsAnError) {
  Query query = question();
  query.quality_factor = 2;
  const auto out = value(query, sold({{0.9, 600'000'000'000'000, 0}}), *visual_similarity());
  expect_fault(out, Errc::out_of_range, "valuation.price");
}

}  // namespace
}  // namespace haggle::test
