// One pass over the offers: a verdict for each, and how many there are of each kind.
#include "haggle/strategy/sift.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::offer;

Offer used(Offer given) {
  given.condition = Condition::used;
  given.sub_condition = SubCondition::good;
  return given;
}

TEST(Sift, CountsRivalsAndSurvivors) {
  struct Row {
    const char* name;
    std::vector<Offer> offers;
    ConditionFilter condition;
    std::uint32_t rivals, survivors;
    std::vector<Verdict> verdicts;
  };
  using enum Verdict;
  const Row rows[] = {
      {"nobody", {}, ConditionFilter::equal, 0, 0, {}},
      {"one", {offer("A", 900)}, ConditionFilter::equal, 1, 1, {kept}},
      {"ours and a sister",
       {offer("US", 1'000), offer("G", 900)},
       ConditionFilter::equal,
       0,
       0,
       {own_group, own_group}},
      {"marked as ours", {test::mine(offer("X", 900))}, ConditionFilter::equal, 0, 0, {own_group}},
      {"a zero price is a rival that is filtered",
       {offer("A", 0)},
       ConditionFilter::equal,
       1,
       0,
       {price_zero}},
      {"a used one is no rival of new ones",
       {used(offer("A", 900))},
       ConditionFilter::equal,
       0,
       0,
       {condition}},
      {"many",
       {offer("A", 900), offer("US", 950), used(offer("B", 1)), offer("C", 0)},
       ConditionFilter::equal,
       2,
       1,
       {kept, own_group, condition, price_zero}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    PolicySpec spec;
    spec.sisters = {test::seller("G")};
    spec.filters.condition = row.condition;
    const test::Decided decided = test::decided(test::world(row.offers), spec);
    EXPECT_EQ(decided.decision.rivals_count, row.rivals);
    EXPECT_EQ(decided.decision.survivors_count, row.survivors);
    EXPECT_EQ(decided.verdicts, row.verdicts);
  }
}

TEST(Sift, LetsNewOnesCompeteWithUsedOnesWhereThePolicySaysSo) {
  test::World world = test::world({offer("A", 900), used(offer("B", 850)), used(offer("C", 0))});
  world.listing.condition = world.market.condition = Condition::used;
  world.listing.sub_condition = SubCondition::good;
  struct Row {
    ConditionFilter filter;
    std::uint32_t rivals, survivors;
  };
  for (const Row& row : {Row{ConditionFilter::equal, 2, 1}, Row{ConditionFilter::class_, 2, 1},
                         Row{ConditionFilter::same_or_better, 3, 2}}) {
    SCOPED_TRACE(std::string{name_of(condition_filter_words, row.filter)});
    PolicySpec spec;
    spec.filters.condition = row.filter;
    const Decision decision = test::decision(world, spec);
    EXPECT_EQ(decision.rivals_count, row.rivals);
    EXPECT_EQ(decision.survivors_count, row.survivors);
  }
}

TEST(Sift, TakesAsManyOffersAsThereMayBe) {
  std::vector<Offer> offers(offers_max, offer("A", 900));
  offers.back().price_minor = 850;
  const test::Decided decided = test::decided(test::world(offers));
  EXPECT_EQ(decided.decision.survivors_count, offers_max);
  EXPECT_EQ(decided.decision.reference, offers_max - 1);
  EXPECT_EQ(decided.verdicts, std::vector<Verdict>(offers_max, Verdict::kept));
}

}  // namespace
}  // namespace haggle
