// The trail as sentences.
#include "haggle/reprice/explain.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::offer;
using test::winner;
using test::World;

std::string explained(const World& world, const PolicySpec& spec = {}) {
  const test::Decided decided = test::decided(world, spec);
  return explain(world.snapshot(), decided.verdicts, decided.decision);
}

/// The line that begins with this word; empty where there is none.
std::string line_of(const std::string& text, const std::string& word) {
  const std::size_t begin = text.find("\n  " + word);
  if (begin == std::string::npos) return {};
  return text.substr(begin + 3, text.find('\n', begin + 1) - begin - 3);
}

TEST(Explain, TellsTheWholeWay) {
  World world = test::world({offer("US", 2'499), winner(offer("A1PQ", 2'349)), offer("A9ZZ", 0),
                             offer("A0ZZ", 0), offer("B", 2'410)});
  world.listing.price_minor = 2'499;
  world.listing.floor = {1'800, Basis::item};
  world.listing.ceiling = {3'990, Basis::item};
  PolicySpec spec;
  spec.beat_by = Amount::minor(-1);
  EXPECT_EQ(explained(world, spec),
            "MUG-1  24.99 -> 23.48 USD  chase_buy_box: goes by the reference's price\n"
            "  market     buy_box_other, held by A1PQ at 23.49 landed; 5 offers, 4 rivals, "
            "2 survivors\n"
            "  left out   1 own_group (US at 24.99), 2 price_zero (A0ZZ at 0.00 first)\n"
            "   8  24.99 -> 23.48       chase_buy_box: goes by the reference's price "
            "(A1PQ at 23.49 landed)\n"
            "  bounds     18.00 (hard_min) .. 39.90 (hard_max) on the item price; none binds, "
            "5.48 above the floor\n");
}

TEST(Explain, SaysInOneLineWhatWasDone) {
  World world = test::world({winner(offer("A", 700))});
  const auto summed = [&](const PolicySpec& spec) {
    return summary(world.listing, test::decision(world, spec));
  };
  EXPECT_EQ(summed({}),
            "MUG-1  10.00 -> 8.00 USD  chase_buy_box: outside the bounds: to the floor");
  PolicySpec paused;
  paused.gates.paused = true;
  EXPECT_EQ(summed(paused), "MUG-1  10.00 = 10.00 USD  held: repricing is paused");
  world.listing.price_minor = 0;
  EXPECT_EQ(summed(paused), "MUG-1  none = none USD  held: repricing is paused");
  world.listing.currency = world.market.currency = test::currency("JPY");
  EXPECT_EQ(summed({}), "MUG-1  none -> 800 JPY  chase_buy_box: outside the bounds: to the floor");
}

TEST(Explain, SaysNothingOfAMarketThatWasNotLookedAt) {
  const World world = test::world({winner(offer("A", 950))});
  PolicySpec paused;
  paused.gates.paused = true;
  const std::string text = explained(world, paused);
  EXPECT_EQ(line_of(text, "market"), "");
  EXPECT_EQ(line_of(text, "left out"), "");
  EXPECT_NE(text.find("paused: repricing is paused"), std::string::npos);
}

TEST(Explain, NamesTheBoundThatBinds) {
  const auto bounds_at = [](std::int64_t rival, auto change) {
    World world = test::world({winner(offer("A", rival))});
    change(world);
    PolicySpec spec;
    spec.gates.paused = rival == 0;
    return line_of(explained(world, spec), "bounds");
  };
  const auto as_it_is = [](World&) {};
  EXPECT_EQ(bounds_at(700, as_it_is),
            "bounds     8.00 (hard_min) .. 15.00 (hard_max) on the item price; hard_min binds");
  EXPECT_EQ(bounds_at(9'900, as_it_is),
            "bounds     8.00 (hard_min) .. 15.00 (hard_max) on the item price; hard_max binds");
  EXPECT_EQ(bounds_at(850, [](World& w) { w.listing.has &= ~Listing::has_ceiling; }),
            "bounds     8.00 (hard_min) .. no ceiling on the item price; none binds, "
            "0.50 above the floor");
  EXPECT_EQ(bounds_at(0, [](World& w) { w.listing.price_minor = 700; }),
            "bounds     8.00 (hard_min) .. 15.00 (hard_max) on the item price; "
            "1.00 below the floor");
  EXPECT_EQ(bounds_at(850, [](World& w) { w.listing.has &= ~Listing::has_shipping; }), "");
}

TEST(Explain, SaysWhereItGoesWhenAndWhatWasSeen) {
  World world = test::world({winner(offer("A", 850))});
  world.offers[0].has |= Offer::has_stated_landed;
  PolicySpec spec;
  spec.shape.step_down = Amount::minor(50);
  const std::string text = explained(world, spec);
  EXPECT_EQ(line_of(text, "goal"), "goal       8.50");
  EXPECT_EQ(line_of(text, "again"), "again      in 900 s");
  EXPECT_EQ(line_of(text, "note"), "note       landed_differs");
  const std::string settled = explained(test::world({winner(offer("A", 850))}));
  EXPECT_EQ(line_of(settled, "goal") + line_of(settled, "again") + line_of(settled, "note"), "");
}

TEST(Explain, TakesVerdictsOfAnyLengthAndOffersWithoutAName) {
  World world = test::world({offer("A", 0), winner(offer("B", 950))});
  world.offers[0].seller = {};
  const test::Decided decided = test::decided(world);
  const auto left_out = [&](std::span<const Verdict> verdicts) {
    return line_of(explain(world.snapshot(), verdicts, decided.decision), "left out");
  };
  EXPECT_EQ(left_out(decided.verdicts), "left out   1 price_zero ((no name) at 0.00)");
  EXPECT_EQ(left_out({}), "");
  std::vector<Verdict> longer = decided.verdicts;
  longer.resize(5, Verdict::stock);
  EXPECT_EQ(left_out(longer), left_out(decided.verdicts));
}

TEST(Explain, TellsALadderRungByRung) {
  test::BusinessWorld world = test::business_world(
      {winner(offer("A", 950)), offer("B", 0)},
      {test::tier(5, 940, 700), test::tier(10, 930, 700), test::tier(20, 920, 700)});
  world.business.tiers[1].has = 0;
  world.breaks = {{0, 20, 900}};
  std::vector<Verdict> verdicts(2);
  const BusinessDecision decision =
      test::must(decide_business(world.snapshot(), test::policy(), verdicts));
  const std::string text = explain(world.snapshot(), verdicts, decision);
  EXPECT_TRUE(text.starts_with("from 1: MUG-1  10.00 -> 9.50 USD"));
  EXPECT_NE(text.find("\nfrom 5: MUG-1  9.40 -> 9.50 USD"), std::string::npos);
  EXPECT_NE(text.find("  dropped    not_cheaper\nfrom 10: floor_required at listing.floor: "),
            std::string::npos);
  EXPECT_NE(text.find("\nfrom 20: MUG-1  9.20 -> 9.00 USD"), std::string::npos);
  const std::size_t first = text.find("left out");
  EXPECT_LT(first, text.find("from 5")) << "verdicts are the business price's";
  EXPECT_EQ(text.find("left out", first + 1), std::string::npos);
}

}  // namespace
}  // namespace haggle
