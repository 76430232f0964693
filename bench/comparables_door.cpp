// The same rows and the same limit for searches in Python.
#include <cstddef>
#include <cstdint>
#include <span>
#include <thread>
#include <vector>

#include "comparables_data.hpp"
#include "comparables_limit.hpp"
#include "comparables_memory.hpp"
#include "comparables_threads.hpp"
#include "haggle/comparables/plain_search.hpp"

namespace {

using namespace haggle::bench;

/// Rows `from` to `to` of a catalogue; `first` is the number of row 0.
void fill(const Catalogue& catalogue, std::uint64_t first, std::span<float> out) {
  const std::size_t d = catalogue.dimension();
  for (std::size_t i = 0; i < out.size() / d; ++i) {
    static_cast<void>(catalogue.make(first + i, out.subspan(i * d, d)));
  }
}

}  // namespace

extern "C" {

/// Rows on large pages that stay; the queries behind them. Null where there is no memory.
float* comparables_rows(int shape, std::size_t rows, std::size_t dimension, std::size_t queries) {
  auto* data = static_cast<float*>(map_pages((rows + queries) * dimension * sizeof(float)));
  if (data == nullptr) return nullptr;
  const Catalogue catalogue{static_cast<Shape>(shape), rows, dimension};
  const std::size_t middle = rows / 2;
  std::thread half{[&] { fill(catalogue, 0, {data, middle * dimension}); }};
  fill(catalogue, middle, {data + middle * dimension, (rows - middle) * dimension});
  half.join();
  fill(catalogue, first_query, {data + rows * dimension, queries * dimension});
  return data;
}

/// Gives them back.
void comparables_release(float* data, std::size_t floats) {
  unmap_pages(data, floats * sizeof(float));
}

/// A fastest loop for `comparables_read`.
const void* comparables_loop(const float* data, std::size_t bytes) {
  return reinterpret_cast<const void*>(
      fastest_read(reinterpret_cast<const std::byte*>(data), bytes));
}

/// Seconds of this thread that reading once took, the mean of `turns`.
double comparables_read(const void* loop, const float* data, std::size_t bytes, int turns) {
  std::uint64_t seen = 0;
  const double begin = thread_seconds();
  for (int turn = 0; turn < turns; ++turn) {
    seen |= reinterpret_cast<ReadLoop>(const_cast<void*>(loop))(
        reinterpret_cast<const std::byte*>(data), bytes);
  }
  const double seconds = (thread_seconds() - begin) / turns;
  return seen == 0 ? -seconds : seconds;
}

/// A product of two vectors of floats, as libraries of such functions have them.
using Product = void (*)(const void* a, const void* b, std::uint64_t size, double* out);

/// A loop over rows with somebody's product.
struct ProductLoop {
  Product product;
  const float* data;
  const std::uint32_t* rows;  // null: all
  std::size_t rows_count;
  std::size_t dimension;
};

/// The best `wanted` rows by product, at least `least`, into `out`; returns how many.
std::size_t comparables_search(const ProductLoop* loop, const float* query, double least,
                               std::size_t wanted, std::uint32_t* out) {
  std::vector<haggle::Neighbour> room(wanted);
  haggle::BestNeighbours best{room, least};
  for (std::size_t i = 0; i < loop->rows_count; ++i) {
    const std::size_t row = loop->rows == nullptr ? i : loop->rows[i];
    double product = 0;
    loop->product(loop->data + row * loop->dimension, query, loop->dimension, &product);
    best.offer({static_cast<std::uint32_t>(row), 0, product});
  }
  const auto found = best.sorted();
  for (std::size_t i = 0; i < found.size(); ++i) out[i] = found[i].row;
  return found.size();
}

/// The rows of the filtered scene among the first `rows` of a catalogue; returns how many.
std::size_t comparables_filtered(int shape, std::size_t rows, std::size_t dimension,
                                 std::uint32_t* out) {
  const Catalogue catalogue{static_cast<Shape>(shape), rows, dimension};
  std::vector<float> made(dimension);
  std::size_t count = 0;
  for (std::size_t i = 0; i < rows; ++i) {
    const RowFacts facts = catalogue.make(i, made);
    if (passes_filter(facts)) out[count++] = static_cast<std::uint32_t>(i);
  }
  return count;
}

}  // extern "C"
