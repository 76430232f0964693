// The offer that a price goes by, and prices relative to it.
#include "haggle/strategy/reference.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::by_marketplace;
using test::offer;
using test::winner;
using Kind = ReferenceKind;

std::optional<std::uint32_t> reference_of(const Decision& decision) {
  return decision.knows(Decision::has_reference) ? std::optional{decision.reference} : std::nullopt;
}

TEST(Reference, IsTheFirstOfTheListThatExists) {
  struct Row {
    const char* name;
    CompeteWith kinds;
    std::vector<Offer> offers;
    std::optional<std::uint32_t> reference;
  };
  const Offer a = winner(offer("A", 950));
  const Offer b = by_marketplace(offer("B", 960));
  const Offer c = offer("C", 900);
  const Row rows[] = {
      {"by default the box", compete_with_default, {a, b, c}, 0},
      {"the lowest of all", {Kind::lowest}, {a, b, c}, 2},
      {"the lowest of the marketplace's", {Kind::lowest_fba}, {a, b, c}, 1},
      {"none of the marketplace's", {Kind::lowest_fba}, {a, c}, std::nullopt},
      {"else the next kind", {Kind::lowest_fba, Kind::lowest, Kind::none}, {a, c}, 1},
      {"the policy's order", {Kind::lowest_fba, Kind::buy_box, Kind::none}, {a, b, c}, 1},
      {"the lowest of two of the marketplace's",
       {Kind::lowest_fba},
       {b, by_marketplace(offer("A", 955)), a},
       1},
      {"never our own", {Kind::lowest}, {offer("US", 1'000), a}, 1},
      {"none of all", {Kind::buy_box}, {offer("US", 1'000), c}, std::nullopt},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    PolicySpec spec;
    spec.compete_with = row.kinds;
    const Decision decision = test::decision(test::world(row.offers), spec);
    EXPECT_EQ(reference_of(decision), row.reference);
    EXPECT_EQ(decision.reason() == Reason::no_reference, !row.reference.has_value());
  }
}

TEST(Reference, IsTheHolderOnlyIfItSurvived) {
  struct Row {
    const char* name;
    std::vector<Offer> offers;
    std::function<void(Market&)> change;
    std::optional<std::uint32_t> reference;
  };
  const Offer small = [] {
    Offer out = offer("A", 850);
    out.has |= Offer::has_feedback_count;
    return out;
  }();
  const auto row_at = [](std::int64_t landed) {
    return [landed](Market& m) { m.set_buy_box_landed(landed); };
  };
  const Row rows[] = {
      {"filtered", {winner(small), offer("B", 950)}, {}, std::nullopt},
      {"unknown, at the row's price", {offer("A", 950), offer("B", 970)}, row_at(970), 1},
      {"unknown, delivered at the row's price",
       {test::with_shipping(offer("A", 900), 70)},
       row_at(970),
       0},
      {"unknown, two at that price", {offer("B", 970), offer("A", 970)}, row_at(970), 1},
      {"unknown, filtered at that price", {small, offer("B", 970)}, row_at(850), std::nullopt},
      {"unknown, nobody at that price", {offer("A", 950)}, row_at(960), std::nullopt},
      {"named and not listed",
       {offer("A", 970)},
       [&](Market& m) { row_at(970)(m), m.winner_seller = test::seller("Z"); },
       std::nullopt},
      {"no row at all", {offer("A", 950)}, {}, std::nullopt},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    test::World world = test::world(row.offers);
    if (row.change) row.change(world.market);
    PolicySpec spec;
    spec.compete_with = {Kind::buy_box};
    spec.filters.feedback_count_min = 1;
    EXPECT_EQ(reference_of(test::decision(world, spec)), row.reference);
  }
}

TEST(Reference, IsBeatenFromItsLandedPrice) {
  struct Row {
    const char* name;
    Offer reference;
    AmountOrRate beat_by;
    std::int64_t our_shipping, our_points, proposal;
  };
  const Offer delivered = test::with_shipping(offer("A", 900), 100);
  Offer with_points = offer("A", 1'000);
  with_points.points_minor = 50;
  const Row rows[] = {
      {"matches", delivered, Amount::minor(0), 0, 0, 1'000},
      {"undercuts", delivered, Amount::minor(-1), 0, 0, 999},
      {"stays above", delivered, Amount::minor(50), 0, 0, 1'050},
      {"less our shipping", delivered, Amount::minor(-1), 120, 0, 879},
      {"and our points", delivered, Amount::minor(-1), 120, 30, 909},
      {"less their points", with_points, Amount::minor(0), 0, 0, 950},
      {"a rate, away from the rival", offer("A", 955), Rate{-10'000}, 0, 0, 945},
      {"a rate above", offer("A", 955), Rate{50'000}, 0, 0, 1'003},
      {"below zero", offer("A", 5), Amount::minor(-10), 0, 0, -5},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    test::World world = test::world({winner(row.reference)});
    world.market.flags |= Market::has_points;
    world.listing.shipping_minor = row.our_shipping;
    world.listing.points_minor = row.our_points;
    PolicySpec spec;
    spec.beat_by = row.beat_by;
    const Decision decision = test::decision(world, spec);
    EXPECT_EQ(decision.steps().front().reason, Reason::chase_buy_box);
    EXPECT_EQ(decision.steps().front().after_minor, row.proposal);
    EXPECT_EQ(decision.steps().front().offer_index(), 0U);
  }
}

struct RuleRow {
  const char* name;
  std::vector<Offer> offers;
  std::int64_t beat_by;
  const char* reasons;
  std::int64_t price;
};

void expect_rule(MinMaxRule rule, const std::vector<RuleRow>& rows) {
  for (const RuleRow& row : rows) {
    SCOPED_TRACE(row.name);
    PolicySpec spec;
    spec.min_rule = spec.max_rule = rule;
    spec.beat_by = Amount::minor(row.beat_by);
    const Decision decision = test::decision(test::world(row.offers), spec);
    EXPECT_EQ(test::reasons(decision), row.reasons);
    EXPECT_EQ(decision.price_minor, row.price);
  }
}

TEST(Reference, IsMatchedWhereThatIsInside) {
  expect_rule(MinMaxRule::match_rival,
              {{"inside", {winner(offer("A", 805))}, -10, "chase_buy_box match_rival", 805},
               {"at the floor", {winner(offer("A", 800))}, -10, "chase_buy_box match_rival", 800},
               {"below", {winner(offer("A", 799))}, -10, "chase_buy_box rival_outside", 1'000},
               {"from above", {winner(offer("A", 1'495))}, 10, "chase_buy_box match_rival", 1'495},
               {"above", {winner(offer("A", 1'501))}, 0, "chase_buy_box rival_outside", 1'000}});
}

TEST(Reference, GivesWayToTheNextRivalAbove) {
  const Offer low = winner(offer("A", 700));
  expect_rule(MinMaxRule::next_rival,
              {{"the lowest that is inside",
                {low, offer("B", 750), offer("C", 900), offer("D", 850)},
                -1,
                "chase_buy_box next_rival",
                849},
               {"just inside", {low, offer("B", 801)}, -1, "chase_buy_box next_rival", 800},
               {"none", {low, offer("B", 750)}, -1, "chase_buy_box next_rival", 800},
               {"not one below the reference", {offer("B", 690), low}, 120, "chase_buy_box", 820},
               {"not the reference again", {low}, -1, "chase_buy_box next_rival", 800},
               {"above the ceiling",
                {winner(offer("A", 1'600)), offer("B", 1'450)},
                -1,
                "chase_buy_box next_rival",
                1'500}});
}

TEST(Reference, HasWords) {
  EXPECT_EQ(reference_kind_words.size(), 4U);
  for (std::size_t i = 0; i < reference_kind_words.size(); ++i) {
    EXPECT_EQ(reference_kind_words[i].value, static_cast<ReferenceKind>(i));
  }
}

}  // namespace
}  // namespace haggle
