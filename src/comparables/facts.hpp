// src/comparables/facts.hpp -- floor 3 (comparables).
//
// What an index knows of its rows beside their vectors, and which rows a filter leaves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "comparables/column.hpp"
#include "haggle/comparables/search.hpp"
#include "haggle/market/sale.hpp"

namespace haggle::inline v0::detail {

/// Rows of one tenant, category, brand and condition are one cell; labels are numbers.
struct Cell {
  std::uint32_t tenant{0};
  std::uint32_t category{0};
  std::uint32_t brand{0};
  std::uint32_t condition{0};
  friend bool operator==(const Cell&, const Cell&) = default;
};

struct CellHash {
  std::size_t operator()(const Cell& cell) const noexcept;
};

/// The rows of each cell, by the time they were sold and then by number: lists that grow, or one
/// after the other in somebody's bytes.
class Postings {
 public:
  /// The rows of a cell; what a damaged index says is cut to what is there.
  [[nodiscard]] std::span<const std::uint32_t> rows(std::size_t cell) const noexcept;
  void add(std::size_t cell, std::uint32_t row, std::span<const Instant> sold_at);
  void cut(std::size_t rows) noexcept;
  void view(std::span<const std::uint64_t> starts, std::span<const std::uint32_t> rows) noexcept;

 private:
  std::vector<std::vector<std::uint32_t>> lists_;
  std::span<const std::uint64_t> starts_;
  std::span<const std::uint32_t> viewed_;
};

/// The rows that a search looks at.
struct Selection {
  enum class Kind { all, marked, listed };
  Kind kind{Kind::all};
  std::size_t count{0};
  std::vector<std::uint64_t> marks;  // one bit a row
  std::vector<std::uint32_t> rows;

  [[nodiscard]] bool has(std::uint32_t row) const noexcept {
    return kind != Kind::marked || ((marks[row / 64] >> (row % 64)) & 1U) != 0;
  }
};

struct Facts {
  GrowingColumn<SaleId> ids;
  GrowingColumn<Instant> sold_at;
  GrowingColumn<std::uint32_t> cell_of;
  GrowingColumn<std::uint64_t> gone;  // one bit a row
  GrowingColumn<Label> labels;
  GrowingColumn<Cell> cells;
  Postings postings;
  std::uint64_t gone_count{0};

  explicit Facts(const IndexMemory& memory);
  [[nodiscard]] std::size_t size() const noexcept { return ids.size(); }
  [[nodiscard]] bool is_gone(std::uint32_t row) const noexcept {
    return ((gone[row / 64] >> (row % 64)) & 1U) != 0;
  }
  void reserve(std::size_t rows);
  void add(const Sale& sale);
  void remove(std::uint32_t row) noexcept;
  /// Takes out the rows that `is_one` names; returns how many.
  template <class IsOne>
  std::size_t remove_where(IsOne is_one) {
    const std::uint64_t before = gone_count;
    for (std::uint32_t row = 0; row < size(); ++row) {
      if (is_one(row)) remove(row);
    }
    return gone_count - before;
  }
  /// Back to the first rows after memory was refused.
  void cut(std::size_t count) noexcept;
  /// Takes over the rows of another.
  void assign(const Facts& from);
  /// The postings of these rows alone, by the numbers that they will have.
  [[nodiscard]] Postings postings_of(std::span<const std::uint32_t> rows) const;
  /// Keeps these rows alone, in this order, with their postings.
  void keep(std::span<const std::uint32_t> rows, Postings kept) noexcept;
  [[nodiscard]] Sale sale(std::uint32_t row) const noexcept;
  /// `list_most` is from how many rows on they are marked rather than listed.
  [[nodiscard]] Selection select(const SaleFilter& filter, std::size_t list_most) const;
  /// After the columns were set to somebody's bytes, or copied from there.
  void index_labels();
  void index_rows();

 private:
  [[nodiscard]] std::uint32_t number_of(const Label& label);
  [[nodiscard]] std::uint32_t cell_number(const Cell& cell);
  /// The number of a label, 0 for one that filters nothing; empty where no row has it.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const;
  [[nodiscard]] Label label(std::uint32_t number) const noexcept;
  [[nodiscard]] Selection all_but_gone() const;
  void take(std::size_t cell, const SaleFilter& filter, std::vector<std::uint32_t>& out) const;

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> label_numbers_;
  std::unordered_map<Cell, std::uint32_t, CellHash> cell_numbers_;
};

}  // namespace haggle::inline v0::detail
