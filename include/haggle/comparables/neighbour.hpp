// haggle/comparables/neighbour.hpp -- floor 3 (comparables).
//
// One answer of a search: which row, and how similar it is.
#pragma once

#include <cstdint>

namespace haggle {
inline namespace v0 {

/// A row of an index and its cosine similarity to the query, -1 to 1 (canonical_dot.hpp).
struct Neighbour {
  std::uint32_t row{0};
  std::uint32_t reserved{0};
  double similarity{0};
  friend constexpr bool operator==(const Neighbour&, const Neighbour&) = default;
};
static_assert(sizeof(Neighbour) == 16);

/// The order of every answer: the more similar first, of equals the smaller row.
[[nodiscard]] constexpr bool comes_before(const Neighbour& a, const Neighbour& b) noexcept {
  if (a.similarity != b.similarity) return a.similarity > b.similarity;
  return a.row < b.row;
}

}  // namespace v0
}  // namespace haggle
