// Everything that comes from outside is checked once: each limit, with its path.
#include "haggle/reprice/check_input.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::World;

constexpr std::int64_t most = amount_minor_max;
constexpr std::int64_t latest = instant_ms_max;

struct Row {
  const char* where;
  Errc code;
  std::function<void(World&)> change;
  std::uint32_t index{0};
};

void expect_faults(const std::vector<Row>& rows) {
  const Policy policy = test::policy();
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where);
    World world = test::world({test::offer("A", 950), test::offer("B", 960)});
    row.change(world);
    const Result<Decision> result = decide(world.snapshot(), policy);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(entry_of(result.error().code).name, entry_of(row.code).name);
    EXPECT_STREQ(result.error().where, row.where);
    EXPECT_EQ(result.error().index, row.index);
    EXPECT_EQ(result.error().offset, 0U);
  }
}

TEST(CheckInput, TakesOwnAmountsFromZeroToTheLimit) {
  struct Field {
    const char* where;
    std::int64_t Listing::* amount;
  };
  const Field fields[] = {{"listing.price", &Listing::price_minor},
                          {"listing.shipping", &Listing::shipping_minor},
                          {"listing.points", &Listing::points_minor},
                          {"listing.default_price", &Listing::default_price_minor},
                          {"listing.model_price", &Listing::model_price_minor},
                          {"listing.reference_price", &Listing::reference_price_minor},
                          {"listing.cost", &Listing::cost_minor},
                          {"listing.fee_fixed", &Listing::fee_fixed_minor}};
  for (const Field& field : fields) {
    const auto with = [&](std::int64_t value) {
      return [&field, value](World& w) { w.listing.*field.amount = value; };
    };
    expect_faults({{field.where, Errc::out_of_range, with(-1)},
                   {field.where, Errc::out_of_range, with(most + 1)},
                   {field.where, Errc::out_of_range, with(INT64_MIN)},
                   {field.where, Errc::out_of_range, with(INT64_MAX)}});
    World world = test::world({});
    world.listing.*field.amount = most;
    EXPECT_TRUE(decide(world.snapshot(), test::policy()).has_value()) << field.where;
  }
}

TEST(CheckInput, TakesAMemoryThatItCouldHaveGiven) {
  expect_faults({
      {"listing.memory.safe", Errc::out_of_range,
       [](World& w) { w.listing.memory.safe_minor = -1; }},
      {"listing.memory.lost", Errc::out_of_range,
       [](World& w) { w.listing.memory.lost_minor = most + 1; }},
      {"listing.memory.step_time", Errc::out_of_range,
       [](World& w) { w.listing.memory.step_time = {latest + 1}; }},
      {"listing.memory.lost_time", Errc::out_of_range,
       [](World& w) { w.listing.memory.lost_time = {-latest - 1}; }},
  });
}

TEST(CheckInput, TakesTheListingsOwnWords) {
  expect_faults({
      {"listing.size", Errc::bad_size, [](World& w) { w.listing.size = 0; }},
      {"listing.size", Errc::bad_size, [](World& w) { ++w.listing.size; }},
      {"listing.fee", Errc::out_of_range, [](World& w) { w.listing.fee_ppm = -1; }},
      {"listing.fee", Errc::out_of_range, [](World& w) { w.listing.fee_ppm = ppm_one + 1; }},
      {"listing", Errc::unknown_value, [](World& w) { w.listing.audience = Audience{2}; }},
      {"listing", Errc::unknown_value, [](World& w) { w.listing.condition = Condition{5}; }},
      {"listing", Errc::unknown_value,
       [](World& w) { w.listing.sub_condition = SubCondition{14}; }},
      {"listing", Errc::unknown_value, [](World& w) { w.listing.fulfilment = Fulfilment{2}; }},
      {"listing", Errc::unknown_value, [](World& w) { w.listing.status = ListingStatus{2}; }},
  });
}

TEST(CheckInput, TakesNoOtherListingsMarket) {
  expect_faults({
      {"market.size", Errc::bad_size, [](World& w) { w.market.size = 8; }},
      {"market.marketplace", Errc::not_this_listing,
       [](World& w) { w.market.marketplace = test::id<MarketplaceId>("DE"); }},
      {"market.audience", Errc::not_this_listing,
       [](World& w) { w.market.audience = Audience::business; }},
      {"market.condition", Errc::not_this_listing,
       [](World& w) { w.market.condition = Condition::used; }},
      {"market.item", Errc::not_this_listing,
       [](World& w) { w.market.item = test::id<ItemId>("B000000000"); }},
      {"market.currency", Errc::currency_mismatch,
       [](World& w) { w.market.currency = test::currency("EUR"); }},
      {"market.currency", Errc::currency_mismatch,
       [](World& w) { w.offers.clear(), w.market.currency = {}, w.market.set_buy_box_landed(1); }},
      {"market.buy_box_landed", Errc::out_of_range,
       [](World& w) { w.market.set_buy_box_landed(most + 1); }},
      {"market.buy_box_landed", Errc::out_of_range,
       [](World& w) { w.market.set_buy_box_landed(-most - 1); }},
      {"market.offers_counted", Errc::out_of_range,
       [](World& w) { w.market.set_offers_counted(-1); }},
      {"market.offers_counted", Errc::out_of_range,
       [](World& w) { w.market.set_offers_counted(most + 1); }},
      {"offers", Errc::too_many_offers,
       [](World& w) { w.offers.assign(offers_max + 1, test::offer("A", 950)); }},
  });
}

