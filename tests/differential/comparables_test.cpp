// The search against the plain loop: rows, order and bits, over data out to break its bounds.
#include <gtest/gtest.h>

#include "differential/comparables_referee.hpp"

namespace haggle::test {
namespace {

struct Size {
  std::size_t dimension;
  std::size_t rows;
  std::size_t queries;
};

void compare(Kind kind, const Size& size, Dice& dice) {
  const Rows rows = make_rows(kind, size.dimension, size.rows, dice);
  const ComparableIndex index = index_of(rows);
  const std::string what = std::string(kind_names[static_cast<std::size_t>(kind)]) + ", " +
                           std::to_string(size.rows) + " of " + std::to_string(size.dimension);
  for (std::size_t i = 0; i < size.queries; ++i) {
    expect_as_plain(index, rows, dice, what);
    if (testing::Test::HasFailure()) return;
  }
}

/// Every kind of data; the seed is told where it fails.
void compare_all(const Size& size) {
  for (std::size_t i = 0; i < kinds_count; ++i) {
    Dice dice(run_seed() * 31 + size.dimension * 101 + size.rows * 7 + i);
    compare(static_cast<Kind>(i), size, dice);
    if (testing::Test::HasFailure()) return;
  }
}

class ComparablesDifferential : public testing::TestWithParam<Size> {};

TEST_P(ComparablesDifferential, AnswersAsThePlainLoop) {
  Size size = GetParam();
  size.queries *= times_long();
  compare_all(size);
}

std::string name_of_size(const testing::TestParamInfo<Size>& info) {
  return std::to_string(info.param.rows) + "Of" + std::to_string(info.param.dimension);
}

// Around the sizes where something begins: 15 to 17 the tail of the sums, 127 to 129 the codes, 256
// rows the prefix, 4,096 a chunk and a longer prefix.
INSTANTIATE_TEST_SUITE_P(
    Sizes, ComparablesDifferential,
    testing::Values(Size{1, 40, 60}, Size{2, 300, 60}, Size{15, 300, 60}, Size{16, 300, 60},
                    Size{17, 300, 60}, Size{64, 500, 60}, Size{127, 300, 60}, Size{128, 1, 10},
                    Size{128, 15, 30}, Size{128, 255, 60}, Size{128, 256, 90}, Size{128, 1'025, 60},
                    Size{129, 257, 60}, Size{200, 700, 60}, Size{256, 300, 60},
                    Size{300, 1'100, 30}, Size{768, 300, 20}, Size{1'024, 260, 10}),
    name_of_size);

INSTANTIATE_TEST_SUITE_P(Long, ComparablesDifferential,
                         testing::Values(Size{128, 4'200, 20}, Size{512, 4'200, 5}), name_of_size);

void compare_large(Kind kind, const Size& size) {
  Dice dice(run_seed() * 37 + size.dimension + size.rows);
  compare(kind, size, dice);
}

TEST(ComparablesLarge, ClusteredRowsOf1024) {
  compare_large(Kind::clustered, {1'024, 1'100, 20});
}
TEST(ComparablesLarge, RandomRowsOf1024) {
  compare_large(Kind::random, {1'024, 300, 20});
}
TEST(ComparablesLarge, ClusteredRowsOf4096) {
  compare_large(Kind::clustered, {4'096, 300, 20});
}
TEST(ComparablesLarge, SpikesOf4096) {
  compare_large(Kind::spikes, {4'096, 100, 20});
}

TEST(ComparablesLarge, SixteenThousandRowsAndTheLongestPrefix) {
  compare_large(Kind::clustered, {1'024, times_long() > 1 ? 17'000U : 4'100U, 3});
}

TEST(ComparablesLarge, NoBoundBites) {
  compare_large(Kind::random, {128, 17'000, 20});
  compare_large(Kind::all_equal, {128, 17'000, 20});
  compare_large(Kind::duplicated, {128, 17'000, 20});
}

}  // namespace
}  // namespace haggle::test
