// src/comparables/query.hpp -- floor 3 (comparables).
//
// A query, made ready for the compressed copies.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "comparables/encode.hpp"
#include "comparables/kernels.hpp"
#include "haggle/comparables/search.hpp"

namespace haggle::inline v0::detail {

/// A query in two levels of bytes: high_scale x high + low_scale x low, and a rest.
struct CodedQuery {
  std::vector<std::int8_t> high;
  std::vector<std::int8_t> low;
  double high_scale{0};
  double low_scale{0};
  std::int32_t high_sum{0};
  std::int32_t low_sum{0};
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

/// What a query is made ready for: whether the index has codes, and the basis of its prefixes,
/// one with no prefix where they are not used.
struct Copies {
  bool coded;
  Basis basis;
};

/// Needs: what check_embedding accepts. The executor's parts share the work.
void prepare(std::span<const float> vector, const Copies& copies, const Executor& executor,
             Query& out);

/// The same for four that stand one after the other: the basis is read once.
void prepare_four(std::span<const float> vectors, const Copies& copies, Query* const out[4]);

}  // namespace haggle::inline v0::detail
