// Stages 1 to 3: our row, the current price, our shipping, and the gates.
#include "haggle/reprice/resolve.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::offer;
using test::World;

TEST(Hours, OpenAtTheNextStart) {
  struct Row {
    const char* name;
    std::int32_t start, end;
    std::int64_t minute;  ///< of the day, UTC
    std::int32_t offset;
    std::optional<std::int64_t> opens;  ///< minutes since 1970; none: open now
  };
  const Row rows[] = {
      {"inside", 600, 1'200, 600, 0, {}},
      {"before", 600, 1'200, 599, 0, 600},
      {"the end is outside", 600, 1'200, 1'200, 0, 600 + 1'440},
      {"just inside", 600, 1'200, 1'199, 0, {}},
      {"over midnight, evening", 1'320, 360, 1'400, 0, {}},
      {"over midnight, morning", 1'320, 360, 359, 0, {}},
      {"over midnight, day", 1'320, 360, 360, 0, 1'320},
      {"to midnight", 1'320, 0, 1'439, 0, {}},
      {"to midnight, past it", 1'320, 0, 0, 0, 1'320},
      {"the whole day", 0, 1'440, 0, 0, {}},
      {"to the end of the day", 600, 1'440, 1'439, 0, {}},
      {"one minute", 600, 601, 600, 0, {}},
      {"one minute, past it", 600, 601, 601, 0, 600 + 1'440},
      {"east of UTC", 600, 1'200, 540, 60, {}},
      {"west of UTC", 600, 1'200, 600, -60, 660},
      {"west of UTC, the day before", 1'320, 1'380, 30, -120, {}},
      {"a day east", 600, 1'200, 599, 1'440, 600},
      {"a day west", 600, 1'200, 600, -1'440, {}},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const Clock clock{{row.minute * ms_per_minute + 59'999}, row.offset};
    const auto opens = detail::hours_open_at({row.start, row.end}, clock);
    ASSERT_EQ(opens.has_value(), row.opens.has_value());
    if (!opens) continue;
    EXPECT_EQ(opens->ms, *row.opens * ms_per_minute);
  }
}

TEST(Hours, OpenWithinADayAndNotBeforeNow) {
  for (std::int32_t start = 0; start < 1'440; start += 97) {
    for (std::int32_t end = 0; end <= 1'440; end += 96) {
      if (start == end) continue;
      for (std::int32_t minute = 0; minute < 1'440; minute += 41) {
        const Clock clock{{minute * ms_per_minute}, 0};
        const auto opens = detail::hours_open_at({start, end}, clock);
        if (!opens) continue;
        ASSERT_GT(*opens, clock.now) << start << "-" << end << " at " << minute;
        ASSERT_LE(*opens - clock.now, days(1));
        ASSERT_FALSE(detail::hours_open_at({start, end}, {*opens, 0}).has_value());
      }
    }
  }
}

struct Row {
  const char* name;
  std::vector<Offer> offers;
  std::function<void(World&)> change;
  std::int64_t current;
  bool changed_outside;
};

TEST(CurrentPrice, IsOurRowsOnceOursHadTimeToShow) {
  const Offer ours = offer("US", 1'100);
  Offer used = ours;
  used.sub_condition = SubCondition::good;
  Offer for_business = ours;
  for_business.audience = OfferAudience::business;
  const auto sent = [](Duration ago) {
    return [ago](World& w) { w.listing.price_time = test::ago(ago); };
  };
  const auto never_sent = [](World& w) { w.listing.has &= ~Listing::has_price_time; };
  const auto no_price = [](World& w) { w.listing.price_minor = 0; };
  const Row rows[] = {
      {"no row", {}, {}, 1'000, false},
      {"the same price", {offer("US", 1'000)}, {}, 1'000, false},
      {"changed", {ours}, {}, 1'100, true},
      {"just settled", {ours}, sent(minutes(60)), 1'100, true},
      {"not settled", {ours}, sent({minutes(60).ms - 1}), 1'000, false},
      {"never sent", {ours}, never_sent, 1'100, true},
      {"no price yet", {ours}, [&](World& w) { no_price(w), sent({})(w); }, 1'100, true},
      {"no price and no row", {}, no_price, 0, false},
      {"zero says nothing", {offer("US", 0)}, {}, 1'000, false},
      {"below zero says nothing", {offer("US", -5)}, {}, 1'000, false},
      {"two alike", {ours, ours}, {}, 1'000, false},
      {"the one of our fulfilment",
       {test::by_marketplace(offer("US", 1'200)), ours},
       {},
       1'100,
       true},
      {"the one of our sub-condition", {used, offer("US", 1'050)}, {}, 1'050, true},
      {"none of our fulfilment", {test::by_marketplace(ours)}, {}, 1'000, false},
      {"the one that is marked",
       {offer("US", 1'050), test::mine(test::by_marketplace(ours))},
       {},
       1'100,
       true},
      {"marked with another id", {test::mine(offer("X", 1'100))}, {}, 1'100, true},
      {"two marked", {test::mine(ours), test::mine(offer("X", 1'200))}, {}, 1'000, false},
      {"for other buyers", {for_business}, {}, 1'000, false},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    World world = test::world(row.offers);
    if (row.change) row.change(world);
    const Decision decision = test::decision(world);
    EXPECT_EQ(decision.current_minor, row.current);
    EXPECT_EQ(decision.passed(Stage::resolve), row.changed_outside);
    if (!row.changed_outside) continue;
    const Step& step = decision.steps().front();
    EXPECT_EQ(step.reason, Reason::changed_outside);
    EXPECT_TRUE(step.offer_index().has_value());
    EXPECT_EQ(step.after_minor, row.current);
  }
}

TEST(OwnShipping, IsTheListingsElseOurRowsElseNothingWhereTheMarketplaceShips) {
  struct ShippingRow {
    const char* name;
    std::vector<Offer> offers;
    std::function<void(World&)> change;
    std::optional<std::int64_t> shipping;
  };
  const Offer ours = test::with_shipping(offer("US", 1'000), 60);
  const auto by_marketplace = [](World& w) { w.listing.fulfilment = Fulfilment::marketplace; };
  const ShippingRow rows[] = {
      {"the listing's", {ours}, [](World& w) { w.listing.set_shipping(250); }, 250},
      {"our row's", {ours}, {}, 60},
      {"nowhere", {}, {}, std::nullopt},
      {"two rows", {ours, ours}, {}, std::nullopt},
      {"the marketplace ships", {}, by_marketplace, 0},
      {"our row before the marketplace", {test::by_marketplace(ours)}, by_marketplace, 60},
  };
  for (const ShippingRow& row : rows) {
    SCOPED_TRACE(row.name);
    World world = test::world(row.offers);
    world.offers.push_back(test::winner(offer("A", 1'200)));
    world.listing.has &= ~Listing::has_shipping;
    if (row.change) row.change(world);
    const Decision decision = test::decision(world);
    EXPECT_EQ(decision.reason() == Reason::own_shipping_unknown, !row.shipping.has_value());
    EXPECT_EQ(decision.price_minor, row.shipping ? 1'200 - *row.shipping : 1'000);
    EXPECT_EQ(decision.knows(Decision::has_bounds), row.shipping.has_value());
  }
}

TEST(Cost, IsNeededWhereProfitIsAskedFor) {
  World world = test::world({test::winner(offer("A", 900))});
  PolicySpec spec;
  spec.bounds.profit = Amount::minor(100);
  const Decision unknown = test::decision(world, spec);
  EXPECT_EQ(unknown.reason(), Reason::cost_unknown);
  EXPECT_EQ(unknown.steps().front().stage, Stage::resolve);
  EXPECT_FALSE(unknown.knows(Decision::has_bounds));
  world.listing.set_cost(0);
  EXPECT_EQ(test::decision(world, spec).reason(), Reason::chase_buy_box);
}

TEST(Bounds, OfTheListingAreCheckedForEachRung) {
  struct FaultRow {
    const char* where;
    Errc code;
    std::function<void(Listing&)> change;
  };
  constexpr std::int64_t most = amount_minor_max;
  const FaultRow rows[] = {
      {"listing.floor", Errc::floor_required, [](Listing& l) { l.has &= ~Listing::has_floor; }},
      {"listing.floor", Errc::floor_required, [](Listing& l) { l.floor.amount_minor = 0; }},
      {"listing.floor", Errc::floor_required, [](Listing& l) { l.floor.amount_minor = -most; }},
      {"listing.floor", Errc::out_of_range, [](Listing& l) { l.floor.amount_minor = most + 1; }},
      {"listing.floor", Errc::out_of_range, [](Listing& l) { l.floor.amount_minor = INT64_MIN; }},
      {"listing.ceiling", Errc::out_of_range, [](Listing& l) { l.set_ceiling({most + 1}); }},
      {"listing.map", Errc::out_of_range, [](Listing& l) { l.set_map(-most - 1); }},
      {"listing.floor.basis", Errc::unknown_value, [](Listing& l) { l.floor.basis = Basis{3}; }},
      {"listing.ceiling.basis", Errc::unknown_value,
       [](Listing& l) { l.ceiling.basis = Basis{3}; }},
  };
  for (const FaultRow& row : rows) {
    SCOPED_TRACE(row.where);
    World world = test::world({});
    row.change(world.listing);
    const auto result = decide(world.snapshot(), test::policy());
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(entry_of(result.error().code).name, entry_of(row.code).name);
    EXPECT_STREQ(result.error().where, row.where);
  }
}

TEST(Gates, HoldInTheirOrder) {
  World world = test::world({test::winner(offer("A", 900))});
  PolicySpec spec;
  world.market.time = test::ago(minutes(10));
  world.listing.set_last_applied(test::ago(minutes(9)));
  spec.gates.paused = true;
  spec.gates.hours = Hours{600, 1'200};
  world.listing.status = ListingStatus::inactive;
  world.listing.set_stock(0);
  spec.gates.snapshot_age_max = minutes(10);
  const std::pair<Reason, std::function<void()>> in_order[] = {
      {Reason::older_than_applied, [&] { world.listing.last_applied = world.market.time; }},
      {Reason::paused, [&] { spec.gates.paused = false; }},
      {Reason::outside_hours, [&] { spec.gates.hours = Hours{200, 300}; }},
      {Reason::not_active, [&] { world.listing.status = ListingStatus::active; }},
      {Reason::out_of_stock,
       [&] {
         world.listing.set_stock(1), world.market.time.ms -= 1, world.listing.last_applied = {};
       }},
      {Reason::stale_snapshot, [&] { world.market.time.ms += 1; }},
  };
  for (const auto& [reason, open] : in_order) {
    const Decision decision = test::decision(world, spec);
    EXPECT_EQ(name_of(decision.reason()), name_of(reason));
    EXPECT_EQ(decision.steps().back().stage, Stage::gates);
    EXPECT_FALSE(decision.knows(Decision::has_again_at)) << "the market is too old by then";
    EXPECT_EQ(decision.state, State::not_reached);
    open();
  }
  EXPECT_EQ(test::decision(world, spec).reason(), Reason::chase_buy_box);
}

TEST(Gates, TakeAStockThatIsNotKnownAsUnlimited) {
  World world = test::world({test::winner(offer("A", 900))});
  world.listing.stock = 0;
  EXPECT_EQ(test::decision(world).reason(), Reason::chase_buy_box);
  world.listing.set_stock(-1);
  EXPECT_EQ(test::decision(world).reason(), Reason::out_of_stock);
}

}  // namespace
}  // namespace haggle
