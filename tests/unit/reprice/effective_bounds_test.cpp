// The bounds of one decision: which of them binds, and what happens where no price meets them.
#include "haggle/reprice/effective_bounds.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::World;

struct Row {
  const char* name;
  std::function<void(World&, PolicySpec&)> change;
  std::int64_t floor;
  std::optional<std::int64_t> ceiling;
  BoundKind floor_kind, ceiling_kind;
};

using enum BoundKind;

/// Cost 5.00 and a fee of 15 %.
void with_costs(World& w) {
  w.listing.set_cost(500);
  w.listing.fee_ppm = 150'000;
}

const Row rows[] = {
    {"the listing's own", [](World&, PolicySpec&) {}, 800, 1'500, hard_min, hard_max},
    {"no ceiling", [](World& w, PolicySpec&) { w.listing.has &= ~Listing::has_ceiling; }, 800,
     std::nullopt, hard_min, none},
    {"delivered",
     [](World& w, PolicySpec&) {
       w.listing.set_shipping(100);
       w.listing.set_floor({1'000, Basis::landed}), w.listing.set_ceiling({1'500, Basis::landed});
     },
     900, 1'400, hard_min, hard_max},
    {"advertised price", [](World& w, PolicySpec&) { w.listing.set_map(900); }, 900, 1'500, map,
     hard_max},
    {"advertised price below", [](World& w, PolicySpec&) { w.listing.set_map(700); }, 800, 1'500,
     hard_min, hard_max},
    {"advertised price at the floor", [](World& w, PolicySpec&) { w.listing.set_map(800); }, 800,
     1'500, hard_min, hard_max},
    {"margin", [](World& w, PolicySpec& p) { with_costs(w), p.bounds.margin = Margin{300'000}; },
     909, 1'500, margin, hard_max},
    {"ROI", [](World& w, PolicySpec& p) { with_costs(w), p.bounds.roi = Roi{600'000}; }, 941, 1'500,
     roi, hard_max},
    {"profit", [](World& w, PolicySpec& p) { with_costs(w), p.bounds.profit = Amount::minor(300); },
     941, 1'500, profit, hard_max},
    {"the highest of all",
     [](World& w, PolicySpec& p) {
       with_costs(w), w.listing.set_map(1'000), p.bounds.margin = Margin{300'000};
       p.bounds.roi = Roi{900'000}, p.bounds.profit = Amount::minor(300);
     },
     1'118, 1'500, roi, hard_max},
    {"a goal below the hard minimum",
     [](World& w, PolicySpec& p) { with_costs(w), p.bounds.profit = Amount::minor(0); }, 800, 1'500,
     hard_min, hard_max},
    {"ratio to the reference price",
     [](World& w, PolicySpec& p) {
       w.listing.reference_price_minor = 1'001, p.bounds.ceiling_ratio = Rate{1'100'000};
     },
     800, 1'101, hard_min, reference_ratio},
    {"ratio above the ceiling",
     [](World& w, PolicySpec& p) {
       w.listing.reference_price_minor = 2'000, p.bounds.ceiling_ratio = Rate{1'100'000};
     },
     800, 1'500, hard_min, hard_max},
    {"ratio without a reference price",
     [](World&, PolicySpec& p) { p.bounds.ceiling_ratio = Rate{1'100'000}; }, 800, 1'500, hard_min,
     hard_max},
    {"ratio to a reference price that is too old",
     [](World& w, PolicySpec& p) {
       w.listing.set_reference(1'000, test::ago(days(2)));
       p.bounds.ceiling_ratio = Rate{1'100'000}, p.bounds.reference_age_max = days(1);
     },
     800, 1'500, hard_min, hard_max},
    {"ratio to one that is young enough",
     [](World& w, PolicySpec& p) {
       w.listing.set_reference(1'000, test::ago(days(1)));
       p.bounds.ceiling_ratio = Rate{1'100'000}, p.bounds.reference_age_max = days(1);
     },
     800, 1'100, hard_min, reference_ratio},
    {"ratio to one without a date",
     [](World& w, PolicySpec& p) {
       w.listing.reference_price_minor = 1'000;
       p.bounds.ceiling_ratio = Rate{1'100'000}, p.bounds.reference_age_max = days(1);
     },
     800, 1'500, hard_min, hard_max},
    {"inward to the tick",
     [](World& w, PolicySpec& p) {
       w.listing.set_floor({801}), w.listing.set_ceiling({1'499});
       p.shape.tick = Amount::minor(5);
     },
     805, 1'495, hard_min, hard_max},
    {"one tick at least",
     [](World& w, PolicySpec&) {
       w.listing.set_floor({50, Basis::landed}), w.listing.set_shipping(100);
     },
     1, 1'500, one_tick, hard_max},
};

TEST(EffectiveBounds, AreTheTightestOfEachSide) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    World world = test::world({test::winner(test::offer("A", 1'050))});
    PolicySpec spec;
    row.change(world, spec);
    const Decision decision = test::decision(world, spec);
    EXPECT_TRUE(decision.knows(Decision::has_bounds));
    EXPECT_EQ(decision.knows(Decision::has_ceiling), row.ceiling.has_value());
    EXPECT_EQ(decision.floor_minor, row.floor);
    EXPECT_EQ(decision.ceiling_minor, row.ceiling.value_or(0));
    EXPECT_EQ(decision.floor_kind, row.floor_kind);
    EXPECT_EQ(decision.ceiling_kind, row.ceiling_kind);
  }
}

TEST(EffectiveBounds, TellWhichOfThemThePriceStandsOn) {
  struct BindingRow {
    std::int64_t rival;
    BoundKind binding;
  };
  for (const BindingRow& row :
       {BindingRow{700, hard_min}, BindingRow{800, hard_min}, BindingRow{801, none},
        BindingRow{1'499, none}, BindingRow{1'500, hard_max}, BindingRow{9'999, hard_max}}) {
    SCOPED_TRACE(row.rival);
    const World world = test::world({test::winner(test::offer("A", row.rival))});
    EXPECT_EQ(test::decision(world).binding, row.binding);
  }
}

TEST(EffectiveBounds, HoldWhereNoPriceMeetsThem) {
  struct ConflictRow {
    const char* name;
    std::function<void(World&, PolicySpec&)> change;
    Reason reason;
    bool outside;
  };
  const ConflictRow conflicts[] = {
      {"a goal above the ceiling",
       [](World& w, PolicySpec& p) { with_costs(w), p.bounds.profit = Amount::minor(2'000); },
       Reason::bounds_cross, true},
      {"the ratio below the floor",
       [](World& w, PolicySpec& p) {
         w.listing.reference_price_minor = 1'000, p.bounds.ceiling_ratio = Rate{700'000};
       },
       Reason::bounds_cross, true},
      {"no tick between",
       [](World& w, PolicySpec& p) {
         w.listing.set_floor({801}), w.listing.set_ceiling({804});
         p.shape.tick = Amount::minor(5);
       },
       Reason::no_legal_price, true},
      {"a ceiling below one tick",
       [](World& w, PolicySpec& p) {
         w.listing.set_floor({1}), w.listing.set_ceiling({4}), p.shape.tick = Amount::minor(5);
       },
       Reason::no_legal_price, true},
      {"without a price nothing stands outside",
       [](World& w, PolicySpec& p) {
         w.listing.price_minor = 0, with_costs(w), p.bounds.profit = Amount::minor(2'000);
       },
       Reason::bounds_cross, false},
  };
  for (const ConflictRow& row : conflicts) {
    SCOPED_TRACE(row.name);
    World world = test::world({test::winner(test::offer("A", 900))});
    PolicySpec spec;
    row.change(world, spec);
    const test::Decided decided = test::decided(world, spec);
    EXPECT_EQ(name_of(decided.decision.reason()), name_of(row.reason));
    EXPECT_EQ(decided.decision.action, Action::hold);
    EXPECT_EQ(decided.decision.notes_that(note::standing_price_out_of_bounds), row.outside);
    EXPECT_TRUE(decided.decision.knows(Decision::has_bounds));
    EXPECT_EQ(decided.verdicts.front(), Verdict::not_examined);
  }
}

TEST(EffectiveBounds, AreRefusedWhereTheyContradictOrCannotBe) {
  struct FaultRow {
    const char* where;
    Errc code;
    std::function<void(World&, PolicySpec&)> change;
  };
  const FaultRow faults[] = {
      {"listing.ceiling", Errc::bounds_contradict,
       [](World& w, PolicySpec&) { w.listing.set_ceiling({799}); }},
      {"listing.ceiling", Errc::bounds_contradict,
       [](World& w, PolicySpec&) { w.listing.set_map(1'501); }},
      {"listing.ceiling", Errc::bounds_contradict,
       [](World& w, PolicySpec&) {
         w.listing.set_ceiling({880, Basis::landed}), w.listing.set_shipping(100);
       }},
      {"listing.fee", Errc::floor_impossible,
       [](World& w, PolicySpec& p) { with_costs(w), p.bounds.margin = Margin{850'000}; }},
      {"listing.fee", Errc::floor_impossible,
       [](World& w, PolicySpec& p) {
         with_costs(w), w.listing.fee_ppm = ppm_one, p.bounds.roi = Roi{0};
       }},
      {"listing.fee", Errc::floor_impossible,
       [](World& w, PolicySpec& p) {
         with_costs(w), w.listing.fee_ppm = ppm_one, p.bounds.profit = Amount::minor(0);
       }},
  };
  for (const FaultRow& row : faults) {
    SCOPED_TRACE(row.where);
    World world = test::world({test::winner(test::offer("A", 900))});
    PolicySpec spec;
    row.change(world, spec);
    const auto result = decide(world.snapshot(), test::policy(spec));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(entry_of(result.error().code).name, entry_of(row.code).name);
    EXPECT_STREQ(result.error().where, row.where);
  }
}

TEST(EffectiveBounds, AreNotedAtAGateAsFarAsTheyCanBeWorkedOut) {
  PolicySpec paused;
  paused.gates.paused = true;
  World world = test::world({});
  world.listing.price_minor = 700;
  Decision decision = test::decision(world, paused);
  EXPECT_TRUE(decision.notes_that(note::standing_price_out_of_bounds));
  EXPECT_EQ(decision.floor_minor, 800);
  EXPECT_EQ(decision.price_minor, 700);

  world.listing.set_ceiling({799});
  decision = test::decision(world, paused);
  EXPECT_FALSE(decision.notes_that(note::standing_price_out_of_bounds)) << "they contradict";
  EXPECT_FALSE(decision.knows(Decision::has_bounds));

  world = test::world({});
  world.listing.price_minor = 700;
  world.listing.has &= ~Listing::has_shipping;
  decision = test::decision(world, paused);
  EXPECT_EQ(decision.reason(), Reason::own_shipping_unknown);
  EXPECT_FALSE(decision.notes_that(note::standing_price_out_of_bounds));
}

}  // namespace
}  // namespace haggle
