// Filters of every kind, one query or many, in one part or in many, against a loop that asks every
// row.
#include <gtest/gtest.h>

#include <array>

#include "differential/comparables_referee.hpp"

namespace haggle::test {
namespace {

constexpr std::array<std::string_view, 5> words{"", "shoes", "coats", "hats", "shoe"};

Sale random_sale(Dice& dice) {
  Sale out;
  out.tenant = id<Label>(words[dice.below(3)]);
  out.category = id<Label>(words[dice.below(words.size())]);
  out.brand = id<Label>(words[dice.below(words.size())]);
  out.condition = static_cast<SaleCondition>(dice.below(sale_condition_names.size()));
  out.sold_at.ms = dice.between(-20, 20);
  return out;
}

/// One filter in four asks for nothing, one in ten for what no row has.
SaleFilter random_filter(Dice& dice) {
  SaleFilter out;
  if (dice.chance(25)) return out;
  if (dice.chance(30)) out.tenant = words[dice.below(3)];
  if (dice.chance(30)) out.category = words[dice.below(words.size())];
  if (dice.chance(30)) out.brand = words[dice.below(words.size())];
  if (dice.chance(10)) out.brand = "gloves";
  if (dice.chance(30)) out.condition = static_cast<SaleCondition>(dice.below(7));
  if (dice.chance(30)) out.sold_from = Instant{dice.between(-25, 25)};
  if (dice.chance(30)) out.sold_until = Instant{dice.between(-25, 25)};
  return out;
}

bool matches(const SaleFilter& filter, const Sale& sale) {
  const auto is = [](std::string_view wanted, const Label& label) {
    return wanted.empty() || wanted == label.text();
  };
  return is(filter.tenant, sale.tenant) && is(filter.category, sale.category) &&
         is(filter.brand, sale.brand) &&
         (!filter.condition || *filter.condition == sale.condition) &&
         (!filter.sold_from || sale.sold_at >= *filter.sold_from) &&
         (!filter.sold_until || sale.sold_at <= *filter.sold_until);
}

/// An index with facts, and what it should hold.
struct Shop {
  Rows rows;
  std::vector<Sale> sales;
  std::vector<bool> gone;
  ComparableIndex index;
  [[nodiscard]] std::size_t selected(const SaleFilter& filter) const {
    std::size_t out = 0;
    for (std::size_t i = 0; i < sales.size(); ++i) out += has(filter, i) ? 1U : 0U;
    return out;
  }
  [[nodiscard]] bool has(const SaleFilter& filter, std::size_t i) const {
    return !gone[i] && matches(filter, sales[i]);
  }
};

Shop make_shop(Kind kind, std::size_t dimension, std::size_t count, Dice& dice) {
  Shop out{make_rows(kind, dimension, count, dice),
           {},
           std::vector<bool>(count),
           must(ComparableIndex::make(dimension))};
  for (std::size_t i = 0; i < count; ++i) out.sales.push_back(random_sale(dice));
  EXPECT_FALSE(out.index.add_all(out.rows.values, out.sales).has_value());
  if (!dice.chance(50)) return out;
  const Instant limit{dice.between(-25, 0)};
  must(out.index.remove_sold_before(limit));
  for (std::size_t i = 0; i < count; ++i) out.gone[i] = out.sales[i].sold_at < limit;
  return out;
}

std::vector<Neighbour> wanted_of(const Shop& shop, std::span<const float> query, std::size_t k,
                                 const SearchOptions& options) {
  auto out = by_sorting(shop.rows, query, options.min_similarity,
                        [&](std::size_t i) { return shop.has(options.filter, i); });
  if (out.size() > k) out.resize(k);
  return out;
}

void expect_filtered(const Shop& shop, const ComparableIndex& index, const SearchOptions& options,
                     Dice& dice) {
  const Vector query = make_query(shop.rows, dice);
  const std::size_t k = 1 + dice.below(50);
  std::vector<Neighbour> got(k);
  const Found found = must(index.search(query, options, got));
  got.resize(found.count);
  const auto wanted = wanted_of(shop, query, k, options);
  expect_same(got, wanted, std::to_string(shop.selected(options.filter)) + " selected");
  EXPECT_EQ(found.shortfall,
            shortfall_of(wanted.size(), k, index.live(), shop.selected(options.filter)));
}

/// All queries at once say what each says alone.
void expect_each(const Shop& shop, const SearchOptions& options, Dice& dice) {
  const std::size_t count = dice.below(9);
  const std::size_t k = 1 + dice.below(30);
  std::vector<float> queries;
  for (std::size_t i = 0; i < count; ++i) {
    const Vector one = make_query(shop.rows, dice);
    queries.insert(queries.end(), one.begin(), one.end());
  }
  std::vector<Neighbour> out(count * k);
  std::vector<Found> found(count);
  ASSERT_FALSE(shop.index.search_each(queries, k, options, out, found).has_value());
  for (std::size_t i = 0; i < count; ++i) {
    const auto query = std::span{queries}.subspan(i * shop.rows.dimension, shop.rows.dimension);
    const auto wanted = wanted_of(shop, query, k, options);
    expect_same(std::span{out}.subspan(i * k, found[i].count), wanted, "one of many");
    EXPECT_EQ(found[i].shortfall,
              shortfall_of(wanted.size(), k, shop.index.live(), shop.selected(options.filter)));
  }
}

void ask(const Shop& shop, const ComparableIndex& index, Dice& dice) {
  Shuffled order{dice.bits()};
  SearchOptions options;
  options.filter = random_filter(dice);
  options.min_similarity = dice.pick({-1.0, 0.0, 0.7});
  const auto parts = static_cast<std::uint32_t>(1 + dice.below(7));
  if (dice.chance(40)) options.executor = order.executor(parts);
  if (dice.chance(10)) options.executor = in_threads(parts);
  expect_filtered(shop, index, options, dice);
  expect_each(shop, options, dice);
}

TEST(ComparablesFilters, AsALoopThatAsksEveryRow) {
  for (std::size_t i = 0; i < 60 * times_long(); ++i) {
    Dice dice(run_seed() * 61 + i);
    const auto kind = static_cast<Kind>(dice.below(kinds_count));
    const Shop shop =
        make_shop(kind, dice.pick({2U, 64U, 128U, 200U}), 1 + dice.below(1'500), dice);
    const ComparableIndex copy = shop.index.copy();
    const Image image{copy};
    const ComparableIndex view = must(ComparableIndex::view(image.bytes()));
    for (int j = 0; j < 12; ++j) {
      const std::array<const ComparableIndex*, 3> all{&shop.index, &copy, &view};
      ask(shop, *all[dice.below(all.size())], dice);
      if (HasFailure()) return;
    }
  }
}

// A part of a search is 4,096 rows at least.
TEST(ComparablesFilters, InManyPartsAsInOne) {
  for (const std::size_t dimension : {4U, 128U}) {
    for (const Kind kind : {Kind::clustered, Kind::random, Kind::duplicated, Kind::all_equal}) {
      Dice dice(run_seed() * 67 + dimension + static_cast<std::size_t>(kind));
      const Shop shop = make_shop(kind, dimension, 18'000 + dice.below(5'000), dice);
      for (std::size_t j = 0; j < 10 * times_long(); ++j) {
        ask(shop, shop.index, dice);
        if (HasFailure()) return;
      }
    }
  }
}

}  // namespace
}  // namespace haggle::test
