// src/comparables/kernel_body.hpp -- floor 3 (comparables).
//
// The kernels over four small types that each kind of processor has its own of (kernels_*.cpp):
//   Sums     sixteen sums in double of products of floats and doubles
//   Bytes    one sum of products of unsigned and signed bytes
//   Lanes    sixteen sums, one a row, of products of four-bit codes and signed bytes
//   Floats   sixteen floats
// A kind that has no linkage gives none to what is made of it, and nothing that is inline elsewhere
// is called: a linker keeps one copy of such a function, and it might be one that another processor
// does not run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "comparables/kernels.hpp"

namespace haggle::inline v0::detail {

template <class Kind>
struct KernelBody {
  using Sums = typename Kind::Sums;
  using Bytes = typename Kind::Bytes;
  using Lanes = typename Kind::Lanes;
  using Floats = typename Kind::Floats;

  static constexpr std::size_t step = 16;         // components of Sums and Floats at a time
  static constexpr std::size_t byte_step = 64;    // bytes of Bytes at a time
  static constexpr std::size_t group_bytes = 64;  // of 16 rows x 8 dimensions
  static constexpr std::size_t lane_groups = 4;   // groups of Lanes at a time
  static constexpr std::size_t line_bytes = 64;
  static constexpr std::size_t dimension_most = 4'096;
  /// A number beside the codes: bytes, read where they stand.
  using Number [[gnu::may_alias]] = std::uint16_t;
  static constexpr std::size_t ahead_rows = 6;
  static constexpr std::size_t ahead_bytes = 1'024;  // of what is read in order

  static float larger(float a, float b) { return a < b ? b : a; }

  /// The fixed tree of the canonical dot product.
  static double add_up(double* s) {
    for (std::size_t half = 8; half > 0; half /= 2) {
      for (std::size_t j = 0; j < half; ++j) s[j] += s[j + half];
    }
    return s[0];
  }

  static double dot(const float* a, const float* b, std::size_t size) {
    alignas(64) double wide[dimension_most];
    for (std::size_t i = 0; i < size; ++i) wide[i] = static_cast<double>(b[i]);
    return wide_dot(a, wide, size, a);
  }

  /// Reads `ahead` while it works, a line for each that it uses.
  static double wide_dot(const float* a, const double* b, std::size_t size, const float* ahead) {
    Sums sums;
    const std::size_t whole = size / step * step;
    for (std::size_t i = 0; i < whole; i += step) {
      __builtin_prefetch(ahead + i);
      sums.add(a + i, b + i);
    }
    return total(sums, a + whole, b + whole, size - whole);
  }

  /// What is over goes to the first sums.
  static double total(const Sums& sums, const float* a, const double* b, std::size_t size) {
    alignas(64) double out[step];
    sums.store(out);
    for (std::size_t j = 0; j < size; ++j) out[j] += static_cast<double>(a[j]) * b[j];
    return add_up(out);
  }

  /// Rows are read from all over, and a processor foresees no further than a page. Always inline:
  /// g++ takes a call of a function that does nothing but this for one without effect.
  template <class T>
  [[gnu::always_inline]] static void fetch(const Rows<T>& rows, std::size_t at, std::size_t size) {
    if (at >= rows.count) return;
    const char* from = reinterpret_cast<const char*>(rows.data + rows.stride * rows.rows[at]);
    for (std::size_t i = 0; i < size * sizeof(T); i += line_bytes) __builtin_prefetch(from + i);
  }

  // The query is made wide once: that is half of the work of a product.
  static void dots(const Rows<float>& rows, const float* query, std::size_t size, double* out) {
    alignas(64) double wide[dimension_most];
    for (std::size_t i = 0; i < size; ++i) wide[i] = static_cast<double>(query[i]);
    fetch(rows, 0, size);
    for (std::size_t i = 0; i < rows.count; ++i) {
      const float* row = rows.data + rows.stride * rows.rows[i];
      const bool jumps = i + 1 < rows.count && rows.rows[i + 1] != rows.rows[i] + 1;
      const float* ahead =
          jumps ? rows.data + rows.stride * rows.rows[i + 1] : row + ahead_bytes / sizeof(float);
      out[i] = wide_dot(row, wide, size, ahead);
    }
  }

