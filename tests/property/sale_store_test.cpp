// Events that come late, twice and to workers that stop anywhere: every sale is kept once, and the
// item ends as its last event says.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "haggle/market/item_life.hpp"
#include "property/campaign.hpp"

namespace haggle::test {
namespace {

/// What two conditional puts keep.
struct Store {
  ItemLife life{};
  std::multiset<std::string> sales{};

  bool put_life(const LifeStep& step) {
    if (life.version != step.expected_version) return false;
    life = step.after;
    return true;
  }
  void put_sale_if_absent(const SaleId& sale) {
    const std::string key(sale.text());
    if (!sales.contains(key)) sales.insert(key);
  }
};

/// One worker on one event; between any two of its steps it may stop or another may be faster.
class Worker {
 public:
  Worker(Store& store, Dice& dice) : store_(store), dice_(dice) {}

  /// Returns: false where the event must be delivered again.
  bool handle(const ItemEvent& event, const ItemEvent& of_another) {
    const ItemLife read = store_.life;
    if (dice_.chance(20)) store_.put_life(advance(store_.life, of_another));
    const LifeStep step = advance(read, event);
    if (dice_.chance(20)) return false;
    if (step.writes() && !store_.put_life(step)) return false;
    if (dice_.chance(20)) return false;
    if (event.place.kind == ItemEventKind::sold) store_.put_sale_if_absent(event.sale);
    return !dice_.chance(20);
  }

 private:
  Store& store_;
  Dice& dice_;
};

ItemEvent event_of(std::size_t number, ItemEventKind kind) {
  ItemEvent event;
  event.place.at = {static_cast<std::int64_t>(number)};
  event.place.kind = kind;
  event.place.event = *EventId::from("e" + std::to_string(number));
  if (kind == ItemEventKind::sold) event.sale = *SaleId::from("s" + std::to_string(number));
  return event;
}

/// Listings and what ends them, one after the other.
std::vector<ItemEvent> seasons(Dice& dice) {
  std::vector<ItemEvent> events;
  for (std::size_t i = 1 + dice.below(4); i > 0; --i) {
    events.push_back(event_of(events.size() + 1, ItemEventKind::listed));
    if (dice.chance(30)) break;
    const auto end = dice.chance(60) ? ItemEventKind::sold : ItemEventKind::delisted;
    events.push_back(event_of(events.size() + 1, end));
  }
  return events;
}

Store deliver(const std::vector<ItemEvent>& events, Dice& dice) {
  Store store;
  Worker worker{store, dice};
  std::vector<ItemEvent> queue = events;
  while (!queue.empty()) {
    const std::size_t at = dice.below(queue.size());
    const ItemEvent event = queue[at];
    const bool done = worker.handle(event, dice.any(queue));
    if (done) queue.erase(queue.begin() + static_cast<std::ptrdiff_t>(at));
    if (done && dice.chance(20)) static_cast<void>(worker.handle(event, event));
  }
  return store;
}

TEST(SaleStoreLaw, EverySaleIsKeptOnceAndTheLastEventStands) {
  campaign(20'000, 1, [](Dice& dice) {
    const auto events = seasons(dice);
    const Store store = deliver(events, dice);
    std::multiset<std::string> sold;
    for (const ItemEvent& event : events) {
      if (!event.sale.empty()) sold.emplace(event.sale.text());
    }
    EXPECT_EQ(store.sales, sold);
    EXPECT_EQ(store.life.last, events.back().place);
    const bool is_listed = events.back().place.kind == ItemEventKind::listed;
    EXPECT_EQ(store.life.state == ItemState::listed, is_listed);
    EXPECT_LE(store.life.version, events.size());
    return true;
  });
}

}  // namespace
}  // namespace haggle::test
