// Bad input: every error of value() with its path and place.
#include <functional>
#include <limits>

#include "cases.hpp"
#include "haggle/base/limits.hpp"

namespace haggle::test {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double three[] = {1, 2, 3};
constexpr double broken[] = {1, nan, 3};
constexpr double huge[] = {1, 2, 2e9};

struct Input {
  Query query = question();
  std::vector<Comparable> comparables = sold({{0.9, 100}, {0.8, 200}, {0.1, 300, 4'000}});
};

Result<Valuation> ask(const Input& input, bool visually) {
  return value(input.query, input.comparables, visually ? *visual_similarity() : *calibrated());
}

TEST(ValuationInput, ComesFromASearchAndItsSales) {
  Sale sale;
  sale.price_minor = 4'200;
  sale.currency = dollars;
  sale.sold_at = days_ago(3);
  sale.condition = SaleCondition::fair;
  const Comparable one = comparable_from({17, 0, 0.875}, sale);
  EXPECT_EQ(one.row, 17U);
  EXPECT_EQ(one.similarity, 0.875);
  EXPECT_EQ(one.price_minor, 4'200);
  EXPECT_EQ(one.currency, dollars);
  EXPECT_EQ(one.sold_at, days_ago(3));
  EXPECT_EQ(one.condition, SaleCondition::fair);
  EXPECT_FALSE(one.size.has_value());
}

TEST(ValuationInput, FaultsOfTheQuery) {
  struct Row {
    Errc code;
    const char* where;
    std::function<void(Query&)> spoil;
  };
  const Row rows[] = {
      {Errc::unknown_currency, "query.currency", [](Query& q) { q.currency = {}; }},
      {Errc::unknown_value, "query.condition", [](Query& q) { q.condition = SaleCondition{7}; }},
      {Errc::unknown_value, "query.quality", [](Query& q) { q.quality = Quality{5}; }},
      {Errc::out_of_range, "query.now", [](Query& q) { q.now.ms = instant_ms_max + 1; }},
      {Errc::not_finite, "query.quality_factor", [](Query& q) { q.quality_factor = nan; }},
      {Errc::out_of_range, "query.quality_factor", [](Query& q) { q.quality_factor = 0; }},
      {Errc::out_of_range, "query.quality_factor", [](Query& q) { q.quality_factor = 101; }},
      {Errc::not_finite, "query.miss_rate", [](Query& q) { q.miss_rate = infinite; }},
      {Errc::out_of_range, "query.miss_rate", [](Query& q) { q.miss_rate = -0.1; }},
      {Errc::out_of_range, "query.miss_rate", [](Query& q) { q.miss_rate = 1.1; }},
      {Errc::not_finite, "query.size", [](Query& q) { q.size = nan; }},
      {Errc::out_of_range, "query.size", [](Query& q) { q.size = 0; }},
      {Errc::not_finite, "query.attributes", [](Query& q) { q.attributes = broken; }},
      {Errc::out_of_range, "query.attributes", [](Query& q) { q.attributes = huge; }},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where);
    Input input;
    row.spoil(input.query);
    for (const bool visually : {true, false}) {
      expect_fault(ask(input, visually), row.code, row.where);
    }
  }
}

TEST(ValuationInput, FaultsOfAComparable) {
  struct Row {
    Errc code;
    const char* where;
    std::function<void(Comparable&)> spoil;
  };
  const Row rows[] = {
      {Errc::not_finite, "comparables[].similarity", [](auto& c) { c.similarity = nan; }},
      {Errc::not_finite, "comparables[].similarity", [](auto& c) { c.similarity = -infinite; }},
      {Errc::out_of_range, "comparables[].similarity", [](auto& c) { c.similarity = 1.0001; }},
      {Errc::price_not_positive, "comparables[].price", [](auto& c) { c.price_minor = 0; }},
      {Errc::price_not_positive, "comparables[].price", [](auto& c) { c.price_minor = -5; }},
      {Errc::out_of_range, "comparables[].price",
       [](auto& c) { c.price_minor = amount_minor_max + 1; }},
      {Errc::out_of_range, "comparables[].sold_at",
       [](auto& c) { c.sold_at.ms = -instant_ms_max - 1; }},
      {Errc::sold_in_future, "comparables[].sold_at", [](auto& c) { c.sold_at.ms = noon.ms + 1; }},
      {Errc::currency_mismatch, "comparables[].currency", [](auto& c) { c.currency = euros; }},
      {Errc::unknown_value, "comparables[].condition",
       [](auto& c) { c.condition = SaleCondition{200}; }},
      {Errc::wrong_dimension, "comparables[].attributes", [](auto& c) { c.attributes = three; }},
      {Errc::not_finite, "comparables[].size", [](auto& c) { c.size = infinite; }},
      {Errc::out_of_range, "comparables[].size", [](auto& c) { c.size = -1; }},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.where);
    for (const std::size_t place : {std::size_t{1}, std::size_t{2}}) {  // 2 would be cut
      Input input;
      row.spoil(input.comparables[place]);
      expect_fault(ask(input, true), row.code, row.where, place);
      expect_fault(ask(input, false), row.code, row.where, place);
    }
  }
}

TEST(ValuationInput, FaultsOfAttributes) {
  Input input;
  input.query.attributes = three;
  for (Comparable& one : input.comparables) one.attributes = three;
  EXPECT_TRUE(ask(input, false).has_value());
  input.comparables[1].attributes = broken;
  expect_fault(ask(input, false), Errc::not_finite, "comparables[].attributes", 1);
  input.comparables[1].attributes = {};
  expect_fault(ask(input, false), Errc::wrong_dimension, "comparables[].attributes", 1);
}

TEST(ValuationInput, TheFirstFaultIsTold) {
  Input input;
  input.comparables[1].similarity = nan;
  input.comparables[0].price_minor = 0;
  expect_fault(ask(input, true), Errc::price_not_positive, "comparables[].price", 0);
  input.query.currency = {};
  expect_fault(ask(input, true), Errc::unknown_currency, "query.currency");
}

}  // namespace
}  // namespace haggle::test
