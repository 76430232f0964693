// src/valuation/history_keys.hpp -- floor 4 (valuation).
//
// Which rows of two copies of a history are the same sale: by tenant and the sale's own key.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "haggle/valuation/history_check.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

using HistoryRows = std::span<const HistoryRow>;

/// So many rows, the first of them at `row`.
struct RowTally {
  std::size_t found{0};
  std::size_t row{HistoryFinding::no_row};

  void add(std::size_t at, std::size_t count = 1) {
    if (count == 0) return;
    row = std::min(row, at);
    found += count;
  }
};

/// The rows that have a key, in the order of their keys; of equal ones the earlier first.
[[nodiscard]] std::vector<std::size_t> by_key(HistoryRows rows);

/// Leaves the first row of each key; counts the others.
RowTally take_repeated(HistoryRows rows, std::vector<std::size_t>& order);

/// What the keys of the two copies have in common.
struct MatchedKeys {
  RowTally missing{};  ///< rows of the source
  RowTally extra{};    ///< rows of the copy
  RowTally altered{};  ///< rows of the copy
};

/// Goes through both in the order of their keys.
/// Needs: each key once in each order.
[[nodiscard]] MatchedKeys match_keys(const HistoryPair& given,
                                     const std::vector<std::size_t>& source,
                                     const std::vector<std::size_t>& copy);

}  // namespace detail
}  // namespace v0
}  // namespace haggle
