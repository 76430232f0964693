// Writes, batches and their errors, against a service that answers from a script.
#include <gtest/gtest.h>

#include <chrono>
#include <dynamodb/table.hpp>

#include "fake.hpp"
#include "samples.hpp"

namespace {

using dynamodb::Item;
using dynamodb::Json;
using dynamodb::Table;
using std::chrono::milliseconds;

std::vector<Item> rows(int count) {
  std::vector<Item> out;
  for (int i = 0; i < count; ++i) {
    out.push_back(samples::row(samples::sale("s-" + std::to_string(i))));
  }
  return out;
}

/// A batch's answer that leaves these undone.
Json unprocessed(const Json& requests) {
  return {{"UnprocessedItems", {{"sales", requests}}}};
}

Json requests_in(const std::pair<std::string, Json>& asked) {
  return asked.second["RequestItems"]["sales"];
}

TEST(Table, PutsARowUnderACondition) {
  fake::Service service;
  Table table = service.table();
  const Item row = rows(1)[0];
  EXPECT_TRUE(table.put(row, dynamodb::absent_or_older(7)).value());
  ASSERT_EQ(service.requests.size(), 1U);
  EXPECT_EQ(service.requests[0].first, "PutItem");
  const Json expected{{"TableName", "sales"},
                      {"Item", row},
                      {"ConditionExpression", "attribute_not_exists(pk) OR #version < :version"},
                      {"ExpressionAttributeNames", {{"#version", "version"}}},
                      {"ExpressionAttributeValues", {{":version", {{"N", "7"}}}}}};
  EXPECT_EQ(service.requests[0].second, expected);
}

TEST(Table, TellsAConditionThatWasNotMetFromAFailure) {
  fake::Service service;
  Table table = service.table();
  service.answers.push_back(fake::error(aws::Kind::request, "ConditionalCheckFailedException"));
  EXPECT_FALSE(table.put(rows(1)[0], dynamodb::absent()).value());
  service.answers.push_back(fake::error(aws::Kind::denied, "AccessDeniedException"));
  EXPECT_EQ(table.put(rows(1)[0], dynamodb::absent()).error().kind, aws::Kind::denied);
}

TEST(Table, VersionZeroIsARowThatIsNotThere) {
  EXPECT_EQ(dynamodb::version_is(0).expression, "attribute_not_exists(pk)");
  EXPECT_EQ(dynamodb::version_is(3).expression, "#version = :version");
  EXPECT_EQ(dynamodb::not_newer(3).expression, "#version <= :version");
}

TEST(Table, RefusesARowOfMoreThan400KbBeforeItIsSent) {
  fake::Service service;
  Table table = service.table();
  Item row = rows(1)[0];
  row["note"] = dynamodb::text_value(std::string(dynamodb::item_bytes_max, 'x'));
  const auto put = table.put(row);
  ASSERT_FALSE(put);
  EXPECT_EQ(put.error().code, "ItemTooLarge");
  EXPECT_NE(put.error().message.find("409600 at most"), std::string::npos);
  std::vector<Item> batch = rows(2);
  batch.push_back(row);
  EXPECT_EQ(table.write_all(batch).error().code, "ItemTooLarge");
  EXPECT_TRUE(service.requests.empty());
}

TEST(Table, WritesBatchesOf25) {
  fake::Service service;
  Table table = service.table();
  EXPECT_EQ(table.write_all(rows(60)).value(), 60U);
  ASSERT_EQ(service.requests.size(), 3U);
  EXPECT_EQ(requests_in(service.requests[0]).size(), 25U);
  EXPECT_EQ(requests_in(service.requests[2]).size(), 10U);
  EXPECT_TRUE(service.pauses.empty());
}

TEST(Table, WritesNothingForNoRows) {
  fake::Service service;
  Table table = service.table();
  EXPECT_EQ(table.write_all({}).value(), 0U);
  EXPECT_TRUE(service.requests.empty());
}

// The service refuses a batch in which a key stands twice.
TEST(Table, WritesTheLastOfRowsWithOneKey) {
  fake::Service service;
  Table table = service.table();
  std::vector<Item> batch = rows(3);
  batch.push_back(batch[0]);
  batch.back()["version"] = dynamodb::number_value(9);
  EXPECT_EQ(table.write_all(batch).value(), 3U);
  ASSERT_EQ(service.requests.size(), 1U);
  int newest = 0;
  for (const Json& request : requests_in(service.requests[0])) {
    newest += request["PutRequest"]["Item"]["version"]["N"] == "9" ? 1 : 0;
  }
  EXPECT_EQ(newest, 1);
}

TEST(Table, SendsAgainWhatWasLeftUnprocessedAfterAPauseThatDoubles) {
  fake::Service service;
  Table table = service.table();
  Json left = Json::array();
  for (const Item& row : rows(3)) left.push_back({{"PutRequest", {{"Item", row}}}});
  service.answers = {unprocessed(left), unprocessed(Json::array({left[2]}))};
  EXPECT_EQ(table.write_all(rows(25)).value(), 25U);
  ASSERT_EQ(service.requests.size(), 3U);
  EXPECT_EQ(requests_in(service.requests[1]), left);
  EXPECT_EQ(requests_in(service.requests[2]), Json::array({left[2]}));
  EXPECT_EQ(service.pauses, (std::vector{milliseconds(50), milliseconds(100)}));
}

TEST(Table, GivesUpOnRowsThatStayUnprocessed) {
  fake::Service service;
  Table table = service.table(3);
  const Json left = Json::array({{{"PutRequest", {{"Item", rows(1)[0]}}}}});
  service.answers = {unprocessed(left), unprocessed(left), unprocessed(left)};
  const auto done = table.write_all(rows(1));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, aws::Kind::throttled);
  EXPECT_EQ(done.error().code, "Unprocessed");
  EXPECT_EQ(service.requests.size(), 3U);
  EXPECT_EQ(service.pauses.size(), 2U);
}

