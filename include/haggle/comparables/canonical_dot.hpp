// haggle/comparables/canonical_dot.hpp -- floor 3 (comparables).
//
// The definition of a similarity: one dot product with one order of its sums, so that a score has
// the same bits on every machine. Every fast search answers as this one does.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {

inline constexpr std::size_t dimension_max = 4'096;

namespace detail {

/// The fixed tree over the sixteen partial sums.
[[nodiscard]] inline double add_up(const double* sums) noexcept {
  std::array<double, 8> s{};
  for (std::size_t j = 0; j < 8; ++j) s[j] = sums[j] + sums[j + 8];
  for (std::size_t j = 0; j < 4; ++j) s[j] += s[j + 4];
  return (s[0] + s[2]) + (s[1] + s[3]);
}

/// The cosine of two vectors with these dot products; minus one where a damaged index makes it no
/// number, so that every list of answers has an order.
[[nodiscard]] inline double cosine_of(double dot, double square_a, double square_b) noexcept {
  const double cosine = dot / std::sqrt(square_a * square_b);
  if (!(cosine > -1.0)) return -1.0;
  return cosine < 1.0 ? cosine : 1.0;
}

}  // namespace detail

/// The dot product: products in double, which are exact; component i goes to sum i mod 16, in order
/// of i; then sum j + sum j+8, j+4, j+2, j+1, each rounded to nearest.
/// Needs: a and b of one size, finite.  Cost: linear.
[[nodiscard]] inline double canonical_dot(std::span<const float> a,
                                          std::span<const float> b) noexcept {
  std::array<double, 16> sums{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    sums[i % 16] += static_cast<double>(a[i]) * static_cast<double>(b[i]);
  }
  return detail::add_up(sums.data());
}

/// The cosine similarity, -1 to 1: dot(a,b) / sqrt(dot(a,a) x dot(b,b)), then clamped.
/// Needs: what `check_embedding` accepts.
[[nodiscard]] inline double cosine(std::span<const float> a, std::span<const float> b) noexcept {
  return detail::cosine_of(canonical_dot(a, b), canonical_dot(a, a), canonical_dot(b, b));
}

/// What is wrong with an embedding, if anything.
/// Errors: wrong_dimension; not_finite, `index` is the component; zero_vector.
[[nodiscard]] inline std::optional<Error> check_embedding(std::span<const float> embedding,
                                                          std::size_t dimension,
                                                          const char* where = "embedding[]") {
  if (embedding.size() != dimension) return fail(Errc::wrong_dimension, where).value();
  constexpr std::int32_t infinite = 0x7F80'0000;
  constexpr std::int32_t all_but_sign = 0x7FFF'FFFF;
  std::int32_t most = 0;  // the bits of sizes stand in the order of the sizes
  for (const float one : embedding) {
    most = std::max(most, std::bit_cast<std::int32_t>(one) & all_but_sign);
  }
  if (most == 0) return fail(Errc::zero_vector, where).value();
  if (most < infinite) return std::nullopt;
  std::size_t at = 0;
  while (std::isfinite(embedding[at])) ++at;
  return fail(Errc::not_finite, where, at).value();
}

}  // namespace v0
}  // namespace haggle
