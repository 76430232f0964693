// Events of items as they arrive, one file each in sale_events/: what is sent, and what is read of
// it. HAGGLE_UPDATE=1 writes what is read anew; the change is then read by people.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "haggle/codec/instant_text.hpp"
#include "haggle/codec/sale_message.hpp"

namespace haggle::golden {
namespace {

using Json = nlohmann::ordered_json;

const std::filesystem::path sales = HAGGLE_TESTS_DIR "/golden/sale_events";

Json told(const Error& error) {
  return {{"error", entry_of(error.code).name},
          {"path", error.where},
          {"index", error.index},
          {"offset", error.offset}};
}

Json told(const Sale& sale) {
  return {{"id", sale.id.text()},
          {"product", sale.product.text()},
          {"tenant", sale.tenant.text()},
          {"category", sale.category.text()},
          {"brand", sale.brand.text()},
          {"price_minor", sale.price_minor},
          {"currency", sale.currency.text()},
          {"sold_at", instant_text(sale.sold_at)},
          {"condition", sale_condition_names[static_cast<std::size_t>(sale.condition)]}};
}

Json told(const SaleEvent& event) {
  return {{"kind", item_event_names[static_cast<std::size_t>(event.kind)]},
          {"type", event.type},
          {"event_id", event.event_id.text()},
          {"revision", event.revision},
          {"occurred_at", instant_text(event.occurred_at)},
          {"sale", told(event.sale)},
          {"asked_minor", event.asked_minor},
          {"embedding_id", event.embedding_id},
          {"embedding", event.embedding}};
}

Json told(const SaleDelivery& one) {
  Json out{{"where", one.where}, {"record_id", one.record_id}, {"record", one.record}};
  out.update(one.error ? told(*one.error) : told(one.event));
  return out;
}

Json read(const Json& given) {
  const Json wanted = given.value("defaults", Json::object());
  const std::string tenant = wanted.value("tenant", "");
  SaleDefaults defaults;
  if (wanted.contains("currency")) {
    defaults.currency = *currency_from(wanted["currency"].get<std::string>());
  }
  defaults.tenant = tenant;
  defaults.dimension = wanted.value("dimension", 0U);
  defaults.embedding_required = wanted.value("embedding_required", true);
  SaleReader reader{defaults};
  Json out = Json::array();
  for (const SaleDelivery& one : reader.read(given.at("sent").dump())) out.push_back(told(one));
  return out;
}

void check(const std::filesystem::path& file) {
  SCOPED_TRACE(file.filename().string());
  Json given = Json::parse(std::ifstream(file));
  const Json now = read(given);
  if (std::getenv("HAGGLE_UPDATE") != nullptr) {
    given["read"] = now;
    std::ofstream(file) << given.dump(2) << '\n';
  }
  ASSERT_TRUE(given.contains("read"));
  EXPECT_EQ(now.dump(), given["read"].dump());
}

/// The numbers that were sent, as another reader reads them, are the embedding to the last bit.
void check_embedding(const Json& detail, const std::vector<float>& read) {
  std::vector<float> sent;
  for (const Json& component : detail.at("embedding")) {
    sent.push_back(static_cast<float>(component.get<double>()));
  }
  EXPECT_EQ(sent, read);
}

TEST(GoldenSales, EveryEventIsAsItWas) {
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::directory_iterator(sales)) files.push_back(file.path());
  std::sort(files.begin(), files.end());
  EXPECT_GE(files.size(), 7U);
  for (const auto& file : files) check(file);
}

TEST(GoldenSales, TheEmbeddingIsWhatAnotherReaderReads) {
  const Json given = Json::parse(std::ifstream(sales / "sold_on_the_bus.json"));
  SaleReader reader{{.currency = Currency{"ISK"}}};
  const auto all = reader.read(given.at("sent").dump());
  ASSERT_EQ(all.size(), 1U);
  check_embedding(given.at("sent").at("detail"), all[0].event.embedding);
}

}  // namespace
}  // namespace haggle::golden
