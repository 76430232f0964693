// src/comparables/state.hpp -- floor 3 (comparables).
//
// All of an index: its vectors, its facts, and whether they stand in somebody's bytes.
#pragma once

#include "comparables/facts.hpp"
#include "comparables/vectors.hpp"
#include "haggle/comparables/comparable_index.hpp"

namespace haggle {
inline namespace v0 {

struct ComparableIndex::State {
  detail::Vectors vectors;
  detail::Facts facts;
  bool is_view{false};
  std::span<const std::byte> viewed;

  State(std::size_t dimension, const IndexMemory& memory)
      : vectors(dimension, memory), facts(memory) {}
  [[nodiscard]] std::size_t size() const noexcept { return facts.size(); }
};

}  // namespace v0
}  // namespace haggle
