// Sales put, found and kept apart, on a real service.
#include <gtest/gtest.h>

#include <algorithm>
#include <dynamodb/sales.hpp>

#include "live/service.hpp"
#include "samples.hpp"

namespace {

using dynamodb::NewestFirst;
using dynamodb::PutResult;
using dynamodb::SaleRecord;
using dynamodb::Sales;
using haggle::Label;

const Label bags = Label::from("bags").value();
const Label gucci = Label::from("gucci").value();
const dynamodb::Period last_90_days = dynamodb::days_before(samples::now);

std::vector<std::string> ids(dynamodb::Expected<NewestFirst> rows) {
  std::vector<std::string> out;
  if (!rows) return {aws::describe(rows.error())};
  for (auto row = rows->next(); row && *row; row = rows->next()) {
    out.emplace_back((*row)->sale.id.text());
  }
  return out;
}

std::vector<SaleRecord> hourly_sales(int count) {
  std::vector<SaleRecord> out;
  for (int i = 0; i < count; ++i) out.push_back(samples::sale("s-" + std::to_string(i), i));
  return out;
}

std::vector<std::string> names(int count) {
  std::vector<std::string> out;
  for (int i = 0; i < count; ++i) out.push_back("s-" + std::to_string(i));
  return out;
}

TEST(Sales, PutTwiceAreOne) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  const SaleRecord record = samples::sale("s-1");
  EXPECT_EQ(sales.put(record).value(), PutResult::written);
  EXPECT_EQ(sales.put(record).value(), PutResult::duplicate);
  auto rows = sales.in_category(bags, last_90_days).value();
  EXPECT_EQ(rows.next().value(), record);
  EXPECT_FALSE(rows.next().value());
}

TEST(Sales, OlderVersionsAreRefusedAndNewerWritten) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  SaleRecord record = samples::sale("s-1");
  record.version = 5;
  EXPECT_EQ(sales.put(record).value(), PutResult::written);
  record.version = 4;
  record.sale.price_minor = 1;
  EXPECT_EQ(sales.put(record).value(), PutResult::older);
  record.version = 6;
  record.sale.price_minor = 2;
  EXPECT_EQ(sales.put(record).value(), PutResult::written);
  auto rows = sales.in_category(bags, last_90_days).value();
  EXPECT_EQ(rows.next().value(), record);
  EXPECT_FALSE(rows.next().value());
}

TEST(Sales, ACorrectedMomentLeavesOneRow) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  const SaleRecord wrong = samples::sale("s-1", 30);
  SaleRecord right = samples::sale("s-1", 3);
  right.version = 2;
  EXPECT_EQ(sales.put(wrong).value(), PutResult::written);
  EXPECT_EQ(sales.put(right).value(), PutResult::written);
  EXPECT_TRUE(sales.remove(wrong).value());
  EXPECT_FALSE(sales.remove(wrong).value());
  auto rows = sales.in_category(bags, last_90_days).value();
  EXPECT_EQ(rows.next().value(), right);
  EXPECT_FALSE(rows.next().value());
}

TEST(Sales, ARemovalSparesANewerVersion) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  SaleRecord record = samples::sale("s-1");
  record.version = 2;
  EXPECT_EQ(sales.put(record).value(), PutResult::written);
  record.version = 1;
  EXPECT_FALSE(sales.remove(record).value());
  EXPECT_EQ(ids(sales.in_category(bags, last_90_days)), std::vector<std::string>{"s-1"});
}

TEST(Sales, ComeNewestFirstOverAllShardsAndPages) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  EXPECT_EQ(sales.import(hourly_sales(120)).value(), 120U);
  for (const std::uint32_t page_rows : {3U, 0U}) {
    EXPECT_EQ(ids(sales.in_category(bags, last_90_days, page_rows)), names(120));
    EXPECT_EQ(ids(sales.with_embedding(last_90_days, page_rows)), names(120));
    EXPECT_EQ(ids(sales.of_brand(gucci, last_90_days, page_rows)), names(120));
  }
  auto rows = sales.in_category(bags, last_90_days, 3).value();
  while (rows.next().value()) {
  }
  EXPECT_GE(rows.pages_count(), 120U / 3);
}

TEST(Sales, ComeFromThePeriodOnly) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  constexpr std::int64_t day = 24;
  for (const std::int64_t hours : {0 * day, 90 * day, 90 * day + 1, 200 * day}) {
    ASSERT_TRUE(sales.put(samples::sale("h-" + std::to_string(hours), hours)));
  }
  ASSERT_TRUE(sales.put(samples::sale("future", -1)));
  const std::vector<std::string> expected{"h-0", "h-2160"};
  EXPECT_EQ(ids(sales.in_category(bags, last_90_days)), expected);
  EXPECT_EQ(ids(sales.with_embedding(last_90_days)), expected);
  EXPECT_EQ(ids(sales.of_brand(gucci, last_90_days)), expected);
}

SaleRecord sale_of(std::string_view tenant, std::string_view category) {
  SaleRecord record = samples::sale(std::string(tenant) + "/" + std::string(category));
  record.sale.tenant = Label::from(tenant).value();
  record.sale.category = Label::from(category).value();
  return record;
}

// One table, many shops: names that look like parts of another shop's keys too.
TEST(Sales, OfTenantsStayApart) {
  live::Store store;
  const std::vector<std::string> shops{"shop", "shop2", "shop#CATEGORY#bags", "sho", "shop%23"};
  for (const std::string& shop : shops) {
    Sales sales(store.table(), samples::tenant(shop));
    EXPECT_EQ(sales.put(sale_of(shop, "bags")).value(), PutResult::written) << shop;
    EXPECT_EQ(sales.put(sale_of("stranger", "bags")).error().code, "BadSale");
  }
  for (const std::string& shop : shops) {
    Sales sales(store.table(), samples::tenant(shop));
    const std::vector<std::string> own{shop + "/bags"};
    EXPECT_EQ(ids(sales.in_category(bags, last_90_days)), own);
    EXPECT_EQ(ids(sales.with_embedding(last_90_days)), own);
    EXPECT_EQ(ids(sales.of_brand(gucci, last_90_days)), own);
  }
}

TEST(Sales, WithoutEmbeddingAreFoundByCategoryAlone) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  SaleRecord record = samples::sale("s-1");
  record.embedding.clear();
  ASSERT_TRUE(sales.put(record));
  EXPECT_EQ(ids(sales.in_category(bags, last_90_days)).size(), 1U);
  EXPECT_TRUE(ids(sales.with_embedding(last_90_days)).empty());
}

TEST(Sales, OfABrandComeWithoutEmbedding) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  SaleRecord record = samples::sale("s-1");
  ASSERT_TRUE(sales.put(record));
  auto rows = sales.of_brand(gucci, last_90_days).value();
  record.embedding.clear();
  EXPECT_EQ(rows.next().value(), record);
}

TEST(Sales, AnImportKeepsTheNewestVersionOfEach) {
  live::Store store;
  Sales sales(store.table(), samples::tenant());
  std::vector<SaleRecord> records = hourly_sales(30);
  records.push_back(records[3]);
  records.back().version = 9;
  std::reverse(records.begin(), records.end());
  EXPECT_EQ(sales.import(records).value(), 30U);
  EXPECT_EQ(sales.put(records.front()).value(), PutResult::duplicate);
}

}  // namespace
