// However an index came to be - in bulk, row by row, copied, viewed, with rows taken out - it
// answers as the plain loop does over the rows that it has.
#include <gtest/gtest.h>

#include <optional>

#include "differential/comparables_referee.hpp"

namespace haggle::test {
namespace {

Kind any_kind(Dice& dice) {
  return static_cast<Kind>(dice.below(kinds_count));
}

std::string told(Kind kind, const Rows& rows) {
  return std::string(kind_names[static_cast<std::size_t>(kind)]) + ", " +
         std::to_string(rows.count()) + " of " + std::to_string(rows.dimension);
}

/// Some rows more, up to `most`, as one call.
std::size_t add_some(ComparableIndex& index, const Rows& rows, std::size_t most,
                     const Executor& executor) {
  const std::size_t first = index.size();
  const std::size_t count = std::min(most, rows.count() - first);
  const std::vector<Sale> sales(count);
  const auto values =
      std::span{rows.values}.subspan(first * rows.dimension, count * rows.dimension);
  EXPECT_FALSE(index.add_all(values, sales, executor).has_value());
  return count;
}

/// Grown by parts of all sizes, and asked whenever it has just learnt anew, and before.
void grow_and_compare(Kind kind, std::size_t dimension, std::size_t count, Dice& dice) {
  const Rows rows = make_rows(kind, dimension, count, dice);
  Shuffled order{dice.bits()};
  ComparableIndex index = must(ComparableIndex::make(dimension));
  while (index.size() < count && !testing::Test::HasFailure()) {
    const std::size_t before = index.size();
    const std::size_t most = dice.chance(70) ? 1 : 1 + dice.below(97);
    add_some(index, rows, most, dice.chance(50) ? order.executor(3) : Executor{});
    bool ask = dice.chance(2);
    for (const std::size_t step : {256U, 1'024U, 4'096U}) {
      ask = ask || (before < step && index.size() >= step) || index.size() + 1 == step;
    }
    if (!ask) continue;
    Rows there{dimension, {}};
    there.values.assign(rows.values.begin(), rows.values.begin() + static_cast<std::ptrdiff_t>(
                                                                       index.size() * dimension));
    expect_as_plain(index, there, dice, told(kind, there));
  }
}

TEST(ComparablesStates, GrownByParts) {
  for (std::size_t i = 0; i < kinds_count * times_long(); ++i) {
    Dice dice(run_seed() * 41 + i);
    grow_and_compare(static_cast<Kind>(i % kinds_count), dice.pick({64U, 128U, 200U}), 1'100, dice);
  }
}

TEST(ComparablesStates, GrownByPartsOverFourThousand) {
  Dice dice(run_seed() * 43);
  grow_and_compare(Kind::clustered, 128, 4'200, dice);
  grow_and_compare(Kind::random, 300, 4'200, dice);
}

TEST(ComparablesStates, ManyPartsAddAsOne) {
  Dice dice(run_seed() * 47);
  const Rows rows = make_rows(Kind::clustered, 130, 9'000, dice);
  const ComparableIndex whole = index_of(rows);
  const Image wanted{whole};
  Shuffled order{dice.bits()};
  for (std::uint32_t parts = 1; parts <= 7; ++parts) {
    for (const Executor& executor : {order.executor(parts), in_threads(parts)}) {
      const ComparableIndex index = index_of(rows, executor);
      const Image image{index};
      ASSERT_EQ(image.bytes().size(), wanted.bytes().size());
      const bool same =
          std::equal(image.bytes().begin(), image.bytes().end(), wanted.bytes().begin());
      EXPECT_TRUE(same) << parts << " parts";
    }
  }
}

/// Rows with a key each, of which some are taken out.
struct Thinned {
  Rows rows;
  std::vector<bool> gone;
  std::optional<ComparableIndex> index;
};

SaleId key(std::size_t i) {
  return id<SaleId>("sale-" + std::to_string(i));
}

Thinned make_thinned(Kind kind, std::size_t dimension, std::size_t count, Dice& dice) {
  Thinned out{make_rows(kind, dimension, count, dice), std::vector<bool>(count), {}};
  std::vector<Sale> sales(count);
  for (std::size_t i = 0; i < count; ++i) {
    sales[i].id = key(i);
    sales[i].sold_at.ms = dice.between(0, 100);
  }
  out.index = must(ComparableIndex::make(dimension));
  EXPECT_FALSE(out.index->add_all(out.rows.values, sales).has_value());
  const Instant limit{dice.between(0, 90)};
  must(out.index->remove_sold_before(limit));
  for (std::size_t i = 0; i < count; ++i) out.gone[i] = sales[i].sold_at < limit;
  for (std::size_t i = 0; i < count / 5; ++i) {
    const std::size_t one = dice.below(count);
    EXPECT_EQ(must(out.index->remove(key(one))), out.gone[one] ? 0U : 1U);
    out.gone[one] = true;
  }
  return out;
}

void expect_without(const ComparableIndex& index, const Thinned& from, Dice& dice,
                    const std::string& what) {
  const Vector query = make_query(from.rows, dice);
  const std::size_t k = dice.pick({1U, 7U, 50U, 5'000U});
  SearchOptions options;
  options.min_similarity = dice.pick({-1.0, 0.5});
  auto wanted = by_sorting(from.rows, query, options.min_similarity,
                           [&](std::size_t i) { return !from.gone[i]; });
  if (wanted.size() > k) wanted.resize(k);
  expect_same(searched(index, query, k, options), wanted, what);
}

/// The rows that are left, by the numbers that compact gives them.
Rows kept(const Thinned& from, std::span<const std::uint32_t> moved) {
  Rows out{from.rows.dimension, {}};
  for (std::size_t i = 0; i < from.rows.count(); ++i) {
    EXPECT_EQ(moved[i], from.gone[i] ? no_row : out.count());
    const auto row = from.rows.row(i);
    if (!from.gone[i]) out.values.insert(out.values.end(), row.begin(), row.end());
  }
  return out;
}

void thin_and_compare(Kind kind, std::size_t dimension, std::size_t count, Dice& dice) {
  Thinned thinned = make_thinned(kind, dimension, count, dice);
  const std::string what = told(kind, thinned.rows);
  ComparableIndex& index = *thinned.index;
  const auto gone = std::count(thinned.gone.begin(), thinned.gone.end(), true);
  ASSERT_EQ(index.live(), count - static_cast<std::size_t>(gone));
  const Image image{index};
  const ComparableIndex view = must(ComparableIndex::view(image.bytes()));
  ASSERT_FALSE(view.verify().has_value());
  const ComparableIndex copy = view.copy();
  for (int i = 0; i < 4; ++i) {
    expect_without(index, thinned, dice, what);
    expect_without(view, thinned, dice, what + ", viewed");
    expect_without(copy, thinned, dice, what + ", copied");
  }
  const std::vector<std::uint32_t> moved = must(index.compact());
  ASSERT_EQ(moved.size(), count);
  const Rows rows = kept(thinned, moved);
  ASSERT_EQ(index.size(), rows.count());
  if (rows.count() == 0) return;
  for (int i = 0; i < 4; ++i) expect_as_plain(index, rows, dice, what + ", compacted");
}

TEST(ComparablesStates, WithoutTheRowsThatWereRemoved) {
  for (std::size_t i = 0; i < 60 * times_long(); ++i) {
    Dice dice(run_seed() * 53 + i);
    const std::size_t dimension = dice.pick({3U, 64U, 128U, 129U, 256U});
    thin_and_compare(any_kind(dice), dimension, 1 + dice.below(1'500), dice);
    if (HasFailure()) return;
  }
}

TEST(ComparablesStates, AViewOfACopyAnswersAndTheCopyGrows) {
  for (std::size_t i = 0; i < 20 * times_long(); ++i) {
    Dice dice(run_seed() * 59 + i);
    const Rows rows = make_rows(any_kind(dice), dice.pick({16U, 128U, 300U}), 700, dice);
    Rows first{rows.dimension, {}};
    const std::size_t count = 1 + dice.below(600);
    first.values.assign(rows.values.begin(),
                        rows.values.begin() + static_cast<std::ptrdiff_t>(count * rows.dimension));
    const Image image{index_of(first)};
    const ComparableIndex view = must(ComparableIndex::view(image.bytes()));
    expect_as_plain(view, first, dice, "viewed");
    ComparableIndex copy = view.copy();
    while (copy.size() < rows.count()) add_some(copy, rows, 1 + dice.below(90), {});
    expect_as_plain(copy, rows, dice, "copied and grown");
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace haggle::test
