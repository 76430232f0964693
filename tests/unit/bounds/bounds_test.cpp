// Bounds: from each basis to the item price, the tighter of two, and inward to the tick.
#include "haggle/bounds/bounds.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

constexpr Limit none{};
constexpr Limit of(std::int64_t minor, BoundKind kind) {
  return {minor, kind};
}

static_assert(!none.exists() && of(0, BoundKind::map).exists());
static_assert(on_item({1'000, Basis::landed}, {100, 0}) == 900);

TEST(Limit, TakesTheTighterOfTwo) {
  using enum BoundKind;
  struct Row {
    Limit a, b;
    BoundKind higher, lower;
  };
  const Row rows[] = {
      {of(800, hard_min), of(900, map), map, hard_min},
      {of(900, hard_min), of(800, map), hard_min, map},
      {of(800, hard_min), of(800, map), hard_min, hard_min},
      {Limit{}, of(5, map), map, map},
      {of(5, map), Limit{}, map, map},
      {Limit{}, Limit{}, BoundKind::none, BoundKind::none},
      {Limit{}, of(-5, map), map, map},
      {of(-5, map), Limit{}, map, map},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.a.item_minor << " and " << row.b.item_minor);
    EXPECT_EQ(higher(row.a, row.b).kind, row.higher);
    EXPECT_EQ(lower(row.a, row.b).kind, row.lower);
  }
}

TEST(OnItem, TranslatesEachBasis) {
  struct Row {
    Bound bound;
    OwnTerms own;
    std::int64_t item;
  };
  const Row rows[] = {
      {{1'000, Basis::item}, {100, 30}, 1'000},
      {{1'000, Basis::landed}, {100, 30}, 930},
      {{1'000, Basis::landed}, {0, 0}, 1'000},
      {{100, Basis::landed}, {250, 0}, -150},
      {{1'000, Basis::item_minus_points}, {100, 30}, 1'030},
      {{1'000, static_cast<Basis>(9)}, {100, 30}, 1'000},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << static_cast<int>(row.bound.basis));
    EXPECT_EQ(on_item(row.bound, row.own), row.item);
  }
}

TEST(OnItem, IsWhereTheBoundIsJustMet) {
  const OwnTerms own{170, 30};
  for (const Basis basis : {Basis::item, Basis::landed, Basis::item_minus_points}) {
    const std::int64_t price = on_item({1'000, basis}, own);
    const std::int64_t shown = basis == Basis::item     ? price
                               : basis == Basis::landed ? price + 170 - 30
                                                        : price - 30;
    EXPECT_EQ(shown, 1'000);
  }
}

TEST(Bounds, KnowInsideFromOutside) {
  constexpr Bounds capped{800, 1'500, true, BoundKind::hard_min, BoundKind::hard_max};
  constexpr Bounds open{800, 0, false, BoundKind::hard_min, BoundKind::none};
  struct Row {
    std::int64_t price;
    bool below, above;
    std::int64_t nearest, nearest_open;
  };
  const Row rows[] = {
      {-5, true, false, 800, 800},          {799, true, false, 800, 800},
      {800, false, false, 800, 800},        {1'000, false, false, 1'000, 1'000},
      {1'500, false, false, 1'500, 1'500},  {1'501, false, true, 1'500, 1'501},
      {99'999, false, true, 1'500, 99'999},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.price);
    EXPECT_EQ(capped.below(row.price), row.below);
    EXPECT_EQ(capped.above(row.price), row.above);
    EXPECT_EQ(capped.outside(row.price), row.below || row.above);
    EXPECT_EQ(open.outside(row.price), row.below);
    EXPECT_EQ(capped.nearest(row.price), row.nearest);
    EXPECT_EQ(open.nearest(row.price), row.nearest_open);
  }
}

TEST(Bounds, ChooseTheFloorWhereTheyCross) {
  constexpr Bounds crossed{900, 800, true, BoundKind::hard_min, BoundKind::hard_max};
  for (const std::int64_t price : {700, 800, 850, 900, 1'000}) {
    EXPECT_EQ(crossed.nearest(price), 900);
  }
}

TEST(MakeBounds, MovesInwardToTheTick) {
  struct Row {
    std::int64_t floor, ceiling, tick;
    std::int64_t raised, lowered;
    BoundKind kind;
  };
  const Row rows[] = {
      {800, 1'500, 1, 800, 1'500, BoundKind::hard_min},
      {801, 1'504, 5, 805, 1'500, BoundKind::hard_min},
      {805, 1'505, 5, 805, 1'505, BoundKind::hard_min},
      {1, 3, 5, 5, 0, BoundKind::hard_min},
      {0, 100, 5, 5, 100, BoundKind::one_tick},
      {-150, 100, 1, 1, 100, BoundKind::one_tick},
      {-1, -1, 5, 5, -5, BoundKind::one_tick},
      {1, 100, 1, 1, 100, BoundKind::hard_min},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(testing::Message() << row.floor << " .. " << row.ceiling << " by " << row.tick);
    const Bounds bounds = make_bounds(of(row.floor, BoundKind::hard_min),
                                      of(row.ceiling, BoundKind::hard_max), {row.tick, 0});
    EXPECT_EQ(bounds.floor_minor, row.raised);
    EXPECT_EQ(bounds.ceiling_minor, row.lowered);
    EXPECT_TRUE(bounds.has_ceiling);
    EXPECT_EQ(bounds.floor_kind, row.kind);
    EXPECT_EQ(bounds.ceiling_kind, BoundKind::hard_max);
  }
}

TEST(MakeBounds, HasNoCeilingWhereThereIsNone) {
  const Bounds bounds = make_bounds(of(800, BoundKind::roi), none, {5, 0});
  EXPECT_FALSE(bounds.has_ceiling);
  EXPECT_EQ(bounds.ceiling_minor, 0);
  EXPECT_EQ(bounds.floor_kind, BoundKind::roi);
  EXPECT_EQ(bounds.ceiling_kind, BoundKind::none);
}

TEST(BoundKind, HasAWordForEachNumber) {
  for (std::size_t i = 0; i < bound_kind_words.size(); ++i) {
    EXPECT_EQ(bound_kind_words[i].value, static_cast<BoundKind>(i));
    EXPECT_EQ(value_of(bound_kind_words, bound_kind_words[i].name), static_cast<BoundKind>(i));
  }
  EXPECT_EQ(bound_kind_words.size(), 10U);
}

}  // namespace
}  // namespace haggle
