// What no policy may be: each fault with its path, in the policy itself and in a band.
#include "haggle/reprice/policy_check.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <string>

#include "support/build.hpp"

namespace haggle {
namespace {

struct Row {
  const char* field;  ///< behind `policy.`
  Errc code;
  std::function<void(PolicySpec&)> change;
};

constexpr Duration too_long{instant_ms_max + 1};
constexpr auto unknown_word = [](auto& field, int number) {
  field = static_cast<std::remove_reference_t<decltype(field)>>(number);
};

const Row rows[] = {
    {"hours", Errc::hours_empty, [](PolicySpec& p) { p.gates.hours = Hours{60, 60}; }},
    {"hours.start", Errc::out_of_range, [](PolicySpec& p) { p.gates.hours = Hours{-1, 60}; }},
    {"hours.start", Errc::out_of_range, [](PolicySpec& p) { p.gates.hours = Hours{1'440, 60}; }},
    {"hours.end", Errc::out_of_range, [](PolicySpec& p) { p.gates.hours = Hours{60, -1}; }},
    {"hours.end", Errc::out_of_range, [](PolicySpec& p) { p.gates.hours = Hours{60, 1'441}; }},
    {"snapshot_age_max", Errc::out_of_range,
     [](PolicySpec& p) { p.gates.snapshot_age_max = Duration{-1}; }},
    {"cool_down", Errc::out_of_range, [](PolicySpec& p) { p.gates.cool_down = {-1}; }},
    {"cool_down", Errc::out_of_range, [](PolicySpec& p) { p.gates.cool_down = too_long; }},
    {"settle_time", Errc::out_of_range, [](PolicySpec& p) { p.gates.settle_time = {-1}; }},
    {"step_interval", Errc::out_of_range, [](PolicySpec& p) { p.gates.step_interval = too_long; }},
    {"condition", Errc::unknown_value, [](PolicySpec& p) { unknown_word(p.filters.condition, 3); }},
    {"unknown", Errc::unknown_value, [](PolicySpec& p) { unknown_word(p.filters.unknown, 2); }},
    {"fulfilment", Errc::unknown_value,
     [](PolicySpec& p) { p.filters.fulfilment = Fulfilment{2}; }},
    {"absurd_low", Errc::out_of_range, [](PolicySpec& p) { p.filters.absurd_low_ppm = -1; }},
    {"absurd_high", Errc::out_of_range,
     [](PolicySpec& p) { p.filters.absurd_high_ppm = rate_ppm_max + 1; }},
    {"absurd_low", Errc::absurd_range_empty,
     [](PolicySpec& p) { p.filters.absurd_low_ppm = 2, p.filters.absurd_high_ppm = 1; }},
    {"feedback_min", Errc::out_of_range,
     [](PolicySpec& p) { p.filters.feedback_score_ppm_min = 1'000'001U; }},
    {"reactions.all_filtered", Errc::unknown_value,
     [](PolicySpec& p) { p.reactions.all_filtered = Strategy::chase_buy_box; }},
    {"reactions.buy_box_sister", Errc::unknown_value,
     [](PolicySpec& p) { p.reactions.buy_box_sister = Strategy::floor; }},
    {"reactions.buy_box_suppressed", Errc::unknown_value,
     [](PolicySpec& p) { p.reactions.buy_box_suppressed = Strategy::not_reached; }},
    {"compete_with", Errc::unknown_value, [](PolicySpec& p) { p.compete_with = {}; }},
    {"compete_with", Errc::unknown_value,
     [](PolicySpec& p) { p.compete_with = {ReferenceKind::none, ReferenceKind::lowest}; }},
    {"compete_with", Errc::unknown_value,
     [](PolicySpec& p) {
       p.compete_with = {ReferenceKind::lowest, ReferenceKind::none, ReferenceKind::buy_box};
     }},
    {"compete_with", Errc::unknown_value,
     [](PolicySpec& p) { p.compete_with = {ReferenceKind::lowest, ReferenceKind{4}}; }},
    {"maximize", Errc::unknown_value, [](PolicySpec& p) { unknown_word(p.maximize.mode, 5); }},
    {"only_seller", Errc::unknown_value, [](PolicySpec& p) { unknown_word(p.only_seller, 3); }},
    {"min_rule", Errc::unknown_value, [](PolicySpec& p) { unknown_word(p.min_rule, 7); }},
    {"max_rule", Errc::unknown_value, [](PolicySpec& p) { unknown_word(p.max_rule, 255); }},
    {"beat_by", Errc::out_of_range, [](PolicySpec& p) { p.beat_by = Rate{rate_ppm_max + 1}; }},
    {"beat_by", Errc::out_of_range, [](PolicySpec& p) { p.beat_by = Rate{-rate_ppm_max - 1}; }},
    {"probe_interval", Errc::out_of_range, [](PolicySpec& p) { p.maximize.probe_interval = {-1}; }},
    {"probe_memory", Errc::out_of_range, [](PolicySpec& p) { p.maximize.probe_memory = too_long; }},
    {"step_up", Errc::out_of_range, [](PolicySpec& p) { p.shape.step_up = Rate{0}; }},
    {"step_down", Errc::out_of_range,
     [](PolicySpec& p) { p.shape.step_down = Rate{rate_ppm_max + 1}; }},
    {"min_change", Errc::out_of_range, [](PolicySpec& p) { p.shape.min_change = Rate{-1}; }},
    {"margin", Errc::out_of_range, [](PolicySpec& p) { p.bounds.margin = Margin{-ppm_one - 1}; }},
    {"margin", Errc::out_of_range,
     [](PolicySpec& p) { p.bounds.margin = Margin{rate_ppm_max + 1}; }},
    {"roi", Errc::out_of_range, [](PolicySpec& p) { p.bounds.roi = Roi{-ppm_one - 1}; }},
    {"roi", Errc::out_of_range, [](PolicySpec& p) { p.bounds.roi = Roi{rate_ppm_max + 1}; }},
    {"ceiling_ratio", Errc::out_of_range, [](PolicySpec& p) { p.bounds.ceiling_ratio = Rate{0}; }},
    {"ceiling_ratio", Errc::out_of_range,
     [](PolicySpec& p) { p.bounds.ceiling_ratio = Rate{rate_ppm_max + 1}; }},
    {"reference_age_max", Errc::out_of_range,
     [](PolicySpec& p) { p.bounds.reference_age_max = Duration{-1}; }},
};

void expect_fault(const Result<Policy>& policy, const Row& row, const std::string& where,
                  std::uint32_t index) {
  SCOPED_TRACE(where);
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(entry_of(policy.error().code).name, entry_of(row.code).name);
  EXPECT_EQ(policy.error().where, where);
  EXPECT_EQ(policy.error().index, index);
}

TEST(PolicyCheck, NamesEachFault) {
  for (const Row& row : rows) {
    PolicySpec spec;
    row.change(spec);
    expect_fault(Policy::make(spec), row, std::string{"policy."} + row.field, 0);
  }
}

TEST(PolicyCheck, NamesTheBandThatHasIt) {
  for (const Row& row : rows) {
    PolicySpec spec;
    spec.bands.resize(3);
    for (std::int32_t i = 0; i < 3; ++i) {
      spec.bands[static_cast<std::size_t>(i)].start_days = 100 * i;
      spec.bands[static_cast<std::size_t>(i)].end_days = 100 * i + 99;
    }
    row.change(spec.bands[2].policy);
    expect_fault(Policy::make(spec), row, std::string{"policy.bands[].policy."} + row.field, 2);
  }
}

TEST(PolicyCheck, TakesWhatIsJustAllowed) {
  const std::function<void(PolicySpec&)> allowed[] = {
      [](PolicySpec& p) { p.gates.hours = Hours{1'439, 1'440}; },
      [](PolicySpec& p) { p.gates.hours = Hours{0, 1'440}; },
      [](PolicySpec& p) { p.gates.hours = Hours{1'439, 0}; },
      [](PolicySpec& p) { p.gates.snapshot_age_max = Duration{0}; },
      [](PolicySpec& p) { p.gates.cool_down = {instant_ms_max}; },
      [](PolicySpec& p) { p.filters.absurd_low_ppm = p.filters.absurd_high_ppm = 5; },
      [](PolicySpec& p) { p.filters.absurd_low_ppm = rate_ppm_max; },
      [](PolicySpec& p) { p.filters.absurd_high_ppm = 0; },
      [](PolicySpec& p) { p.filters.feedback_score_ppm_min = 1'000'000U; },
      [](PolicySpec& p) { p.filters.fulfilment = Fulfilment::marketplace; },
      [](PolicySpec& p) { p.reactions.all_filtered = Strategy::hold; },
      [](PolicySpec& p) { p.reactions.buy_box_sister = Strategy::chase_buy_box; },
      [](PolicySpec& p) { p.reactions.buy_box_suppressed = Strategy::floor; },
      [](PolicySpec& p) { p.reactions.buy_box_suppressed = Strategy::hold; },
      [](PolicySpec& p) { p.compete_with = {ReferenceKind::lowest}; },
      [](PolicySpec& p) {
        p.compete_with = {ReferenceKind::lowest, ReferenceKind::lowest, ReferenceKind::lowest};
      },
      [](PolicySpec& p) { p.beat_by = Rate{-rate_ppm_max}; },
      [](PolicySpec& p) { p.shape.step_up = Rate{1}; },
      [](PolicySpec& p) { p.shape.min_change = Rate{0}; },
      [](PolicySpec& p) { p.bounds.margin = Margin{-ppm_one}; },
      [](PolicySpec& p) { p.bounds.roi = Roi{rate_ppm_max}; },
      [](PolicySpec& p) { p.bounds.ceiling_ratio = Rate{1}; },
      [](PolicySpec& p) { p.filters.exclude = p.sisters = {test::seller("A")}; },
  };
  std::size_t i = 0;
  for (const auto& change : allowed) {
    PolicySpec spec;
    change(spec);
    EXPECT_TRUE(Policy::make(spec).has_value()) << "row " << i;
    ++i;
  }
}

struct Days {
  std::int32_t start;
  std::optional<std::int32_t> end;
};

PolicySpec with_bands(const std::vector<Days>& bands) {
  PolicySpec spec;
  for (const Days& band : bands) spec.bands.push_back({band.start, band.end, {}});
  return spec;
}

TEST(PolicyCheck, TakesBandsInOrderThatShareNoDay) {
  struct BandRow {
    std::vector<Days> bands;
    std::optional<std::uint32_t> overlap;
  };
  const BandRow band_rows[] = {
      {{{0, 90}, {91, 180}, {366, std::nullopt}}, std::nullopt},
      {{{5, 5}}, std::nullopt},
      {{{0, 0}, {1, 1}}, std::nullopt},
      {{{0, 90}, {90, 180}}, 1},
      {{{91, 180}, {0, 90}}, 1},
      {{{90, 0}}, 0},
      {{{-1, 90}}, 0},
      {{{0, std::nullopt}, {91, 180}}, 1},
      {{{0, 10}, {20, 30}, {25, 40}}, 2},
      {{{INT32_MAX, std::nullopt}}, std::nullopt},
  };
  for (const BandRow& row : band_rows) {
    const Result<Policy> policy = Policy::make(with_bands(row.bands));
    EXPECT_EQ(policy.has_value(), !row.overlap.has_value());
    if (policy) continue;
    EXPECT_EQ(policy.error().code, Errc::bands_overlap);
    EXPECT_STREQ(policy.error().where, "policy.bands[]");
    EXPECT_EQ(policy.error().index, *row.overlap);
  }
}

TEST(PolicyCheck, TakesNoBandsInsideABand) {
  PolicySpec spec = with_bands({{0, 90}, {91, 180}});
  spec.bands[1].policy = with_bands({{0, 10}});
  const Result<Policy> policy = Policy::make(spec);
  ASSERT_FALSE(policy.has_value());
  EXPECT_EQ(policy.error().code, Errc::bands_nested);
  EXPECT_STREQ(policy.error().where, "policy.bands[].policy.bands");
  EXPECT_EQ(policy.error().index, 1U);
}

}  // namespace
}  // namespace haggle
