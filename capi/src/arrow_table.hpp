// capi/src/arrow_table.hpp -- floor 8 (capi).
//
// A table of listings with their markets and lists of offers, chunk by chunk, as blocks of rows
// that can be decided on: columns where they stand, or gathered for the rows of one block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "arrow_columns.hpp"
#include "arrow_identity.hpp"
#include "haggle/reprice/decide_each.hpp"

namespace haggle::arrow {

/// What is the same in every row whose column is not there.
struct Defaults {
  Listing listing{};
  std::optional<Market> market{};  ///< nothing: what the listing says of it
  Clock clock{};
  bool passes_unknown{false};  ///< columns without a meaning here
};

/// A row that cannot be decided on, whatever else it says.
struct BadRow {
  std::size_t row;  ///< of the block
  haggle::detail::Fault fault;
};

class Table {
 public:
  explicit Table(const Defaults& defaults) : defaults_(defaults) {}

  /// Reads which columns there are.
  [[nodiscard]] Complaints bind(const ArrowSchema& schema);

  /// Looks at the next chunk, which must stay until all its blocks are decided.
  [[nodiscard]] Complaints open(const ArrowArray& chunk);
  [[nodiscard]] std::size_t rows_count() const noexcept { return rows_count_; }

  /// The block that begins with a row. Valid until the next.
  [[nodiscard]] const SnapshotColumns& block(std::size_t row);
  /// The rows of the last block that cannot be read, each once or more; the first counts.
  [[nodiscard]] const std::vector<BadRow>& bad_rows() const noexcept { return bad_rows_; }

 private:
  [[nodiscard]] Complaints take(const ArrowSchema& schema, std::size_t child);
  [[nodiscard]] Complaints take_offers(const ArrowSchema& schema, std::size_t child);
  [[nodiscard]] Complaints open_offers(const ArrowArray& chunk, std::size_t offset);
  [[nodiscard]] std::int64_t list_start(std::size_t row) const noexcept {
    return offers_.is_large ? offers_.lists.at<std::int64_t>(row)
                            : offers_.lists.at<std::int32_t>(row);
  }
  /// Counted from the chunk's first offer.
  [[nodiscard]] std::size_t first_offer(std::size_t row) const noexcept {
    return static_cast<std::size_t>(list_start(row)) - offers_.start;
  }
  [[nodiscard]] bool has_plain_offers(std::size_t row) const noexcept;
  [[nodiscard]] std::size_t block_end(std::size_t row) const noexcept;
  void begin_run(std::size_t row);
  void set_offers(Range rows);
  void refuse_offers(std::size_t row);
  void read_columns(Range rows);
  void note_flaws(Range rows);

  struct Offers {
    bool exists{false};
    bool is_large{false};
    std::size_t child{0};
    Type type{};
    View lists{};
    View structs{};
    bool has_gaps{false};  ///< a list or an offer is null
    std::size_t start{0};  ///< the chunk's first offer in the array of all
  };

  Defaults defaults_;
  ColumnSet<ListingColumns> listings_{};
  ColumnSet<MarketColumns> markets_{};
  ColumnSet<OfferColumns> offer_columns_{};
  Identity identity_{};
  Offers offers_{};
  std::size_t rows_count_{0};
  std::size_t run_end_{0};
  std::optional<Flaw> run_flaw_{};
  SnapshotColumns block_{};
  Range block_offers_{};
  std::vector<std::uint32_t> first_{};
  std::vector<Flaw> row_flaws_{};
  std::vector<Flaw> offer_flaws_{};
  std::vector<BadRow> bad_rows_{};
};

}  // namespace haggle::arrow
