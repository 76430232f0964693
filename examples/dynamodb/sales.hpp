// One tenant's sales in the table: put once, found by category, by brand, or all that have an
// embedding, the newest first.
#pragma once

#include <cstdint>
#include <span>

#include "newest_first.hpp"
#include "sale_item.hpp"
#include "table.hpp"

namespace dynamodb {

enum class PutResult : std::uint8_t {
  written,    ///< the first of its sale, or newer than what was there
  duplicate,  ///< the same version is there already
  older,      ///< a newer version is there, and stays
};

/// The last so many days up to a moment.
[[nodiscard]] inline Period days_before(haggle::Instant until, std::int64_t days_count = 90) {
  return {until + haggle::Duration{-haggle::days(days_count).ms}, until};
}

class Sales {
 public:
  /// Needs: the table lives as long as it is used.
  Sales(Table& table, const Tenant& tenant) : table_(&table), tenant_(tenant) {}

  /// Keeps a sale, in one conditional put: the row is its own proof that it was written, so that a
  /// write that failed is never taken for one that was done.
  /// Errors: those of item_of and of Table::put.
  Expected<PutResult> put(const SaleRecord& record);

  /// Writes many, 25 in a request, for a first load: not safe beside `put`, because a batch has no
  /// conditions. Returns how many rows it wrote.
  Expected<std::size_t> import(std::span<const SaleRecord> records);

  /// Takes a record out, unless a newer one of its sale stands there: what a correction of a
  /// sale's moment leaves behind, whose row has another key. Returns whether it was done.
  Expected<bool> remove(const SaleRecord& record);

  /// Errors: request, BadPeriod. Rows of the last second or two may be missing: indexes follow
  /// their table.
  Expected<NewestFirst> in_category(const haggle::Label& category, const Period& period,
                                    std::uint32_t page_rows = 0);
  Expected<NewestFirst> with_embedding(const Period& period, std::uint32_t page_rows = 0);
  /// These come without their embedding.
  Expected<NewestFirst> of_brand(const haggle::Label& brand, const Period& period,
                                 std::uint32_t page_rows = 0);

 private:
  Expected<PutResult> what_stands(const SaleRecord& record, const Key& key);
  Expected<NewestFirst> read(ShardQuery query, const Period& period);

  Table* table_;
  Tenant tenant_;
};

}  // namespace dynamodb
