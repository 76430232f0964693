// src/comparables/kernels.hpp -- floor 3 (comparables).
//
// What a search does with numbers, once for each kind of processor. All tables give the same
// answers: `dot` and `code_dots` the same bits, `prefix_hits` and `project` anything inside the
// bounds that src/comparables/slack.hpp derives.
#pragma once

#include <cstddef>
#include <cstdint>

namespace haggle::inline v0::detail {

/// Rows of a prefix block: their codes stand side by side, one lane each.
inline constexpr std::size_t block_rows = 16;

// The numbers beside each row of a prefix block, as 16 bits each.
inline constexpr float mean_unit = 1.0F / 32'768.0F;  // signed, to the nearest
inline constexpr float norm_unit = 1.0F / 32'768.0F;  // rounded up
/// A scale has 4 bits of exponent and 12 after the point; the least is taken away, so that none is
/// exactly zero.
inline constexpr float scale_least = 1.0F / 262'144.0F;         // 2^-18
inline constexpr std::uint32_t scale_least_bits = 109U << 23U;  // the same as the bits of a float
inline constexpr std::uint32_t scale_shift = 11;

inline constexpr float norm_inverse_unit = 1.0F / 524'288.0F;  // 2^-19, rounded down

/// The 16-bit numbers of each row.
inline constexpr std::size_t block_numbers = 5;  // mean, scale, error, rest, norm_inverse

/// Bytes of one block: four bits for each of its rows and dimensions, and the numbers.
[[nodiscard]] constexpr std::size_t block_bytes(std::size_t prefix) noexcept {
  return prefix * block_rows / 2 + block_numbers * block_rows * sizeof(std::uint16_t);
}

/// Rows of a matrix, each `stride` elements after the one before.
template <class T>
struct Rows {
  const T* data;
  std::size_t stride;
  const std::uint32_t* rows;  // which ones
  std::size_t count;
};

/// Rows of floats, one after the other or further apart; `columns`, a multiple of 16, are read.
struct Matrix {
  const float* data;
  std::size_t rows;
  std::size_t columns;
  std::size_t stride = columns;
};

/// Products of rows with a query's unit vector, in floats, and the squares of the rows' norms.
struct Products {
  const float* products;
  const double* squares;
  std::size_t count;
};
/// Outside of these squares floats run over or under; such rows are always looked at.
inline constexpr float product_square_least = 1e-36F;
inline constexpr float product_square_most = 1e36F;

/// A query against the codes of the prefix (slack.hpp says what the numbers mean).
struct PrefixQuery {
  const std::int8_t* words;  // for every 8 dimensions 4 bytes for the low codes, 4 for the high
  std::size_t prefix;        // dimensions
  float scale;               // of a word
  std::int32_t offset;       // 15 x the sum of the words
  float mean;                // along the mean direction
  float square;              // squared norm inside the prefix
  float norm;                // its root, rounded up
  float rest;                // norm outside mean and prefix
  std::size_t block_bytes;   // from one block to the next
  float width;               // what the rounding of the words can add to a product
  float slack;               // everything else
};

struct Hit {
  std::uint32_t row;
  float bound;  // its similarity is at most this
};

/// A query on its way through the prefixes, and the rows that it found.
struct Seeker {
  const PrefixQuery* query;
  float least;
  Hit* out;  // room for all rows
  std::size_t count;
};

struct Kernels {
  const char* name;
  /// The canonical dot product (canonical_dot.hpp).
  double (*dot)(const float* a, const float* b, std::size_t size);
  /// The same of many rows.
  void (*dots)(const Rows<float>& rows, const float* query, std::size_t size, double* out);
  /// The products of rows' codes and words; `size` is a multiple of 64.
  void (*code_dots)(const Rows<std::uint8_t>& rows, const std::int8_t* words, std::size_t size,
                    std::int32_t* out);
  /// The rows of some blocks, numbered from `row`, whose bound is at least what each seeker asks
  /// for; the seekers' queries are of one prefix.
  void (*prefix_hits)(Seeker* seekers, std::size_t count, const std::uint8_t* blocks,
                      std::size_t blocks_count, std::uint32_t row);
  /// Divides numbers into whole steps of at most `most`, leaves in them what is over, and returns
  /// the step; 0 where there is nothing to divide, and then no words.
  double (*take_level)(double* numbers, std::size_t count, double most, std::int8_t* words);
  /// The products of every row of a matrix and one vector, or four that stand one after the other;
  /// so do the answers.
  void (*project_one)(const Matrix& matrix, const float* x, float* out);
  void (*project_four)(const Matrix& matrix, const float* x, float* out);
  /// The places of the products that are not below `least` times their row's norm; returns how
  /// many. `out` has room for all.
  std::size_t (*reaching)(const Products& products, float least, std::uint32_t* out);
};

/// The best table that this processor runs.
[[nodiscard]] const Kernels& kernels() noexcept;

/// Every table that was compiled and that this processor runs, the best first; ends with null.
[[nodiscard]] const Kernels* const* all_kernels() noexcept;

}  // namespace haggle::inline v0::detail
