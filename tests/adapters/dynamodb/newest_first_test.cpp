// Pages of several shards as one run, from a service that holds them in memory.
#include <gtest/gtest.h>

#include <algorithm>
#include <dynamodb/newest_first.hpp>
#include <dynamodb/sale_index.hpp>
#include <dynamodb/sales.hpp>
#include <map>

#include "fake.hpp"
#include "samples.hpp"

namespace {

using dynamodb::Item;
using dynamodb::Json;
using dynamodb::SaleRecord;

/// Shards with their rows, and a Query over them that answers `Limit` rows a page.
class Shelf {
 public:
  void add(const SaleRecord& record) { add(samples::row(record)); }
  void add(const Item& row) {
    shards_[std::string(dynamodb::text_of(row, "gsi1pk").value())].push_back(row);
  }

  dynamodb::Table table() {
    return {"sales", [this](std::string_view, const Json& request) { return query(request); }};
  }

  int cuts_left{0};  // calls that come to nothing

 private:
  dynamodb::Expected<Json> query(const Json& request) {
    if (cuts_left-- > 0) return fake::error(aws::Kind::network, "");
    const Json& values = request["ExpressionAttributeValues"];
    std::vector<Item> rows = shards_[values[":pk"]["S"].get<std::string>()];
    std::sort(rows.begin(), rows.end(), [](const Item& a, const Item& b) {
      return dynamodb::text_of(a, "gsi1sk") > dynamodb::text_of(b, "gsi1sk");
    });
    return page(rows, request);
  }

  /// The start key is the number of rows that were given; every page but the first starts empty.
  static Json page(const std::vector<Item>& rows, const Json& request) {
    const Json start = request.value("ExclusiveStartKey", Json());
    const std::size_t first = start.is_null() ? 0 : start["place"].get<std::size_t>();
    const bool is_pause = !start.is_null() && !start.value("rested", false);
    if (is_pause) {
      return {{"Items", Json::array()}, {"LastEvaluatedKey", {{"place", first}, {"rested", true}}}};
    }
    const std::size_t end = std::min(rows.size(), first + request.value("Limit", rows.size()));
    Json body{{"Items", std::vector<Item>(rows.begin() + static_cast<std::ptrdiff_t>(first),
                                          rows.begin() + static_cast<std::ptrdiff_t>(end))}};
    if (end < rows.size()) body["LastEvaluatedKey"] = {{"place", end}};
    return body;
  }

