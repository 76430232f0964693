// capi/src/arrow_result.hpp -- floor 8 (capi).
//
// The decisions on one chunk as Arrow arrays. They own their memory together: it is freed with the
// last of them, because whoever reads them may keep one column and drop the others.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "haggle/haggle.h"
#include "haggle/reprice/decision_columns.hpp"

namespace haggle::arrow {

/// Which columns are wanted: HAGGLE_ARROW_...
using Wanted = std::uint32_t;
inline constexpr Wanted all_columns = (2U * HAGGLE_ARROW_ERROR) - 1U;

/// A row without a decision, and why.
struct RowError {
  std::size_t row;
  Error error;
};

/// The decisions on the rows of one chunk.
class Result {
 public:
  Result(std::size_t rows_count, Wanted wanted);

  /// The place of a block's decisions. `failed` and `errors` are those of the block alone.
  [[nodiscard]] DecisionColumns block(std::size_t row, std::size_t count);
  /// Takes what stands in `failed` and `errors` of that block.
  void keep_errors(std::size_t row, std::size_t count);

  /// Moves everything into an Arrow array of the columns that are wanted.
  static void give(const std::shared_ptr<Result>& result, ArrowArray* out);

 private:
  friend class ResultWriter;

  std::size_t rows_count_;
  Wanted wanted_;
  std::vector<std::int64_t> price_{};
  std::vector<std::int64_t> change_{};
  std::vector<Instant> again_at_{};
  std::vector<Action> action_{};
  std::vector<Reason> reason_{};
  std::vector<BoundKind> binding_{};
  std::vector<State> state_{};
  std::vector<Strategy> strategy_{};
  std::vector<Memory> memory_{};
  std::vector<std::uint8_t> failed_{};  ///< of one block
  std::vector<Error> errors_{};         ///< of one block
  std::vector<RowError> row_errors_{};

  // What Arrow needs beside the values.
  std::vector<std::uint8_t> decided_bits_{};
  std::vector<std::uint8_t> again_bits_{};
  std::vector<std::uint8_t> error_bits_{};
  std::vector<std::int16_t> error_codes_{};
  std::vector<std::int32_t> where_offsets_{};
  std::vector<char> where_text_{};
};

/// The schema of these arrays.
void write_schema(Wanted wanted, ArrowSchema* out);

}  // namespace haggle::arrow
