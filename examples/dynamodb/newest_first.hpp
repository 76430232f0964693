// The rows of several shards as one run, the newest first, read page by page as they are asked for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sale_item.hpp"
#include "table.hpp"

namespace dynamodb {

/// Which shards of which index are read.
struct ShardQuery {
  std::string index{};  ///< its name is the beginning of its keys' names: gsi1, gsi1pk, gsi1sk
  std::vector<std::string> shards{};  ///< partition keys
  KeyRange range{};                   ///< of the sort key
  std::uint32_t page_rows{0};         ///< at most so many in a page; 0: as many as 1 MB holds
};

/// A row that cannot be read is passed over and counted: it must not keep the others from anybody.
struct Unreadable {
  std::size_t count{0};
  std::string first{};  ///< what was wrong with the first of them
};

class NewestFirst {
 public:
  /// Reads nothing yet.
  /// Needs: the table lives as long as it is used.
  NewestFirst(Table& table, const Tenant& tenant, const ShardQuery& query);

  /// The next row, none at the end. After an error the same row is asked for again.
  /// Cost: at most one page of each shard stands in memory.
  Expected<std::optional<SaleRecord>> next();

  [[nodiscard]] const Unreadable& unreadable() const { return unreadable_; }
  [[nodiscard]] std::size_t pages_count() const { return pages_count_; }

 private:
  struct Shard {
    Json request{};
    std::vector<Item> rows{};
    std::size_t place{0};
    bool is_ended{false};
  };
  Expected<bool> fill(Shard& shard);
  Expected<Shard*> newest();
  [[nodiscard]] std::string_view sort_key(const Shard& shard) const;

  Table* table_;
  Tenant tenant_;
  std::string sort_key_name_;
  std::vector<Shard> shards_;
  Unreadable unreadable_;
  std::size_t pages_count_{0};
};

}  // namespace dynamodb
