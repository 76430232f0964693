// What was decided: its layout, which other languages share, and what can be asked of it.
#include "haggle/reprice/decision.hpp"

#include <gtest/gtest.h>

#include <cstddef>

#include "unit/market/every_byte.hpp"

namespace haggle {
namespace {

static_assert(sizeof(Decision) == 536 && alignof(Decision) == 8);
static_assert(offsetof(Decision, size) == 0 && offsetof(Decision, has) == 4);
static_assert(offsetof(Decision, notes) == 8 && offsetof(Decision, steps_count) == 12);
static_assert(offsetof(Decision, action) == 16 && offsetof(Decision, state) == 17);
static_assert(offsetof(Decision, strategy) == 18 && offsetof(Decision, floor_kind) == 19);
static_assert(offsetof(Decision, ceiling_kind) == 20 && offsetof(Decision, binding) == 21);
static_assert(offsetof(Decision, reference) == 24 && offsetof(Decision, holder) == 28);
static_assert(offsetof(Decision, rivals_count) == 32 && offsetof(Decision, survivors_count) == 36);
static_assert(offsetof(Decision, currency) == 40 && offsetof(Decision, price_minor) == 48);
static_assert(offsetof(Decision, current_minor) == 56 && offsetof(Decision, goal_minor) == 64);
static_assert(offsetof(Decision, change_minor) == 72 && offsetof(Decision, change_ppm) == 80);
static_assert(offsetof(Decision, floor_minor) == 88 && offsetof(Decision, ceiling_minor) == 96);
static_assert(offsetof(Decision, again_at) == 104 && offsetof(Decision, memory) == 112);
static_assert(offsetof(Decision, trail) == 152);

Decision with_steps() {
  Decision decision;
  decision.trail.push(decision.steps_count,
                      {1'000, 700, 0, Reason::chase_buy_box, Stage::propose, 0});
  decision.trail.push(decision.steps_count,
                      {700, 800, 0, Reason::jump_to_min, Stage::min_max_rule, 0});
  return decision;
}

TEST(Decision, HoldsByDefaultAndSaysNothing) {
  const Decision decision;
  EXPECT_EQ(decision.size, sizeof(Decision));
  EXPECT_EQ(decision.action, Action::hold);
  EXPECT_EQ(decision.state, State::not_reached);
  EXPECT_EQ(decision.strategy, Strategy::not_reached);
  EXPECT_TRUE(decision.steps().empty());
  EXPECT_EQ(decision.reason(), Reason{});
  EXPECT_EQ(decision, Decision{});
}

TEST(Decision, GivesTheReasonOfItsLastStep) {
  const Decision decision = with_steps();
  EXPECT_EQ(decision.steps().size(), 2U);
  EXPECT_EQ(decision.reason(), Reason::jump_to_min);
  EXPECT_TRUE(decision.passed(Stage::propose));
  EXPECT_TRUE(decision.passed(Stage::min_max_rule));
  EXPECT_FALSE(decision.passed(Stage::grid));
  EXPECT_FALSE(decision == Decision{});
}

TEST(Decision, KnowsItsFactsAndNotes) {
  Decision decision;
  std::uint32_t bit = 1;
  for (const std::uint32_t fact :
       {Decision::has_again_at, Decision::has_reference, Decision::has_holder, Decision::has_bounds,
        Decision::has_ceiling}) {
    EXPECT_EQ(fact, bit);
    bit <<= 1;
    EXPECT_FALSE(decision.knows(fact));
    decision.has |= fact;
    EXPECT_TRUE(decision.knows(fact));
  }
  for (const auto& word : note_words) {
    EXPECT_FALSE(decision.notes_that(word.value));
    decision.notes |= word.value;
    EXPECT_TRUE(decision.notes_that(word.value));
  }
  EXPECT_EQ(decision.notes, 7U);
}

TEST(Decision, HasWords) {
  EXPECT_EQ(name_of(action_words, Action::hold), "hold");
  EXPECT_EQ(name_of(action_words, Action::reprice), "reprice");
  EXPECT_EQ(name_of(note_words, note::landed_differs), "landed_differs");
  EXPECT_EQ(name_of(note_words, note::standing_price_out_of_bounds),
            "standing_price_out_of_bounds");
  EXPECT_EQ(name_of(note_words, note::total_falls), "total_falls");
}

TEST(Decision, CountsByEveryByte) {
  test::expect_every_byte_counts(with_steps());
}

}  // namespace
}  // namespace haggle