  std::map<std::string, std::vector<Item>> shards_;
};

dynamodb::NewestFirst read(dynamodb::Table& table, std::uint32_t page_rows = 2) {
  dynamodb::Sales sales(table, samples::tenant());
  return sales
      .in_category(haggle::Label::from("bags").value(), dynamodb::days_before(samples::now),
                   page_rows)
      .value();
}

std::vector<std::string> ids(dynamodb::NewestFirst& rows) {
  std::vector<std::string> out;
  for (auto row = rows.next().value(); row; row = rows.next().value()) {
    out.emplace_back(row->sale.id.text());
  }
  return out;
}

TEST(NewestFirst, MergesShardsByDate) {
  Shelf shelf;
  std::vector<std::string> expected;
  for (int i = 0; i < 57; ++i) {
    expected.push_back("s-" + std::to_string(i));
    shelf.add(samples::sale(expected.back(), i));
  }
  dynamodb::Table table = shelf.table();
  for (const std::uint32_t page_rows : {1U, 2U, 100U}) {
    dynamodb::NewestFirst rows = read(table, page_rows);
    EXPECT_EQ(ids(rows), expected);
    EXPECT_GE(rows.pages_count(), 10U);
    EXPECT_FALSE(rows.next().value());  // the end stays the end
  }
}

TEST(NewestFirst, OfNothingIsNothing) {
  Shelf shelf;
  dynamodb::Table table = shelf.table();
  dynamodb::NewestFirst rows = read(table);
  EXPECT_FALSE(rows.next().value());
  EXPECT_EQ(rows.pages_count(), 10U);
}

TEST(NewestFirst, GoesOnWhereItStoodAfterACut) {
  Shelf shelf;
  for (int i = 0; i < 20; ++i) shelf.add(samples::sale("s-" + std::to_string(i), i));
  dynamodb::Table table = shelf.table();
  dynamodb::NewestFirst rows = read(table);
  std::vector<std::string> out;
  for (int turn = 0; out.size() < 20 && turn < 500; ++turn) {
    shelf.cuts_left = turn % 3 == 0 ? 1 : 0;
    const auto row = rows.next();
    if (row && *row) out.emplace_back((*row)->sale.id.text());
  }
  ASSERT_EQ(out.size(), 20U);
  for (std::size_t i = 0; i < out.size(); ++i) EXPECT_EQ(out[i], "s-" + std::to_string(i));
}

TEST(NewestFirst, PassesOverRowsThatCannotBeRead) {
  Shelf shelf;
  shelf.add(samples::sale("s-1", 1));
  Item spoilt = samples::row(samples::sale("s-2", 2));
  spoilt.erase("price_minor");
  shelf.add(spoilt);
  Item foreign = samples::row(samples::sale("s-3", 3));
  foreign["tenant"] = dynamodb::text_value("other");
  shelf.add(foreign);
  shelf.add(samples::sale("s-4", 4));
  dynamodb::Table table = shelf.table();
  dynamodb::NewestFirst rows = read(table);
  EXPECT_EQ(ids(rows), (std::vector<std::string>{"s-1", "s-4"}));
  EXPECT_EQ(rows.unreadable().count, 2U);
  EXPECT_EQ(rows.unreadable().first, "its attribute price_minor");
}

TEST(NewestFirst, NeedsAPeriodThatGoesForward) {
  Shelf shelf;
  dynamodb::Table table = shelf.table();
  dynamodb::Sales sales(table, samples::tenant());
  const haggle::Label bags = haggle::Label::from("bags").value();
  const haggle::Instant later = samples::now + haggle::seconds(1);
  EXPECT_EQ(sales.in_category(bags, {later, samples::now}).error().code, "BadPeriod");
  EXPECT_EQ(sales.in_category(bags, {haggle::Instant{-1}, later}).error().code, "BadPeriod");
}

TEST(SaleIndex, HoldsThePriceOfEachRow) {
  Shelf shelf;
  for (int i = 0; i < 30; ++i) {
    SaleRecord record = samples::sale("s-" + std::to_string(i), i);
    record.sale.price_minor = 1'000 + i;
    shelf.add(record);
  }
  dynamodb::Table table = shelf.table();
  dynamodb::NewestFirst rows = read(table);
  dynamodb::SaleIndex fed = dynamodb::SaleIndex::make(8).value();
  EXPECT_EQ(fed.feed(rows, 10).value().added, 10U);
  EXPECT_EQ(fed.feed(rows, 1'000).value().added, 20U);
  ASSERT_EQ(fed.index().size(), 30U);
  for (std::uint32_t row = 0; row < 30; ++row) {
    EXPECT_EQ(fed.index().sale(row).id.text(), "s-" + std::to_string(row));
    EXPECT_EQ(fed.price(row).minor, 1'000 + row);
    EXPECT_EQ(fed.sale(row).currency.text(), "USD");
    EXPECT_EQ(fed.sale(row).price_minor, fed.price(row).minor);
  }
}

TEST(SaleIndex, TakesTheNewerOfTwoRecordsOfASale) {
  for (const bool newer_is_later : {true, false}) {
    Shelf shelf;
    SaleRecord wrong = samples::sale("s-1", newer_is_later ? 5 : 3);
    SaleRecord right = samples::sale("s-1", newer_is_later ? 3 : 5);
    right.version = 2;
    right.sale.price_minor = 777;
    shelf.add(wrong);
    shelf.add(right);
    dynamodb::Table table = shelf.table();
    dynamodb::NewestFirst rows = read(table);
    dynamodb::SaleIndex fed = dynamodb::SaleIndex::make(8).value();
    EXPECT_EQ(fed.feed(rows, 10).value().replaced, 1U);
    ASSERT_EQ(fed.index().live(), 1U);
    const std::uint32_t row = fed.index().removed(0) ? 1 : 0;
    EXPECT_EQ(fed.price(row).minor, 777);
    EXPECT_EQ(fed.index().sale(row).sold_at, right.sale.sold_at);
  }
}

TEST(SaleIndex, PassesOverVectorsOfAnotherSize) {
  Shelf shelf;
  SaleRecord record = samples::sale("s-1");
  record.embedding = samples::embedding(1, 16);
  shelf.add(record);
  record = samples::sale("s-2");
  record.embedding.clear();
  shelf.add(record);
  dynamodb::Table table = shelf.table();
  dynamodb::NewestFirst rows = read(table);
  dynamodb::SaleIndex fed = dynamodb::SaleIndex::make(8).value();
  const dynamodb::Fed done = fed.feed(rows, 10).value();
  EXPECT_EQ(done.added, 0U);
  EXPECT_EQ(done.without_embedding, 2U);
}

}  // namespace
