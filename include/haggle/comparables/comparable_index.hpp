// haggle/comparables/comparable_index.hpp -- floor 3 (comparables).
//
// Sold items by embedding: the rows most similar to a query, exactly, in less time than it takes to
// read all vectors. Prices stand beside the index, by row. Needs haggle::haggle to link.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "haggle/base/error.hpp"
#include "haggle/comparables/neighbour.hpp"
#include "haggle/comparables/search.hpp"
#include "haggle/market/sale.hpp"

namespace haggle {
inline namespace v0 {

/// Where the large columns are kept. `allocate` returns `bytes` bytes, aligned to 64, or null;
/// without the two functions the process's own memory is taken.
struct IndexMemory {
  void* (*allocate)(void* context, std::size_t bytes){nullptr};
  void (*release)(void* context, void* memory, std::size_t bytes){nullptr};
  void* context{nullptr};
};

inline constexpr std::size_t index_rows_max = 1U << 31U;
inline constexpr std::size_t neighbours_max = 65'536;  ///< largest k
inline constexpr std::uint32_t no_row = 0xFFFF'FFFFU;
inline constexpr std::size_t index_alignment = 64;  ///< of bytes that are viewed

class ComparableIndex {
 public:
  /// An empty index of vectors of `dimension` components, 1 to `dimension_max`.
  /// Errors: wrong_dimension.
  [[nodiscard]] static Result<ComparableIndex> make(std::size_t dimension,
                                                    const IndexMemory& memory = {});
  /// An index that reads the bytes that `write` wrote where they stand, such as a mapped file;
  /// they must outlive it and stay as they are. It does not change.
  /// Errors: index_unreadable where header or sizes are not those of this version, `bad_argument`
  /// where the bytes are not aligned.  Cost: not the rows'; the body is not read (see `verify`).
  [[nodiscard]] static Result<ComparableIndex> view(std::span<const std::byte> bytes);

  ComparableIndex(ComparableIndex&&) noexcept;
  ComparableIndex& operator=(ComparableIndex&&) noexcept;
  ~ComparableIndex();

  /// An index of its own with the same rows; that of a view grows.
  [[nodiscard]] ComparableIndex copy(const IndexMemory& memory = {}) const;

  /// Makes room for so many rows in all.
  void reserve(std::size_t rows);

  /// Adds a row at the end; its number is the `size()` of before. A sale's price is not looked at.
  /// Errors: those of check_embedding; bad_id, unknown_value or out_of_range of the sale's texts,
  /// condition and moment; index_read_only; out_of_range at `index_rows_max`. Then nothing was
  /// added; nor when memory is refused (std::bad_alloc).  Cost: some microseconds; up to 16,384
  /// rows each fourfold size learns anew how rows are told apart fast, which takes up to a second.
  std::optional<Error> add(std::span<const float> embedding, const Sale& sale);

  /// Adds many rows, all or none. `embeddings` holds one row after the other.
  /// Errors: as `add`; `Error::index` is the row. Cost: split over the executor's threads.
  std::optional<Error> add_all(std::span<const float> embeddings, std::span<const Sale> sales,
                               const Executor& executor = {});

  /// Takes out every row of a sale, or all sold before a moment; returns how many. Rows keep their
  /// numbers until `compact`.  Errors: index_read_only.
  Result<std::size_t> remove(const SaleId& id);
  Result<std::size_t> remove_sold_before(Instant moment);

  /// Closes the gaps that removed rows left, and learns anew. Returns the new number of each row,
  /// `no_row` where it is gone, so that what stands beside the index can follow.
  /// Errors: index_read_only. Where memory is refused (std::bad_alloc), nothing was changed; where
  /// it is refused to learning alone, that waits for the next rows, and searches take longer.
  Result<std::vector<std::uint32_t>> compact(const Executor& executor = {});

  /// The rows most similar to a query, the best first, ties to the smaller row: the same rows,
  /// order and bits as plain_search gives. Room in `out` is how many are wanted, 1 to
  /// `neighbours_max`. Errors: those of check_embedding at `query[]`; out_of_range at `k`,
  /// `min_similarity`, `executor.parts`.  Cost: see the room's README.
  Result<Found> search(std::span<const float> query, const SearchOptions& options,
                       std::span<Neighbour> out) const;

  /// The same for many queries, one after the other in `queries`; query i's neighbours start at
  /// `out[i * k]`. Faster than one by one, because the rows are read once for many.
  /// Errors: as `search`, `Error::index` is the query; bad_argument where sizes do not agree.
  std::optional<Error> search_each(std::span<const float> queries, std::size_t k,
                                   const SearchOptions& options, std::span<Neighbour> out,
                                   std::span<Found> found) const;

  [[nodiscard]] std::size_t dimension() const noexcept;
  [[nodiscard]] std::size_t size() const noexcept;  ///< rows, removed ones too
  [[nodiscard]] std::size_t live() const noexcept;  ///< rows that are not removed
  [[nodiscard]] bool read_only() const noexcept;
  [[nodiscard]] bool removed(std::uint32_t row) const noexcept;
  [[nodiscard]] std::span<const float> embedding(std::uint32_t row) const noexcept;
  /// A row's facts; no product, price or currency.  Needs: row < size().
  [[nodiscard]] Sale sale(std::uint32_t row) const noexcept;

  /// The bytes that `write` needs.
  [[nodiscard]] std::size_t bytes() const noexcept;
  /// Writes the whole state: versioned, with checksums, the same wherever it stands.
  /// Errors: bad_argument where `out` is not `bytes()` long and aligned to `index_alignment`.
  std::optional<Error> write(std::span<std::byte> out) const;
  /// Reads all of a viewed index and says whether it is what was written.  Errors: index_damaged.
  [[nodiscard]] std::optional<Error> verify() const;

  struct State;

 private:
  explicit ComparableIndex(std::unique_ptr<State> state) noexcept;
  std::unique_ptr<State> state_;
};

}  // namespace v0
}  // namespace haggle
