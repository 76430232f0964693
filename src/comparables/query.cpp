#include "comparables/query.hpp"

#include <algorithm>
#include <cmath>

#include "comparables/lanes.hpp"
#include "comparables/slack.hpp"
#include "comparables/vectors.hpp"

namespace haggle::inline v0::detail {
namespace {

// Two products of a row's code and a word of 63 stay inside 16 bits, which AVX2 counts in.
constexpr double word_most = 63.0;
constexpr double prefix_word_most = 127.0;

/// Coding a query takes as long as its products with so many rows of the basis.
constexpr std::size_t code_worth = 64;

double take_level(std::span<double> numbers, double most, std::int8_t* words) {
  return kernels().take_level(numbers.data(), numbers.size(), most, words);
}

std::int32_t sum_of_words(const std::vector<std::int8_t>& words) {
  std::int32_t sum = 0;  // of at most 4,096
  for (const std::int8_t word : words) sum += word;
  return sum;
}

double norm_of(std::span<const double> numbers) {
  return std::sqrt(sum_of(numbers.size(), [&](std::size_t i) { return numbers[i] * numbers[i]; }));
}

/// Makes one level of what the level before left, and leaves what it does not say.
void take_level(std::vector<double>& rest, Level& out) {
  out.words.assign(code_stride(rest.size()), 0);
  out.scale = take_level(rest, word_most, out.words.data());
  out.sum = sum_of_words(out.words);
}

/// A row's scale is rounded to float, its components were, and the sums here are in double.
double width_of(std::span<const double> rest) {
  return norm_of(rest) * (1.0 + root_slack) + rounded_slack + 2.0 * float_unit + score_slack;
}

void code(const Query& query, CodedQuery& out) {
  std::vector<double> rest(query.vector.size());
  const double inverse = 1.0 / std::sqrt(query.square);
  for (std::size_t i = 0; i < rest.size(); ++i) {
    rest[i] = static_cast<double>(query.vector[i]) * inverse;
  }
  take_level(rest, out.high);
  out.high_width = width_of(rest);
  take_level(rest, out.low);
  out.width = width_of(rest);
}

/// Needs: `coordinates`, the products with the rows of the basis. The order of the words, that of a
/// block's bytes, is that of the dimensions.
void take_words(const Basis& basis, std::span<const float> coordinates, Query& out) {
  std::vector<double> inside(coordinates.begin() + 1, coordinates.end());
  const double mean = static_cast<double>(coordinates[0]);
  const double norm = norm_of(inside);
  const double projection = projection_slack(basis.count(), basis.stride);
  const double square = square_slack(basis.error, projection);
  out.words.assign(basis.prefix, 0);
  const double step = take_level(inside, prefix_word_most, out.words.data());
  // The rest of the rounding is a vector of floats with an error of its own.
  const double width = norm_of(inside) + 4.0 * float_unit;
  const double rest = std::sqrt(std::max(1.0 - mean * mean - norm * norm + square, 0.0));
  const double slack = score_slack + 2.0 * basis.error + 3.0 * projection +
                       std::abs(mean) * mean_slack + norm * scale_slack + evaluation_slack;
  out.prefix = {out.words.data(),
                basis.prefix,
                static_cast<float>(step),
                15 * sum_of_words(out.words),
                static_cast<float>(mean),
                static_cast<float>(norm * norm + root_slack),
                std::nextafter(static_cast<float>(std::sqrt(norm * norm + root_slack)), 2.0F),
                static_cast<float>(rest),
                block_bytes(basis.prefix),
                static_cast<float>(width * (1.0 + 1.0 / 1'024.0)),
                static_cast<float>(slack)};
}

/// Needs: what check_embedding accepts.
void take_vector(std::span<const float> vector, Query& out) {
  out.vector = vector;
  out.square = kernels().dot(vector.data(), vector.data(), vector.size());
  out.unit.resize(unit_stride(vector.size()));
  make_unit(vector, out.square, out.unit.data());
}

}  // namespace

double code_bound(double along, double width, const CodeNumbers& row) noexcept {
  const double least = std::max(std::abs(along) - width, 0.0);
  const double across = std::sqrt(std::max(1.0 + root_slack - least * least, 0.0));
  return along + across * static_cast<double>(row.error) + width;
}

void prepare(std::span<const float> vector, const Copies& copies, const Executor& executor,
             Query& out) {
  take_vector(vector, out);
  if (!copies.coded) return;
  const Basis& basis = copies.basis;
  const std::size_t rows = basis.prefix == 0 ? 0 : basis.count();
  std::vector<float> coordinates(rows);
  split(rows == 0 ? Executor{} : executor, rows + code_worth, 4, [&](auto first, auto last) {
    if (first < rows) {
      const float* const from = basis.matrix + first * basis.stride;
      kernels().project_one({from, std::min(last, rows) - first, basis.stride}, out.unit.data(),
                            coordinates.data() + first);
    }
    if (last == rows + code_worth) code(out, out.coded);
  });
  if (rows > 0) take_words(basis, coordinates, out);
}

void prepare_four(std::span<const float> vectors, const Copies& copies, Query* const out[4]) {
  const std::size_t size = vectors.size() / 4;
  for (std::size_t i = 0; i < 4; ++i) {
    take_vector(vectors.subspan(i * size, size), *out[i]);
    if (copies.coded) code(*out[i], out[i]->coded);
  }
  const Basis& basis = copies.basis;
  if (!copies.coded || basis.prefix == 0) return;
  std::vector<float> units;
  for (std::size_t i = 0; i < 4; ++i) {
    units.insert(units.end(), out[i]->unit.begin(), out[i]->unit.end());
  }
  std::vector<float> coordinates(4 * basis.count());
  kernels().project_four({basis.matrix, basis.count(), basis.stride}, units.data(),
                         coordinates.data());
  for (std::size_t i = 0; i < 4; ++i) {
    take_words(basis, std::span{coordinates}.subspan(i * basis.count(), basis.count()), *out[i]);
  }
}

}  // namespace haggle::inline v0::detail
