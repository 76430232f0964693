// An index of vectors fed from the table, with the price of each row beside it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <haggle/comparables/comparable_index.hpp>
#include <haggle/money/money.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "newest_first.hpp"

namespace dynamodb {

/// What became of the rows that were read.
struct Fed {
  std::size_t added{0};
  std::size_t replaced{0};           ///< older records of a sale whose newer one came too
  std::size_t without_embedding{0};  ///< of another size than the index has, too
};

class SaleIndex {
 public:
  /// Errors: wrong_dimension.
  [[nodiscard]] static haggle::Result<SaleIndex> make(std::size_t dimension);

  /// Adds the next rows, at most so many, the newest first.
  /// Errors: of the table; what was added stays, and the next call goes on.
  Expected<Fed> feed(NewestFirst& rows, std::size_t rows_max);

  [[nodiscard]] const haggle::ComparableIndex& index() const { return index_; }
  /// Of a row of the index.
  [[nodiscard]] const haggle::Money& price(std::uint32_t row) const { return prices_[row]; }
  /// The sale of a row, with its price, as haggle::comparable_from takes it; without its product.
  [[nodiscard]] haggle::Sale sale(std::uint32_t row) const;

 private:
  explicit SaleIndex(haggle::ComparableIndex index) : index_(std::move(index)) {}
  bool knows_newer(const SaleRecord& record, Fed& fed);

  haggle::ComparableIndex index_;
  std::vector<haggle::Money> prices_;
  std::unordered_map<std::string, std::int64_t> versions_;  // by the sale's key
};

}  // namespace dynamodb
