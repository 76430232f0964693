// An index fed from pages gives the neighbours that one fed from memory gives.
#include <gtest/gtest.h>

#include <dynamodb/sale_index.hpp>
#include <dynamodb/sales.hpp>

#include "live/service.hpp"
#include "samples.hpp"

namespace {

using dynamodb::SaleRecord;
using haggle::Neighbour;

constexpr std::size_t dimension = 64;
constexpr std::size_t neighbours_count = 20;

std::vector<SaleRecord> catalogue(int count) {
  std::vector<SaleRecord> out;
  for (int i = 0; i < count; ++i) {
    SaleRecord record = samples::sale("s-" + std::to_string(i), i);
    record.embedding = samples::embedding(static_cast<std::uint32_t>(i), dimension);
    record.sale.price_minor = 1'000 + i;
    out.push_back(std::move(record));
  }
  return out;
}

/// What a search finds, by sale.
struct Hit {
  std::string sale;
  double similarity;
  friend bool operator==(const Hit&, const Hit&) = default;
};

std::vector<Hit> search(const haggle::ComparableIndex& index, std::span<const float> query) {
  std::vector<Neighbour> found(neighbours_count);
  haggle::SearchOptions options;
  options.filter.tenant = "shop";
  options.filter.category = "bags";
  found.resize(index.search(query, options, found).value().count);
  std::vector<Hit> out;
  for (const Neighbour& one : found) {
    out.push_back({std::string(index.sale(one.row).id.text()), one.similarity});
  }
  return out;
}

TEST(Index, FedFromPagesFindsWhatOneFedFromMemoryFinds) {
  live::Store store;
  dynamodb::Sales sales(store.table(), samples::tenant());
  const std::vector<SaleRecord> all = catalogue(300);
  ASSERT_EQ(sales.import(all).value(), all.size());

  auto rows =
      sales.in_category(haggle::Label::from("bags").value(), dynamodb::days_before(samples::now), 7)
          .value();
  dynamodb::SaleIndex fed = dynamodb::SaleIndex::make(dimension).value();
  EXPECT_EQ(fed.feed(rows, 1'000).value().added, all.size());
  EXPECT_EQ(rows.unreadable().count, 0U);

  haggle::ComparableIndex memory = haggle::ComparableIndex::make(dimension).value();
  for (const SaleRecord& record : all) ASSERT_FALSE(memory.add(record.embedding, record.sale));
  for (std::uint32_t query = 1'000; query < 1'010; ++query) {
    const auto asked = samples::embedding(query, dimension);
    const std::vector<Hit> hits = search(fed.index(), asked);
    EXPECT_EQ(hits.size(), neighbours_count);
    EXPECT_EQ(hits, search(memory, asked));
  }
  for (std::uint32_t row = 0; row < 300; ++row) EXPECT_EQ(fed.price(row).minor, 1'000 + row);
}

}  // namespace
