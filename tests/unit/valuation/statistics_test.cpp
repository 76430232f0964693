// Weighted medians, spreads and counts.
#include "haggle/valuation/statistics.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

TEST(Statistics, Medians) {
  struct Row {
    const char* what;
    std::vector<Weighted> numbers;
    double median;
  };
  const Row rows[] = {
      {"one", {{5, 0.1}}, 5},
      {"three alike", {{9, 1}, {1, 1}, {4, 1}}, 4},
      {"four alike: the middle of two", {{4, 1}, {1, 1}, {9, 1}, {6, 1}}, 5},
      {"ten tenths are ten alike",
       {{1, .1}, {2, .1}, {3, .1}, {4, .1}, {5, .1}, {6, .1}, {7, .1}, {8, .1}, {9, .1}, {10, .1}},
       5.5},
      {"more than half decides", {{1, 1}, {2, 1}, {100, 2.1}}, 100},
      {"exactly half does not", {{1, 1}, {2, 1}, {100, 2}}, 51},
      {"no weight, no say", {{1, 0}, {2, 1}, {3, 0}}, 2},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    EXPECT_DOUBLE_EQ(weighted_median(in_order(row.numbers)), row.median);
    EXPECT_DOUBLE_EQ(weighted_centre(in_order(row.numbers), 0), row.median);
  }
}

TEST(Statistics, CentresLieBetweenMedianAndMean) {
  const auto sorted = in_order(std::vector<Weighted>{{0, 1}, {1, 1}, {2, 1}, {9, 1}});
  EXPECT_DOUBLE_EQ(weighted_centre(sorted, 0), 1.5);
  EXPECT_DOUBLE_EQ(weighted_centre(sorted, 0.5), 1.5);       // 1 and 2 in full
  EXPECT_DOUBLE_EQ(weighted_centre(sorted, 0.75), 7.5 / 3);  // and half of 0 and of 9
  EXPECT_DOUBLE_EQ(weighted_centre(sorted, 1), 3);
}

TEST(Statistics, Quantiles) {
  const auto sorted = in_order(std::vector<Weighted>{{1, 1}, {2, 1}, {3, 1}, {4, 1}, {5, 1}});
  EXPECT_EQ(weighted_quantile(sorted, 0), 1);
  EXPECT_EQ(weighted_quantile(sorted, 0.2), 1);
  EXPECT_EQ(weighted_quantile(sorted, 0.21), 2);
  EXPECT_EQ(weighted_quantile(sorted, 0.95), 5);
  EXPECT_EQ(weighted_quantile(sorted, 1), 5);
}

TEST(Statistics, SpreadAndCount) {
  const std::vector<Weighted> numbers{{1, 1}, {2, 1}, {4, 1}, {8, 1}, {1000, 1}};
  EXPECT_DOUBLE_EQ(weighted_spread(numbers, 4), 1.4826 * 3);
  EXPECT_DOUBLE_EQ(effective_count(numbers), 5);
  EXPECT_DOUBLE_EQ(effective_count(std::vector<Weighted>{{0, 3}, {0, 1}}), 1.6);
  EXPECT_DOUBLE_EQ(effective_count(std::vector<Weighted>{{0, 3}, {0, 0}}), 1);
}

}  // namespace
}  // namespace haggle
