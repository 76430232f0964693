// A bound and the price that it is on.
#include "haggle/market/bound.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Bound) == 16 && std::is_standard_layout_v<Bound>);
static_assert(offsetof(Bound, amount_minor) == 0 && offsetof(Bound, basis) == 8);
static_assert(static_cast<int>(Basis::item) == 0 && static_cast<int>(Basis::landed) == 1);
static_assert(static_cast<int>(Basis::item_minus_points) == 2);

TEST(Bound, IsOnTheItemUnlessItSaysOtherwise) {
  const Bound bound{800};
  EXPECT_EQ(bound.basis, Basis::item);
  EXPECT_EQ(bound, (Bound{800, Basis::item}));
  EXPECT_FALSE(bound == (Bound{800, Basis::landed}));
  EXPECT_FALSE(bound == Bound{801});
}

TEST(Bound, HasAWordForEachBasis) {
  EXPECT_EQ(name_of(basis_words, Basis::item_minus_points), "item_minus_points");
  EXPECT_EQ(value_of(basis_words, "landed"), Basis::landed);
  EXPECT_EQ(value_of(basis_words, "total"), std::nullopt);
}

TEST(Bound, CountsByEveryByte) {
  test::expect_every_byte_counts(Bound{800, Basis::landed});
}

}  // namespace
}  // namespace haggle
