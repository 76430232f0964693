// What the service and the network do to calls, and that nothing is lost or written twice by it.
#include <gtest/gtest.h>

#include <dynamodb/decision_history.hpp>
#include <dynamodb/item_lives.hpp>
#include <dynamodb/sales.hpp>

#include "live/service.hpp"
#include "samples.hpp"

namespace {

using dynamodb::PutResult;
using dynamodb::Sales;

const haggle::Label bags = haggle::Label::from("bags").value();

/// A shop behind the proxy.
struct Shop {
  live::Store store{live::Way::through_proxy};
  Sales sales{store.table(), samples::tenant()};

  int rows_count() {
    live::plan({});
    auto rows = sales.in_category(bags, dynamodb::days_before(samples::now)).value();
    int count = 0;
    while (rows.next().value()) ++count;
    return count;
  }
};

std::vector<dynamodb::SaleRecord> many(int count) {
  std::vector<dynamodb::SaleRecord> out;
  for (int i = 0; i < count; ++i) out.push_back(samples::sale("s-" + std::to_string(i), i));
  return out;
}

TEST(Faults, UnprocessedRowsAreSentAgain) {
  Shop shop;
  live::plan({"unprocessed:25", "unprocessed:7", "through", "throttle", "unprocessed:1"});
  EXPECT_EQ(shop.sales.import(many(60)).value(), 60U);
  // 25, 25, 7 | throttled, 25, 1 | 10
  EXPECT_EQ(live::calls_count("BatchWriteItem"), 7);
  EXPECT_EQ(shop.rows_count(), 60);
}

TEST(Faults, ThatPassAreTriedAgain) {
  for (const char* fault : {"throttle", "slow_down", "error_500", "error_503", "cut", "garbage"}) {
    SCOPED_TRACE(fault);
    Shop shop;
    live::plan({fault, fault});
    EXPECT_EQ(shop.sales.put(samples::sale("s-1")).value(), PutResult::written);
    EXPECT_EQ(live::calls_count("PutItem"), 3);
    EXPECT_EQ(shop.rows_count(), 1);
  }
}

// The put was done, and only its answer was lost: the row itself says so.
TEST(Faults, ALostAnswerIsADuplicateAndNotAFailure) {
  for (const char* fault : {"lose", "half"}) {
    SCOPED_TRACE(fault);
    Shop shop;
    live::plan({fault});
    EXPECT_EQ(shop.sales.put(samples::sale("s-1")).value(), PutResult::duplicate);
    EXPECT_EQ(shop.rows_count(), 1);
  }
}

TEST(Faults, ALostAnswerOfAStepIsARepetition) {
  Shop shop;
  dynamodb::ItemLives lives(shop.store.table(), samples::tenant());
  haggle::ItemEvent event;
  event.place.at = samples::now;
  event.place.kind = haggle::ItemEventKind::listed;
  const auto product = haggle::ProductId::from("p-1").value();
  live::plan({"through", "lose"});
  EXPECT_EQ(lives.apply(product, event).value().reason, haggle::LifeReason::repeated);
  EXPECT_EQ(lives.load(product).value().version, 1U);
}

TEST(Faults, ThatStayAreToldAfterAFewTries) {
  Shop shop;
  live::plan(std::vector<std::string>(50, "throttle"));
  const auto put = shop.sales.put(samples::sale("s-1"));
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().kind, aws::Kind::throttled);
  EXPECT_EQ(put.error().code, "ProvisionedThroughputExceededException");
  EXPECT_LE(live::calls_count("PutItem"), 8);
  EXPECT_EQ(shop.rows_count(), 0);
}

TEST(Faults, OfPermissionAreToldAtOnce) {
  for (const char* fault : {"denied", "unsigned"}) {
    SCOPED_TRACE(fault);
    Shop shop;
    live::plan(std::vector<std::string>(20, fault));
    const auto put = shop.sales.put(samples::sale("s-1"));
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, aws::Kind::denied);
    EXPECT_EQ(live::calls_count("PutItem"), 1);
    EXPECT_EQ(shop.rows_count(), 0);
  }
}

TEST(Faults, OfAPageAreOvercomeWithoutALostOrRepeatedRow) {
  Shop shop;
  ASSERT_EQ(shop.sales.import(many(60)).value(), 60U);
  std::vector<std::string> steps;
  for (int i = 0; i < 20; ++i) {
    for (const char* step : {"through", "throttle", "through", "cut", "half", "through", "lose"}) {
      steps.emplace_back(step);
    }
  }
  live::plan(steps);
  auto rows = shop.sales.in_category(bags, dynamodb::days_before(samples::now), 2).value();
  int count = 0;
  for (auto row = rows.next().value(); row; row = rows.next().value()) {
    EXPECT_EQ(row->sale.id.text(), "s-" + std::to_string(count++));
  }
  EXPECT_EQ(count, 60);
}

TEST(Faults, OfTheHistoryAreFaultsOfThePipeline) {
  Shop shop;
  dynamodb::DecisionHistory history(shop.store.table(), samples::tenant());
  const std::vector<haggle::DecisionRow> rows(1);
  const std::vector<std::pair<const char*, haggle::FaultCategory>> faults{
      {"denied", haggle::FaultCategory::configuration},
      {"cut", haggle::FaultCategory::network},
      {"error_500", haggle::FaultCategory::external}};
  for (const auto& [fault, category] : faults) {
    live::plan(std::vector<std::string>(20, fault));
    const auto put = history.put(rows);
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().category, category) << put.error().text;
  }
  live::plan({});
  EXPECT_TRUE(history.put(rows));
}

}  // namespace
