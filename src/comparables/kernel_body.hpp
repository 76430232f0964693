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

  /// The products of a block's codes and a query's words.
  static void products_of(const std::int8_t* words, const std::uint8_t* block, std::size_t prefix,
                          std::int32_t* out) {
    Lanes lanes;
    for (std::size_t g = 0; g < prefix / 8; g += lane_groups) {
      lanes.add(block + g * group_bytes, words + g * 8);
    }
    lanes.store(out);
  }

  /// The same of four queries; a kind may have a way that is faster than one by one.
  static void products_of_four(const std::int8_t* const words[4], const std::uint8_t* block,
                               std::size_t prefix, std::int32_t (*out)[block_rows]) {
    if constexpr (requires { Kind::products_of_four(words, block, prefix, out); }) {
      Kind::products_of_four(words, block, prefix, out);
    } else {
      for (std::size_t i = 0; i < 4; ++i) products_of(words[i], block, prefix, out[i]);
    }
  }

  /// What stands beside the codes of a block's rows.
  struct Numbers {
    alignas(64) float mean[block_rows];
    alignas(64) float scale[block_rows];
    alignas(64) float error[block_rows];
    alignas(64) float rest[block_rows];
    alignas(64) float inverse[block_rows];
  };
  [[gnu::always_inline]] static void read(const Number* from, Numbers& out) {
    for (std::size_t i = 0; i < block_rows; ++i) {
      out.mean[i] = static_cast<float>(static_cast<std::int16_t>(from[i])) * mean_unit;
      const std::uint32_t bits =
          (static_cast<std::uint32_t>(from[block_rows + i]) << scale_shift) + scale_least_bits;
      out.scale[i] = __builtin_bit_cast(float, bits) - scale_least;
      out.error[i] = static_cast<float>(from[2 * block_rows + i]) * norm_unit;
      out.rest[i] = static_cast<float>(from[3 * block_rows + i]) * norm_unit;
      out.inverse[i] = static_cast<float>(from[4 * block_rows + i]) * norm_inverse_unit;
    }
  }

  /// Adds the rows of a block whose bound is high enough; the bound's derivation stands in the
  /// room's README.
  [[gnu::always_inline]] static void add_hits(Seeker& seeker, const Numbers& numbers,
                                              const std::int32_t* products, std::uint32_t row) {
    const PrefixQuery& query = *seeker.query;
    const float least = seeker.least;
    const float constant = query.width + query.slack;
    alignas(64) float bound[block_rows];
    unsigned any = 0;
    for (std::size_t i = 0; i < block_rows; ++i) {
      const float product = query.scale * static_cast<float>(2 * products[i] - query.offset);
      const float whole = __builtin_fabsf(product) * numbers.inverse[i];
      const float along = larger(whole - query.width, 0.0F);
      const float across = __builtin_sqrtf(larger(query.square - along * along, 0.0F));
      bound[i] = query.mean * numbers.mean[i] + numbers.scale[i] * product +
                 across * numbers.error[i] + query.rest * numbers.rest[i] + constant;
      any |= bound[i] >= least ? 1U : 0U;
    }
    if (any == 0) return;
    for (std::size_t i = 0; i < block_rows; ++i) {
      seeker.out[seeker.count] = {row + static_cast<std::uint32_t>(i), bound[i]};
      seeker.count += bound[i] >= least ? 1 : 0;
    }
  }

  static void prefix_hits(Seeker* seekers, std::size_t count, const std::uint8_t* blocks,
                          std::size_t blocks_count, std::uint32_t row) {
    const std::size_t prefix = seekers->query->prefix;
    const std::size_t bytes = seekers->query->block_bytes;
    for (std::size_t b = 0; b < blocks_count; ++b, row += block_rows) {
      const std::uint8_t* block = blocks + b * bytes;
      // A processor foresees what is read up to the end of a page, and a block is half a page.
      for (std::size_t i = 0; i < bytes; i += line_bytes) {
        __builtin_prefetch(block + ahead_bytes + i);
      }
      Numbers numbers;
      read(reinterpret_cast<const Number*>(block + prefix * block_rows / 2), numbers);
      std::size_t s = 0;
      alignas(64) std::int32_t products[4][block_rows];
      for (; s + 4 <= count; s += 4) {
        const std::int8_t* const words[4] = {seekers[s].query->words, seekers[s + 1].query->words,
                                             seekers[s + 2].query->words,
                                             seekers[s + 3].query->words};
        products_of_four(words, block, prefix, products);
        for (std::size_t i = 0; i < 4; ++i) add_hits(seekers[s + i], numbers, products[i], row);
      }
      for (; s < count; ++s) {
        products_of(seekers[s].query->words, block, prefix, products[0]);
        add_hits(seekers[s], numbers, products[0], row);
      }
    }
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
