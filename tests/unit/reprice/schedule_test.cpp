// The daily reset and resume, asked for a window of time.
#include "haggle/reprice/schedule.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>

#include "support/build.hpp"

namespace haggle {
namespace {

constexpr ScheduleRule reset_at_two{120, std::nullopt, 0};

/// From one minute of the first day to another.
TimeWindow window(std::int64_t from, std::int64_t to) {
  return {{from * ms_per_minute}, {to * ms_per_minute}};
}

Listing with_default() {
  Listing listing = test::listing();
  listing.default_price_minor = 1'200;
  return listing;
}

std::optional<Decision> at(const Listing& listing, const ScheduleRule& rule, TimeWindow when,
                           const PolicySpec& spec = {}) {
  return test::must(scheduled(listing, test::policy(spec), rule, when));
}

TEST(Schedule, FallsDueInItsMinute) {
  struct Row {
    const char* name;
    ScheduleRule rule;
    TimeWindow when;
    const char* reasons;  ///< null: nothing is due
  };
  const ScheduleRule both{120, 480, 0};
  const Row rows[] = {
      {"no rule", {}, window(0, 1'440), nullptr},
      {"before", reset_at_two, window(0, 119), nullptr},
      {"at the minute", reset_at_two, window(0, 120), "price_reset"},
      {"from the minute on", reset_at_two, window(120, 600), nullptr},
      {"just before it",
       reset_at_two,
       {{120 * ms_per_minute - 1}, {120 * ms_per_minute}},
       "price_reset"},
      {"within the minute",
       reset_at_two,
       {{119 * ms_per_minute}, {120 * ms_per_minute + 59'999}},
       "price_reset"},
      {"an empty window", reset_at_two, window(120, 120), nullptr},
      {"a window backwards", reset_at_two, window(600, 100), nullptr},
      {"the next day", reset_at_two, window(121, 1'560), "price_reset"},
      {"many days", reset_at_two, window(0, 9'000), "price_reset"},
      {"resume", {std::nullopt, 480, 0}, window(0, 480), "price_resume"},
      {"the last of both: resume", both, window(0, 480), "price_resume"},
      {"the last of both: reset", both, window(0, 479), "price_reset"},
      {"the last of both: reset of the next day", both, window(0, 1'561), "price_reset"},
      {"both at once resume", {120, 120, 0}, window(0, 120), "price_resume"},
      {"east of UTC", {120, std::nullopt, 60}, window(0, 60), "price_reset"},
      {"west of UTC", {120, std::nullopt, -60}, window(0, 179), nullptr},
      {"west of UTC, an hour later", {120, std::nullopt, -60}, window(0, 180), "price_reset"},
      {"before 1970", reset_at_two, window(-1'440, -1'320), "price_reset"},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    const auto decision = at(with_default(), row.rule, row.when);
    ASSERT_EQ(decision.has_value(), row.reasons != nullptr);
    if (!decision) continue;
    EXPECT_EQ(test::reasons(*decision), row.reasons);
    EXPECT_EQ(decision->price_minor, row.reasons == std::string{"price_reset"} ? 1'200 : 1'500);
    EXPECT_EQ(decision->action, Action::reprice);
  }
}

struct Row {
  const char* name;
  std::function<void(Listing&, PolicySpec&)> change;
  const char* reasons;
  Action action;
  std::int64_t price;
};

void expect_rows(const ScheduleRule& rule, std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.name);
    Listing listing = with_default();
    PolicySpec spec;
    row.change(listing, spec);
    const auto decision = at(listing, rule, window(0, 600), spec);
    ASSERT_TRUE(decision.has_value());
    EXPECT_EQ(test::reasons(*decision), row.reasons);
    EXPECT_EQ(decision->action, row.action);
    EXPECT_EQ(decision->price_minor, row.price);
  }
}

TEST(Schedule, ResetsToTheDefaultPriceWithinTheBounds) {
  using L = Listing;
  using P = PolicySpec;
  constexpr Action reprice = Action::reprice;
  expect_rows(reset_at_two,
              {
                  {"inside", [](L&, P&) {}, "price_reset", reprice, 1'200},
                  {"below the floor", [](L& l, P&) { l.default_price_minor = 5; },
                   "price_reset raised_to_floor", reprice, 800},
                  {"above the ceiling", [](L& l, P&) { l.default_price_minor = 9'000; },
                   "price_reset lowered_to_ceiling", reprice, 1'500},
                  {"to the grid", [](L&, P& p) { p.shape.tick = Amount::minor(7); },
                   "price_reset grid", reprice, 1'197},
                  {"no step", [](L&, P& p) { p.shape.step_up = Amount::minor(1); }, "price_reset",
                   reprice, 1'200},
                  {"no cool-down", [](L&, P& p) { p.gates.cool_down = days(9); }, "price_reset",
                   reprice, 1'200},
                  {"already there", [](L& l, P&) { l.price_minor = 1'200; },
                   "price_reset no_change", Action::hold, 1'200},
                  {"no default price", [](L& l, P&) { l.default_price_minor = 0; }, "no_default",
                   Action::hold, 1'000},
                  {"no default price, and outside",
                   [](L& l, P&) { l.default_price_minor = 0, l.price_minor = 700; },
                   "no_default bounds_correction", reprice, 800},
                  {"with points, less of them",
                   [](L& l, P&) {
                     l.points_minor = 50, l.default_price_minor = 805;
                     l.set_floor({800, Basis::item_minus_points});
                   },
                   "price_reset raised_to_floor", reprice, 850},
              });
}

TEST(Schedule, ResumesAtTheCeiling) {
  using L = Listing;
  using P = PolicySpec;
  expect_rows({std::nullopt, 480, 0},
              {{"there is one", [](L&, P&) {}, "price_resume", Action::reprice, 1'500},
               {"none", [](L& l, P&) { l.has &= ~Listing::has_ceiling; }, "ceiling_required",
                Action::hold, 1'000}});
}

TEST(Schedule, HoldsAtTheGatesThatNeedNoMarket) {
  using L = Listing;
  using P = PolicySpec;
  expect_rows(
      reset_at_two,
      {
          {"paused", [](L&, P& p) { p.gates.paused = true; }, "paused", Action::hold, 1'000},
          {"not active", [](L& l, P&) { l.status = ListingStatus::inactive; }, "not_active",
           Action::hold, 1'000},
          {"out of stock", [](L& l, P&) { l.set_stock(0); }, "out_of_stock", Action::hold, 1'000},
          {"in stock", [](L& l, P&) { l.set_stock(1); }, "price_reset", Action::reprice, 1'200},
          {"shipping unknown", [](L& l, P&) { l.has &= ~Listing::has_shipping; },
           "own_shipping_unknown", Action::hold, 1'000},
          {"a band's policy",
           [](L& l, P& p) {
             l.set_age_days(5), p.bands.push_back({0, 90, {}});
             p.bands[0].policy.gates.paused = true;
           },
           "age_band paused", Action::hold, 1'000},
          {"bounds that cross",
           [](L& l, P& p) { l.set_cost(2'000), p.bounds.profit = Amount::minor(0); },
           "bounds_cross", Action::hold, 1'000},
      });
}

TEST(Schedule, RefusesWhatIsNoRuleAndNoListing) {
  struct FaultRow {
    const char* where;
    Errc code;
    ScheduleRule rule;
    TimeWindow when;
    std::function<void(Listing&)> change;
  };
  const TimeWindow day = window(0, 600);
  const auto nothing = [](Listing&) {};
  const FaultRow rows[] = {
      {"rule", Errc::out_of_range, {-1, {}, 0}, day, nothing},
      {"rule", Errc::out_of_range, {1'440, {}, 0}, day, nothing},
      {"rule", Errc::out_of_range, {{}, 1'440, 0}, day, nothing},
      {"utc_offset_minutes", Errc::out_of_range, {120, {}, 1'441}, day, nothing},
      {"window.from", Errc::out_of_range, reset_at_two, {{INT64_MIN}, {0}}, nothing},
      {"now", Errc::out_of_range, reset_at_two, {{0}, {INT64_MAX}}, nothing},
      {"listing.price", Errc::out_of_range, reset_at_two, day,
       [](Listing& l) { l.price_minor = -1; }},
      {"listing.floor", Errc::floor_required, reset_at_two, day,
       [](Listing& l) { l.has &= ~Listing::has_floor; }},
      {"listing.ceiling", Errc::bounds_contradict, reset_at_two, day,
       [](Listing& l) { l.set_ceiling({799}); }},
      {"decision.price", Errc::out_of_range, reset_at_two, day,
       [](Listing& l) {
         l.has &= ~Listing::has_ceiling, l.points_minor = 1;
         l.set_floor({amount_minor_max, Basis::item_minus_points});
       }},
      {"listing.currency", Errc::unknown_currency, reset_at_two, day,
       [](Listing& l) { l.currency = {}; }},
  };
  for (const FaultRow& row : rows) {
    SCOPED_TRACE(row.where);
    Listing listing = with_default();
    row.change(listing);
    const auto result = scheduled(listing, test::policy(), row.rule, row.when);
    ASSERT_FALSE(result.has_value());
    EXPECT_EQ(entry_of(result.error().code).name, entry_of(row.code).name);
    EXPECT_STREQ(result.error().where, row.where);
  }
}

}  // namespace
}  // namespace haggle
