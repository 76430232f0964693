// The ladder for business buyers: each rung on its own, and the laws between them.
#include "haggle/reprice/decide_business.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::BusinessWorld;
using test::offer;
using test::tier;
using test::winner;

BusinessDecision decided(const BusinessWorld& world, const PolicySpec& spec = {},
                         std::span<Verdict> verdicts = {}) {
  return test::must(decide_business(world.snapshot(), test::policy(spec), verdicts));
}

/// "1:950 5:930 10!not_cheaper", a failed rung as "5!floor_required".
std::string text_of(const BusinessDecision& decision) {
  std::string out;
  for (const BusinessRung& rung : decision.ladder()) {
    out += (out.empty() ? "" : " ") + std::to_string(rung.quantity);
    if (rung.error) {
      out += "!" + std::string{entry_of(rung.error->code).name};
    } else if (rung.dropped != Dropped::no) {
      out += "!" + std::string{name_of(dropped_words, rung.dropped)};
    } else {
      out += ":" + std::to_string(rung.decision.price_minor);
    }
  }
  return out;
}

/// A rival at 9.50 with unit prices of its own.
BusinessWorld usual(const std::vector<Tier>& tiers, std::vector<QuantityBreak> breaks) {
  BusinessWorld world = test::business_world({winner(offer("A", 950))}, tiers);
  world.breaks = std::move(breaks);
  return world;
}

