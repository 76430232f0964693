// The same random sales through C++ and through C: the same neighbours, prices and errors, to the
// last bit.
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "haggle/codec/sale_message.hpp"
#include "haggle/comparables/comparable_index.hpp"
#include "haggle/haggle.h"
#include "haggle/valuation/value.hpp"

namespace haggle::test {
namespace {

constexpr Instant now{1'763'712'000'000};
constexpr std::uint32_t dimension = 20;
constexpr std::size_t rows_count = 700;

/// Random rows with their sales, prices and an index in either language.
struct BothIndexes {
  std::vector<float> vectors{};
  std::vector<Sale> sales{};
  std::vector<std::int64_t> prices{};
  ComparableIndex cpp = *ComparableIndex::make(dimension);
  haggle_index* c{};

  explicit BothIndexes(std::uint32_t seed) {
    fill(seed);
    EXPECT_FALSE(cpp.add_all(vectors, sales));
    EXPECT_EQ(haggle_index_create(dimension, nullptr, nullptr, nullptr, &c, nullptr), HAGGLE_OK);
    // Sales of C stand apart, so that they are copied.
    struct Apart {
      haggle_sale sale;
      std::int64_t more;
    };
    std::vector<Apart> apart(rows_count);
    for (std::size_t i = 0; i < rows_count; ++i) {
      std::memcpy(&apart[i].sale, &sales[i], sizeof(Sale));
      std::memset(apart[i].sale.reserved, 0, sizeof apart[i].sale.reserved);
    }
    EXPECT_EQ(
        haggle_index_add(c, vectors.data(), dimension * sizeof(float), dimension, &apart[0].sale,
                         sizeof(Apart), rows_count, 1, nullptr, nullptr, nullptr),
        HAGGLE_OK);
  }
  BothIndexes(const BothIndexes&) = delete;
  BothIndexes& operator=(const BothIndexes&) = delete;
  ~BothIndexes() { haggle_index_destroy(c); }

  [[nodiscard]] std::span<const float> row(std::size_t i) const {
    return std::span{vectors}.subspan(i * dimension, dimension);
  }

