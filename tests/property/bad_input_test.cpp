// Input that is wrong is an error with a code and a path, never a price.
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle::test {
namespace {

constexpr std::int64_t too_much = amount_minor_max + 1;

/// A market in which a price would be sent.
World good_world() {
  return world({winner(offer("A", 950)), offer("B", 970)});
}

struct Spoilt {
  const char* name;
  std::function<void(World&)> spoil;
  Errc code;
  const char* where;
};

void expect_refused(const std::vector<Spoilt>& rows) {
  for (const Spoilt& row : rows) {
    SCOPED_TRACE(row.name);
    World given = good_world();
    row.spoil(given);
    const auto got = decide(given.snapshot(), policy());
    ASSERT_FALSE(got.has_value());
    EXPECT_EQ(entry_of(got.error().code).name, entry_of(row.code).name);
    EXPECT_EQ(std::string(got.error().where), row.where);
  }
}

TEST(BadInput, TheGoodWorldIsGood) {
  EXPECT_EQ(decision(good_world()).price_minor, 950);
}

TEST(BadInput, AmountsBeyondTenToTheFifteenthAreRefused) {
  using enum Errc;
  expect_refused({
      {"price", [](World& w) { w.listing.price_minor = too_much; }, out_of_range, "listing.price"},
      {"a negative price", [](World& w) { w.listing.price_minor = -1; }, out_of_range,
       "listing.price"},
      {"shipping", [](World& w) { w.listing.set_shipping(too_much); }, out_of_range,
       "listing.shipping"},
      {"points", [](World& w) { w.listing.points_minor = too_much; }, out_of_range,
       "listing.points"},
      {"default price", [](World& w) { w.listing.default_price_minor = too_much; }, out_of_range,
       "listing.default_price"},
      {"cost", [](World& w) { w.listing.set_cost(too_much); }, out_of_range, "listing.cost"},
      {"fixed fee", [](World& w) { w.listing.fee_fixed_minor = too_much; }, out_of_range,
       "listing.fee_fixed"},
      {"floor", [](World& w) { w.listing.set_floor({too_much, Basis::item}); }, out_of_range,
       "listing.floor"},
      {"ceiling", [](World& w) { w.listing.set_ceiling({too_much, Basis::item}); }, out_of_range,
       "listing.ceiling"},
      {"MAP", [](World& w) { w.listing.set_map(too_much); }, out_of_range, "listing.map"},
      {"a remembered price", [](World& w) { w.listing.memory.safe_minor = too_much; }, out_of_range,
       "listing.memory.safe"},
      {"an offer", [](World& w) { w.offers[1].price_minor = too_much; }, out_of_range,
       "offers[].price"},
      {"an offer far below zero", [](World& w) { w.offers[1].price_minor = INT64_MIN; },
       out_of_range, "offers[].price"},
      {"an offer's shipping", [](World& w) { w.offers[1].shipping_minor = -too_much; },
       out_of_range, "offers[].shipping"},
      {"an offer's points", [](World& w) { w.offers[1].points_minor = too_much; }, out_of_range,
       "offers[].points"},
      {"the buy-box row", [](World& w) { w.market.set_buy_box_landed(too_much); }, out_of_range,
       "market.buy_box_landed"},
  });
}

TEST(BadInput, TimesAndRatesBeyondTheirLimitsAreRefused) {
  using enum Errc;
  expect_refused({
      {"now", [](World& w) { w.clock.now.ms = INT64_MAX; }, out_of_range, "now"},
      {"the market's time", [](World& w) { w.market.time.ms = INT64_MIN; }, out_of_range,
       "market.time"},
      {"the time of the price", [](World& w) { w.listing.price_time.ms = instant_ms_max + 1; },
       out_of_range, "listing.price_time"},
      {"the place on the day", [](World& w) { w.clock.utc_offset_minutes = 1'441; }, out_of_range,
       "utc_offset_minutes"},
      {"a fee above the price", [](World& w) { w.listing.fee_ppm = ppm_one + 1; }, out_of_range,
       "listing.fee"},
      {"a negative count", [](World& w) { w.market.set_offers_counted(-1); }, out_of_range,
       "market.offers_counted"},
  });
}

TEST(BadInput, TheBadOfferIsNamedByItsIndex) {
  World given = good_world();
  given.offers[1].price_minor = too_much;
  EXPECT_EQ(decide(given.snapshot(), policy()).error().index, 1U);
}

TEST(BadInput, MoreThan1024OffersAreTooMany) {
  World given = world(std::vector<Offer>(offers_max, offer("A", 950)));
  EXPECT_TRUE(decide(given.snapshot(), policy()).has_value());
  for (const std::size_t count : {offers_max + 1, std::size_t{10'000}}) {
    given.offers.resize(count, offer("A", 950));
    EXPECT_EQ(decide(given.snapshot(), policy()).error().code, Errc::too_many_offers);
  }
}

TEST(BadInput, BoundsThatCannotBeMetAreRefused) {
  using enum Errc;
  expect_refused({
      {"no floor", [](World& w) { w.listing.has &= ~Listing::has_floor; }, floor_required,
       "listing.floor"},
      {"a floor of zero", [](World& w) { w.listing.set_floor({0, Basis::item}); }, floor_required,
       "listing.floor"},
      {"a negative floor", [](World& w) { w.listing.set_floor({-5, Basis::landed}); },
       floor_required, "listing.floor"},
      {"floor above ceiling", [](World& w) { w.listing.set_ceiling({799, Basis::item}); },
       bounds_contradict, "listing.ceiling"},
      {"MAP above ceiling", [](World& w) { w.listing.set_map(1'501); }, bounds_contradict,
       "listing.ceiling"},
      {"no such basis", [](World& w) { w.listing.set_floor({800, static_cast<Basis>(9)}); },
       unknown_value, "listing.floor.basis"},
  });
}

TEST(BadInput, AnotherMarketIsNotThisListing) {
  using enum Errc;
  expect_refused({
      {"marketplace", [](World& w) { w.market.marketplace = id<MarketplaceId>("DE"); },
       not_this_listing, "market.marketplace"},
      {"audience", [](World& w) { w.market.audience = Audience::business; }, not_this_listing,
       "market.audience"},
      {"class", [](World& w) { w.market.condition = Condition::used; }, not_this_listing,
       "market.condition"},
      {"item", [](World& w) { w.market.item = id<ItemId>("B000000001"); }, not_this_listing,
       "market.item"},
      {"currency", [](World& w) { w.market.currency = currency("EUR"); }, currency_mismatch,
       "market.currency"},
      {"no currency", [](World& w) { w.listing.currency = w.market.currency = {}; },
       unknown_currency, "listing.currency"},
      {"no such currency",
       [](World& w) { w.listing.currency = w.market.currency = Currency{{'Z', 'Z', 'Z', 0}}; },
       unknown_currency, "listing.currency"},
  });
}

TEST(BadInput, EnumeratorsOfNoSetAreRefused) {
  using enum Errc;
  const auto none = [](auto& word) { word = static_cast<std::decay_t<decltype(word)>>(200); };
  expect_refused({
      {"sub-condition", [&](World& w) { none(w.listing.sub_condition); }, unknown_value, "listing"},
      {"status", [&](World& w) { none(w.listing.status); }, unknown_value, "listing"},
      {"fulfilment", [&](World& w) { none(w.listing.fulfilment); }, unknown_value, "listing"},
      {"an offer's condition", [&](World& w) { none(w.offers[0].condition); }, unknown_value,
       "offers[]"},
      {"an offer's fulfilment", [&](World& w) { none(w.offers[0].fulfilment); }, unknown_value,
       "offers[]"},
      {"an offer's audience", [&](World& w) { none(w.offers[0].audience); }, unknown_value,
       "offers[]"},
      {"an offer's eligibility", [&](World& w) { none(w.offers[0].eligible); }, unknown_value,
       "offers[]"},
  });
}

TEST(BadInput, StructsOfAnotherSizeAreRefused) {
  expect_refused({
      {"listing", [](World& w) { w.listing.size = 1; }, Errc::bad_size, "listing.size"},
      {"market", [](World& w) { w.market.size = 0; }, Errc::bad_size, "market.size"},
  });
}

TEST(BadInput, AmountsThatACurrencyCannotExpressAreRefusedWhereTheyMeetIt) {
  PolicySpec cents;
  cents.beat_by = Amount::decimal(-1, 2);
  World yen = good_world();
  yen.listing.currency = yen.market.currency = currency("JPY");
  EXPECT_EQ(decide(yen.snapshot(), policy(cents)).error().code, Errc::amount_precision);
  World dinars = good_world();
  dinars.listing.currency = dinars.market.currency = currency("KWD");
  EXPECT_EQ(decision(dinars, cents).price_minor, 940);  // ten fils
  cents.beat_by = Amount::of(must(money(-1, currency("EUR"))));
  EXPECT_EQ(decide(good_world().snapshot(), policy(cents)).error().code, Errc::currency_mismatch);
}

TEST(BadInput, VerdictsNeedRoomForEveryOffer) {
  const World given = good_world();
  std::vector<Verdict> one(1);
  EXPECT_EQ(decide(given.snapshot(), policy(), one).error().code, Errc::verdicts_too_short);
}

TEST(BadInput, OneBadSnapshotDoesNotStopTheOthers) {
  const World good = good_world();
  World bad = good_world();
  bad.listing.has &= ~Listing::has_floor;
  const std::vector<Snapshot> many{good.snapshot(), bad.snapshot(), good.snapshot()};
  std::vector<Result<Decision>> results(many.size());
  ASSERT_FALSE(decide_each(many, policy(), results).has_value());
  EXPECT_EQ(results[0]->price_minor, 950);
  EXPECT_EQ(results[1].error().code, Errc::floor_required);
  EXPECT_EQ(*results[2], *results[0]);
}

struct Contradiction {
  const char* name;
  std::function<void(PolicySpec&)> spoil;
  Errc code;
};

TEST(BadInput, PoliciesThatContradictThemselvesAreNotMade) {
  using enum Errc;
  const std::vector<Contradiction> rows{
      {"hours without an hour", [](PolicySpec& p) { p.gates.hours = Hours{60, 60}; }, hours_empty},
      {"absurd below above above",
       [](PolicySpec& p) { p.filters.absurd_low_ppm = 2, p.filters.absurd_high_ppm = 1; },
       absurd_range_empty},
      {"a step below the tick",
       [](PolicySpec& p) { p.shape.tick = Amount::minor(5), p.shape.step_up = Amount::minor(4); },
       step_below_tick},
      {"a probe step below the smallest change",
       [](PolicySpec& p) {
         p.maximize.mode = MaximizeMode::probe;
         p.shape.min_change = Amount::minor(2);
       },
       probe_step_too_small},
      {"an ending between ticks",
       [](PolicySpec& p) {
         p.shape.tick = Amount::minor(10);
         p.shape.ending = EndingSpec{Amount::minor(100), Amount::minor(95), Amount::minor(50)};
       },
       ending_off_tick},
      {"a tick of zero", [](PolicySpec& p) { p.shape.tick = Amount::minor(0); }, out_of_range},
      {"two currencies",
       [](PolicySpec& p) {
         p.shape.tick = Amount::of(must(money(1, currency("USD"))));
         p.bounds.profit = Amount::of(must(money(1, currency("EUR"))));
       },
       currency_mismatch},
      {"bands that meet", [](PolicySpec& p) { p.bands = {{0, 90, {}}, {90, 180, {}}}; },
       bands_overlap},
      {"a band that ends before it starts", [](PolicySpec& p) { p.bands = {{9, 8, {}}}; },
       bands_overlap},
      {"a band in a band",
       [](PolicySpec& p) {
         p.bands = {{0, 90, {}}};
         p.bands[0].policy.bands = {{0, 9, {}}};
       },
       bands_nested},
      {"a reaction that its state does not have",
       [](PolicySpec& p) { p.reactions.all_filtered = Strategy::chase_buy_box; }, unknown_value},
      {"nobody to compete with", [](PolicySpec& p) { p.compete_with = {}; }, unknown_value},
      {"a rule of no set", [](PolicySpec& p) { p.min_rule = static_cast<MinMaxRule>(99); },
       unknown_value},
      {"a negative smallest change", [](PolicySpec& p) { p.shape.min_change = Amount::minor(-1); },
       out_of_range},
      {"a margin beyond any price", [](PolicySpec& p) { p.bounds.margin = Margin{INT64_MAX}; },
       out_of_range},
  };
  for (const Contradiction& row : rows) {
    PolicySpec spec;
    row.spoil(spec);
    const auto made = Policy::make(spec);
    ASSERT_FALSE(made.has_value()) << row.name;
    EXPECT_EQ(entry_of(made.error().code).name, entry_of(row.code).name) << row.name;
    EXPECT_NE(std::string(made.error().where), "") << row.name;
  }
}

TEST(BadInput, MarginsThatLeaveNothingAreRefused) {
  World given = good_world();
  given.listing.set_cost(500);
  given.listing.fee_ppm = 150'000;
  PolicySpec spec;
  spec.bounds.margin = Margin{850'000};
  EXPECT_EQ(decide(given.snapshot(), policy(spec)).error().code, Errc::floor_impossible);
}

struct BadLadder {
  const char* name;
  std::function<void(BusinessWorld&)> spoil;
  Errc code;
};

TEST(BadInput, LaddersThatCannotBeClimbedAreRefused) {
  using enum Errc;
  const std::vector<BadLadder> rows{
      {"a consumer listing",
       [](BusinessWorld& w) {
         w.business.listing.audience = w.market.audience = Audience::consumer;
       },
       not_this_listing},
      {"six tiers", [](BusinessWorld& w) { w.business.tiers_count = 6; }, too_many_tiers},
      {"more tiers than there is memory",
       [](BusinessWorld& w) { w.business.tiers_count = UINT32_MAX; }, too_many_tiers},
      {"a tier from one", [](BusinessWorld& w) { w.business.tiers[0].quantity = 1; },
       tiers_not_rising},
      {"a quantity twice", [](BusinessWorld& w) { w.business.tiers[1].quantity = 5; },
       tiers_not_rising},
      {"a break of no offer", [](BusinessWorld& w) { w.breaks = {{7, 5, 900}}; }, out_of_range},
      {"an absurd break", [](BusinessWorld& w) { w.breaks = {{0, 5, too_much}}; }, out_of_range},
      {"an absurd consumer price", [](BusinessWorld& w) { w.business.consumer_price_minor = -1; },
       out_of_range},
  };
  for (const BadLadder& row : rows) {
    BusinessWorld given =
        business_world({winner(offer("A", 950))}, {tier(5, 940, 700), tier(9, 930, 700)});
    row.spoil(given);
    const auto got = decide_business(given.snapshot(), policy());
    ASSERT_FALSE(got.has_value()) << row.name;
    EXPECT_EQ(entry_of(got.error().code).name, entry_of(row.code).name) << row.name;
  }
}

}  // namespace
}  // namespace haggle::test
