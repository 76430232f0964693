// src/comparables/vectors.hpp -- floor 3 (comparables).
//
// The vectors of an index and their compressed copies.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <new>
#include <span>
#include <vector>

#include "comparables/column.hpp"
#include "comparables/encode.hpp"
#include "comparables/kernels.hpp"
#include "haggle/comparables/search.hpp"

namespace haggle::inline v0::detail {

/// What does not change with the rows: 64 bytes that are written as they stand.
struct Shape {
  std::uint64_t dimension{0};
  std::uint64_t prefix{0};  // 0: no compressed prefix
  double basis_error{0};
  std::uint64_t learnt_rows{0};  // how many rows the basis was learnt from
};

struct Vectors {
  Shape shape;
  GrowingColumn<float> rows;
  GrowingColumn<double> squares;
  GrowingColumn<std::uint8_t> codes;
  GrowingColumn<CodeNumbers> numbers;
  GrowingColumn<std::uint8_t> blocks;
  GrowingColumn<float> matrix;

  Vectors(std::size_t dimension, const IndexMemory& memory);
  [[nodiscard]] std::size_t dimension() const noexcept { return shape.dimension; }
  [[nodiscard]] std::size_t size() const noexcept { return squares.size(); }
  [[nodiscard]] bool coded() const noexcept { return shape.dimension >= coded_least; }
  [[nodiscard]] std::span<const float> row(std::size_t i) const noexcept {
    return rows.values().subspan(i * dimension(), dimension());
  }
  [[nodiscard]] Basis basis() const noexcept;
  void reserve(std::size_t count);
  /// Adds valid rows at the end.
  void add(std::span<const float> embeddings, const Executor& executor);
  /// Learns the basis from all rows and encodes them anew.
  void learn(const Executor& executor);
  /// Back to the first rows after memory was refused; the basis is learnt with the next ones.
  void cut(std::size_t count) noexcept;
  /// Takes over the rows of another.
  void assign(const Vectors& from);
  /// Keeps these rows alone, in this order; they are to be learnt anew.
  void keep(std::span<const std::uint32_t> kept) noexcept;

 private:
  void encode_rows(std::size_t first, std::size_t last);
  void make_blocks();
  void encode_blocks(std::size_t first, std::size_t last);
};

/// Calls `work(first, last)` for parts of 0 .. count, each a multiple of `grain` long but the last.
/// Memory that is refused to a part is refused to all: no exception leaves the caller's threads.
template <class Work>
void split(const Executor& executor, std::size_t count, std::size_t grain, Work work) {
  struct Job {
    std::size_t count, size;
    Work* work;
    char* refused;  // one a part
  };
  const std::size_t parts = executor.run == nullptr ? 1 : executor.parts;
  if (parts <= 1 || count <= grain) {
    if (count > 0) work(std::size_t{0}, count);
    return;
  }
  std::vector<char> refused(parts, 0);
  Job job{count, round_up((count + parts - 1) / parts, grain), &work, refused.data()};
  const Executor::Part part = [](void* argument, std::uint32_t i) {
    const Job& of = *static_cast<const Job*>(argument);
    const std::size_t first = i * of.size;
    const std::size_t last = first + of.size < of.count ? first + of.size : of.count;
    try {
      if (first < last) (*of.work)(first, last);
    } catch (const std::bad_alloc&) {
      of.refused[i] = 1;
    }
  };
  executor.run(executor.context, static_cast<std::uint32_t>(parts), part, &job);
  if (std::find(refused.begin(), refused.end(), 1) != refused.end()) throw std::bad_alloc();
}

}  // namespace haggle::inline v0::detail