  static void code_dots(const Rows<std::uint8_t>& rows, const CodeQuery& query, std::size_t size,
                        CodeDots* out) {
    for (std::size_t i = 0; i < ahead_rows; ++i) fetch(rows, i, size);
    for (std::size_t i = 0; i < rows.count; ++i) {
      fetch(rows, i + ahead_rows, size);
      const std::uint8_t* codes = rows.data + rows.stride * rows.rows[i];
      Bytes high;
      Bytes low;
      for (std::size_t j = 0; j < size; j += byte_step) {
        high.add(codes + j, query.high + j);
        low.add(codes + j, query.low + j);
      }
      out[i] = {high.total(), low.total()};
    }
  }

  static void lane_dots(const PrefixQuery& query, const std::uint8_t* block, std::int32_t* out) {
    Lanes lanes;
    for (std::size_t g = 0; g < query.prefix / 8; g += lane_groups) {
      lanes.add(block + g * group_bytes, query.words + g * 8);
    }
    lanes.store(out);
  }

  /// The bound of each row of a block; its derivation stands in the room's README.
  static void bounds_of(const PrefixQuery& query, const std::uint8_t* block, float* bound) {
    alignas(64) std::int32_t products[block_rows];
    lane_dots(query, block, products);
    const auto* numbers = reinterpret_cast<const Number*>(block + query.prefix * block_rows / 2);
    const float constant = query.width + query.slack;
    for (std::size_t i = 0; i < block_rows; ++i) {
      const float mean = static_cast<float>(static_cast<std::int16_t>(numbers[i])) * mean_unit;
      const std::uint32_t bits =
          (static_cast<std::uint32_t>(numbers[block_rows + i]) << scale_shift) + scale_least_bits;
      const float scale = __builtin_bit_cast(float, bits) - scale_least;
      const float error = static_cast<float>(numbers[2 * block_rows + i]) * norm_unit;
      const float rest = static_cast<float>(numbers[3 * block_rows + i]) * norm_unit;
      const float norm_inverse =
          static_cast<float>(numbers[4 * block_rows + i]) * norm_inverse_unit;
      const float product = query.scale * static_cast<float>(2 * products[i] - query.offset);
      const float along = larger(__builtin_fabsf(product) * norm_inverse - query.width, 0.0F);
      const float across = __builtin_sqrtf(larger(query.square - along * along, 0.0F));
      bound[i] =
          query.mean * mean + scale * product + across * error + query.rest * rest + constant;
    }
  }

  static std::size_t prefix_hits(const PrefixQuery& query, const std::uint8_t* blocks,
                                 std::size_t blocks_count, float least, std::uint32_t row,
                                 Hit* out) {
    std::size_t count = 0;
    for (std::size_t b = 0; b < blocks_count; ++b, row += block_rows) {
      const std::uint8_t* block = blocks + b * query.block_bytes;
      // A processor foresees what is read up to the end of a page, and a block is half a page.
      for (std::size_t i = 0; i < query.block_bytes; i += line_bytes) {
        __builtin_prefetch(block + ahead_bytes + i);
      }
      alignas(64) float bound[block_rows];
      bounds_of(query, block, bound);
      unsigned any = 0;
      for (std::size_t i = 0; i < block_rows; ++i) any |= bound[i] >= least ? 1U : 0U;
      if (any == 0) continue;
      for (std::size_t i = 0; i < block_rows; ++i) {
        out[count] = {row + static_cast<std::uint32_t>(i), bound[i]};
        count += bound[i] >= least ? 1 : 0;
      }
    }
    return count;
  }

  /// The products of every row of a matrix and some vectors; each row is read once for all of them.
  template <std::size_t vectors>
  [[gnu::always_inline]] static void project(const Matrix& matrix, const float* x, float* out) {
    for (std::size_t r = 0; r < matrix.rows; ++r) {
      const float* row = matrix.data + r * matrix.columns;
      Floats sums[vectors];
      for (std::size_t i = 0; i < matrix.columns; i += step) {
        const Floats of_row = Floats::load(row + i);
        for (std::size_t j = 0; j < vectors; ++j) {
          sums[j].add(of_row, Floats::load(x + j * matrix.columns + i));
        }
      }
      for (std::size_t j = 0; j < vectors; ++j) out[j * matrix.rows + r] = sums[j].total();
    }
  }

  static void project_one(const Matrix& matrix, const float* x, float* out) {
    project<1>(matrix, x, out);
  }
  static void project_four(const Matrix& matrix, const float* x, float* out) {
    project<4>(matrix, x, out);
  }

  static constexpr Kernels table(const char* name) {
    return {name, dot, dots, code_dots, prefix_hits, project_one, project_four};
  }
};

}  // namespace haggle::inline v0::detail
