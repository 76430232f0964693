// MaximizeProfit: the next rival, a probe, a model, and what is remembered.
#include "haggle/strategy/maximize.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "support/build.hpp"

namespace haggle {
namespace {

using test::offer;

constexpr Instant now{1'000'000};
constexpr Bounds capped{800, 1'500, true, BoundKind::hard_min, BoundKind::hard_max};
constexpr Bounds open{800, 0, false, BoundKind::hard_min, BoundKind::none};

/// A memory; times are seconds before now, 0 for not known.
Memory remembered(std::int64_t safe, std::int64_t step_ago, std::int64_t lost = 0,
                  std::int64_t lost_ago = 0) {
  Memory out;
  out.safe_minor = safe;
  out.lost_minor = lost;
  if (step_ago != 0) out.step_time = {now.ms - seconds(step_ago).ms}, out.has |= 1U;
  if (lost_ago != 0) out.lost_time = {now.ms - seconds(lost_ago).ms}, out.has |= 2U;
  return settled(out);
}

TEST(Memory, IsVersionedWhileItSaysSomething) {
  EXPECT_EQ(settled(Memory{}), Memory{});
  EXPECT_EQ(remembered(5, 0).version, Memory::version_now);
  EXPECT_EQ(remembered(0, 1).version, Memory::version_now);
  EXPECT_EQ(remembered(0, 0, 7).version, Memory::version_now);
  Memory left_over = remembered(5, 0);
  left_over.safe_minor = 0;
  EXPECT_EQ(settled(left_over), Memory{});
}

TEST(Memory, ClosesAndLosesAProbe) {
  EXPECT_EQ(probe_closed(remembered(1'000, 0)), Memory{});
  EXPECT_EQ(probe_closed(remembered(1'000, 60)), remembered(0, 60));
  const Memory lost = probe_lost(remembered(1'000, 60), 1'040, now);
  EXPECT_EQ(lost.safe_minor, 0);
  EXPECT_EQ(lost.lost_minor, 1'040);
  EXPECT_EQ(lost.lost_time, now);
  EXPECT_EQ(lost.has, Memory::has_step_time | Memory::has_lost_time);
  EXPECT_EQ(lost.version, Memory::version_now);
}

TEST(MustWait, ForAPriceAndForNews) {
  EXPECT_EQ(must_wait({0, std::nullopt, 0}, now), Reason::no_current_price);
  EXPECT_EQ(must_wait({0, Instant{5}, 0}, now), Reason::no_current_price);
  EXPECT_EQ(must_wait({1'000, std::nullopt, 0}, now), std::nullopt);
  EXPECT_EQ(must_wait({1'000, now, 0}, now), Reason::waits_for_news);
  EXPECT_EQ(must_wait({1'000, Instant{now.ms + 1}, 0}, now), Reason::waits_for_news);
  EXPECT_EQ(must_wait({1'000, Instant{now.ms - 1}, 0}, now), std::nullopt);
}

/// MaximizeProfit without a rival in sight.
Maximized maximized(const MaximizeTerms& terms, const OwnPrice& own, const Memory& memory = {},
                    const Bounds& bounds = capped) {
  const PricedOffers nobody;
  const Market market;
  const Scene scene{nobody, market, nullptr, {}, {}};
  return maximize(scene, terms, own, memory, bounds, now);
}

struct ProbeRow {
  const char* name;
  std::int64_t current;
  Memory memory;
  Reason reason;
  std::int64_t price;  ///< 0: it holds
};

TEST(Probe, StepsUpToItsLimits) {
  const ProbeRow rows[] = {
      {"first step", 1'000, {}, Reason::maximize_profit, 1'020},
      {"held the box for the interval", 1'020, remembered(1'000, 600), Reason::maximize_profit,
       1'040},
      {"too recent", 1'020, remembered(1'000, 599), Reason::probe_interval, 0},
      {"to the ceiling", 1'495, {}, Reason::maximize_profit, 1'500},
      {"at the ceiling", 1'500, {}, Reason::probe_at_limit, 0},
      {"above the ceiling", 1'600, {}, Reason::probe_at_limit, 0},
      {"below what lost", 1'000, remembered(0, 0, 1'040, 60), Reason::maximize_profit, 1'020},
      {"to one step below what lost", 1'010, remembered(0, 0, 1'040, 60), Reason::maximize_profit,
       1'020},
      {"no further", 1'020, remembered(0, 0, 1'040, 60), Reason::probe_at_limit, 0},
      {"just remembered", 1'020, remembered(0, 0, 1'040, 86'399), Reason::probe_at_limit, 0},
      {"forgotten", 1'020, remembered(0, 0, 1'040, 86'400), Reason::maximize_profit, 1'040},
      {"lost at an unknown time", 1'020, remembered(0, 0, 1'040, 0), Reason::maximize_profit,
       1'040},
  };
  for (const ProbeRow& row : rows) {
    SCOPED_TRACE(row.name);
    const MaximizeTerms terms{MaximizeMode::probe, {}, 1, 20, minutes(10), days(1)};
    const Maximized said = maximized(terms, {row.current, std::nullopt, 0}, row.memory);
    EXPECT_EQ(said.outcome.reason, row.reason);
    EXPECT_EQ(said.outcome.price_minor, row.price);
    EXPECT_EQ(said.outcome.holds, row.price == 0);
    EXPECT_EQ(said.if_sent.has_value(), row.price != 0);
    EXPECT_FALSE(said.reference.exists());
  }
}

TEST(Probe, RemembersWhatItNeeds) {
  const MaximizeTerms terms{MaximizeMode::probe, {}, 1, 20, minutes(10), days(1)};
  const Maximized first = maximized(terms, {1'000, std::nullopt, 0}, remembered(0, 0, 1'200, 60));
  EXPECT_EQ(first.memory, remembered(0, 0, 1'200, 60));
  ASSERT_TRUE(first.if_sent.has_value());
  EXPECT_EQ(first.if_sent->safe_minor, 1'000);
  EXPECT_EQ(first.if_sent->step_time, now);
  EXPECT_EQ(first.if_sent->lost_minor, 1'200);

  const Memory recent = remembered(1'000, 60);
  const Maximized waiting = maximized(terms, {1'020, std::nullopt, 0}, recent);
  EXPECT_EQ(waiting.memory, recent) << "the probe stays open";
  EXPECT_EQ(waiting.again_at, Instant{now.ms + seconds(540).ms});

  const Maximized held = maximized(terms, {1'500, std::nullopt, 0}, remembered(1'480, 600));
  EXPECT_EQ(held.memory, remembered(0, 600)) << "the probe is closed: it held the box";
  EXPECT_FALSE(held.again_at.has_value());
}

TEST(Probe, NeedsACeiling) {
  const MaximizeTerms terms{MaximizeMode::probe, {}, 1, 20, {}, days(1)};
  const Maximized said = maximized(terms, {1'000, std::nullopt, 0}, remembered(980, 60), open);
  EXPECT_EQ(said.outcome.reason, Reason::ceiling_required);
  EXPECT_EQ(said.memory.safe_minor, 0);
}

TEST(Maximize, HoldsOrFollowsTheModel) {
  struct Row {
    MaximizeMode mode;
    std::int64_t model;
    Reason reason;
    std::int64_t price;
  };
  using enum MaximizeMode;
  const Row rows[] = {
      {hold, 0, Reason::maximize_hold, 0},
      {model, 0, Reason::no_model_price, 0},
      {model, 1'234, Reason::maximize_profit, 1'234},
      {model, 900, Reason::maximize_profit, 1'000},
      {match_next, 0, Reason::no_next, 0},
      {below_next, 0, Reason::no_next, 0},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string{name_of(maximize_mode_words, row.mode)});
    const Memory memory = remembered(990, 60);
    const Maximized said =
        maximized({row.mode, {}, 1, 1, {}, {}}, {1'000, std::nullopt, row.model}, memory);
    EXPECT_EQ(said.outcome.reason, row.reason);
    EXPECT_EQ(said.outcome.price_minor, row.price);
    EXPECT_EQ(said.memory, memory);
    EXPECT_FALSE(said.if_sent.has_value());
  }
}

Offer eligible(Offer given, Tristate said) {
  given.eligible = said;
  return given;
}

struct NextRow {
  const char* name;
  std::vector<Offer> rivals;
  AmountOrRate beat_by;
  const char* reasons;
  std::int64_t price;
};

void expect_next(MaximizeMode mode, const std::vector<NextRow>& rows) {
  for (const NextRow& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<Offer> offers = row.rivals;
    offers.push_back(test::winner(offer("US", 1'000)));
    PolicySpec spec;
    spec.maximize.mode = mode;
    spec.beat_by = row.beat_by;
    const Decision decision = test::decision(test::world(offers), spec);
    EXPECT_EQ(test::reasons(decision), row.reasons);
    EXPECT_EQ(decision.price_minor, row.price);
  }
}

TEST(Maximize, MatchesTheNextRival) {
  constexpr const char* up = "maximize_profit";
  const Amount any = Amount::minor(-7);
  const Offer barred = eligible(offer("A", 1'050), Tristate::no);
  const Offer allowed = eligible(offer("B", 1'080), Tristate::yes);
  const Offer delivered = test::with_shipping(offer("A", 990), 60);
  expect_next(MaximizeMode::match_next,
              {{"the lowest above", {offer("A", 1'100), offer("B", 1'050)}, any, up, 1'050},
               {"not one below", {offer("A", 999), offer("B", 1'100)}, any, up, 1'100},
               {"one at our price", {offer("A", 1'000)}, any, "maximize_profit no_change", 1'000},
               {"nobody above", {offer("A", 999)}, any, "no_next", 1'000},
               {"delivered above", {delivered}, any, up, 1'050},
               {"who may not hold the box", {barred, allowed}, any, up, 1'080}});
}

TEST(Maximize, StaysALittleBelowTheNextRival) {
  constexpr const char* up = "maximize_profit";
  const auto cents = [](std::int64_t n) { return Amount::minor(n); };
  const std::vector<Offer> next{offer("A", 1'050)};
  expect_next(
      MaximizeMode::below_next,
      {{"a little below", next, cents(-5), up, 1'045},
       {"a rate below", {offer("A", 1'055)}, Rate{-10'000}, up, 1'044},
       {"a tick below", next, cents(5), up, 1'049},
       {"a tick below, no beat_by", next, cents(0), up, 1'049},
       {"never below ours", {offer("A", 1'002)}, cents(-5), "maximize_profit no_change", 1'000}});
}

TEST(Maximize, HasWords) {
  EXPECT_EQ(maximize_mode_words.size(), 5U);
  for (std::size_t i = 0; i < maximize_mode_words.size(); ++i) {
    EXPECT_EQ(maximize_mode_words[i].value, static_cast<MaximizeMode>(i));
  }
}

}  // namespace
}  // namespace haggle
