#include "haggle/comparables/comparable_index.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "unit/comparables/cases.hpp"

namespace haggle::test {
namespace {

constexpr float no_number = std::numeric_limits<float>::quiet_NaN();
constexpr float infinite = std::numeric_limits<float>::infinity();

TEST(ComparableIndex, HasOneToFourThousandDimensions) {
  for (const std::size_t dimension : {1U, 2U, 4'096U}) {
    const ComparableIndex index = must(ComparableIndex::make(dimension));
    EXPECT_EQ(index.dimension(), dimension);
    EXPECT_EQ(index.size(), 0U);
    EXPECT_FALSE(index.read_only());
  }
  expect_error(error_of(ComparableIndex::make(0)), Errc::wrong_dimension, "dimension");
  expect_error(error_of(ComparableIndex::make(4'097)), Errc::wrong_dimension, "dimension");
}

TEST(ComparableIndex, RefusesAVectorThatIsNone) {
  ComparableIndex index = must(ComparableIndex::make(3));
  expect_error(index.add(Vector{1, 2}, {}), Errc::wrong_dimension, "embeddings[]");
  expect_error(index.add(Vector{1, 2, 3, 4, 5, 6}, {}), Errc::wrong_dimension, "embeddings[]");
  expect_error(index.add(Vector{0, 0, 0}, {}), Errc::zero_vector, "embeddings[]");
  expect_error(index.add(Vector{1, no_number, 3}, {}), Errc::not_finite, "embeddings[]");
  expect_error(index.add(Vector{1, 2, -infinite}, {}), Errc::not_finite, "embeddings[]");
  EXPECT_EQ(index.size(), 0U);
}

TEST(ComparableIndex, RefusesASaleThatIsNone) {
  ComparableIndex index = must(ComparableIndex::make(1));
  Sale sale;
  sale.condition = static_cast<SaleCondition>(7);
  expect_error(index.add(Vector{1}, sale), Errc::unknown_value, "sales[].condition");
  sale = {};
  sale.sold_at.ms = instant_ms_max + 1;
  expect_error(index.add(Vector{1}, sale), Errc::out_of_range, "sales[].sold_at");
  sale.sold_at.ms = -instant_ms_max - 1;
  expect_error(index.add(Vector{1}, sale), Errc::out_of_range, "sales[].sold_at");
  sale.sold_at.ms = std::numeric_limits<std::int64_t>::min();
  expect_error(index.add(Vector{1}, sale), Errc::out_of_range, "sales[].sold_at");
  sale = {};
  std::memset(static_cast<void*>(&sale.brand), 'x', sizeof sale.brand);
  expect_error(index.add(Vector{1}, sale), Errc::bad_id, "sales[]");
  sale = {};
  std::memset(static_cast<void*>(&sale.id), 'x', sizeof sale.id);
  expect_error(index.add(Vector{1}, sale), Errc::bad_id, "sales[]");
  EXPECT_EQ(index.size(), 0U);
}

TEST(ComparableIndex, AddsAllRowsOrNone) {
  ComparableIndex index = fan(3);
  const std::vector<Sale> sales(4);
  expect_error(index.add_all(Vector{1, 2, 3, 4, 5, no_number, 7, 8}, sales), Errc::not_finite,
               "embeddings[]", 2);
  expect_error(index.add_all(Vector{1, 2, 3, 4, 5, 6, 0, 0}, sales), Errc::zero_vector,
               "embeddings[]", 3);
  expect_error(index.add_all(Vector{1, 2, 3, 4, 5, 6}, sales), Errc::wrong_dimension,
               "embeddings[]");
  std::vector<Sale> odd(4);
  odd[1].condition = static_cast<SaleCondition>(200);
  expect_error(index.add_all(Vector{1, 2, 3, 4, 5, 6, 7, 8}, odd), Errc::unknown_value,
               "sales[].condition", 1);
  EXPECT_EQ(index.size(), 3U);
  EXPECT_FALSE(index.add_all({}, {}).has_value());
  EXPECT_FALSE(index.add_all(Vector{1, 2, 3, 4, 5, 6, 7, 8}, sales).has_value());
  EXPECT_EQ(index.size(), 7U);
}

TEST(ComparableIndex, ReturnsWhatWasAdded) {
  ComparableIndex index = must(ComparableIndex::make(2));
  Sale sale = sale_of("one", "shoes", 9);
  sale.tenant = id<Label>("north");
  sale.brand = id<Label>(std::string(63, 'b'));
  sale.condition = SaleCondition::fair;
  sale.product = id<ProductId>("product");
  sale.price_minor = 1'234;
  sale.currency = currency("USD");
  ASSERT_FALSE(index.add(Vector{3, -4}, sale).has_value());
  ASSERT_FALSE(index.add(Vector{5, 6}, {}).has_value());
  const Sale back = index.sale(0);
  EXPECT_EQ(back.id, sale.id);
  EXPECT_EQ(back.tenant, sale.tenant);
  EXPECT_EQ(back.category, sale.category);
  EXPECT_EQ(back.brand, sale.brand);
  EXPECT_EQ(back.sold_at, sale.sold_at);
  EXPECT_EQ(back.condition, sale.condition);
  EXPECT_TRUE(back.product.empty());
  EXPECT_EQ(back.price_minor, 0);
  EXPECT_TRUE(index.sale(1).brand.empty());
  ASSERT_EQ(index.embedding(0).size(), 2U);
  EXPECT_EQ(index.embedding(0)[1], -4.0F);
  EXPECT_EQ(index.embedding(1)[0], 5.0F);
}

TEST(ComparableIndex, RemovesByKeyAndByAge) {
  ComparableIndex index = fan(6);
  EXPECT_EQ(must(index.remove(id<SaleId>("s2"))), 1U);
  EXPECT_EQ(must(index.remove(id<SaleId>("s2"))), 0U);
  EXPECT_EQ(must(index.remove(id<SaleId>("nobody"))), 0U);
  ASSERT_FALSE(index.add(Vector{1, 1}, sale_of("s5")).has_value());
  EXPECT_EQ(must(index.remove(id<SaleId>("s5"))), 2U) << "told twice, removed twice";
  EXPECT_EQ(must(index.remove_sold_before(Instant{86'400'000})), 1U);
  EXPECT_EQ(must(index.remove_sold_before(Instant{86'400'000})), 0U);
  EXPECT_EQ(index.size(), 7U);
  EXPECT_EQ(index.live(), 3U);
  const std::array<bool, 7> gone{true, false, true, false, false, true, true};
  for (std::uint32_t i = 0; i < gone.size(); ++i) EXPECT_EQ(index.removed(i), gone[i]) << i;
}

TEST(ComparableIndex, CompactClosesTheGapsAndSaysWhereRowsAre) {
  ComparableIndex index = fan(6);
  must(index.remove(id<SaleId>("s0")));
  must(index.remove(id<SaleId>("s3")));
  const std::vector<std::uint32_t> wanted{no_row, 0, 1, no_row, 2, 3};
  EXPECT_EQ(must(index.compact()), wanted);
  EXPECT_EQ(index.size(), 4U);
  EXPECT_EQ(index.live(), 4U);
  EXPECT_EQ(index.sale(2).id, id<SaleId>("s4"));
  EXPECT_EQ(index.embedding(2)[1], 4.0F);
  SearchOptions options;
  options.filter.category = "shoes";
  const auto found = searched(index, Vector{1, 4}, 9, options);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].row, 2U);
  EXPECT_EQ(found[1].row, 1U);
  must(index.remove_sold_before(Instant{instant_ms_max}));
  EXPECT_EQ(must(index.compact()), std::vector<std::uint32_t>(4, no_row));
  EXPECT_EQ(index.size(), 0U);
  EXPECT_FALSE(index.add(Vector{1, 1}, {}).has_value());
  EXPECT_EQ(index.live(), 1U);
}

TEST(ComparableIndex, RemovesInTheBlocksOfSixtyFour) {
  ComparableIndex index = fan(130);
  for (const std::uint32_t row : {0U, 63U, 64U, 127U, 128U, 129U}) {
    must(index.remove(id<SaleId>("s" + std::to_string(row))));
    EXPECT_TRUE(index.removed(row));
  }
  EXPECT_FALSE(index.removed(62) || index.removed(65));
  EXPECT_EQ(must(index.compact()).back(), no_row);
  EXPECT_EQ(index.size(), 124U);
}

TEST(ComparableIndex, MovesAndCopies) {
  ComparableIndex first = fan(5);
  const ComparableIndex copy = first.copy();
  ComparableIndex moved = std::move(first);
  must(moved.remove(id<SaleId>("s1")));
  EXPECT_EQ(moved.live(), 4U);
  EXPECT_EQ(copy.live(), 5U);
  moved = fan(2);
  EXPECT_EQ(moved.size(), 2U);
  moved.reserve(1'000);
  EXPECT_FALSE(moved.add(Vector{1, 2}, {}).has_value());
  EXPECT_EQ(moved.size(), 3U);
}

}  // namespace
}  // namespace haggle::test
