// What the adapter takes for granted of a DynamoDB. An emulator that does otherwise has its line in
// `run`.
#include <gtest/gtest.h>

#include <limits>

#include "live/service.hpp"
#include "samples.hpp"

namespace {

using dynamodb::Item;
using dynamodb::Json;
using dynamodb::Page;
using dynamodb::Table;

Item row(const std::string& pk, const std::string& sk) {
  return {{"pk", dynamodb::text_value(pk)}, {"sk", dynamodb::text_value(sk)}};
}

Json batch_of(const live::Store& store, const std::vector<Item>& rows) {
  Json requests = Json::array();
  for (const Item& one : rows) requests.push_back({{"PutRequest", {{"Item", one}}}});
  return {{"RequestItems", {{store.name(), requests}}}};
}

TEST(Conformance, TablesHaveThreeIndexes) {
  live::Store store;
  ASSERT_TRUE(store.created());
  EXPECT_TRUE(store.created()->is_new);
  const Json table = store.table().call("DescribeTable", Json::object()).value()["Table"];
  EXPECT_EQ(table["TableStatus"], "ACTIVE");
  EXPECT_EQ(table["GlobalSecondaryIndexes"].size(), 3U);
  // Making it again changes nothing.
  EXPECT_FALSE(dynamodb::create_table(store.table()).value().is_new);
}

TEST(Conformance, RowsExpire) {
  live::Store store;
  EXPECT_TRUE(store.created()->expires);
  const auto said = store.table().call("DescribeTimeToLive", Json::object());
  ASSERT_TRUE(said) << aws::describe(said.error());
  EXPECT_EQ(said->value(Json::json_pointer("/TimeToLiveDescription/AttributeName"), ""), "ttl");
  // Asking twice is refused by the service, and no failure here.
  EXPECT_TRUE(dynamodb::create_table(store.table()).value().expires);
}

TEST(Conformance, AConditionIsJudgedOnTheStoredRow) {
  live::Store store;
  Item item = row("p", "s");
  item["version"] = dynamodb::number_value(5);
  EXPECT_TRUE(store.table().put(item, dynamodb::version_is(0)).value());
  EXPECT_FALSE(store.table().put(item, dynamodb::version_is(0)).value());
  EXPECT_FALSE(store.table().put(item, dynamodb::absent_or_older(5)).value());
  EXPECT_TRUE(store.table().put(item, dynamodb::absent_or_older(6)).value());
  EXPECT_FALSE(store.table().remove({"p", "s"}, dynamodb::not_newer(4)).value());
  EXPECT_TRUE(store.table().remove({"p", "s"}, dynamodb::not_newer(5)).value());
  EXPECT_FALSE(store.table().remove({"p", "s"}, dynamodb::not_newer(5)).value());
}

TEST(Conformance, NumbersOf64BitsComeBackExactly) {
  live::Store store;
  for (const std::int64_t number :
       {std::int64_t{1'000'000'000'000'000}, std::int64_t{-1},
        std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
    Item item = row("p", "s");
    item["n"] = dynamodb::number_value(number);
    ASSERT_TRUE(store.table().put(item));
    EXPECT_EQ(dynamodb::number_of(store.table().get({"p", "s"}).value().value(), "n"), number);
  }
}

// Why amounts are whole numbers of minor units.
TEST(Conformance, DecimalsLoseTheirZeros) {
  live::Store store;
  Item item = row("p", "s");
  item["n"] = {{"N", "0012.3400"}};
  ASSERT_TRUE(store.table().put(item));
  EXPECT_EQ(store.table().get({"p", "s"}).value().value()["n"]["N"], "12.34");
}

TEST(Conformance, ARowOfMoreThan400KbIsRefused) {
  live::Store store;
  Item item = row("p", "s");
  item["note"] = dynamodb::text_value(std::string(dynamodb::item_bytes_max, 'x'));
  const auto answer = store.table().call("PutItem", {{"Item", item}});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, aws::Kind::request);
  EXPECT_EQ(answer.error().code, "ValidationException");
  EXPECT_FALSE(store.table().get({"p", "s"}).value().has_value());
}

// Ours counts no byte less than the service, so that a row that we pass is taken.
TEST(Conformance, ARowOfJust400KbIsTaken) {
  live::Store store;
  Item item = row("p", "s");
  const std::size_t others = dynamodb::item_bytes(item) + 4;
  item["note"] = dynamodb::text_value(std::string(dynamodb::item_bytes_max - others, 'x'));
  ASSERT_EQ(dynamodb::item_bytes(item), dynamodb::item_bytes_max);
  const auto put = store.table().put(item);
  EXPECT_TRUE(put) << aws::describe(put.error());
}

TEST(Conformance, ABatchOf26IsRefused) {
  live::Store store;
  std::vector<Item> rows;
  for (int i = 0; i < 26; ++i) rows.push_back(row("p", "s" + std::to_string(i)));
  aws::Client client = live::client();
  const dynamodb::Service service = dynamodb::service_of(client);
  const std::vector<Item> fewer(rows.begin(), rows.end() - 1);
  EXPECT_TRUE(service("BatchWriteItem", batch_of(store, fewer)));
  const auto answer = service("BatchWriteItem", batch_of(store, rows));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "ValidationException");
}

TEST(Conformance, ABatchWithAKeyTwiceIsRefused) {
  live::Store store;
  aws::Client client = live::client();
  const auto answer = dynamodb::service_of(client)("BatchWriteItem",
                                                   batch_of(store, {row("p", "s"), row("p", "s")}));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "ValidationException");
}

