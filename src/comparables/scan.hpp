// src/comparables/scan.hpp -- floor 3 (comparables).
//
// The search itself: which rows can still be among the answers, and their exact similarities.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "comparables/facts.hpp"
#include "comparables/query.hpp"
#include "comparables/vectors.hpp"
#include "haggle/comparables/plain_search.hpp"

namespace haggle::inline v0::detail {

/// Looks for one query through some of the rows. Rows go through up to three stages: the bound of
/// their prefix, the bound of their codes, their exact similarity; a row that fails one is done.
class Scan {
 public:
  Scan(const Vectors& vectors, const Query& query, const Selection& selection,
       BestNeighbours& best) noexcept
      : vectors_(vectors), query_(query), selection_(selection), best_(best) {}

  /// Rows first .. last of all rows; `first` is a multiple of block_rows.
  void range(std::size_t first, std::size_t last);
  /// The selection's list, from one place of it to another.
  void list(std::size_t first, std::size_t last);
  /// The same for several searches of the same rows at once.
  static void ranges(std::span<Scan* const> scans, std::size_t first, std::size_t last);

  static constexpr std::size_t chunk_rows = 4'096;
  /// A chunk that only has to say whether a stage is worth its reading.
  static constexpr std::size_t trial_rows = 512;

 private:
  enum class Stage { prefix, codes, plain };

  struct Coded {
    std::uint32_t row;
    double along;
  };

  [[nodiscard]] static std::size_t blocks_of(std::size_t first, std::size_t last) noexcept;
  [[nodiscard]] Stage stage() noexcept;
  [[nodiscard]] Seeker seeker(std::size_t blocks);
  void take(std::size_t count, std::size_t first, std::size_t last);
  void finish();
  void note(std::size_t passed, std::size_t of, Stage next) noexcept;
  void without_prefix(Stage at, std::size_t first, std::size_t last);
  void by_products(std::size_t first, std::size_t last);
  void by_codes(std::span<const std::uint32_t> rows, std::size_t telling);
  void code_dots(std::span<const std::uint32_t> rows, const Level& level);
  void take_coded(std::span<const std::uint32_t> rows);
  void by_vector(std::span<const std::uint32_t> rows);
  void refine(std::vector<Hit>& hits, std::size_t count);
  void refine_all(std::vector<Hit>& hits);
  void exact(std::span<const Hit> hits);
  void drop(std::vector<Hit>& hits) const;
  [[nodiscard]] float least() const noexcept;

  const Vectors& vectors_;
  const Query& query_;
  const Selection& selection_;
  BestNeighbours& best_;
  std::unique_ptr<Hit[]> hits_{};  // of one chunk
  std::size_t hits_room_{0};
  std::vector<Hit> pending_;  // by their prefix
  std::vector<Hit> coded_;    // by their codes
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint32_t> exact_rows_;
  std::vector<std::uint32_t> left_rows_;
  std::vector<std::int32_t> dots_;
  std::vector<Coded> left_;  // by the first level of their codes
  std::vector<double> products_;
  std::vector<float> float_products_;
  std::size_t seen_{0};      // rows that went through by_products
  std::size_t tried_at_{0};  // how many were pending when the likeliest were looked at last
  Stage skip_to_{Stage::prefix};
  std::size_t skip_chunks_{0};
  bool tries_{false};  // the next chunk says whether codes are worth their reading
};

}  // namespace haggle::inline v0::detail
