#include "comparables/vectors.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "comparables/basis.hpp"

namespace haggle::inline v0::detail {
namespace {

/// Rows that the basis is learnt from; more of them change little.
constexpr std::size_t sample_most = 4'096;
/// Rows that a thread encodes at a time, a multiple of a block's.
constexpr std::size_t grain = 1'024;

/// A fourfold size pays for learning anew, until there are rows enough to learn from.
bool due(std::size_t learnt, std::size_t rows) {
  for (const std::size_t step : {256U, 1'024U, 4'096U, 16'384U}) {
    if (learnt < step && rows >= step) return true;
  }
  return false;
}

}  // namespace

Vectors::Vectors(std::size_t dimension, const IndexMemory& memory)
    : rows(memory),
      squares(memory),
      codes(memory),
      numbers(memory),
      blocks(memory),
      matrix(memory) {
  shape.dimension = dimension;
}

Basis Vectors::basis() const noexcept {
  return {shape.prefix, unit_stride(dimension()), shape.basis_error, matrix.data()};
}

void Vectors::reserve(std::size_t count) {
  rows.reserve(count * dimension());
  squares.reserve(count);
  if (!coded()) return;
  codes.reserve(count * code_stride(dimension()));
  numbers.reserve(count);
  blocks.reserve(round_up(count, block_rows) / block_rows *
                 block_bytes(prefix_for(count, dimension())));
}

void Vectors::add(std::span<const float> embeddings, const Executor& executor) {
  const std::size_t first = size();
  const std::size_t count = embeddings.size() / dimension();
  rows.resize((first + count) * dimension());
  squares.resize(first + count);
  if (coded()) {
    codes.resize((first + count) * code_stride(dimension()));
    numbers.resize(first + count);
  }
  // Each thread is the first to touch what it writes, which is when the system makes the memory.
  split(executor, count, grain, [&](std::size_t from, std::size_t to) {
    std::copy_n(embeddings.data() + from * dimension(), (to - from) * dimension(),
                rows.data() + (first + from) * dimension());
    encode_rows(first + from, first + to);
  });
  if (coded() && due(shape.learnt_rows, first + count)) return learn(executor);
  if (shape.prefix == 0) return;
  make_blocks();
  split(executor, count, grain,
        [&](std::size_t from, std::size_t to) { encode_blocks(first + from, first + to); });
}

void Vectors::learn(const Executor& executor) {
  const std::size_t prefix = prefix_for(size(), dimension());
  if (prefix == 0) return;
  blocks.resize(0);
  const std::size_t count = std::min(size(), sample_most);
  const std::size_t stride = unit_stride(dimension());
  std::vector<float> sample(count * stride);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t from = i * size() / count;
    make_unit(row(from), squares[from], sample.data() + i * stride);
  }
  const LearntBasis learnt = learn_basis(sample, dimension(), prefix);
  shape.prefix = prefix;
  shape.basis_error = learnt.error;
  shape.learnt_rows = size();
  matrix.resize(learnt.matrix.size());
  std::copy(learnt.matrix.begin(), learnt.matrix.end(), matrix.data());
  make_blocks();
  split(executor, size(), grain,
        [&](std::size_t from, std::size_t to) { encode_blocks(from, to); });
}

void Vectors::cut(std::size_t count) noexcept {
  rows.cut(count * dimension());
  squares.cut(count);
  codes.cut(coded() ? count * code_stride(dimension()) : 0);
  numbers.cut(coded() ? count : 0);
  blocks.cut(0);
  matrix.cut(0);
  shape = {shape.dimension, 0, 0, 0};
}

void Vectors::assign(const Vectors& from) {
  shape = from.shape;
  rows.assign(from.rows.values());
  squares.assign(from.squares.values());
  codes.assign(from.codes.values());
  numbers.assign(from.numbers.values());
  blocks.assign(from.blocks.values());
  matrix.assign(from.matrix.values());
}

void Vectors::keep(std::span<const std::uint32_t> kept) noexcept {
  const std::size_t stride = coded() ? code_stride(dimension()) : 0;
  // Each row moves to the front or stays, so none is written over before it has moved.
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const std::size_t from = kept[i];
    std::copy_n(rows.data() + from * dimension(), dimension(), rows.data() + i * dimension());
    std::copy_n(codes.data() + from * stride, stride, codes.data() + i * stride);
    squares[i] = squares[from];
    if (coded()) numbers[i] = numbers[from];
  }
  cut(kept.size());
}

void Vectors::encode_rows(std::size_t first, std::size_t last) {
  std::vector<float> unit(unit_stride(dimension()));
  for (std::size_t i = first; i < last; ++i) {
    const auto vector = row(i);
    squares[i] = kernels().dot(vector.data(), vector.data(), dimension());
    if (!coded()) continue;
    make_unit(vector, squares[i], unit.data());
    numbers[i] =
        encode_row(std::span{unit}.first(dimension()), codes.data() + i * code_stride(dimension()));
  }
}

/// Room for all rows; the lanes of the last block that have none yet are zeros.
void Vectors::make_blocks() {
  const std::size_t before = blocks.size();
  const std::size_t bytes = block_bytes(shape.prefix);
  blocks.resize(round_up(size(), block_rows) / block_rows * bytes);
  if (blocks.size() > before) std::memset(blocks.data() + blocks.size() - bytes, 0, bytes);
}

void Vectors::encode_blocks(std::size_t first, std::size_t last) {
  constexpr std::size_t at_once = 4;
  const Basis of = basis();
  std::vector<float> units(at_once * of.stride);
  std::vector<float> coordinates(at_once * of.count());
  for (std::size_t i = first; i < last; i += at_once) {
    const std::size_t count = std::min(at_once, last - i);
    for (std::size_t j = 0; j < count; ++j) {
      make_unit(row(i + j), squares[i + j], units.data() + j * of.stride);
    }
    kernels().project_four({of.matrix, of.count(), of.stride}, units.data(), coordinates.data());
    for (std::size_t j = 0; j < count; ++j) {
      encode_prefix(of, coordinates.data() + j * of.count(), (i + j) % block_rows,
                    blocks.data() + (i + j) / block_rows * block_bytes(of.prefix));
    }
  }
}

}  // namespace haggle::inline v0::detail
