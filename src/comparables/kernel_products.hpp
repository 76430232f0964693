// src/comparables/kernel_products.hpp -- floor 3 (comparables).
//
// The kernels in floats: products with rows of a matrix, and which of them reach a bar. As
// kernel_body.hpp says of a kind's types.
#pragma once

#include <cstddef>
#include <cstdint>

#include "comparables/kernels.hpp"

namespace haggle::inline v0::detail {

template <class Kind>
struct ProductBody {
  using Floats = typename Kind::Floats;
  static constexpr std::size_t step = 16;  // components of Floats at a time

  /// The totals of four sums; a kind may have a way that is faster than one by one.
  static void totals_of_four(const Floats* sums, float* out) {
    if constexpr (requires { Floats::totals_of_four(sums, out); }) {
      Floats::totals_of_four(sums, out);
    } else {
      for (std::size_t j = 0; j < 4; ++j) out[j] = sums[j].total();
    }
  }

  /// Four runs of rows side by side, as in `dots`.
  static void project_one(const Matrix& matrix, const float* x, float* out) {
    const std::size_t run = matrix.rows / 4;
    for (std::size_t r = 0; r < run; ++r) {
      const float* row = matrix.data + r * matrix.stride;
      Floats sums[4];
      for (std::size_t i = 0; i < matrix.columns; i += step) {
        const Floats of_x = Floats::load(x + i);
        for (std::size_t j = 0; j < 4; ++j) {
          sums[j].add(Floats::load(row + j * run * matrix.stride + i), of_x);
        }
      }
      float totals[4];
      totals_of_four(sums, totals);
      for (std::size_t j = 0; j < 4; ++j) out[j * run + r] = totals[j];
    }
    for (std::size_t r = 4 * run; r < matrix.rows; ++r) {
      const float* row = matrix.data + r * matrix.stride;
      Floats sum;
      for (std::size_t i = 0; i < matrix.columns; i += step) {
        sum.add(Floats::load(row + i), Floats::load(x + i));
      }
      out[r] = sum.total();
    }
  }

  /// Each row is read once for all four vectors.
  static void project_four(const Matrix& matrix, const float* x, float* out) {
    for (std::size_t r = 0; r < matrix.rows; ++r) {
      const float* row = matrix.data + r * matrix.stride;
      Floats sums[4];
      for (std::size_t i = 0; i < matrix.columns; i += step) {
        const Floats of_row = Floats::load(row + i);
        for (std::size_t j = 0; j < 4; ++j) {
          sums[j].add(of_row, Floats::load(x + j * matrix.columns + i));
        }
      }
      float totals[4];
      totals_of_four(sums, totals);
      for (std::size_t j = 0; j < 4; ++j) out[j * matrix.rows + r] = totals[j];
    }
  }

  /// The least product that reaches; what is no number reaches too.
  [[gnu::always_inline]] static float reach(double square_of_row, float least) {
    const auto square = static_cast<float>(square_of_row);
    const bool fits = (square > product_square_least) & (square < product_square_most);
    return fits ? least * __builtin_sqrtf(square) : -__builtin_inff();
  }

  static std::size_t reaching(const Products& from, float least, std::uint32_t* out) {
    std::size_t count = 0;
    std::size_t i = 0;
    for (; i + step <= from.count; i += step) {
      unsigned any = 0;
      for (std::size_t j = i; j < i + step; ++j) {
        any |= from.products[j] < reach(from.squares[j], least) ? 0U : 1U;
      }
      if (any != 0) count = add_reaching(from, least, {i, i + step}, out, count);
    }
    return add_reaching(from, least, {i, from.count}, out, count);
  }
  struct Places {
    std::size_t first, last;
  };
  static std::size_t add_reaching(const Products& from, float least, Places places,
                                  std::uint32_t* out, std::size_t count) {
    for (std::size_t i = places.first; i < places.last; ++i) {
      out[count] = static_cast<std::uint32_t>(i);
      count += from.products[i] < reach(from.squares[i], least) ? 0U : 1U;
    }
    return count;
  }
};

}  // namespace haggle::inline v0::detail
