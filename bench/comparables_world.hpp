// A catalogue, an index of it, and the peers and limits over the same rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "comparables_data.hpp"
#include "comparables_limit.hpp"
#include "comparables_memory.hpp"
#include "comparables_peers.hpp"
#include "comparables_rounds.hpp"
#include "comparables_threads.hpp"
#include "haggle/comparables/comparable_index.hpp"

namespace haggle::bench {

inline constexpr std::size_t wanted = 20;         ///< neighbours
inline constexpr std::size_t batch_queries = 64;  ///< queries of a batch

struct WorldSize {
  Shape shape{Shape::clustered};
  std::size_t rows{0};
  std::size_t dimension{1'024};
};

/// `clustered/100000`, with the dimension where it is not the usual one.
[[nodiscard]] std::string name_of(const WorldSize& size);

/// Everything about one catalogue. It stays where it was made: contestants hold pointers to it.
class World {
 public:
  World(const WorldSize& size, Pair& pair);
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  [[nodiscard]] Matrix matrix() const noexcept {
    return {rows_.data(), size_.rows, size_.dimension};
  }
  [[nodiscard]] std::span<const float> query(std::size_t i) const noexcept {
    return std::span{queries_}.subspan(i * size_.dimension, size_.dimension);
  }
  [[nodiscard]] std::span<const float> batch(std::size_t first) const noexcept {
    return std::span{queries_}.subspan(first * size_.dimension, batch_queries * size_.dimension);
  }
  [[nodiscard]] const WorldSize& size() const noexcept { return size_; }
  [[nodiscard]] const ComparableIndex& index() const noexcept { return *index_; }
  [[nodiscard]] std::span<const RowFacts> facts() const noexcept { return facts_; }
  [[nodiscard]] Pair& pair() const noexcept { return pair_; }
  [[nodiscard]] double build_seconds() const noexcept { return build_seconds_; }
  /// What plain_search finds for the first queries, over all rows or the given ones.
  [[nodiscard]] Answers expected(std::size_t count, double min_similarity) const;
  [[nodiscard]] Answers expected_of(std::span<const std::uint32_t> rows, std::size_t count,
                                    double min_similarity) const;
  /// What the index finds.
  [[nodiscard]] Answers searched(std::size_t count, double min_similarity) const;

 private:
  void fill(const Catalogue& catalogue);
  void build();

  WorldSize size_;
  Pair& pair_;
  Floats rows_;
  std::vector<float> queries_;
  std::vector<RowFacts> facts_;
  std::optional<ComparableIndex> index_;
  double build_seconds_{0};
};

/// Ages are counted from here.
inline constexpr Instant bench_today{1'760'000'000'000};
[[nodiscard]] Label category_label(std::uint32_t category);

// The contestants. Each keeps what it needs in what it captures.
[[nodiscard]] Contestant read_limit(const World& world, std::uint32_t threads);
[[nodiscard]] Contestant haggle_search(const World& world, const SearchOptions& options,
                                       double promised_times);
/// The same with the kernels of an older processor.
[[nodiscard]] Contestant haggle_older(const World& world, const SearchOptions& options,
                                      std::size_t which);
[[nodiscard]] Contestant haggle_batch(const World& world, const SearchOptions& options,
                                      double promised_times);
[[nodiscard]] Contestant plain_loop(const World& world, double min_similarity);
[[nodiscard]] Contestant eigen_loop(const World& world, double min_similarity);
/// A test of each row's facts, then Eigen's products of those that are left.
[[nodiscard]] Contestant eigen_of_filtered(const World& world, double min_similarity);
[[nodiscard]] Contestant faiss_flat(const World& world, double min_similarity, std::size_t batch);

}  // namespace haggle::bench