TEST(CheckInput, TakesAMarketThatDoesNotNameTheItem) {
  World world = test::world({test::offer("A", 950)});
  world.market.item = world.listing.item;
  EXPECT_TRUE(decide(world.snapshot(), test::policy()).has_value());
  world.listing.item = {};
  EXPECT_TRUE(decide(world.snapshot(), test::policy()).has_value());
  world.offers.clear();
  world.market.currency = test::currency("EUR");
  EXPECT_TRUE(decide(world.snapshot(), test::policy()).has_value()) << "nothing is priced";
}

TEST(CheckInput, TakesTimesWithinItsLimits) {
  expect_faults({
      {"now", Errc::out_of_range, [](World& w) { w.clock.now = {latest + 1}; }},
      {"now", Errc::out_of_range, [](World& w) { w.clock.now = {INT64_MIN}; }},
      {"market.time", Errc::out_of_range, [](World& w) { w.market.time = {-latest - 1}; }},
      {"listing.price_time", Errc::out_of_range,
       [](World& w) { w.listing.price_time = {INT64_MAX}; }},
      {"listing.reference_time", Errc::out_of_range,
       [](World& w) { w.listing.reference_time = {latest + 1}; }},
      {"listing.last_applied", Errc::out_of_range,
       [](World& w) { w.listing.last_applied = {latest + 1}; }},
      {"utc_offset_minutes", Errc::out_of_range,
       [](World& w) { w.clock.utc_offset_minutes = 1'441; }},
      {"utc_offset_minutes", Errc::out_of_range,
       [](World& w) { w.clock.utc_offset_minutes = -1'441; }},
  });
  World world = test::world({});
  world.clock = {{latest}, 1'440};
  world.market.time = {-latest};
  EXPECT_TRUE(decide(world.snapshot(), test::policy()).has_value());
}

TEST(CheckInput, NamesTheFirstOfferThatIsWrong) {
  const auto second = [](auto change) { return [change](World& w) { change(w.offers[1]); }; };
  expect_faults({
      {"offers[].price", Errc::out_of_range, second([](Offer& o) { o.price_minor = most + 1; }), 1},
      {"offers[].price", Errc::out_of_range, second([](Offer& o) { o.price_minor = -most - 1; }),
       1},
      {"offers[].price", Errc::out_of_range, second([](Offer& o) { o.price_minor = INT64_MIN; }),
       1},
      {"offers[].shipping", Errc::out_of_range,
       second([](Offer& o) { o.shipping_minor = most + 1; }), 1},
      {"offers[].points", Errc::out_of_range, second([](Offer& o) { o.points_minor = INT64_MAX; }),
       1},
      {"offers[]", Errc::unknown_value, second([](Offer& o) { o.condition = Condition{5}; }), 1},
      {"offers[]", Errc::unknown_value,
       second([](Offer& o) { o.sub_condition = SubCondition{14}; }), 1},
      {"offers[]", Errc::unknown_value, second([](Offer& o) { o.fulfilment = Fulfilment{2}; }), 1},
      {"offers[]", Errc::unknown_value, second([](Offer& o) { o.audience = OfferAudience{3}; }), 1},
      {"offers[]", Errc::unknown_value, second([](Offer& o) { o.eligible = Tristate{3}; }), 1},
      {"offers[].price", Errc::out_of_range,
       [](World& w) { w.offers[0].price_minor = w.offers[1].price_minor = INT64_MAX; }, 0},
  });
}

TEST(CheckInput, TakesOffersAtTheLimitsEitherSideOfZero) {
  for (const std::int64_t amount :
       {most, -most, most - 1, 1 - most, (std::int64_t{1} << 48), -(std::int64_t{1} << 48) - 1}) {
    World world = test::world({test::offer("A", amount), test::offer("B", 950)});
    world.offers[0].shipping_minor = amount;
    world.offers[1].points_minor = amount;
    EXPECT_TRUE(decide(world.snapshot(), test::policy()).has_value()) << amount;
  }
}

TEST(CheckInput, NotesALandedPriceThatIsNotTheSum) {
  struct Stated {
    bool has_points, says;
    std::int64_t stated;
    bool noted;
  };
  const Stated rows[] = {{false, true, 1'000, false},
                         {false, true, 999, true},
                         {false, false, 999, false},
                         {true, true, 990, false},
                         {true, true, 1'000, true}};
  for (const Stated& row : rows) {
    SCOPED_TRACE(row.stated);
    Offer stated = test::with_shipping(test::offer("A", 900), 100);
    stated.points_minor = 10;
    stated.stated_landed_minor = row.stated;
    if (row.says) stated.has |= Offer::has_stated_landed;
    World world = test::world({test::offer("B", 1'100), stated});
    if (row.has_points) world.market.flags |= Market::has_points;
    EXPECT_EQ(test::decision(world).notes_that(note::landed_differs), row.noted);
  }
}

TEST(CheckInput, TakesVerdictsWithRoomOrNone) {
  const World world = test::world({test::offer("A", 950), test::offer("B", 960)});
  const Policy policy = test::policy();
  std::vector<Verdict> verdicts(3, Verdict::stock);
  EXPECT_TRUE(decide(world.snapshot(), policy, {}).has_value());
  EXPECT_TRUE(decide(world.snapshot(), policy, {verdicts.data(), 2}).has_value());
  EXPECT_EQ(verdicts, (std::vector{Verdict::kept, Verdict::kept, Verdict::stock}));
  const auto result = decide(world.snapshot(), policy, {verdicts.data(), 1});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Errc::verdicts_too_short);
  EXPECT_STREQ(result.error().where, "verdicts");
}

}  // namespace
}  // namespace haggle
