// The table of reasons: numbers for ever, names, and what each does.
#include "haggle/trail/reason.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace haggle {
namespace {

static_assert(static_cast<int>(Stage::age_band) == 1 && static_cast<int>(Stage::worth_it) == 13);
static_assert(name_of(Reason::age_band) == "age_band");
static_assert(entry_of(Reason::below_min_change).effect == Effect::holds);

/// The contract: the names in the order of their numbers, those that hold with a minus before them.
constexpr const char* names[] = {"age_band",
                                 "changed_outside",
                                 "-own_shipping_unknown",
                                 "-cost_unknown",
                                 "-older_than_applied",
                                 "-paused",
                                 "-outside_hours",
                                 "-not_active",
                                 "-out_of_stock",
                                 "-stale_snapshot",
                                 "price_reset",
                                 "price_resume",
                                 "-cool_down",
                                 "-all_filtered",
                                 "-buy_box_sister",
                                 "-buy_box_suppressed",
                                 "-offers_unknown",
                                 "-no_competitor",
                                 "-no_reference",
                                 "chase_buy_box",
                                 "maximize_profit",
                                 "only_seller",
                                 "floor",
                                 "probe_back",
                                 "-no_current_price",
                                 "-waits_for_news",
                                 "-maximize_hold",
                                 "-probe_interval",
                                 "-probe_at_limit",
                                 "-no_model_price",
                                 "-no_next",
                                 "-only_seller_hold",
                                 "-ceiling_required",
                                 "jump_to_min",
                                 "jump_to_max",
                                 "jump_to_avg",
                                 "default_price",
                                 "match_rival",
                                 "next_rival",
                                 "-do_nothing",
                                 "-no_default",
                                 "-rival_outside",
                                 "grid",
                                 "step_limit",
                                 "raised_to_floor",
                                 "lowered_to_ceiling",
                                 "bounds_correction",
                                 "-bounds_cross",
                                 "-no_legal_price",
                                 "-no_change",
                                 "-below_min_change"};

TEST(Reason, HasItsNumberForEver) {
  ASSERT_EQ(std::size(names), reason_table.size());
  for (std::size_t i = 0; i < reason_table.size(); ++i) {
    SCOPED_TRACE(names[i]);
    const bool holds = names[i][0] == '-';
    const auto reason = static_cast<Reason>(i + 1);
    EXPECT_EQ(name_of(reason), names[i] + (holds ? 1 : 0));
    EXPECT_EQ(entry_of(reason).reason, reason);
    EXPECT_EQ(entry_of(reason).effect == Effect::holds, holds);
  }
}

TEST(Reason, OnlyNotesWhereThePriceStays) {
  EXPECT_EQ(entry_of(Reason::age_band).effect, Effect::notes);
  EXPECT_EQ(entry_of(Reason::changed_outside).effect, Effect::notes);
  int notes = 0;
  for (const ReasonEntry& entry : reason_table) notes += entry.effect == Effect::notes ? 1 : 0;
  EXPECT_EQ(notes, 2);
}

TEST(Reason, HasASentenceOfItsOwn) {
  std::set<std::string> sentences;
  for (const ReasonEntry& entry : reason_table) {
    EXPECT_TRUE(sentences.emplace(entry.sentence).second) << entry.name;
    EXPECT_GT(entry.sentence.size(), 10U) << entry.name;
  }
}

}  // namespace
}  // namespace haggle
