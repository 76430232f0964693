// Memory that is refused inside of compact, each time a little later: every allocation of this
// program passes here.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "unit/comparables/cases.hpp"

namespace {

constexpr long never = -1;
thread_local long allocations_left = never;  // until one is refused

void* allocate(std::size_t size) noexcept {
  if (allocations_left == 0) {
    allocations_left = never;
    return nullptr;
  }
  if (allocations_left > 0) --allocations_left;
  return std::malloc(size == 0 ? 1 : size);
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* const memory = allocate(size)) return memory;
  throw std::bad_alloc{};
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return allocate(size);
}
// Not inline: g++ would see memory of `new` go to `free`, and warn.
[[gnu::noinline]] void operator delete(void* memory) noexcept {
  std::free(memory);
}
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace haggle::test {
namespace {

/// An index of these rows, half of them in one category, without every third.
ComparableIndex thinned(const Rows& rows) {
  ComparableIndex index = must(ComparableIndex::make(rows.dimension));
  std::vector<Sale> sales;
  for (std::size_t i = 0; i < rows.count(); ++i) {
    const std::string key = i % 3 == 0 ? "gone" : "s" + std::to_string(i);
    sales.push_back(sale_of(key, i % 2 == 0 ? "shoes" : "hats", static_cast<std::int64_t>(i)));
  }
  EXPECT_FALSE(index.add_all(rows.values, sales).has_value());
  must(index.remove(id<SaleId>("gone")));
  return index;
}

/// Whether the rows that are left are found, by their first numbers or by those of compact.
void expect_thinned(const ComparableIndex& index, const Rows& rows, bool compacted, Dice& dice) {
  const Vector query = make_query(rows, dice);
  auto wanted = by_sorting(rows, query, -1.0, [](std::size_t i) { return i % 3 != 0; });
  for (Neighbour& one : wanted) one.row -= compacted ? one.row / 3 + 1 : 0;
  wanted.resize(30);
  expect_same(searched(index, query, 30, {}), wanted, "after a refusal");
  SearchOptions shoes;
  shoes.filter.category = "shoes";
  for (const Neighbour& one : searched(index, query, 30, shoes)) {
    EXPECT_EQ(index.sale(one.row).category.text(), "shoes");
  }
}

/// Compacts with so many allocations; says whether it came to an end.
bool compact_within(ComparableIndex& index, long allocations) {
  allocations_left = allocations;
  try {
    must(index.compact());
    allocations_left = never;
    return true;
  } catch (const std::bad_alloc&) {
    return false;
  }
}

TEST(IndexMemory, ACompactThatIsRefusedChangesNothing) {
  Dice dice(16);
  const Rows rows = make_rows(Kind::clustered, 128, 600, dice);
  std::size_t refused = 0;
  std::size_t not_learnt = 0;
  for (long allowed = 0;; ++allowed) {
    ComparableIndex index = thinned(rows);
    const bool done = compact_within(index, allowed);
    ASSERT_EQ(index.size(), done ? 400U : 600U);
    ASSERT_EQ(index.live(), 400U);
    expect_thinned(index, rows, done, dice);
    refused += done ? 0 : 1;
    if (!done) {
      // The same once more, now with all it wants.
      ASSERT_TRUE(compact_within(index, never));
      expect_thinned(index, rows, true, dice);
      continue;
    }
    ComparableIndex whole = thinned(rows);
    must(whole.compact());
    if (index.bytes() == whole.bytes()) break;
    ++not_learnt;
    ASSERT_FALSE(index.add(rows.row(0), sale_of("new", "shoes")).has_value());
    EXPECT_GT(index.bytes(), whole.bytes()) << "learnt with the next row";
  }
  EXPECT_GT(refused, 3U);
  EXPECT_GT(not_learnt, 0U);
}

}  // namespace
}  // namespace haggle::test