 private:
  void fill(std::uint32_t seed) {
    std::mt19937 random{seed};
    std::normal_distribution<float> spread{2.0F, 1.0F};
    for (std::size_t i = 0; i < rows_count; ++i) {
      for (std::size_t j = 0; j < dimension; ++j) vectors.push_back(spread(random));
      Sale sale;
      sale.id = *SaleId::from("sale-" + std::to_string(i));
      sale.category = *Label::from(i % 3 == 0 ? "mugs" : "plates");
      sale.sold_at = now + days(-static_cast<std::int64_t>(random() % 120));
      sale.condition = SaleCondition{static_cast<std::uint8_t>(random() % 7)};
      sales.push_back(sale);
      prices.push_back(500 + static_cast<std::int64_t>(random() % 4'000));
    }
  }
};

TEST(SoldDifferential, TheIndexesAreTheSameBytes) {
  const BothIndexes both{1};
  std::size_t needed = 0;
  ASSERT_EQ(haggle_index_write(both.c, nullptr, 0, &needed, nullptr), HAGGLE_OK);
  ASSERT_EQ(needed, both.cpp.bytes());
  struct alignas(index_alignment) Block {
    std::byte bytes[index_alignment];
  };
  std::vector<Block> cpp(needed / sizeof(Block) + 1), c(needed / sizeof(Block) + 1);
  ASSERT_FALSE(both.cpp.write({cpp[0].bytes, needed}));
  ASSERT_EQ(haggle_index_write(both.c, c[0].bytes, needed, &needed, nullptr), HAGGLE_OK);
  EXPECT_EQ(std::memcmp(cpp.data(), c.data(), needed), 0);
}

TEST(SoldDifferential, SearchesAreTheSame) {
  const BothIndexes both{2};
  SearchOptions options;
  options.filter.category = "mugs";
  options.filter.sold_from = now + days(-60);
  options.min_similarity = 0.7;
  haggle_search_options c = HAGGLE_SEARCH_OPTIONS_INIT;
  std::strcpy(c.category, "mugs");
  c.has = HAGGLE_SEARCH_HAS_SOLD_FROM | HAGGLE_SEARCH_HAS_SIMILARITY;
  c.sold_from_ms = options.filter.sold_from->ms;
  c.similarity_min = options.min_similarity;
  for (std::size_t i = 0; i < 100; ++i) {
    Neighbour wanted[30];
    haggle_neighbour got[30];
    haggle_found found{};
    const auto answer = both.cpp.search(both.row(i), options, wanted);
    ASSERT_TRUE(answer);
    ASSERT_EQ(haggle_index_search(both.c, both.row(i).data(), dimension, &c, nullptr, nullptr, got,
                                  30, &found, nullptr),
              HAGGLE_OK);
    ASSERT_EQ(found.count, answer->count);
    EXPECT_EQ(found.shortfall, static_cast<std::uint8_t>(answer->shortfall));
    EXPECT_EQ(std::memcmp(wanted, got, found.count * sizeof(Neighbour)), 0);
  }
}

struct CPolicyEnd {
  void operator()(haggle_valuation_policy* policy) const noexcept {
    haggle_valuation_policy_destroy(policy);
  }
};
using CPolicy = std::unique_ptr<haggle_valuation_policy, CPolicyEnd>;

CPolicy usual_policy(std::uint32_t preset) {
  haggle_valuation_options options = HAGGLE_VALUATION_OPTIONS_INIT;
  haggle_valuation_policy* made = nullptr;
  EXPECT_EQ(haggle_valuation_options_usual(preset, &options, nullptr), HAGGLE_OK);
  EXPECT_EQ(haggle_valuation_policy_create(&options, nullptr, &made, nullptr), HAGGLE_OK);
  return CPolicy{made};
}

/// What C++ makes of the neighbours that the policy asks for.
Result<Valuation> valued_by_hand(const BothIndexes& both, std::size_t i, const Query& query,
                                 const ValuationPolicy& policy) {
  SearchOptions options;
  options.min_similarity = policy.choice().similarity_min;
  options.filter.sold_from = now + days(-static_cast<std::int64_t>(policy.choice().age_days_max));
  options.filter.sold_until = now;
  std::vector<Neighbour> near(policy.choice().neighbours_max);
  near.resize(both.cpp.search(both.row(i), options, near)->count);
  std::vector<Comparable> comparables;
  for (const Neighbour& one : near) {
    Sale sale = both.sales[one.row];
    sale.price_minor = both.prices[one.row];
    sale.currency = query.currency;
    comparables.push_back(comparable_from(one, sale));
  }
  return value(query, comparables, policy);
}

void expect_same(const Valuation& cpp, const haggle_valuation& c,
                 const std::vector<haggle_weight>& weights) {
  EXPECT_EQ(static_cast<std::uint8_t>(cpp.refusal), c.refusal);
  EXPECT_EQ(static_cast<std::uint8_t>(cpp.range_basis), c.range_basis);
  EXPECT_EQ(cpp.price_minor, c.price_minor);
  EXPECT_EQ(cpp.low_minor, c.low_minor);
  EXPECT_EQ(cpp.high_minor, c.high_minor);
  EXPECT_EQ(cpp.confidence, c.confidence);
  EXPECT_EQ(cpp.coverage, c.coverage);
  EXPECT_EQ(cpp.effective_count, c.effective_count);
  EXPECT_EQ(cpp.top_similarity, c.top_similarity);
  EXPECT_EQ(cpp.price_log, c.price_log);
  EXPECT_EQ(cpp.spread_log, c.spread_log);
  for (std::size_t i = 0; i < cpp.weights.size(); ++i) {
    EXPECT_EQ(cpp.weights[i].row, weights[i].row);
    EXPECT_EQ(static_cast<std::uint8_t>(cpp.weights[i].cut), weights[i].cut);
    EXPECT_EQ(cpp.weights[i].weight, weights[i].weight);
  }
}

void expect_same_values(const ValuationPolicy& policy, std::uint32_t preset) {
  const BothIndexes both{3};
  const CPolicy c = usual_policy(preset);
  Query query;
  query.now = now;
  query.currency = *currency_from("USD");
  query.condition = SaleCondition::good;
  haggle_query asked = HAGGLE_QUERY_INIT;
  asked.now_ms = now.ms;
  asked.condition = HAGGLE_SALE_CONDITION_GOOD;
  std::strcpy(asked.currency, "USD");
  for (std::size_t i = 0; i < 100; ++i) {
    const auto wanted = valued_by_hand(both, i, query, policy);
    ASSERT_TRUE(wanted);
    haggle_valuation got = HAGGLE_VALUATION_INIT;
    std::vector<haggle_weight> weights(20);
    std::vector<haggle_neighbour> near(20);
    ASSERT_EQ(haggle_index_value(both.c, c.get(), both.row(i).data(), dimension, &asked, nullptr,
                                 both.prices.data(), rows_count, nullptr, nullptr, near.data(),
                                 weights.data(), 20, nullptr, &got, nullptr),
              HAGGLE_OK);
    expect_same(*wanted, got, weights);
  }
}

TEST(SoldDifferential, ValuesOfTheFirstMethodAreTheSame) {
  expect_same_values(*visual_similarity(), HAGGLE_PRESET_VISUAL_SIMILARITY);
}

TEST(SoldDifferential, ValuesOfOursAreTheSame) {
  expect_same_values(*calibrated(), HAGGLE_PRESET_CALIBRATED);
}

TEST(SoldDifferential, ErrorsOfEventsAreTheSame) {
  const std::string whole =
      R"({"type": "product.sold", "eventId": "e", "occurredAt": "2026-01-17T14:22:05Z",)"
      R"( "tenantId": "acme", "productId": "p", "category": "mugs", "brand": "mill", "condition":)"
      R"( "good", "salePrice": "12.50", "saleCurrency": "USD", "soldDate": "2026-01-17",)"
      R"( "embedding": [0.5, -1]})";
  for (std::size_t size = 0; size <= whole.size(); ++size) {
    std::string text = whole.substr(0, size) + (size % 2 == 0 ? "" : whole.substr(size / 2));
    const auto cpp = read_sale_event(text);
    haggle_sale_event event = HAGGLE_SALE_EVENT_INIT;
    haggle_error error = HAGGLE_ERROR_INIT;
    const auto status =
        haggle_sale_event_read(text.data(), text.size(), nullptr, &event, nullptr, 0, &error);
    ASSERT_EQ(status, cpp ? HAGGLE_OK : static_cast<haggle_status>(cpp.error().code)) << text;
    if (cpp) continue;
    EXPECT_STREQ(error.where, cpp.error().where);
    EXPECT_EQ(error.offset, cpp.error().offset);
  }
}

}  // namespace
}  // namespace haggle::test
