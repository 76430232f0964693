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

/// One level of bytes: scale x words.
struct Level {
  std::vector<std::int8_t> words{};
  double scale{0};
  std::int32_t sum{0};  // of the words

  /// What it adds to a row's similarity; `dot` is the product of the row's codes and the words.
  [[nodiscard]] double along(const CodeNumbers& row, std::int32_t dot) const noexcept {
    return static_cast<double>(row.scale) * scale * static_cast<double>(dot - 128 * sum);
  }
};

/// A query in two levels, and a rest. The first alone leaves a longer rest, and most rows need no
/// more to be told apart.
struct CodedQuery {
  Level high{};
  Level low{};
  double high_width{0};  // norm of what the first level leaves, and all other slack of its bound
  double width{0};       // the same of both
};

/// The similarity of a row is at most this, by its codes: `along` is what the levels add, `width`
/// what they leave.
[[nodiscard]] double code_bound(double along, double width, const CodeNumbers& row) noexcept;

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
