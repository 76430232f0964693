// The life of an item: every state and every event, and what late and repeated events do.
#include "haggle/market/item_life.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "unit/market/every_byte.hpp"

namespace haggle::test {
namespace {

/// Every state and every newer event: the reason, the state after it, and whether it is written.
constexpr const char* life_table = R"(
unknown   listed    listed            listed    put
unknown   updated   not_listed        unknown   -
unknown   sold      sold_unheard_of   sold      put
unknown   delisted  ended_unheard_of  delisted  put
unknown   unknown   unknown_event     unknown   -
listed    listed    listed_already    listed    put
listed    updated   updated           updated   put
listed    sold      sold              sold      put
listed    delisted  delisted          delisted  put
listed    unknown   unknown_event     listed    -
updated   listed    listed_already    updated   put
updated   updated   updated           updated   put
updated   sold      sold              sold      put
updated   delisted  delisted          delisted  put
updated   unknown   unknown_event     updated   -
sold      listed    relisted          listed    put
sold      updated   not_listed        sold      -
sold      sold      sold_again        sold      put
sold      delisted  ended_already     sold      put
sold      unknown   unknown_event     sold      -
delisted  listed    relisted          listed    put
delisted  updated   not_listed        delisted  -
delisted  sold      sold_after_end    delisted  put
delisted  delisted  ended_already     delisted  put
delisted  unknown   unknown_event     delisted  -
)";

template <class T>
T number_of(const std::array<std::string_view, 5>& names, const std::string& name) {
  const auto* const found = std::find(names.begin(), names.end(), name);
  EXPECT_NE(found, names.end()) << name;
  return static_cast<T>(found - names.begin());
}

SaleId sale_id(std::string_view text) {
  return *SaleId::from(text);
}

ItemEvent event_at(std::int64_t ms, ItemEventKind kind, std::string_view id = "") {
  ItemEvent event;
  event.place = {{ms}, 0, *EventId::from(id), kind, {}};
  if (kind == ItemEventKind::sold) event.sale = sale_id("S" + std::to_string(ms));
  return event;
}

/// An item that came into a state at 100 ms, in version 7.
ItemLife life_in(ItemState state) {
  ItemLife life;
  if (state == ItemState::unknown) return life;
  life.version = 7;
  life.state = state;
  life.last.at = {100};
  life.last.kind = static_cast<ItemEventKind>(state);
  if (state == ItemState::sold) life.sale = sale_id("S100");
  return life;
}

TEST(ItemLife, EveryStateAndEveryEvent) {
  std::istringstream rows{life_table};
  std::string state, kind, reason, next, put;
  std::size_t count = 0;
  while (rows >> state >> kind >> reason >> next >> put) {
    SCOPED_TRACE(state + " and " + kind);
    const ItemLife before = life_in(number_of<ItemState>(item_state_names, state));
    const ItemEvent event = event_at(200, number_of<ItemEventKind>(item_event_names, kind));
    const LifeStep step = advance(before, event);
    EXPECT_EQ(name_of(step.reason), reason);
    EXPECT_EQ(item_state_names[static_cast<std::size_t>(step.after.state)], next);
    EXPECT_EQ(step.writes(), put == "put");
    EXPECT_EQ(step.expected_version, before.version);
    ++count;
    if (!step.writes()) {
      EXPECT_EQ(step.after, before);
      continue;
    }
    EXPECT_EQ(step.after.version, before.version + 1);
    EXPECT_EQ(step.after.last, event.place);
    EXPECT_EQ(step.after.sale, kind == "sold" ? event.sale : before.sale);
  }
  EXPECT_EQ(count, 25U);
}

TEST(ItemLife, AnOlderEventChangesNothingInAnyState) {
  for (std::size_t state = 1; state < item_state_names.size(); ++state) {
    const ItemLife before = life_in(static_cast<ItemState>(state));
    for (std::size_t kind = 1; kind < item_event_names.size(); ++kind) {
      SCOPED_TRACE(std::string(item_state_names[state]) + " and " +
                   std::string(item_event_names[kind]));
      const LifeStep step = advance(before, event_at(99, static_cast<ItemEventKind>(kind)));
      EXPECT_EQ(step.reason, LifeReason::older_event);
      EXPECT_EQ(step.after, before);
    }
  }
}

TEST(ItemLife, TheSameEventIsRepeated) {
  ItemLife life;
  for (const auto kind : {ItemEventKind::listed, ItemEventKind::updated, ItemEventKind::sold}) {
    const ItemEvent event = event_at(10 * static_cast<int>(kind), kind, "e1");
    life = advance(life, event).after;
    const LifeStep again = advance(life, event);
    EXPECT_EQ(again.reason, LifeReason::repeated);
    EXPECT_EQ(again.after, life);
  }
  EXPECT_EQ(life.version, 3U);
}

/// A sender that tells a sale twice gives it two events; the key is one, after a new listing too.
TEST(ItemLife, ASaleIsRepeatedByItsOwnKey) {
  ItemLife life =
      advance(life_in(ItemState::listed), event_at(200, ItemEventKind::sold, "a")).after;
  ItemEvent again = event_at(300, ItemEventKind::sold, "b");
  again.sale = sale_id("S200");
  EXPECT_EQ(advance(life, again).reason, LifeReason::repeated);
  life = advance(life, event_at(250, ItemEventKind::listed)).after;
  EXPECT_EQ(life.state, ItemState::listed);
  EXPECT_EQ(advance(life, again).reason, LifeReason::repeated);
  again.sale = sale_id("S300");
  EXPECT_EQ(advance(life, again).reason, LifeReason::sold);
}

TEST(ItemLife, ASaleWithoutAKeyIsNotTakenForAnother) {
  ItemEvent event = event_at(200, ItemEventKind::sold);
  event.sale = {};
  const ItemLife listed = life_in(ItemState::listed);
  ASSERT_TRUE(listed.sale.empty());
  EXPECT_EQ(advance(listed, event).reason, LifeReason::sold);
}

/// A moment that two events share: the sender's count decides, then the kind, then the id.
TEST(ItemLife, OfOneMomentTheOrderIsTheSame) {
  ItemLife life = life_in(ItemState::listed);
  life.last.revision = 4;
  ItemEvent event = event_at(100, ItemEventKind::updated, "b");
  event.place.revision = 3;
  EXPECT_EQ(advance(life, event).reason, LifeReason::older_event);
  event.place.revision = 4;
  EXPECT_EQ(advance(life, event).reason, LifeReason::updated);
  const ItemLife updated = advance(life, event).after;
  EXPECT_EQ(advance(updated, event_at(100, ItemEventKind::updated, "c")).reason,
            LifeReason::older_event);
  event.place.event = *EventId::from("a");
  EXPECT_EQ(advance(updated, event).reason, LifeReason::older_event);
  event.place.event = *EventId::from("c");
  EXPECT_EQ(advance(updated, event).reason, LifeReason::updated);
}

TEST(ItemLife, WhatHasNoNumberIsNotUnderstood) {
  const auto odd_kind = static_cast<ItemEventKind>(5);
  EXPECT_EQ(advance(life_in(ItemState::listed), event_at(200, odd_kind)).reason,
            LifeReason::unknown_event);
  ItemLife odd = life_in(ItemState::listed);
  odd.state = static_cast<ItemState>(5);
  const LifeStep step = advance(odd, event_at(200, ItemEventKind::sold));
  EXPECT_EQ(step.reason, LifeReason::unknown_event);
  EXPECT_EQ(step.after, odd);
}

/// Two workers read the same life; the store takes one put, and the other steps again.
TEST(ItemLife, OfTwoWritersOneMustReadAgain) {
  ItemLife stored = life_in(ItemState::listed);
  const LifeStep one = advance(stored, event_at(200, ItemEventKind::updated));
  const LifeStep other = advance(stored, event_at(300, ItemEventKind::sold));
  const auto put = [&stored](const LifeStep& step) {
    if (stored.version != step.expected_version) return false;
    stored = step.after;
    return true;
  };
  EXPECT_TRUE(put(one));
  EXPECT_FALSE(put(other));
  EXPECT_TRUE(put(advance(stored, event_at(300, ItemEventKind::sold))));
  EXPECT_EQ(stored.state, ItemState::sold);
  EXPECT_EQ(stored.version, 9U);
}

TEST(ItemLife, ReasonsHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  std::size_t count = 0;
  for (unsigned number = 0; number < 256; ++number) {
    const std::string_view name = name_of(static_cast<LifeReason>(number));
    if (name.empty()) continue;
    names.insert(name);
    ++count;
  }
  EXPECT_EQ(count, 15U);
  EXPECT_EQ(names.size(), count);
}

TEST(ItemLife, IsFlatAndAllZeroForNothing) {
  static_assert(advance(ItemLife{}, ItemEvent{}).reason == LifeReason::unknown_event);
  const ItemLife nothing;
  const char zeros[sizeof(ItemLife)]{};
  EXPECT_EQ(std::memcmp(&nothing, zeros, sizeof nothing), 0);
  expect_every_byte_counts(life_in(ItemState::sold));
}

}  // namespace
}  // namespace haggle::test
