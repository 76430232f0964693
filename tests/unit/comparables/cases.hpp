// What the tests of an index share: small indexes in few words.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "differential/comparables_referee.hpp"
#include "haggle/comparables/comparable_index.hpp"
#include "support/build.hpp"

namespace haggle::test {

inline Sale sale_of(std::string_view key, std::string_view category = {}, std::int64_t day = 0) {
  Sale out;
  out.id = id<SaleId>(key);
  out.category = id<Label>(category);
  out.sold_at.ms = day * 86'400'000;
  return out;
}

/// Rows (1, 0), (1, 1), (1, 2) ... with a key each; every other one is a shoe.
inline ComparableIndex fan(std::size_t count) {
  ComparableIndex index = must(ComparableIndex::make(2));
  for (std::size_t i = 0; i < count; ++i) {
    const auto day = static_cast<std::int64_t>(i);
    const Sale sale = sale_of("s" + std::to_string(i), i % 2 == 0 ? "shoes" : "hats", day);
    EXPECT_FALSE(index.add(Vector{1, static_cast<float>(i)}, sale).has_value());
  }
  return index;
}

inline void expect_error(const std::optional<Error>& error, Errc code, std::string_view where,
                         std::uint32_t index = 0) {
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(entry_of(error->code).name, entry_of(code).name);
  EXPECT_EQ(error->where, where);
  EXPECT_EQ(error->index, index);
}

template <class T>
std::optional<Error> error_of(const Result<T>& result) {
  if (result) return std::nullopt;
  return result.error();
}

}  // namespace haggle::test
