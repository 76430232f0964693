// A batch decides what `decide` decides: from snapshots and from columns, with gaps and without.
#include "property/random_case.hpp"
#include "support/hostile_world.hpp"
#include "support/table.hpp"

namespace haggle::test {
namespace {

/// Row `row` of the answer is what `decide` says.
void expect_same(const Answer& answer, std::size_t row, const Snapshot& s, const Policy& policy) {
  const Result<Decision> one = decide(s, policy);
  ASSERT_EQ(answer.failed[row] != 0, !one.has_value());
  if (!one) {
    EXPECT_EQ(answer.errors[row].code, one.error().code);
    EXPECT_STREQ(answer.errors[row].where, one.error().where);
    EXPECT_EQ(answer.errors[row].index, one.error().index);
    EXPECT_EQ(answer.memory[row], s.listing.memory);
    EXPECT_EQ(answer.price[row], 0);
    return;
  }
  EXPECT_EQ(answer.price[row], one->price_minor) << told(*one);
  EXPECT_EQ(answer.change[row], one->change_minor);
  EXPECT_EQ(answer.action[row], one->action);
  EXPECT_EQ(answer.reason[row], one->reason());
  EXPECT_EQ(answer.binding[row], one->binding);
  EXPECT_EQ(answer.state[row], one->state);
  EXPECT_EQ(answer.strategy[row], one->strategy);
  EXPECT_EQ(answer.again_at[row], one->again_at);
  EXPECT_EQ(answer.memory[row], one->memory);
}

/// The world, and what becomes of it with fewer offers, another price and another floor.
std::vector<World> rows_of(const World& world, Dice& dice) {
  std::vector<World> rows{world};
  for (std::size_t i = 0; i < 3; ++i) {
    World row = world;
    row.offers.resize(
        static_cast<std::size_t>(dice.between(0, static_cast<std::int64_t>(world.offers.size()))));
    if (dice.chance(50)) row.listing.price_minor = dice.between(0, 4'000);
    if (dice.chance(20)) row.listing.has &= ~Listing::has_floor;
    if (dice.chance(5)) row.listing.price_minor = hostile::amount(dice);
    if (dice.chance(10) && !row.offers.empty()) hostile::spoil(dice, dice.any(row.offers));
    rows.push_back(row);
  }
  return rows;
}

/// A case of the kind that a batch decides at a glance, if half of the dice fall so: no filters, no
/// sister accounts, and one offer that holds the box.
Case batch_case(Dice& dice) {
  Case out = random_case(dice);
  if (dice.chance(50)) out.spec.filters = {}, out.spec.sisters = {};
  const bool unstated = dice.chance(70);
  const bool one_winner = dice.chance(50);
  for (Offer& offer : out.world.offers) {
    if (unstated) offer.has &= ~Offer::has_stated_landed;
    if (one_winner) offer.flags &= ~Offer::is_winner;
  }
  if (dice.chance(5)) hostile::word(dice, out.world.listing.fulfilment);
  if (out.world.offers.empty()) return out;
  if (one_winner) {
    Offer& winner = dice.any(out.world.offers);
    winner.flags |= Offer::is_winner;
    winner.condition = out.world.listing.condition;
    winner.sub_condition = out.world.listing.sub_condition;
    out.world.listing.memory = {};
  }
  if (dice.chance(30)) dice.any(out.world.offers).flags |= Offer::is_mine;
  if (dice.chance(30)) {
    dice.any(out.world.offers).audience =
        dice.pick({OfferAudience::consumer, OfferAudience::business});
  }
  return out;
}

/// Leaves out the columns that hold the same in every row of `rows_of`.
void drop_the_same(SnapshotColumns& columns) {
  columns.listings.seller = {};
  columns.listings.stock = {};
  columns.listings.age_days = {};
  columns.markets.winner_seller = {};
  columns.markets.flags = {};
}

TEST(ColumnsLaw, ABatchOfSnapshotsIsManyDecisions) {
  campaign(40'000, 21, [](Dice& dice) {
    const Case given = batch_case(dice);
    const auto policy = Policy::make(given.spec);
    if (!policy) return false;
    const std::vector<World> worlds = rows_of(given.world, dice);
    std::vector<Snapshot> snapshots;
    for (const World& world : worlds) snapshots.push_back(world.snapshot());
    Answer answer{worlds.size()};
    EXPECT_FALSE(decide_each(snapshots, *policy, answer.columns()).has_value());
    for (std::size_t i = 0; i < worlds.size(); ++i) {
      expect_same(answer, i, snapshots[i], *policy);
    }
    return true;
  });
}

TEST(ColumnsLaw, ABatchOfColumnsIsManyDecisions) {
  campaign(60'000, 22, [](Dice& dice) {
    const Case given = batch_case(dice);
    const auto policy = Policy::make(given.spec);
    if (!policy) return false;
    std::vector<World> worlds = rows_of(given.world, dice);
    const bool only_amounts = dice.chance(50);
    OfferTable offers;
    RowTable table;
    for (World& world : worlds) {
      if (!only_amounts && dice.chance(20)) world.listing.memory = {};
      offers.add(world.offers);
      table.add(world.listing, world.market);
    }
    SnapshotColumns columns;
    columns.rows_count = worlds.size();
    columns.listings.like = given.world.listing;
    columns.markets.like = given.world.market;
    // What is a column says for itself whether it is known.
    columns.listings.like.has &=
        Listing::has_stock | Listing::has_age | Listing::has_reference_time;
    if (only_amounts) {
      table.write_amounts(columns.listings, columns.markets);
    } else {
      table.write(columns.listings, columns.markets);
      if (dice.chance(50)) drop_the_same(columns);
    }
    columns.offers = offers.columns();
    columns.clock = given.world.clock;
    Answer answer{worlds.size()};
    EXPECT_FALSE(decide_each(columns, *policy, answer.columns()).has_value());
    for (std::size_t i = 0; i < worlds.size(); ++i) {
      expect_same(answer, i, worlds[i].snapshot(), *policy);
    }
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
