// Sold items and questions as the tests of this room write them.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "haggle/valuation/value.hpp"

namespace haggle::test {

inline constexpr Currency dollars{{'U', 'S', 'D', '\0'}};
inline constexpr Currency euros{{'E', 'U', 'R', '\0'}};

/// 2026-11-21T12:00:00Z
inline constexpr Instant noon{1'795'262'400'000};

inline Instant days_ago(std::int64_t count) {
  return noon + days(-count);
}

struct Sold {
  double similarity{0.9};
  std::int64_t price_minor{10'000};
  std::int64_t age{0};
  SaleCondition condition{SaleCondition::very_good};
};

/// The rows are 0, 1, 2 ...
inline std::vector<Comparable> sold(const std::vector<Sold>& items) {
  std::vector<Comparable> out;
  for (const Sold& item : items) {
    Comparable one;
    one.row = static_cast<std::uint32_t>(out.size());
    one.similarity = item.similarity;
    one.price_minor = item.price_minor;
    one.currency = dollars;
    one.sold_at = days_ago(item.age);
    one.condition = item.condition;
    out.push_back(one);
  }
  return out;
}

inline Query question() {
  Query out;
  out.now = noon;
  out.currency = dollars;
  out.condition = SaleCondition::very_good;
  return out;
}

inline Label label(const char* text) {
  return *Label::from(text);
}

/// The cuts of all comparables by name, in the order given.
inline std::string cuts(const Valuation& valuation) {
  std::string out;
  for (const NeighbourWeight& each : valuation.weights) {
    out += (out.empty() ? "" : " ") + std::string(cut_names[static_cast<std::size_t>(each.cut)]);
  }
  return out;
}

inline std::string_view name(Refusal refusal) {
  return refusal_names[static_cast<std::size_t>(refusal)];
}
inline std::string_view name(RangeBasis basis) {
  return range_basis_names[static_cast<std::size_t>(basis)];
}

/// Expects an error with its code, path and place.
template <class T>
void expect_fault(const Result<T>& result, Errc code, std::string_view where,
                  std::size_t index = 0) {
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(entry_of(result.error().code).name, entry_of(code).name);
  EXPECT_EQ(result.error().where, where);
  EXPECT_EQ(result.error().index, index);
}

}  // namespace haggle::test
