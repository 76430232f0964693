// The last check: every bound of the raw input on its own, and all of them against the stages.
#include "haggle/reprice/last_check.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::World;

/// A listing without bounds but a floor of one cent.
World unbounded() {
  World world = test::world({});
  world.listing.has &= ~Listing::has_ceiling;
  world.listing.floor = {1, Basis::item};
  return world;
}

struct Row {
  const char* name;
  std::int64_t kept, broken;  ///< a price at which the bound is just kept, one at which it is not
  std::function<void(World&, BoundSpec&, CheckedPrice&)> bound;
};

const Row rows[] = {
    {"the least price", 1, 0, [](World&, BoundSpec&, CheckedPrice&) {}},
    {"floor on the item", 800, 799,
     [](World& w, BoundSpec&, CheckedPrice&) { w.listing.set_floor({800, Basis::item}); }},
    {"floor on what is delivered", 700, 699,
     [](World& w, BoundSpec&, CheckedPrice&) {
       w.listing.set_floor({800, Basis::landed}), w.listing.set_shipping(100);
     }},
    {"floor less points", 830, 829,
     [](World& w, BoundSpec&, CheckedPrice&) {
       w.listing.set_floor({800, Basis::item_minus_points}), w.listing.points_minor = 30;
       w.market.flags |= Market::has_points;
     }},
    {"floor less points that do not count", 800, 799,
     [](World& w, BoundSpec&, CheckedPrice&) {
       w.listing.set_floor({800, Basis::item_minus_points}), w.listing.points_minor = 30;
     }},
    {"ceiling on the item", 1'500, 1'501,
     [](World& w, BoundSpec&, CheckedPrice&) { w.listing.set_ceiling({1'500, Basis::item}); }},
    {"ceiling on what is delivered", 1'400, 1'401,
     [](World& w, BoundSpec&, CheckedPrice&) {
       w.listing.set_ceiling({1'500, Basis::landed}), w.listing.set_shipping(100);
     }},
    {"ceiling less points", 1'530, 1'531,
     [](World& w, BoundSpec&, CheckedPrice&) {
       w.listing.set_ceiling({1'500, Basis::item_minus_points}), w.listing.points_minor = 30;
       w.market.flags |= Market::has_points;
     }},
    {"advertised price", 900, 899,
     [](World& w, BoundSpec&, CheckedPrice&) { w.listing.set_map(900); }},
    {"ratio to the reference price", 1'200, 1'201,
     [](World& w, BoundSpec& asked, CheckedPrice&) {
       w.listing.reference_price_minor = 1'000, asked.ceiling_ratio = Rate{1'200'000};
     }},
    {"ratio to a reference price that is just young enough", 1'200, 1'201,
     [](World& w, BoundSpec& asked, CheckedPrice&) {
       w.listing.set_reference(1'000, test::ago(days(1)));
       asked.ceiling_ratio = Rate{1'200'000}, asked.reference_age_max = days(1);
     }},
    {"margin", 667, 666,
     [](World& w, BoundSpec& asked, CheckedPrice&) {
       w.listing.set_cost(500), w.listing.fee_ppm = 150'000, asked.margin = Margin{100'000};
     }},
    {"ROI", 765, 764,
     [](World& w, BoundSpec& asked, CheckedPrice&) {
       w.listing.set_cost(500), w.listing.fee_ppm = 150'000, asked.roi = Roi{300'000};
     }},
    {"profit", 950, 949,
     [](World& w, BoundSpec&, CheckedPrice& checked) {
       w.listing.set_cost(700), w.listing.fee_fixed_minor = 50, checked.profit = Profit{200};
     }},
    {"consumer price", 980, 981,
     [](World&, BoundSpec&, CheckedPrice& checked) { checked.consumer_price_minor = 980; }},
};

bool holds_at(std::int64_t price, const Row& row) {
  World world = unbounded();
  BoundSpec asked;
  CheckedPrice checked;
  row.bound(world, asked, checked);
  checked.price_minor = price;
  return last_check(world.snapshot(), asked, checked);
}

TEST(LastCheck, SeesEachBoundOnItsOwn) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_TRUE(holds_at(row.kept, row));
    EXPECT_FALSE(holds_at(row.broken, row));
  }
}

TEST(LastCheck, RefusesWithoutAFloor) {
  World world = unbounded();
  world.listing.has &= ~Listing::has_floor;
  EXPECT_FALSE(last_check(world.snapshot(), {}, {1'000, 0, {}}));
}

TEST(LastCheck, PassesOverAReferencePriceThatDoesNotCount) {
  World world = unbounded();
  BoundSpec asked;
  asked.ceiling_ratio = Rate{1'200'000};
  const CheckedPrice dear{9'999, 0, {}};
  EXPECT_TRUE(last_check(world.snapshot(), asked, dear)) << "none";
  world.listing.reference_price_minor = 1'000;
  EXPECT_FALSE(last_check(world.snapshot(), asked, dear)) << "of any age";
  asked.reference_age_max = days(1);
  EXPECT_TRUE(last_check(world.snapshot(), asked, dear)) << "undated";
  world.listing.set_reference(1'000, {test::test_now.ms - days(1).ms - 1});
  EXPECT_TRUE(last_check(world.snapshot(), asked, dear)) << "too old";
}

TEST(LastCheck, KnowsNoProfitWithoutACost) {
  World world = unbounded();
  BoundSpec asked;
  asked.margin = Margin{500'000};
  EXPECT_TRUE(last_check(world.snapshot(), asked, {5, 0, Profit{1'000}}));
  world.listing.set_cost(0);
  EXPECT_FALSE(last_check(world.snapshot(), asked, {5, 0, Profit{1'000}}));
}

TEST(LastCheck, FindsOurOwnShippingByItself) {
  struct ShippingRow {
    const char* name;
    std::function<void(World&)> change;
    std::int64_t least;  ///< with a floor of 8.00 delivered
  };
  const Offer ours = test::with_shipping(test::offer("US", 1'000), 60);
  const Offer other_row = test::with_shipping(test::by_marketplace(test::offer("US", 1'000)), 90);
  const auto listed = [](std::vector<Offer> offers) {
    return [offers](World& w) { w.offers = offers; };
  };
  Offer consumers = ours;
  consumers.audience = OfferAudience::consumer;
  Offer business = test::mine(ours);
  business.audience = OfferAudience::business;
  Offer marked = test::mine(test::with_shipping(test::offer("X", 1'000), 40));
  Offer used = ours;
  used.condition = Condition::used;
  Offer refilled = ours;
  refilled.sub_condition = SubCondition::open_box;
  const ShippingRow shipping_rows[] = {
      {"the listing's", [](World& w) { w.listing.set_shipping(30); }, 770},
      {"our row's", listed({ours}), 740},
      {"our row's, for consumers", listed({consumers}), 740},
      {"a row for other buyers", listed({business}), 800},
      {"the row that is marked", listed({ours, marked}), 760},
      {"two marked", listed({marked, marked}), 800},
      {"two alike", listed({ours, ours}), 800},
      {"the one that is alike", listed({ours, other_row}), 740},
      {"none alike", listed({other_row}), 800},
      {"of another class", listed({used}), 800},
      {"of another sub-condition", listed({refilled}), 800},
      {"somebody else's", listed({test::with_shipping(test::offer("A", 1'000), 60)}), 800},
      {"nobody's", listed({}), 800},
  };
  for (const ShippingRow& row : shipping_rows) {
    SCOPED_TRACE(row.name);
    World world = unbounded();
    world.listing.has &= ~Listing::has_shipping;
    world.listing.set_floor({800, Basis::landed});
    row.change(world);
    EXPECT_TRUE(last_check(world.snapshot(), {}, {row.least, 0, {}}));
    EXPECT_FALSE(last_check(world.snapshot(), {}, {row.least - 1, 0, {}}));
  }
}

TEST(LastCheck, FindsABusinessRowInABusinessMarket) {
  World world = unbounded();
  world.listing.has &= ~Listing::has_shipping;
  world.listing.audience = world.market.audience = Audience::business;
  world.listing.set_floor({800, Basis::landed});
  Offer consumers = test::with_shipping(test::offer("US", 1'000), 90);
  consumers.audience = OfferAudience::consumer;
  Offer business = test::with_shipping(test::offer("US", 1'000), 60);
  business.audience = OfferAudience::business;
  world.offers = {consumers, business};
  EXPECT_TRUE(last_check(world.snapshot(), {}, {740, 0, {}}));
  EXPECT_FALSE(last_check(world.snapshot(), {}, {739, 0, {}}));
}

/// Random bounds; most are there, some contradict, some have no price.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : random_(seed) {}
  std::int64_t up_to(std::int64_t most) { return roll(0, most); }
  std::int64_t roll(std::int64_t least, std::int64_t most) {
    const auto width = static_cast<std::uint64_t>(most - least + 1);
    return least + static_cast<std::int64_t>(random_() % width);
  }
  bool one_in(std::int64_t n) { return up_to(n - 1) == 0; }
  Bound bound(std::int64_t least, std::int64_t most) {
    return {roll(least, most), static_cast<Basis>(up_to(2))};
  }

 private:
  std::mt19937_64 random_;
};

World random_world(Dice& dice) {
  World world = test::world({});
  Listing& l = world.listing;
  l.set_floor(dice.bound(1, 900));
  l.has &= ~Listing::has_ceiling;
  if (!dice.one_in(4)) l.set_ceiling(dice.bound(700, 2'000));
  l.set_shipping(dice.up_to(200));
  if (dice.one_in(3)) {
    l.has &= ~Listing::has_shipping;
    world.offers = {test::with_shipping(test::offer("US", 1'000), dice.up_to(200))};
  }
  l.points_minor = dice.up_to(60);
  if (dice.one_in(2)) world.market.flags |= Market::has_points;
  if (dice.one_in(4)) l.set_map(dice.roll(1, 1'000));
  l.set_cost(dice.up_to(600));
  l.fee_ppm = dice.up_to(200'000);
  l.fee_fixed_minor = dice.up_to(40);
  if (dice.one_in(2)) l.set_reference(dice.roll(800, 1'500), test::ago(seconds(dice.up_to(120))));
  return world;
}

BoundSpec random_bounds(Dice& dice) {
  BoundSpec asked;
  if (dice.one_in(3)) asked.margin = Margin{dice.roll(-50'000, 400'000)};
  if (dice.one_in(3)) asked.roi = Roi{dice.roll(-50'000, 900'000)};
  if (dice.one_in(3)) asked.profit = Amount::minor(dice.roll(-20, 300));
  if (dice.one_in(3)) asked.ceiling_ratio = Rate{dice.roll(600'000, 1'500'000)};
  if (dice.one_in(2)) asked.reference_age_max = seconds(60);
  return asked;
}

TEST(LastCheck, AgreesWithTheStagesOnRandomBounds) {
  Dice dice{20'260'302};
  int compared = 0;
  for (int i = 0; i < 20'000; ++i) {
    const World world = random_world(dice);
    PolicySpec spec;
    spec.bounds = random_bounds(dice);
    const Result<Decision> decision = decide(world.snapshot(), test::policy(spec));
    if (!decision || (*decision).passed(Stage::bounds)) continue;
    const Decision& d = *decision;
    ASSERT_TRUE(d.knows(Decision::has_bounds));
    std::optional<Profit> profit;
    if (spec.bounds.profit) profit = Profit{spec.bounds.profit->digits};
    const auto passes = [&](std::int64_t price) {
      return last_check(world.snapshot(), spec.bounds, {price, 0, profit});
    };
    ASSERT_TRUE(passes(d.floor_minor)) << "case " << i;
    ASSERT_FALSE(passes(d.floor_minor - 1)) << "case " << i;
    const std::int64_t top =
        d.knows(Decision::has_ceiling) ? d.ceiling_minor : d.floor_minor + 1'000;
    for (int j = 0; j < 5; ++j) ASSERT_TRUE(passes(dice.roll(d.floor_minor, top))) << "case " << i;
    const bool above = d.knows(Decision::has_ceiling) && passes(top + 1);
    ASSERT_FALSE(above) << "case " << i;
    ++compared;
  }
  EXPECT_GT(compared, 10'000);
}

}  // namespace
}  // namespace haggle