TEST(Conformance, AnIndexLeavesOutRowsWithoutItsKeysAndBrandsHaveNoEmbedding) {
  live::Store store;
  dynamodb::SaleRecord record = samples::sale("s-1");
  ASSERT_TRUE(store.table().put(samples::row(record)));
  record = samples::sale("s-2");
  record.sale.brand = {};
  ASSERT_TRUE(store.table().put(samples::row(record)));
  const Page page = store.table()
                        .query({{"IndexName", "gsi3"},
                                {"KeyConditionExpression", "gsi3pk = :pk"},
                                {"ExpressionAttributeValues",
                                 {{":pk", dynamodb::text_value("TENANT#shop#BRAND#gucci")}}}})
                        .value();
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(dynamodb::text_of(page.items[0], "sale_id"), "s-1");
  EXPECT_FALSE(page.items[0].contains("embedding"));
}

TEST(Conformance, PagesEndWithAKeyUntilTheLast) {
  live::Store store;
  for (int i = 0; i < 7; ++i) ASSERT_TRUE(store.table().put(row("p", "s" + std::to_string(i))));
  Json request{{"KeyConditionExpression", "pk = :pk"},
               {"ExpressionAttributeValues", {{":pk", dynamodb::text_value("p")}}},
               {"ScanIndexForward", false},
               {"Limit", 3}};
  std::string order;
  for (int pages = 0; pages < 4; ++pages) {
    const Page page = store.table().query(request).value();
    EXPECT_LE(page.items.size(), 3U);
    for (const Item& item : page.items) order += dynamodb::text_of(item, "sk").value();
    if (page.next.is_null()) break;
    request["ExclusiveStartKey"] = page.next;
  }
  EXPECT_EQ(order, "s6s5s4s3s2s1s0");
}

TEST(Conformance, ATableThatIsNotThereIsNotFound) {
  aws::Client client = live::client();
  Table table("no-such-table", dynamodb::service_of(client));
  const auto answer = table.put(row("p", "s"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "ResourceNotFoundException");
  EXPECT_EQ(dynamodb::fault_of(answer.error()).category, haggle::FaultCategory::configuration);
}

TEST(Conformance, AnEmptyKeyIsRefused) {
  live::Store store;
  const auto answer = store.table().put(row("", "s"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, "ValidationException");
}

TEST(Conformance, ARequestOfUnknownKeysIsRefused) {
  live::Store store;
  aws::Client client({"http://" + live::host(live::Way::straight), "us-east-1", "dynamodb"},
                     [] { return aws::Credentials{"AKIDEXAMPLE", "wrong", ""}; });
  Table table = store.table_over(client);
  const auto answer = table.get({"p", "s"});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().kind, aws::Kind::denied);
}

}  // namespace
