#include "haggle/comparables/canonical_dot.hpp"

#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "haggle/comparables/neighbour.hpp"
#include "haggle/comparables/plain_search.hpp"

namespace haggle::test {
namespace {

using Vector = std::vector<float>;

constexpr float infinite = std::numeric_limits<float>::infinity();

TEST(CanonicalDot, WholeNumbersAreExact) {
  EXPECT_EQ(canonical_dot(Vector{3}, Vector{4}), 12.0);
  EXPECT_EQ(canonical_dot(Vector{1, -2, 3}, Vector{4, 5, 6}), 12.0);
  Vector ones(4'096, 1.0F);
  EXPECT_EQ(canonical_dot(ones, ones), 4'096.0);
  EXPECT_EQ(canonical_dot(Vector{}, Vector{}), 0.0);
}

// A product of two floats has 48 bits: double keeps it, float would not.
TEST(CanonicalDot, ProductsAreExact) {
  const float a = 16'777'215.0F;
  EXPECT_EQ(canonical_dot(Vector{a}, Vector{a}), 281'474'943'156'225.0);
}

// 2^60 and 1 differ by more than a double holds, so that whether the one is lost says which numbers
// were added first.
constexpr float big = 1'152'921'504'606'846'976.0F;

/// The sum of numbers that stand at some places of 32.
double sum_of(std::initializer_list<std::pair<std::size_t, float>> placed) {
  Vector values(32, 0.0F);
  for (const auto& [at, value] : placed) values[at] = value;
  return canonical_dot(values, Vector(32, 1.0F));
}

TEST(CanonicalDot, ComponentsSixteenApartShareASumInTheirOrder) {
  EXPECT_EQ(sum_of({{0, big}, {16, -big}, {1, 1}}), 1.0);
  EXPECT_EQ(sum_of({{5, big}, {21, 1}}), double{big});
  EXPECT_EQ(sum_of({{0, big}, {16, 1}, {8, -big}}), 0.0);  // the one was lost in sum 0
}

TEST(CanonicalDot, TheTreeAddsEightThenFourThenTwoThenOneApart) {
  EXPECT_EQ(sum_of({{0, big}, {8, -big}, {4, 1}}), 1.0);
  EXPECT_EQ(sum_of({{0, big}, {4, -big}, {8, 1}}), 0.0);
  EXPECT_EQ(sum_of({{0, big}, {4, -big}, {2, 1}}), 1.0);
  EXPECT_EQ(sum_of({{0, big}, {2, -big}, {4, 1}}), 0.0);
  EXPECT_EQ(sum_of({{0, big}, {2, -big}, {1, 1}}), 1.0);
  EXPECT_EQ(sum_of({{0, big}, {1, -big}, {2, 1}}), 0.0);
  EXPECT_EQ(sum_of({{0, big}, {1, -big}, {3, 1}}), 0.0);  // 1 and 3 meet before 0 and 1
  EXPECT_EQ(sum_of({{7, big}, {15, -big}, {6, 1}}), 1.0);
}

TEST(Cosine, HandMadeValues) {
  EXPECT_EQ(cosine(Vector{1, 0}, Vector{0, 1}), 0.0);
  EXPECT_EQ(cosine(Vector{3, 4}, Vector{4, 3}), 0.96);
  EXPECT_EQ(cosine(Vector{1, 0}, Vector{3, 4}), 0.6);
  EXPECT_EQ(cosine(Vector{2, 2}, Vector{-1, -1}), -1.0);
  EXPECT_EQ(cosine(Vector{1e30F, 0}, Vector{1e-45F, 0}), 1.0);
}

TEST(Cosine, StaysInsideMinusOneAndOne) {
  for (int i = 1; i < 2'000; ++i) {
    const float x = static_cast<float>(i) * 0.37F;
    const Vector row{x, 1.0F / x, x * x, 3.0F};
    Vector turned = row;
    for (float& one : turned) one = -one;
    ASSERT_LE(cosine(row, row), 1.0);
    ASSERT_GE(cosine(row, turned), -1.0);
    ASSERT_NEAR(cosine(row, row), 1.0, 1e-15);
  }
}

TEST(Cosine, WhatIsNoNumberIsTheLeast) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(detail::cosine_of(none, 1, 1), -1.0);
  EXPECT_EQ(detail::cosine_of(0, 0, 0), -1.0);
  EXPECT_EQ(detail::cosine_of(1, -1, 1), -1.0);
  EXPECT_EQ(detail::cosine_of(5, 1, 1), 1.0);
  EXPECT_EQ(detail::cosine_of(-5, 1, 1), -1.0);
}

TEST(CheckEmbedding, SaysWhatIsWrongAndWhere) {
  struct Row {
    Vector vector;
    Errc code;
    std::uint32_t index;
  };
  const float none = std::numeric_limits<float>::quiet_NaN();
  const std::array<Row, 7> rows{{
      {{1, 2}, Errc::wrong_dimension, 0},
      {{1, 2, 3, 4}, Errc::wrong_dimension, 0},
      {{}, Errc::wrong_dimension, 0},
      {{1, none, 3}, Errc::not_finite, 1},
      {{1, 2, infinite}, Errc::not_finite, 2},
      {{-infinite, none, 0}, Errc::not_finite, 0},
      {{0, -0.0F, 0}, Errc::zero_vector, 0},
  }};
  for (const Row& row : rows) {
    const auto error = check_embedding(row.vector, 3, "here[]");
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->code, row.code);
    EXPECT_EQ(error->index, row.index);
    EXPECT_STREQ(error->where, "here[]");
  }
  EXPECT_FALSE(check_embedding(Vector{0, 1e-45F, 0}, 3).has_value());
  EXPECT_FALSE(check_embedding(Vector{3e38F, -3e38F, 0}, 3).has_value());
}

TEST(PlainSearch, BestFirstAndTiesToTheSmallerRow) {
  const Vector rows{0, 1, 1, 0, 2, 0, 1, 1, -1, 0};
  std::array<Neighbour, 8> out{};
  ASSERT_EQ(plain_search(rows, Vector{1, 0}, -1.0, out), 5U);
  const double half = 1.0 / std::sqrt(2.0);
  const std::array<Neighbour, 5> wanted{
      {{1, 0, 1}, {2, 0, 1}, {3, 0, half}, {0, 0, 0}, {4, 0, -1}}};
  for (std::size_t i = 0; i < wanted.size(); ++i) EXPECT_EQ(out[i], wanted[i]);
}

TEST(PlainSearch, KeepsNoMoreThanThereIsRoomForAndNothingThatIsTooFar) {
  const Vector rows{0, 1, 1, 0, 2, 0, 1, 1, -1, 0};
  std::array<Neighbour, 2> two{};
  ASSERT_EQ(plain_search(rows, Vector{0, 5}, -1.0, two), 2U);
  EXPECT_EQ(two[0].row, 0U);
  EXPECT_EQ(two[1].row, 3U);
  std::array<Neighbour, 5> all{};
  EXPECT_EQ(plain_search(rows, Vector{0, 5}, 0.7, all), 2U);
  EXPECT_EQ(plain_search(rows, Vector{0, 5}, 1.0, all), 1U);
  EXPECT_EQ(plain_search(rows, Vector{0, 5}, 1.0, {}), 0U);
  EXPECT_EQ(plain_search({}, Vector{0, 5}, -1.0, all), 0U);
  EXPECT_EQ(plain_search(rows, {}, -1.0, all), 0U);
}

TEST(BestNeighbours, SaysWhatOneNeedsAtLeast) {
  std::array<Neighbour, 2> room{};
  BestNeighbours best{room, 0.25};
  EXPECT_EQ(best.least(), 0.25);
  EXPECT_EQ(best.wanted(), 2U);
  best.offer({1, 0, 0.5});
  best.offer({2, 0, 0.1});
  EXPECT_EQ(best.count(), 1U);
  EXPECT_FALSE(best.full());
  best.offer({3, 0, 0.75});
  EXPECT_TRUE(best.full());
  EXPECT_EQ(best.least(), 0.5);
  best.offer({0, 0, 0.5});  // as similar, and a smaller row
  best.offer({4, 0, 0.5});
  const auto found = best.sorted();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].row, 3U);
  EXPECT_EQ(found[1].row, 0U);
}

}  // namespace
}  // namespace haggle::test
