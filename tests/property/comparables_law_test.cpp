// Laws of the search that need no second implementation.
#include <algorithm>

#include "differential/comparables_referee.hpp"

namespace haggle::test {
namespace {

/// Rows with a tenant each.
struct World {
  Rows rows;
  std::vector<Sale> sales;
  ComparableIndex index;
};

ComparableIndex index_with(const Rows& rows, const std::vector<Sale>& sales) {
  ComparableIndex out = must(ComparableIndex::make(rows.dimension));
  EXPECT_FALSE(out.add_all(rows.values, sales).has_value());
  return out;
}

World random_world(Dice& dice) {
  const auto kind = static_cast<Kind>(dice.below(kinds_count));
  const std::size_t dimension = dice.pick({2U, 33U, 128U, 160U});
  Rows rows = make_rows(kind, dimension, 1 + dice.below(400), dice);
  std::vector<Sale> sales(rows.count());
  for (Sale& sale : sales) sale.tenant = id<Label>(dice.chance(30) ? "north" : "south");
  ComparableIndex index = index_with(rows, sales);
  return {std::move(rows), std::move(sales), std::move(index)};
}

bool same(std::span<const Neighbour> a, std::span<const Neighbour> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end());
}

TEST(ComparablesLaw, AskingForMoreAddsAtTheEnd) {
  campaign(150, 2, [](Dice& dice) {
    const World world = random_world(dice);
    const Vector query = make_query(world.rows, dice);
    const std::size_t k = 1 + dice.below(30);
    const auto few = searched(world.index, query, k, {});
    const auto more = searched(world.index, query, k + dice.below(30), {});
    EXPECT_LE(few.size(), more.size());
    EXPECT_TRUE(same(few, std::span{more}.first(few.size())));
    return more.size() > few.size();
  });
}

TEST(ComparablesLaw, AHigherBarCutsTheEnd) {
  campaign(150, 4, [](Dice& dice) {
    const World world = random_world(dice);
    const Vector query = make_query(world.rows, dice);
    const auto all = searched(world.index, query, 40, {});
    SearchOptions options;
    // The bar is a similarity itself, which then still counts.
    options.min_similarity = all[dice.below(all.size())].similarity;
    const auto cut = searched(world.index, query, 40, options);
    const auto far = std::find_if(all.begin(), all.end(), [&](const Neighbour& one) {
      return one.similarity < options.min_similarity;
    });
    EXPECT_TRUE(same(cut, {all.begin(), far}));
    return cut.size() < all.size();
  });
}

TEST(ComparablesLaw, TwoPartsOfTheRowsMakeTheWhole) {
  campaign(150, 2, [](Dice& dice) {
    const World world = random_world(dice);
    const Vector query = make_query(world.rows, dice);
    const std::size_t k = 1 + dice.below(40);
    SearchOptions north;
    SearchOptions south;
    north.filter.tenant = "north";
    south.filter.tenant = "south";
    auto both = searched(world.index, query, k, north);
    const auto others = searched(world.index, query, k, south);
    const bool is_split = !both.empty() && !others.empty();
    both.insert(both.end(), others.begin(), others.end());
    std::sort(both.begin(), both.end(), comes_before);
    if (both.size() > k) both.resize(k);
    EXPECT_TRUE(same(both, searched(world.index, query, k, {})));
    return is_split;
  });
}

// Twice, four times ... a vector points where it pointed, and not a bit of a sum is another.
TEST(ComparablesLaw, ThePowerOfTwoOfALengthDoesNotCount) {
  campaign(150, 1, [](Dice& dice) {
    World world = random_world(dice);
    const Vector query = make_query(world.rows, dice);
    const auto before = searched(world.index, query, 20, {});
    const bool is_huge = std::any_of(world.rows.values.begin(), world.rows.values.end(),
                                     [](float x) { return std::abs(x) > 1e25F; });
    if (is_huge) return true;
    for (float& one : world.rows.values) one *= 1'024.0F;
    const ComparableIndex larger = index_with(world.rows, world.sales);
    EXPECT_TRUE(same(before, searched(larger, times(query, 2.0F), 20, {})));
    return true;
  });
}

TEST(ComparablesLaw, TheOrderOfTheRowsIsOnlyThatOfTies) {
  campaign(100, 1, [](Dice& dice) {
    const World world = random_world(dice);
    std::vector<std::size_t> order(world.rows.count());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    dice.shuffle(order);
    Rows shuffled{world.rows.dimension, {}};
    for (const std::size_t i : order) {
      const auto row = world.rows.row(i);
      shuffled.values.insert(shuffled.values.end(), row.begin(), row.end());
    }
    const Vector query = make_query(world.rows, dice);
    const auto a = searched(world.index, query, 25, {});
    const auto b = searched(index_with(shuffled, world.sales), query, 25, {});
    EXPECT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
      EXPECT_EQ(a[i].similarity, b[i].similarity);
    }
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