TEST(DecideBusiness, GoesByTheRivalsPriceAtEachQuantity) {
  struct Row {
    const char* name;
    std::vector<Tier> tiers;
    std::vector<QuantityBreak> breaks;
    const char* ladder;
  };
  const std::vector<Tier> five{tier(5, 940, 700)};
  const Row rows[] = {
      {"no tiers", {}, {{0, 5, 930}}, "1:950"},
      {"at the break", five, {{0, 5, 930}}, "1:950 5:930"},
      {"above the break", {tier(7, 940, 700)}, {{0, 5, 930}}, "1:950 7:930"},
      {"below the break", {tier(4, 940, 700)}, {{0, 5, 930}}, "1:950 4!not_cheaper"},
      {"the highest that is not above",
       five,
       {{0, 2, 940}, {0, 5, 930}, {0, 6, 900}},
       "1:950 5:930"},
      {"breaks in any order", five, {{0, 6, 900}, {0, 5, 930}, {0, 2, 940}}, "1:950 5:930"},
      {"a break twice: the dearer one",
       five,
       {{0, 5, 910}, {0, 5, 930}, {0, 5, 920}},
       "1:950 5:930"},
      {"five tiers",
       {tier(2, 9, 7), tier(3, 9, 7), tier(4, 9, 7), tier(5, 9, 7), tier(6, 9, 7)},
       {{0, 2, 900}, {0, 3, 890}, {0, 4, 880}, {0, 5, 870}, {0, 6, 860}},
       "1:950 2:900 3:890 4:880 5:870 6:860"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(text_of(decided(usual(row.tiers, row.breaks))), row.ladder);
  }
}

TEST(DecideBusiness, KeepsShippingAndPointsAsTheyAre) {
  BusinessWorld world = usual({tier(5, 940, 700)}, {{0, 5, 900}});
  world.offers[0].shipping_minor = 60;
  world.offers[0].points_minor = 10;
  EXPECT_EQ(text_of(decided(world)), "1:1010 5:960");
  world.market.flags |= Market::has_points;
  EXPECT_EQ(text_of(decided(world)), "1:1000 5:950");
}

TEST(DecideBusiness, ChoosesAnotherRivalAtAnotherQuantity) {
  BusinessWorld world =
      test::business_world({offer("A", 950), offer("B", 960)}, {tier(5, 940, 700)});
  world.breaks = {{1, 5, 900}, {0, 5, 940}};
  const BusinessDecision decision = decided(world);
  EXPECT_EQ(text_of(decision), "1:950 5:900");
  EXPECT_EQ(decision.rungs[0].decision.reference, 0U);
  EXPECT_EQ(decision.rungs[1].decision.reference, 1U);
}

TEST(DecideBusiness, MatchesAnUnknownHolderByTheRowsPriceForOne) {
  BusinessWorld world =
      test::business_world({offer("A", 950), offer("B", 960)}, {tier(5, 940, 700)});
  world.market.set_buy_box_landed(960);
  world.breaks = {{0, 5, 960}, {1, 5, 900}};
  EXPECT_EQ(text_of(decided(world)), "1:960 5:900");
}

TEST(DecideBusiness, StaysAtOrBelowTheConsumerPrice) {
  BusinessWorld world = usual({tier(5, 940, 700)}, {{0, 5, 930}});
  for (const auto& [cap, ladder] : {std::pair{std::int64_t{0}, "1:950 5:930"},
                                    {950, "1:950 5:930"},
                                    {949, "1:949 5:930"},
                                    {920, "1:920 5!not_cheaper"},
                                    {700, "1:1000 5:700"}}) {
    world.business.consumer_price_minor = cap;
    EXPECT_EQ(text_of(decided(world)), ladder) << cap;
  }
}

TEST(DecideBusiness, LetsOneRungFailAlone) {
  Tier no_floor = tier(5, 940, 700);
  no_floor.has = 0;
  Tier contradicts = tier(7, 940, 700);
  contradicts.set_ceiling({600});
  BusinessWorld world =
      usual({no_floor, contradicts, tier(10, 930, 700)}, {{0, 5, 930}, {0, 10, 900}});
  const BusinessDecision decision = decided(world);
  EXPECT_EQ(text_of(decision), "1:950 5!floor_required 7!bounds_contradict 10:900");
  EXPECT_EQ(decision.rungs[1].dropped, Dropped::failed);
  EXPECT_STREQ(decision.rungs[2].error->where, "listing.ceiling");
  world.business.listing.has &= ~Listing::has_floor;
  EXPECT_EQ(text_of(decided(world)),
            "1!floor_required 5!floor_required 7!bounds_contradict 10:900");
}

TEST(DecideBusiness, MeasuresTiersByTheStandingPriceWhereTheBusinessPriceFails) {
  BusinessWorld world = usual({tier(5, 940, 700)}, {{0, 5, 930}});
  world.business.listing.has &= ~Listing::has_floor;
  for (const auto& [standing, ladder] : {std::pair{std::int64_t{931}, "1!floor_required 5:930"},
                                         {930, "1!floor_required 5!not_cheaper"},
                                         {0, "1!floor_required 5:930"}}) {
    world.business.listing.price_minor = standing;
    EXPECT_EQ(text_of(decided(world)), ladder) << standing;
  }
}

TEST(DecideBusiness, DropsWhatIsNoCheaperOrOutOfBounds) {
  const auto rungs = [](std::vector<Tier> tiers, std::vector<QuantityBreak> breaks) {
    return text_of(decided(usual(tiers, std::move(breaks))));
  };
  EXPECT_EQ(rungs({tier(5, 940, 700), tier(10, 930, 700)}, {{0, 10, 900}}),
            "1:950 5!not_cheaper 10:900");
  EXPECT_EQ(rungs({tier(5, 940, 700), tier(10, 930, 700)}, {{0, 5, 900}, {0, 10, 900}}),
            "1:950 5:900 10!not_cheaper");
  EXPECT_EQ(rungs({tier(5, 940, 960)}, {{0, 5, 900}}), "1:950 5!not_cheaper");
  BusinessWorld world = usual({tier(5, 940, 960), tier(10, 930, 700)}, {{0, 10, 900}});
  world.business.consumer_price_minor = 950;
  EXPECT_EQ(text_of(decided(world)), "1:950 5!out_of_bounds 10:900");
}

TEST(DecideBusiness, NotesATotalThatFalls) {
  const auto falls = [](const BusinessDecision& decision, std::size_t i) {
    return decision.rungs[i].decision.notes_that(note::total_falls);
  };
  const BusinessDecision less =
      decided(usual({tier(2, 470, 400), tier(4, 240, 200)}, {{0, 2, 474}, {0, 4, 237}}));
  EXPECT_EQ(text_of(less), "1:950 2:474 4:237");
  EXPECT_FALSE(falls(less, 0));
  EXPECT_TRUE(falls(less, 1));   // 2 x 4.74 is less than 9.50
  EXPECT_FALSE(falls(less, 2));  // 4 x 2.37 is 2 x 4.74
  EXPECT_FALSE(falls(decided(usual({tier(2, 470, 400)}, {{0, 2, 475}})), 1));
}

TEST(DecideBusiness, IsLeftAsItIsByAGate) {
  BusinessWorld world = usual({tier(5, 1'200, 700)}, {});
  PolicySpec spec;
  spec.gates.paused = true;
  const BusinessDecision decision = decided(world, spec);
  EXPECT_EQ(text_of(decision), "1:1000 5:1200") << "no rung is dropped";
  for (const BusinessRung& rung : decision.ladder()) {
    EXPECT_EQ(rung.decision.reason(), Reason::paused);
    EXPECT_EQ(rung.decision.action, Action::hold);
  }
}

TEST(DecideBusiness, GivesATierNeitherDefaultNorModelNorRowOfOurs) {
  BusinessWorld world = test::business_world({offer("A", 0)}, {tier(5, 940, 700)});
  world.business.listing.default_price_minor = 990;
  BusinessDecision decision = decided(world);
  EXPECT_EQ(text_of(decision), "1:990 5:940");
  EXPECT_EQ(decision.rungs[1].decision.reason(), Reason::no_competitor);

  world =
      test::business_world({winner(offer("US", 1'050)), offer("A", 1'200)}, {tier(5, 940, 700)});
  world.business.listing.model_price_minor = 1'150;
  PolicySpec spec;
  spec.maximize.mode = MaximizeMode::model;
  decision = decided(world, spec);
  EXPECT_EQ(text_of(decision), "1:1150 5:940");
  EXPECT_EQ(decision.rungs[0].decision.current_minor, 1'050);
  EXPECT_EQ(decision.rungs[1].decision.current_minor, 940);
  EXPECT_EQ(decision.rungs[1].decision.reason(), Reason::no_model_price);
}

TEST(DecideBusiness, GivesEachTierItsOwnBoundsAndMemory) {
  Tier five = tier(5, 940, 700);
  five.set_ceiling({920});
  five.memory.safe_minor = 930;
  five.memory.version = Memory::version_now;
  BusinessWorld world = usual({five}, {{0, 5, 935}});
  world.business.listing.price_time = test::ago(minutes(1));
  world.business.listing.set_map(940);
  PolicySpec spec;
  spec.maximize.mode = MaximizeMode::probe;
  const BusinessDecision decision = decided(world, spec);
  EXPECT_EQ(decision.rungs[0].decision.floor_minor, 940);
  EXPECT_EQ(decision.rungs[1].decision.floor_minor, 700);
  EXPECT_EQ(decision.rungs[1].decision.ceiling_minor, 920);
  EXPECT_EQ(test::reasons(decision.rungs[0].decision), "chase_buy_box");
  EXPECT_EQ(test::reasons(decision.rungs[1].decision), "probe_back lowered_to_ceiling");
  EXPECT_EQ(decision.rungs[0].decision.memory, Memory{});
  EXPECT_EQ(decision.rungs[1].decision.memory.lost_minor, 940);
}

TEST(DecideBusiness, WritesTheVerdictsOfTheBusinessPrice) {
  BusinessWorld world = test::business_world({offer("A", 950), offer("B", 0)}, {tier(5, 940, 700)});
  world.breaks = {{0, 5, 0}, {1, 5, 900}};
  std::vector<Verdict> verdicts(3, Verdict::stock);
  const BusinessDecision decision = decided(world, {}, verdicts);
  EXPECT_EQ(verdicts, (std::vector{Verdict::kept, Verdict::price_zero, Verdict::stock}));
  EXPECT_EQ(text_of(decision), "1:950 5:900");
  EXPECT_EQ(text_of(decided(world)), "1:950 5:900");
}

TEST(DecideBusiness, UsesTheAgeBandAndNotesOnEveryRung) {
  BusinessWorld world = usual({tier(5, 940, 700)}, {{0, 5, 930}});
  world.business.listing.set_age_days(400);
  world.offers[0].has |= Offer::has_stated_landed;
  PolicySpec spec;
  PolicySpec old;
  old.beat_by = Amount::minor(-10);
  spec.bands.push_back({366, std::nullopt, old});
  const BusinessDecision decision = decided(world, spec);
  EXPECT_EQ(text_of(decision), "1:940 5:920");
  for (const BusinessRung& rung : decision.ladder()) {
    EXPECT_EQ(test::reasons(rung.decision), "age_band chase_buy_box");
    EXPECT_TRUE(rung.decision.notes_that(note::landed_differs));
  }
}

struct FaultRow {
  const char* where;
  Errc code;
  std::function<void(BusinessWorld&)> change;
  std::uint32_t index{0};
};

void expect_faults(const std::vector<FaultRow>& rows, const PolicySpec& spec = {}) {
  for (const FaultRow& row : rows) {
    SCOPED_TRACE(row.where);
    BusinessWorld world = usual({tier(5, 940, 700), tier(10, 930, 700)}, {{0, 5, 930}, {0, 9, 9}});
    row.change(world);
    const auto result = decide_business(world.snapshot(), test::policy(spec));
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(entry_of(result.error().code).name, entry_of(row.code).name);
    EXPECT_STREQ(result.error().where, row.where);
    EXPECT_EQ(result.error().index, row.index);
  }
}

TEST(DecideBusiness, RefusesALadderThatIsNone) {
  using W = BusinessWorld;
  constexpr std::int64_t most = amount_minor_max;
  expect_faults({
      {"listing.audience", Errc::not_this_listing,
       [](W& w) { w.business.listing.audience = w.market.audience = Audience::consumer; }},
      {"listing.consumer_price", Errc::out_of_range,
       [](W& w) { w.business.consumer_price_minor = -1; }},
      {"listing.consumer_price", Errc::out_of_range,
       [](W& w) { w.business.consumer_price_minor = most + 1; }},
      {"listing.tiers", Errc::too_many_tiers, [](W& w) { w.business.tiers_count = 6; }},
      {"listing.tiers[].size", Errc::bad_size, [](W& w) { w.business.tiers[1].size = 0; }, 1},
      {"listing.tiers[].quantity", Errc::tiers_not_rising,
       [](W& w) { w.business.tiers[0].quantity = 1; }, 0},
      {"listing.tiers[].quantity", Errc::tiers_not_rising,
       [](W& w) { w.business.tiers[1].quantity = 5; }, 1},
      {"listing.tiers[].price", Errc::out_of_range,
       [](W& w) { w.business.tiers[1].price_minor = -1; }, 1},
      {"listing.tiers[].price", Errc::out_of_range,
       [](W& w) { w.business.tiers[0].price_minor = most + 1; }, 0},
  });
}

TEST(DecideBusiness, RefusesAMemoryThatItNeverGave) {
  using W = BusinessWorld;
  expect_faults({
      {"listing.tiers[].memory.safe", Errc::out_of_range,
       [](W& w) { w.business.tiers[1].memory.safe_minor = -1; }, 1},
      {"listing.tiers[].memory.lost", Errc::out_of_range,
       [](W& w) { w.business.tiers[1].memory.lost_minor = INT64_MIN; }, 1},
      {"listing.tiers[].memory.step_time", Errc::out_of_range,
       [](W& w) { w.business.tiers[0].memory.step_time = {INT64_MIN}; }, 0},
      {"listing.tiers[].memory.step_time", Errc::out_of_range,
       [](W& w) { w.business.tiers[1].memory.step_time = {INT64_MAX}; }, 1},
      {"listing.tiers[].memory.lost_time", Errc::out_of_range,
       [](W& w) { w.business.tiers[0].memory.lost_time = {INT64_MIN}; }, 0},
      {"listing.tiers[].memory.lost_time", Errc::out_of_range,
       [](W& w) { w.business.tiers[1].memory.lost_time = {INT64_MAX}; }, 1},
  });
}

TEST(DecideBusiness, RefusesWhatDecideRefuses) {
  using W = BusinessWorld;
  constexpr std::int64_t most = amount_minor_max;
  expect_faults({
      {"listing.price", Errc::out_of_range, [](W& w) { w.business.listing.price_minor = -1; }},
      {"market.audience", Errc::not_this_listing,
       [](W& w) { w.market.audience = Audience::consumer; }},
      {"offers[].price", Errc::out_of_range, [](W& w) { w.offers[0].price_minor = most + 1; }},
      {"breaks[].offer", Errc::out_of_range, [](W& w) { w.breaks[1].offer = 1; }, 1},
      {"breaks[].price", Errc::out_of_range, [](W& w) { w.breaks[1].price_minor = most + 1; }, 1},
      {"listing.currency", Errc::unknown_currency,
       [](W& w) { w.business.listing.currency = w.market.currency = {}; }},
  });
}

TEST(DecideBusiness, NeedsRoomForItsVerdicts) {
  const BusinessWorld world =
      test::business_world({offer("A", 950), offer("B", 960)}, {tier(5, 940, 700)});
  std::vector<Verdict> verdicts(1);
  const auto result = decide_business(world.snapshot(), test::policy(), verdicts);
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Errc::verdicts_too_short);
}

TEST(Dropped, HasAWordForEachNumber) {
  EXPECT_EQ(dropped_words.size(), 4U);
  for (std::size_t i = 0; i < dropped_words.size(); ++i) {
    EXPECT_EQ(dropped_words[i].value, static_cast<Dropped>(i));
  }
}

}  // namespace
}  // namespace haggle
