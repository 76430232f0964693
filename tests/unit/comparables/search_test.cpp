#include "haggle/comparables/search.hpp"

#include <gtest/gtest.h>

#include <array>
#include <limits>

#include "unit/comparables/cases.hpp"

namespace haggle::test {
namespace {

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

Result<Found> ask(const ComparableIndex& index, std::size_t k, const SearchOptions& options = {},
                  const Vector& query = {1, 0}) {
  std::vector<Neighbour> out(k);
  return index.search(query, options, out);
}

TEST(Search, FindsTheMostSimilarFirst) {
  const ComparableIndex index = fan(5);
  const auto found = searched(index, Vector{1, 2}, 3, {});
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].row, 2U);
  EXPECT_EQ(found[0].similarity, cosine(Vector{1, 2}, Vector{1, 2}));
  EXPECT_EQ(found[1].row, 3U);
  EXPECT_EQ(found[2].row, 4U);
}

TEST(Search, RefusesAQueryThatIsNone) {
  const ComparableIndex index = fan(3);
  const float none = std::numeric_limits<float>::quiet_NaN();
  expect_error(error_of(ask(index, 1, {}, {1})), Errc::wrong_dimension, "query[]");
  expect_error(error_of(ask(index, 1, {}, {1, none})), Errc::not_finite, "query[]", 1);
  expect_error(error_of(ask(index, 1, {}, {0, 0})), Errc::zero_vector, "query[]");
  expect_error(error_of(ask(index, 1, {}, {HUGE_VALF, 0})), Errc::not_finite, "query[]", 0);
}

TEST(Search, RefusesOptionsOutOfRange) {
  const ComparableIndex index = fan(3);
  expect_error(error_of(ask(index, 0)), Errc::out_of_range, "k");
  expect_error(error_of(ask(index, neighbours_max + 1)), Errc::out_of_range, "k");
  EXPECT_TRUE(ask(index, neighbours_max).has_value());
  for (const double least : {no_number, -1.01, 1.01, HUGE_VAL, -HUGE_VAL}) {
    SearchOptions options;
    options.min_similarity = least;
    expect_error(error_of(ask(index, 1, options)), Errc::out_of_range, "min_similarity");
  }
  for (const std::uint32_t parts : {0U, Executor::parts_max + 1}) {
    SearchOptions options;
    options.executor.parts = parts;
    expect_error(error_of(ask(index, 1, options)), Errc::out_of_range, "executor.parts");
  }
}

TEST(Search, SaysWhyThereAreFewer) {
  struct Row {
    std::size_t k;
    std::string_view category;
    double least;
    std::size_t count;
    Shortfall shortfall;
  };
  const std::array<Row, 8> rows{{
      {5, "", -1, 5, Shortfall::none},
      {6, "", -1, 5, Shortfall::few_rows},
      {5, "shoes", -1, 3, Shortfall::few_rows},
      {3, "shoes", -1, 3, Shortfall::none},
      {1, "gloves", -1, 0, Shortfall::all_filtered},
      {5, "", 0.7, 2, Shortfall::too_far},
      {2, "", 0.7, 2, Shortfall::none},
      {2, "shoes", 1, 1, Shortfall::too_far},
  }};
  const ComparableIndex index = fan(5);
  for (const Row& row : rows) {
    SearchOptions options;
    options.filter.category = row.category;
    options.min_similarity = row.least;
    const Found found = must(ask(index, row.k, options));
    EXPECT_EQ(found.count, row.count);
    EXPECT_EQ(shortfall_names[static_cast<std::size_t>(found.shortfall)],
              shortfall_names[static_cast<std::size_t>(row.shortfall)]);
  }
}

TEST(Search, OfAnEmptyIndexSaysSo) {
  ComparableIndex index = must(ComparableIndex::make(2));
  const Found found = must(ask(index, 3));
  EXPECT_EQ(found.count, 0U);
  EXPECT_EQ(found.shortfall, Shortfall::empty_index);
  expect_error(error_of(ask(index, 3, {}, {1, 2, 3})), Errc::wrong_dimension, "query[]");
  index = fan(3);
  must(index.remove_sold_before(Instant{instant_ms_max}));
  EXPECT_EQ(must(ask(index, 3)).shortfall, Shortfall::empty_index) << "all are removed";
}

