// The pipeline's history, on a real service.
#include <gtest/gtest.h>

#include <dynamodb/decision_history.hpp>
#include <haggle/pipeline/record.hpp>

#include "live/service.hpp"
#include "samples.hpp"

namespace {

using dynamodb::DecisionHistory;
using haggle::DecisionRow;
using haggle::FaultCategory;

/// The decision of a round on a market that is so many seconds old.
DecisionRow row(std::int64_t seconds, std::uint32_t round = 0) {
  DecisionRow out;
  out.key = {haggle::SellerId::from("A2X").value(), haggle::Sku::from("MUG#1").value(),
             haggle::MarketplaceId::from("US").value(), haggle::Audience::consumer};
  out.item = {haggle::ItemId::from("B07XQXZXYX").value(), out.key.marketplace};
  out.currency = haggle::currency_from("USD").value();
  out.price_minor = 2'348;
  out.standing.exists = true;
  out.standing.version = {samples::now + haggle::seconds(seconds), 3,
                          haggle::NotificationId::from("n-1").value(), round, 0};
  out.standing.decided_at = samples::now;
  out.decision = R"({"price": "23.48"})";
  return out;
}

std::vector<std::string> versions(DecisionHistory& history, std::uint32_t count_max = 100) {
  std::vector<std::string> out;
  const auto rows = history.last(row(0).key, count_max).value();
  for (const auto& kept : rows) out.push_back(kept.version);
  return out;
}

std::string version_of(const DecisionRow& one) {
  return haggle::write_version(one.standing.version);
}

TEST(History, KeepsEachDecisionOnce) {
  live::Store store;
  DecisionHistory history(store.table(), samples::tenant());
  const std::vector rows{row(1), row(2)};
  EXPECT_TRUE(history.put(rows));
  EXPECT_TRUE(history.put(rows));
  EXPECT_EQ(versions(history), (std::vector{version_of(rows[1]), version_of(rows[0])}));
}

// A repeated message knows what the listing was left with, but not the whole decision any more.
TEST(History, KeepsTheWholeDecisionWhenItsRowComesAgainWithoutIt) {
  live::Store store;
  DecisionHistory history(store.table(), samples::tenant());
  std::vector rows{row(1)};
  EXPECT_TRUE(history.put(rows));
  rows[0].decision.clear();
  EXPECT_TRUE(history.put(rows));
  const auto kept = history.last(rows[0].key, 1).value();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].decision, R"({"price": "23.48"})");
  EXPECT_EQ(kept[0].price_minor, 2'348);
  EXPECT_EQ(kept[0].decided_at, samples::now);
}

TEST(History, SaysWhatWasDoneAndWhyWhereTheWholeDecisionIsNotKnown) {
  live::Store store;
  DecisionHistory history(store.table(), samples::tenant());
  DecisionRow held = row(1);
  held.standing.reason = haggle::Reason::paused;
  ASSERT_TRUE(history.put(std::vector{held}));
  const dynamodb::Key key{"TENANT#shop#LISTING#A2X#MUG%231#US#CONSUMER",
                          "DECISION#2026-11-18T11:06:41.000Z#0000000000000000003#n-1#"
                          "0000000000000000000"};
  const auto item = store.table().get(key).value();
  ASSERT_TRUE(item);
  EXPECT_EQ(dynamodb::text_of(*item, "action"), "hold");
  EXPECT_EQ(dynamodb::text_of(*item, "reason"), "paused");
  EXPECT_EQ(dynamodb::text_of(*item, "currency"), "USD");
  EXPECT_EQ(dynamodb::number_of(*item, "ttl"), (samples::now + haggle::days(730)).ms / 1'000);
}

TEST(History, IsInTheOrderOfVersions) {
  live::Store store;
  DecisionHistory history(store.table(), samples::tenant());
  const std::vector rows{row(9), row(10), row(10, 2), row(10, 10), row(11)};
  EXPECT_TRUE(history.put(rows));
  std::vector<std::string> newest_first;
  for (auto one = rows.rbegin(); one != rows.rend(); ++one) {
    newest_first.push_back(version_of(*one));
  }
  EXPECT_EQ(versions(history), newest_first);
  EXPECT_EQ(versions(history, 2).size(), 2U);
}

TEST(History, OfListingsAndTenantsStayApart) {
  live::Store store;
  DecisionHistory history(store.table(), samples::tenant());
  std::vector rows{row(1)};
  rows[0].key.audience = haggle::Audience::business;
  EXPECT_TRUE(history.put(rows));
  EXPECT_TRUE(versions(history).empty());
  DecisionHistory other(store.table(), samples::tenant("other"));
  EXPECT_TRUE(other.last(rows[0].key, 1).value().empty());
}

TEST(History, KeepsTheOthersWhereOneCannotBeKept) {
  live::Store store;
  DecisionHistory history(store.table(), samples::tenant());
  std::vector rows{row(1), row(2), row(3)};
  rows[1].decision.assign(dynamodb::item_bytes_max, 'x');
  const auto put = history.put(rows);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().category, FaultCategory::validation);
  EXPECT_NE(put.error().text.find("409600 at most"), std::string::npos);
  EXPECT_EQ(versions(history).size(), 2U);
}

TEST(History, IsOpenedByItsUrl) {
  live::Store store;
  const std::string url = "dynamodb://" + live::host(live::Way::straight) + "/";
  auto history = dynamodb::open_history(url + store.name() + "?region=us-east-1&tenant=shop");
  ASSERT_TRUE(history) << history.error().text;
  EXPECT_TRUE((*history)->put(std::vector{row(1)}));
  DecisionHistory same(store.table(), samples::tenant());
  EXPECT_EQ(versions(same).size(), 1U);
}

TEST(History, OfATableThatIsNotThereIsAFaultOfConfiguration) {
  const std::string url = "dynamodb://" + live::host(live::Way::straight) + "/";
  auto history = dynamodb::open_history(url + "no-such-table?region=us-east-1&tenant=shop");
  ASSERT_TRUE(history);
  const auto put = (*history)->put(std::vector{row(1)});
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().category, FaultCategory::configuration);
  EXPECT_EQ(put.error().severity, haggle::Severity::critical);
}

TEST(History, OfABadUrlIsAFaultOfConfiguration) {
  for (const char* url : {"", "dynamodb://", "dynamodb://h:1/table?region=us-east-1",
                          "dynamodb://h:1/table?region=us-east-1&tenant=",
                          "dynamodb://h:1/table?region=us-east-1&tenant=t&days=0"}) {
    const auto history = dynamodb::open_history(url);
    ASSERT_FALSE(history) << url;
    EXPECT_EQ(history.error().category, FaultCategory::configuration);
  }
}

}  // namespace