TEST(Table, PausesNoLongerThanItsLongest) {
  fake::Service service;
  Table table = service.table();
  for (const int round : {0, 6, 7, 40}) table.pause(round);
  EXPECT_EQ(service.pauses, (std::vector{milliseconds(50), milliseconds(3'200), milliseconds(5'000),
                                         milliseconds(5'000)}));
}

TEST(Table, ReadsARowOrNone) {
  fake::Service service;
  Table table = service.table();
  service.answers = {Json{{"Item", {{"version", {{"N", "4"}}}}}}, Json::object()};
  EXPECT_EQ(dynamodb::number_of(**table.get({"p", "s"}), "version"), 4);
  EXPECT_FALSE(table.get({"p", "s"}).value().has_value());
  EXPECT_EQ(service.requests[0].second["ConsistentRead"], true);
}

TEST(Fault, SaysWhoCanMendIt) {
  using haggle::FaultCategory;
  struct Row {
    aws::Kind kind;
    const char* code;
    FaultCategory category;
    bool can_pass;
  };
  for (const Row& row :
       {Row{aws::Kind::network, "", FaultCategory::network, true},
        Row{aws::Kind::throttled, "ThrottlingException", FaultCategory::external, true},
        Row{aws::Kind::server, "", FaultCategory::external, true},
        Row{aws::Kind::denied, "AccessDeniedException", FaultCategory::configuration, false},
        Row{aws::Kind::request, "ResourceNotFoundException", FaultCategory::configuration, false},
        Row{aws::Kind::request, "ValidationException", FaultCategory::validation, false}}) {
    const haggle::Fault fault = dynamodb::fault_of(fake::error(row.kind, row.code).value());
    EXPECT_EQ(fault.category, row.category) << row.code;
    EXPECT_EQ(haggle::can_pass(fault), row.can_pass) << row.code;
    EXPECT_NE(fault.text.find("said the service"), std::string::npos);
  }
}

}  // namespace
