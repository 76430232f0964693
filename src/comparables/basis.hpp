// src/comparables/basis.hpp -- floor 3 (comparables).
//
// Learns in which directions the vectors of a catalogue differ.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "comparables/encode.hpp"

namespace haggle::inline v0::detail {

/// How many directions pay for so many rows, a power of two; none for few rows or short vectors.
[[nodiscard]] std::size_t prefix_for(std::size_t rows, std::size_t dimension) noexcept;

struct LearntBasis {
  std::vector<float> matrix;
  double error{0};
};

/// The mean direction and the `prefix` strongest ones beside it, of a sample of unit vectors that
/// stand one after the other, `unit_stride(dimension)` floats each. Any orthonormal basis keeps the
/// answers right; a good one keeps them fast.
/// Cost: up to a second for 1,024 dimensions.
[[nodiscard]] LearntBasis learn_basis(std::span<const float> sample, std::size_t dimension,
                                      std::size_t prefix);

}  // namespace haggle::inline v0::detail
