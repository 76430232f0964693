// src/comparables/query.hpp -- floor 3 (comparables).
//
// A query, made ready for the compressed copies.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comparables/encode.hpp"
#include "comparables/kernels.hpp"

namespace haggle::inline v0::detail {

/// A query in two levels of bytes: high_scale x high + low_scale x low, and a rest.
struct CodedQuery {
  std::vector<std::int8_t> high;
  std::vector<std::int8_t> low;
  double high_scale{0};
  double low_scale{0};
  std::int64_t high_sum{0};
  std::int64_t low_sum{0};
  double width{0};  // norm of the rest, and all other slack of the bound
  [[nodiscard]] CodeQuery view() const noexcept { return {high.data(), low.data()}; }
};

/// The similarity of a row is at most this, by its codes.
[[nodiscard]] double code_bound(const CodedQuery& query, const CodeNumbers& row,
                                const CodeDots& dots) noexcept;

struct Query {
  std::span<const float> vector;
  double square{0};
  std::vector<float> unit;
  CodedQuery coded;
  std::vector<std::int8_t> words;
  PrefixQuery prefix{};
};

/// Needs: what check_embedding accepts. `coded` says whether the index has codes at all.
void prepare(std::span<const float> vector, bool coded, const Basis& basis, Query& out);

}  // namespace haggle::inline v0::detail