TEST(Search, FiltersByEveryFact) {
  ComparableIndex index = must(ComparableIndex::make(1));
  Sale sale;
  sale.tenant = id<Label>("t");
  sale.category = id<Label>("c");
  sale.brand = id<Label>("b");
  sale.condition = SaleCondition::good;
  sale.sold_at.ms = 1'000;
  ASSERT_FALSE(index.add(Vector{1}, sale).has_value());
  ASSERT_FALSE(index.add(Vector{1}, {}).has_value());
  const auto count = [&](const SaleFilter& filter) {
    SearchOptions options;
    options.filter = filter;
    return must(ask(index, 9, options, {1})).count;
  };
  EXPECT_EQ(count({}), 2U);
  EXPECT_EQ(count({.tenant = "t", .category = "c", .brand = "b"}), 1U);
  EXPECT_EQ(count({.tenant = "c"}), 0U) << "a category is no tenant";
  EXPECT_EQ(count({.category = "cc"}), 0U);
  EXPECT_EQ(count({.condition = SaleCondition::good}), 1U);
  EXPECT_EQ(count({.condition = SaleCondition::unknown}), 1U);
  EXPECT_EQ(count({.condition = SaleCondition::poor}), 0U);
  EXPECT_EQ(count({.sold_from = Instant{1'000}}), 1U);
  EXPECT_EQ(count({.sold_from = Instant{1'001}}), 0U);
  EXPECT_EQ(count({.sold_until = Instant{999}}), 1U);
  EXPECT_EQ(count({.sold_until = Instant{1'000}}), 2U);
  EXPECT_EQ(count({.sold_from = Instant{5}, .sold_until = Instant{4}}), 0U);
  EXPECT_EQ(count({.tenant = "t", .sold_until = Instant{999}}), 0U);
  EXPECT_EQ(count({.tenant = std::string_view{"t\0", 2}}), 0U) << "bytes are compared";
}

TEST(SearchEach, RefusesWhatDoesNotAgree) {
  const ComparableIndex index = fan(3);
  std::vector<Neighbour> out(4);
  std::vector<Found> found(2);
  const float none = std::numeric_limits<float>::quiet_NaN();
  const Vector two{1, 0, 0, 1};
  expect_error(index.search_each(two, 0, {}, out, found), Errc::out_of_range, "k");
  expect_error(index.search_each(two, 3, {}, out, found), Errc::bad_argument, "out");
  expect_error(index.search_each(Vector{1, 0, 0}, 2, {}, out, found), Errc::wrong_dimension,
               "queries[]");
  expect_error(index.search_each(Vector{1, 0, 0, none}, 2, {}, out, found), Errc::not_finite,
               "queries[]", 1);
  expect_error(index.search_each(Vector{0, 0, 0, 1}, 2, {}, out, found), Errc::zero_vector,
               "queries[]", 0);
  SearchOptions options;
  options.min_similarity = no_number;
  expect_error(index.search_each(two, 2, options, out, found), Errc::out_of_range,
               "min_similarity");
  EXPECT_FALSE(index.search_each({}, 2, {}, {}, {}).has_value()) << "no query is no fault";
  ASSERT_FALSE(index.search_each(two, 2, {}, out, found).has_value());
  EXPECT_EQ(out[0].row, 0U);
  EXPECT_EQ(out[2].row, 2U);
}

TEST(SearchEach, AnEmptyIndexAnswersEveryQuery) {
  const ComparableIndex index = must(ComparableIndex::make(2));
  std::vector<Neighbour> out(6);
  std::vector<Found> found(3, {7, Shortfall::none});
  ASSERT_FALSE(index.search_each(Vector{1, 0, 0, 1, 1, 1}, 2, {}, out, found).has_value());
  for (const Found& one : found) {
    EXPECT_EQ(one.count, 0U);
    EXPECT_EQ(one.shortfall, Shortfall::empty_index);
  }
}

}  // namespace
}  // namespace haggle::test
