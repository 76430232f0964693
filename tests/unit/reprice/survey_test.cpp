// The one pass over the offers: prices, marks, verdicts and our own row.
#include "haggle/reprice/survey.hpp"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::mine;
using test::offer;

/// What a survey writes and returns; the room for 1,024 offers is large.
struct Surveyed {
  detail::Survey survey;
  std::unique_ptr<OfferScratch> scratch = std::make_unique<OfferScratch>();
  std::vector<Verdict> verdicts;
};

Surveyed surveyed(const test::World& world, const PolicySpec& spec = {}) {
  Surveyed out;
  out.verdicts.resize(world.offers.size());
  out.survey = detail::survey(world.snapshot(), spec, {*out.scratch, out.verdicts.data()});
  return out;
}

Offer used(Offer given) {
  given.condition = Condition::used;
  given.sub_condition = SubCondition::good;
  return given;
}

TEST(Survey, WritesPricesAndMarks) {
  test::World world = test::world({test::with_shipping(offer("A", 900), 100), offer("US", 950),
                                   offer("G", 800), offer("B", 0)});
  world.offers[0].points_minor = 50;
  PolicySpec spec;
  spec.sisters = {test::seller("G")};
  const Surveyed plain = surveyed(world, spec);
  EXPECT_EQ(plain.scratch->item_minor[0], 900);
  EXPECT_EQ(plain.scratch->landed_minor[0], 1'000) << "no points where the market has none";
  EXPECT_EQ(plain.scratch->marks[0], 0);
  EXPECT_EQ(plain.scratch->marks[1], mark::ours | mark::own_row | mark::group);
  EXPECT_EQ(plain.scratch->marks[2], mark::group);
  EXPECT_EQ(plain.scratch->marks[3], mark::price_zero);
  world.market.flags |= Market::has_points;
  EXPECT_EQ(surveyed(world, spec).scratch->landed_minor[0], 950);
}

TEST(Survey, FindsOurRow) {
  struct Row {
    const char* name;
    std::vector<Offer> offers;
    OfferIndex row;
    std::uint32_t rows_count;
  };
  const OfferIndex none;
  const Row rows[] = {
      {"nobody", {}, none, 0},
      {"no row of ours", {offer("A", 900)}, none, 0},
      {"one", {offer("A", 900), offer("US", 950)}, {1}, 1},
      {"one, of another condition", {used(offer("US", 950))}, none, 1},
      {"two alike", {offer("US", 950), offer("US", 960)}, none, 2},
      {"two, one alike", {offer("US", 950), used(offer("US", 960))}, {0}, 2},
      {"one marked", {offer("US", 950), mine(offer("X", 960))}, {1}, 2},
      {"one marked, of another condition", {mine(used(offer("US", 960)))}, {0}, 1},
      {"two marked, one alike", {mine(offer("US", 950)), mine(used(offer("US", 960)))}, none, 2},
      {"one marked between ours",
       {offer("US", 950), offer("A", 1), mine(used(offer("US", 960))), offer("US", 970)},
       {2},
       3},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const OwnRow own = surveyed(test::world(row.offers)).survey.own_row;
    EXPECT_EQ(own.row, row.row);
    EXPECT_EQ(own.rows_count, row.rows_count);
  }
}

TEST(Survey, IsTheSameByTheShortWayAndTheLong) {
  const test::World world =
      test::world({offer("A", 900), used(offer("B", 1)), offer("US", 950), offer("C", 0),
                   test::winner(offer("D", 910)), test::winner(mine(offer("E", 920)))});
  PolicySpec careful;
  careful.filters.stock_min = 0;  // asked of every offer, and kept by all
  const Surveyed short_way = surveyed(world);
  const Surveyed long_way = surveyed(world, careful);
  EXPECT_EQ(short_way.verdicts, long_way.verdicts);
  EXPECT_EQ(short_way.survey.own_row.row, long_way.survey.own_row.row);
  for (const Surveyed* way : {&short_way, &long_way}) {
    const Sifted& sifted = way->survey.sifted;
    EXPECT_EQ(sifted.rivals_count, 3U);
    EXPECT_EQ(sifted.survivors_count, 2U);
    EXPECT_EQ(sifted.group_listed_count, 2U);
    EXPECT_EQ(sifted.winners_count, 2U);
    EXPECT_EQ(sifted.winner, OfferIndex{5});
  }
}

TEST(Survey, NotesAStatedLandedPriceThatDiffers) {
  test::World world = test::world({offer("A", 900)});
  world.offers[0].has |= Offer::has_stated_landed;
  world.offers[0].stated_landed_minor = 900;
  EXPECT_FALSE(surveyed(world).survey.landed_differs);
  world.offers[0].stated_landed_minor = 901;
  EXPECT_TRUE(surveyed(world).survey.landed_differs);
}

TEST(Survey, StopsAtAnOfferOutsideItsLimits) {
  test::World world = test::world({offer("A", 900), offer("B", -amount_minor_max)});
  EXPECT_TRUE(surveyed(world).survey.sound);
  world.offers[1].price_minor -= 1;
  EXPECT_FALSE(surveyed(world).survey.sound);
}

}  // namespace
}  // namespace haggle
