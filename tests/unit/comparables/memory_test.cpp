// The caller's memory: all of it is given back, and a failure loses nothing.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <new>

#include "unit/comparables/cases.hpp"

namespace haggle::test {
namespace {

/// Memory that is counted, and refused where a test asks for it.
struct Counted {
  std::map<void*, std::size_t> blocks;
  std::size_t allocations{0};
  std::size_t refuse_from{static_cast<std::size_t>(-1)};
  std::size_t refused{0};

  static void* allocate(void* context, std::size_t bytes) {
    Counted& self = *static_cast<Counted*>(context);
    if (self.allocations >= self.refuse_from) {
      ++self.refused;
      return nullptr;
    }
    ++self.allocations;
    void* const out = std::aligned_alloc(index_alignment, (bytes + 63) / 64 * 64);
    self.blocks[out] = bytes;
    return out;
  }
  static void release(void* context, void* memory, std::size_t bytes) {
    Counted& self = *static_cast<Counted*>(context);
    ASSERT_EQ(self.blocks.count(memory), 1U) << "given back twice, or never taken";
    EXPECT_EQ(self.blocks[memory], bytes);
    self.blocks.erase(memory);
    std::free(memory);
  }
  [[nodiscard]] std::size_t bytes() const {
    std::size_t out = 0;
    for (const auto& [memory, size] : blocks) out += size;
    return out;
  }
};

ComparableIndex index_in(Counted& memory, std::size_t dimension) {
  return must(ComparableIndex::make(dimension, {&Counted::allocate, &Counted::release, &memory}));
}

TEST(IndexMemory, IsTheCallersAndComesBack) {
  Counted memory;
  Dice dice(11);
  const Rows rows = make_rows(Kind::clustered, 130, 600, dice);
  const std::vector<Sale> sales(rows.count());
  {
    ComparableIndex index = index_in(memory, 130);
    ASSERT_FALSE(index.add_all(rows.values, sales).has_value());
    EXPECT_GE(memory.bytes(), rows.values.size() * sizeof(float));
    ComparableIndex moved = std::move(index);
    must(moved.remove_sold_before(Instant{0}));
    must(moved.compact());
    Counted other;
    {
      const ComparableIndex copy = moved.copy({&Counted::allocate, &Counted::release, &other});
      EXPECT_GE(other.bytes(), rows.values.size() * sizeof(float));
      expect_as_plain(copy, rows, dice, "copied");
    }
    EXPECT_TRUE(other.blocks.empty());
    expect_as_plain(moved, rows, dice, "moved");
  }
  EXPECT_TRUE(memory.blocks.empty());
}

TEST(IndexMemory, IsHeldToLessThanHalfMoreThanTheVectors) {
  for (const std::size_t dimension : {256U, 1'024U}) {
    Counted memory;
    Dice dice(12);
    const Rows rows = make_rows(Kind::clustered, dimension, 1'000, dice);
    ComparableIndex index = index_in(memory, dimension);
    const std::vector<Sale> sales(rows.count());
    index.reserve(rows.count());
    ASSERT_FALSE(index.add_all(rows.values, sales).has_value());
    const std::size_t vectors = rows.values.size() * sizeof(float);
    const std::size_t facts = rows.count() * (sizeof(SaleId) + sizeof(Instant) + 5);
    const std::size_t matrix = 65 * dimension * sizeof(float);  // does not grow with the rows
    EXPECT_LE(memory.bytes(), vectors * 145 / 100 + facts + matrix) << dimension;
  }
}

TEST(IndexMemory, ReserveTakesItAtOnce) {
  Counted memory;
  ComparableIndex index = index_in(memory, 32);
  index.reserve(500);
  const std::size_t before = memory.allocations;
  Dice dice(13);
  const Rows rows = make_rows(Kind::random, 32, 500, dice);
  for (std::size_t i = 0; i < rows.count(); ++i) {
    ASSERT_FALSE(index.add(rows.row(i), {}).has_value());
  }
  // A cell for the facts that all rows share.
  EXPECT_LE(memory.allocations, before + 1);
}

/// Adds all rows, each again where memory was refused; every refusal moves on by one allocation.
void add_with_refusals(ComparableIndex& index, Counted& memory, const Rows& rows,
                       std::size_t at_once) {
  const std::vector<Sale> sales(at_once);
  std::size_t allowed = 0;
  while (index.size() < rows.count()) {
    const std::size_t first = index.size();
    const auto values =
        std::span{rows.values}.subspan(first * rows.dimension, at_once * rows.dimension);
    memory.refuse_from = memory.allocations + allowed;
    try {
      ASSERT_FALSE(index.add_all(values, sales).has_value());
      ASSERT_EQ(index.size(), first + at_once);
      allowed = 0;
    } catch (const std::bad_alloc&) {
      ++allowed;
      ASSERT_EQ(index.size(), first) << "a row that was refused is not there";
      memory.refuse_from = static_cast<std::size_t>(-1);
      Dice dice(allowed);
      Rows there{rows.dimension, {}};
      there.values.assign(rows.values.begin(), rows.values.begin() + static_cast<std::ptrdiff_t>(
                                                                         first * rows.dimension));
      if (first > 0) expect_as_plain(index, there, dice, "after a refusal");
      if (testing::Test::HasFailure()) return;
    }
  }
  memory.refuse_from = static_cast<std::size_t>(-1);
}

TEST(IndexMemory, ARefusalLosesNothing) {
  for (const std::size_t at_once : {1U, 20U}) {
    Counted memory;
    Dice dice(14);
    const Rows rows = make_rows(Kind::clustered, 128, 520, dice);
    {
      ComparableIndex index = index_in(memory, 128);
      add_with_refusals(index, memory, rows, at_once);
      if (HasFailure()) return;
      EXPECT_GT(memory.refused, 20U);
      for (int i = 0; i < 20; ++i) expect_as_plain(index, rows, dice, "grown with refusals");
    }
    EXPECT_TRUE(memory.blocks.empty());
  }
}

TEST(IndexMemory, ACopyThatIsRefusedThrowsAndLeavesTheIndex) {
  Dice dice(15);
  const Rows rows = make_rows(Kind::clustered, 128, 300, dice);
  Counted memory;
  ComparableIndex index = index_in(memory, 128);
  const std::vector<Sale> sales(rows.count());
  ASSERT_FALSE(index.add_all(rows.values, sales).has_value());
  for (std::size_t allowed = 0; allowed < 8; ++allowed) {
    Counted other;
    other.refuse_from = allowed;
    EXPECT_THROW((void)index.copy({&Counted::allocate, &Counted::release, &other}), std::bad_alloc);
    EXPECT_TRUE(other.blocks.empty());
  }
  expect_as_plain(index, rows, dice, "after copies that were refused");
}

}  // namespace
}  // namespace haggle::test
