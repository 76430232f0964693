// The rules for a price outside the bounds that need no rival.
#include "haggle/bounds/min_max_rule.hpp"

#include <gtest/gtest.h>

namespace haggle {
namespace {

constexpr Bounds capped{800, 1'501, true, BoundKind::hard_min, BoundKind::hard_max};
constexpr Bounds open{800, 0, false, BoundKind::hard_min, BoundKind::none};

static_assert(mean_of(capped, Reason::jump_to_avg).price_minor == 1'151);  // 1150.5, a half up
static_assert(ceiling_of(open, Reason::jump_to_max).reason == Reason::ceiling_required);

TEST(MinMaxRule, GivesAPriceOrHolds) {
  struct Row {
    MinMaxRule rule;
    const Bounds& bounds;
    std::int64_t default_price;
    Reason reason;
    bool holds;
    std::int64_t price;
  };
  using enum MinMaxRule;
  const Row rows[] = {
      {jump_to_min, capped, 0, Reason::jump_to_min, false, 800},
      {jump_to_min, open, 0, Reason::jump_to_min, false, 800},
      {jump_to_max, capped, 0, Reason::jump_to_max, false, 1'501},
      {jump_to_max, open, 0, Reason::ceiling_required, true, 0},
      {jump_to_avg, capped, 0, Reason::jump_to_avg, false, 1'151},
      {jump_to_avg, open, 0, Reason::ceiling_required, true, 0},
      {default_price, capped, 1'300, Reason::default_price, false, 1'300},
      {default_price, capped, 9'999, Reason::default_price, false, 9'999},
      {default_price, capped, 0, Reason::no_default, true, 0},
      {do_nothing, capped, 1'300, Reason::do_nothing, true, 0},
      {match_rival, capped, 0, Reason::do_nothing, true, 0},
      {next_rival, capped, 0, Reason::do_nothing, true, 0},
      {MinMaxRule{99}, capped, 0, Reason::do_nothing, true, 0},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(std::string{name_of(min_max_rule_words, row.rule)});
    const Outcome said = apply_rule(row.rule, row.bounds, row.default_price);
    EXPECT_EQ(said.reason, row.reason);
    EXPECT_EQ(said.holds, row.holds);
    EXPECT_EQ(said.price_minor, row.price);
  }
}

TEST(MinMaxRule, TakesTheMeanOfTheLargestBounds) {
  const Bounds largest{4 * 1'000'000'000'000'000, 4 * 1'000'000'000'000'000 + 1, true,
                       BoundKind::hard_min, BoundKind::hard_max};
  EXPECT_EQ(mean_of(largest, Reason::only_seller).price_minor, 4 * 1'000'000'000'000'000 + 1);
  EXPECT_EQ(mean_of(largest, Reason::only_seller).reason, Reason::only_seller);
}

TEST(MinMaxRule, HasAWordForEachNumber) {
  for (std::size_t i = 0; i < min_max_rule_words.size(); ++i) {
    EXPECT_EQ(min_max_rule_words[i].value, static_cast<MinMaxRule>(i));
  }
  EXPECT_EQ(min_max_rule_words.size(), 7U);
}

}  // namespace
}  // namespace haggle
