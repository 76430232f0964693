// src/comparables/encode.hpp -- floor 3 (comparables).
//
// The compressed copies of one vector.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "comparables/kernels.hpp"

namespace haggle::inline v0::detail {

/// Directions in which vectors of one catalogue differ most: the mean direction first, then
/// `prefix` others, orthonormal but for `error`. Rows are `stride` floats long, zeros at the end.
struct Basis {
  std::size_t prefix{0};
  std::size_t stride{0};
  double error{0};
  const float* matrix{nullptr};
  [[nodiscard]] std::size_t count() const noexcept { return prefix + 1; }
};

/// What stands beside the codes of a whole row: the row is scale x (codes - 128) and a rest of a
/// norm of at most `error`.
struct CodeNumbers {
  float scale{0};
  float error{0};
};

[[nodiscard]] constexpr std::size_t round_up(std::size_t size, std::size_t to) noexcept {
  return (size + to - 1) / to * to;
}

/// Vectors shorter than this have no compressed copy: there is little to save.
inline constexpr std::size_t coded_least = 128;

/// Bytes of a row's codes.
[[nodiscard]] constexpr std::size_t code_stride(std::size_t dimension) noexcept {
  return round_up(dimension, 64);
}
/// Floats of a unit vector as the projection takes it.
[[nodiscard]] constexpr std::size_t unit_stride(std::size_t dimension) noexcept {
  return round_up(dimension, 16);
}

/// The unit vector of a row with this squared norm, zeros at the end.
void make_unit(std::span<const float> row, double square, float* unit);

/// Eight bits for each component of a unit vector. `codes` has room for code_stride bytes.
CodeNumbers encode_row(std::span<const float> unit, std::uint8_t* codes);

/// Four bits for each coordinate inside the prefix, as lane `lane` of a block. `coordinates` are
/// the products with the rows of the basis.
void encode_prefix(const Basis& basis, const float* coordinates, std::size_t lane,
                   std::uint8_t* block);

}  // namespace haggle::inline v0::detail
