// What the order, the loss and the repetition of events may not change in the life of an item.
#include <algorithm>
#include <vector>

#include "haggle/market/item_life.hpp"
#include "property/campaign.hpp"

namespace haggle::test {
namespace {

SaleId key_of(std::size_t number) {
  return *SaleId::from("S" + std::to_string(number));
}

/// Some events of one item in the order in which they happened, few moments apart or at one.
std::vector<ItemEvent> history(Dice& dice) {
  std::vector<ItemEvent> events(1 + dice.below(12));
  std::int64_t at = 0;
  for (std::size_t i = 0; i < events.size(); ++i) {
    at += dice.between(0, 3);
    EventPlace& place = events[i].place;
    place.at = {at};
    place.revision = dice.chance(50) ? dice.below(4) : 0;
    place.kind = static_cast<ItemEventKind>(dice.between(1, 4));
    place.event = *EventId::from("e" + std::to_string(i));
    if (place.kind == ItemEventKind::sold) events[i].sale = key_of(i);
  }
  std::sort(events.begin(), events.end(), [](const ItemEvent& a, const ItemEvent& b) {
    return haggle::detail::comes_before(a.place, b.place);
  });
  return events;
}

ItemLife lived(const std::vector<ItemEvent>& events, std::size_t count) {
  ItemLife life;
  for (std::size_t i = 0; i < count; ++i) life = advance(life, events[i]).after;
  return life;
}

TEST(SaleLifeLaw, APrefixSeenTwiceChangesNothing) {
  campaign(20'000, 1, [](Dice& dice) {
    const auto events = history(dice);
    const std::size_t count = 1 + dice.below(events.size());
    const ItemLife once = lived(events, count);
    ItemLife twice = once;
    for (std::size_t i = 0; i < count; ++i) twice = advance(twice, events[i]).after;
    EXPECT_EQ(twice, once);
    return true;
  });
}

TEST(SaleLifeLaw, OlderEventsChangeNothingInAnyOrder) {
  campaign(20'000, 2, [](Dice& dice) {
    auto events = history(dice);
    const ItemLife life = lived(events, events.size());
    if (life.version == 0) return false;
    std::erase_if(events, [&](const ItemEvent& event) {
      return !haggle::detail::comes_before(event.place, life.last);
    });
    dice.shuffle(events);
    ItemLife after = life;
    for (const ItemEvent& event : events) {
      const LifeStep step = advance(after, event);
      EXPECT_FALSE(step.writes());
      after = step.after;
    }
    EXPECT_EQ(after, life);
    return !events.empty();
  });
}

/// Whatever the order, the event that is last in time and counts decides what is left of the item.
TEST(SaleLifeLaw, InAnyOrderTheLastListingOrEndIsNotForgotten) {
  campaign(20'000, 2, [](Dice& dice) {
    auto events = history(dice);
    const ItemEvent last = events.back();
    const ItemEventKind kind = last.place.kind;
    if (kind == ItemEventKind::updated) return false;
    dice.shuffle(events);
    const ItemLife life = lived(events, events.size());
    EXPECT_EQ(life.last, last.place);
    const bool is_listed = life.state == ItemState::listed || life.state == ItemState::updated;
    EXPECT_EQ(is_listed, kind == ItemEventKind::listed);
    return true;
  });
}

TEST(SaleLifeLaw, AVersionRisesByOneWithEachWriteAndOnlyThen) {
  campaign(20'000, 1, [](Dice& dice) {
    auto events = history(dice);
    if (dice.chance(50)) dice.shuffle(events);
    ItemLife life;
    for (const ItemEvent& event : events) {
      const LifeStep step = advance(life, event);
      EXPECT_EQ(step.expected_version, life.version);
      EXPECT_EQ(step.after.version, life.version + (step.writes() ? 1 : 0));
      EXPECT_EQ(step.writes(), step.after != life);
      life = step.after;
    }
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
