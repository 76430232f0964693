// haggle/comparables/plain_search.hpp -- floor 3 (comparables).
//
// The most similar rows by looking at all of them: what a search means, and enough for a few
// thousand rows. ComparableIndex answers the same, faster.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

#include "haggle/comparables/canonical_dot.hpp"
#include "haggle/comparables/neighbour.hpp"

namespace haggle {
inline namespace v0 {

/// The best of the neighbours that were offered, in memory of the caller: `room` is how many are
/// wanted, and at least one.
class BestNeighbours {
 public:
  BestNeighbours(std::span<Neighbour> room, double min_similarity) noexcept
      : room_(room), least_(min_similarity) {}

  /// Keeps a neighbour that is among the best so far.
  /// Cost: a comparison for one that is not, logarithmic for one that is.
  void offer(const Neighbour& one) noexcept {
    if (!(one.similarity >= least_)) return;
    if (count_ < room_.size()) {
      room_[count_++] = one;
      std::push_heap(room_.begin(), end(), comes_before);
    } else if (comes_before(one, room_.front())) {
      std::pop_heap(room_.begin(), end(), comes_before);
      room_.back() = one;
      std::push_heap(room_.begin(), end(), comes_before);
    }
    if (count_ == room_.size()) least_ = std::max(least_, room_.front().similarity);
  }

  /// What one needs at least to be kept; equal to it, the smaller row still wins.
  [[nodiscard]] double least() const noexcept { return least_; }
  [[nodiscard]] bool full() const noexcept { return count_ == room_.size(); }
  [[nodiscard]] std::size_t count() const noexcept { return count_; }
  [[nodiscard]] std::size_t wanted() const noexcept { return room_.size(); }

  /// Puts them in order, the best first. Nothing may be offered afterwards.
  std::span<Neighbour> sorted() noexcept {
    std::sort_heap(room_.begin(), end(), comes_before);
    return room_.first(count_);
  }

 private:
  [[nodiscard]] std::span<Neighbour>::iterator end() const noexcept {
    return room_.begin() + static_cast<std::ptrdiff_t>(count_);
  }

  std::span<Neighbour> room_;
  std::size_t count_{0};
  double least_;
};

/// The rows most similar to a query, the best first, ties to the smaller row; returns how many.
/// Shapes: `rows` holds whole rows of `query.size()` components, one after the other; `out` has
/// room for as many as are wanted.
/// Needs: what `check_embedding` accepts, in every row.  Cost: linear; allocates nothing.
inline std::size_t plain_search(std::span<const float> rows, std::span<const float> query,
                                double min_similarity, std::span<Neighbour> out) noexcept {
  if (out.empty() || query.empty()) return 0;
  const double square = canonical_dot(query, query);
  BestNeighbours best{out, min_similarity};
  const std::size_t size = query.size();
  for (std::size_t i = 0; i < rows.size() / size; ++i) {
    const auto row = rows.subspan(i * size, size);
    const double score =
        detail::cosine_of(canonical_dot(query, row), square, canonical_dot(row, row));
    best.offer({static_cast<std::uint32_t>(i), 0, score});
  }
  return best.sorted().size();
}

}  // namespace v0
}  // namespace haggle
