// The life of an item under an optimistic lock, on a real service.
#include <gtest/gtest.h>

#include <dynamodb/item_lives.hpp>
#include <thread>

#include "live/service.hpp"
#include "samples.hpp"

namespace {

using dynamodb::ItemLives;
using haggle::ItemEvent;
using haggle::ItemEventKind;
using haggle::ItemState;
using haggle::LifeReason;

const haggle::ProductId product = haggle::ProductId::from("p#1").value();

ItemEvent event(ItemEventKind kind, std::int64_t seconds, std::string_view id) {
  ItemEvent out;
  out.place = {samples::now + haggle::seconds(seconds),
               ~std::uint64_t{0},
               haggle::EventId::from(id).value(),
               kind,
               {}};
  if (kind == ItemEventKind::sold) out.sale = haggle::SaleId::from(id).value();
  return out;
}

TEST(ItemLives, StartAtNothing) {
  live::Store store;
  ItemLives lives(store.table(), samples::tenant());
  EXPECT_EQ(lives.load(product).value(), haggle::ItemLife{});
}

TEST(ItemLives, ComeBackAsTheyWereSaved) {
  live::Store store;
  ItemLives lives(store.table(), samples::tenant());
  EXPECT_EQ(lives.apply(product, event(ItemEventKind::listed, 1, "e-1")).value().reason,
            LifeReason::listed);
  const auto step = lives.apply(product, event(ItemEventKind::sold, 2, "e-2")).value();
  EXPECT_EQ(step.reason, LifeReason::sold);
  EXPECT_EQ(lives.load(product).value(), step.after);
  EXPECT_EQ(step.after.version, 2U);
}

TEST(ItemLives, ArePassedOverByRepeatedAndOlderEvents) {
  live::Store store;
  ItemLives lives(store.table(), samples::tenant());
  ASSERT_TRUE(lives.apply(product, event(ItemEventKind::listed, 5, "e-1")));
  EXPECT_EQ(lives.apply(product, event(ItemEventKind::listed, 5, "e-1")).value().reason,
            LifeReason::repeated);
  EXPECT_EQ(lives.apply(product, event(ItemEventKind::delisted, 4, "e-0")).value().reason,
            LifeReason::older_event);
  EXPECT_EQ(lives.load(product).value().version, 1U);
}

TEST(ItemLives, AreNotSavedOverAnothersStep) {
  live::Store store;
  ItemLives lives(store.table(), samples::tenant());
  const auto before = lives.load(product).value();
  const auto first = haggle::advance(before, event(ItemEventKind::listed, 1, "e-1"));
  const auto second = haggle::advance(before, event(ItemEventKind::sold, 2, "e-2"));
  EXPECT_TRUE(lives.save(product, first).value());
  EXPECT_FALSE(lives.save(product, second).value());
  EXPECT_EQ(lives.load(product).value(), first.after);
}

/// Applies sales of an item, one after the other; how many of them counted.
int sell(const live::Store& store, int worker) {
  aws::Client client = live::client();
  dynamodb::Table table = store.table_over(client);
  ItemLives lives(table, samples::tenant());
  int written = 0;
  for (int i = 0; i < 10; ++i) {
    const std::string id = std::to_string(worker) + "-" + std::to_string(i);
    const auto step = lives.apply(product, event(ItemEventKind::sold, i, id));
    EXPECT_TRUE(step) << aws::describe(step.error());
    written += step && step->writes() ? 1 : 0;
  }
  return written;
}

// Each step that was told as written raised the version by one: none was written over.
TEST(ItemLives, OfOneItemAreChangedByTwoWithoutALostStep) {
  live::Store store;
  int others = 0;
  std::thread other([&] { others = sell(store, 1); });
  const int mine = sell(store, 0);
  other.join();
  const auto life = ItemLives(store.table(), samples::tenant()).load(product).value();
  EXPECT_EQ(life.state, ItemState::sold);
  EXPECT_EQ(life.version, static_cast<std::uint64_t>(mine + others));
  EXPECT_EQ(life.last.at, samples::now + haggle::seconds(9));
}

TEST(ItemLives, ThatSomebodyElseWroteAreRefused) {
  live::Store store;
  ItemLives lives(store.table(), samples::tenant());
  const dynamodb::Key key = samples::tenant().life(product);
  ASSERT_TRUE(store.table().put({{"pk", dynamodb::text_value(key.pk)},
                                 {"sk", dynamodb::text_value(key.sk)},
                                 {"version", dynamodb::number_value(1)}}));
  EXPECT_EQ(lives.load(product).error().code, "UnreadableRow");
}

}  // namespace
