// src/comparables/kernel_body.hpp -- floor 3 (comparables).
//
// The kernels over four small types that each kind of processor has its own of (kernels_*.cpp):
//   Sums     sixteen sums in double of products of floats and doubles
//   Bytes    one sum of products of unsigned and signed bytes
//   Lanes    sixteen sums, one a row, of products of four-bit codes and signed bytes
//   Floats   sixteen floats (kernel_products.hpp)
// A kind that has no linkage gives none to what is made of it, and nothing that is inline elsewhere
// is called: a linker keeps one copy of such a function, and it might be one that another processor
// does not run.
#pragma once

#include <cstddef>
#include <cstdint>

#include "comparables/kernel_levels.hpp"
#include "comparables/kernel_products.hpp"
#include "comparables/kernels.hpp"

namespace haggle::inline v0::detail {

template <class Kind>
struct KernelBody {
  using Sums = typename Kind::Sums;
  using Bytes = typename Kind::Bytes;
  using Lanes = typename Kind::Lanes;

  static constexpr std::size_t step = 16;         // components of Sums at a time
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
    widen(b, size, wide);
    double out = 0;
    wide_dots<1>(&a, nullptr, wide, size, &out);
    return out;
  }

  // A query is made wide once: that is half of the work of a product.
  static void widen(const float* query, std::size_t size, double* out) {
    for (std::size_t i = 0; i < size; ++i) out[i] = static_cast<double>(query[i]);
  }

  /// The products of some rows side by side. Reads what is `ahead` of each, if anything, while it
  /// works, a line for each that it uses.
  template <std::size_t rows>
  [[gnu::always_inline]] static void wide_dots(const float* const* a, const float* const* ahead,
                                               const double* b, std::size_t size, double* out) {
    Sums sums[rows];
    const std::size_t whole = size / step * step;
    for (std::size_t i = 0; i < whole; i += step) {
      for (std::size_t r = 0; r < rows; ++r) {
        if (ahead != nullptr) __builtin_prefetch(ahead[r] + i);
        sums[r].add(a[r] + i, b + i);
      }
    }
    for (std::size_t r = 0; r < rows; ++r) {
      out[r] = total(sums[r], a[r] + whole, b + whole, size - whole);
    }
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

  static const float* row_of(const Rows<float>& rows, std::size_t at) {
    return rows.data + rows.stride * rows.rows[at];
  }

  /// Runs of the list side by side: a processor reads ahead in each of a few places, and so faster
  /// than in one. Where runs jump, what comes next is read ahead here.
  static void dots(const Rows<float>& rows, const float* query, std::size_t size, double* out) {
    alignas(64) double wide[dimension_most];
    widen(query, size, wide);
    constexpr std::size_t runs = Kind::runs;
    const std::size_t run = rows.count / runs;
    const float* from[runs];
    const float* next[runs];
    double totals[runs];
    for (std::size_t r = 0; r < runs && run > 0; ++r) next[r] = row_of(rows, r * run);
    for (std::size_t i = 0; i < run; ++i) {
      bool jump = false;
      for (std::size_t r = 0; r < runs; ++r) {
        from[r] = next[r];
        if (i + 1 < run) next[r] = row_of(rows, r * run + i + 1);
        jump = jump || next[r] != from[r] + size;
      }
      if (jump) {
        wide_dots<runs>(from, next, wide, size, totals);
      } else {
        wide_dots<runs>(from, nullptr, wide, size, totals);
      }
      for (std::size_t r = 0; r < runs; ++r) out[r * run + i] = totals[r];
    }
    for (std::size_t i = runs * run; i < rows.count; ++i) {
      from[0] = row_of(rows, i);
      wide_dots<1>(from, nullptr, wide, size, out + i);
    }
  }

  static void code_dots(const Rows<std::uint8_t>& rows, const std::int8_t* words, std::size_t size,
                        std::int32_t* out) {
    for (std::size_t i = 0; i < ahead_rows; ++i) fetch(rows, i, size);
    for (std::size_t i = 0; i < rows.count; ++i) {
      fetch(rows, i + ahead_rows, size);
      const std::uint8_t* codes = rows.data + rows.stride * rows.rows[i];
      Bytes sum;
      for (std::size_t j = 0; j < size; j += byte_step) sum.add(codes + j, words + j);
      out[i] = sum.total();
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

  /// A bit for each lane that is not below `least`; none for what is no number.
  [[gnu::always_inline]] static unsigned lanes_reaching(const float* lanes, float least) {
    if constexpr (requires { Kind::lanes_reaching(lanes, least); }) {
      return Kind::lanes_reaching(lanes, least);
    } else {
      unsigned bits = 0;
      for (unsigned i = 0; i < block_rows; ++i) bits |= (lanes[i] >= least ? 1U : 0U) << i;
      return bits;
    }
  }

  /// Adds the rows of a block whose bound is high enough; the bound's derivation stands in the
  /// room's README.
  [[gnu::always_inline]] static void add_hits(Seeker& seeker, const Numbers& numbers,
                                              const std::int32_t* products, std::uint32_t row) {
    const PrefixQuery& query = *seeker.query;
    const float least = seeker.least;
    const float constant = query.width + query.slack;
    alignas(64) float product[block_rows];
    alignas(64) float bound[block_rows];  // but for what is across
    alignas(64) float most[block_rows];   // nothing is further across than the query is long
    for (std::size_t i = 0; i < block_rows; ++i) {
      product[i] = query.scale * static_cast<float>(2 * products[i] - query.offset);
      bound[i] = query.mean * numbers.mean[i] + numbers.scale[i] * product[i] +
                 query.rest * numbers.rest[i] + constant;
      most[i] = bound[i] + query.norm * numbers.error[i];
    }
    if (lanes_reaching(most, least) == 0) return;  // most blocks need no root
    for (std::size_t i = 0; i < block_rows; ++i) {
      const float whole = __builtin_fabsf(product[i]) * numbers.inverse[i];
      const float along = larger(whole - query.width, 0.0F);
      const float across = __builtin_sqrtf(larger(query.square - along * along, 0.0F));
      bound[i] += across * numbers.error[i];
    }
    for (unsigned lanes = lanes_reaching(bound, least); lanes != 0; lanes &= lanes - 1) {
      const auto lane = static_cast<std::uint32_t>(__builtin_ctz(lanes));
      seeker.out[seeker.count++] = {row + lane, bound[lane]};
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

  static constexpr Kernels table(const char* name) {
    using InFloats = ProductBody<Kind>;
    return {name,
            dot,
            dots,
            code_dots,
            prefix_hits,
            LevelBody<Kind>::take_level,
            InFloats::project_one,
            InFloats::project_four,
            InFloats::reaching};
  }
};

}  // namespace haggle::inline v0::detail
