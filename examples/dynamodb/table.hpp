// The table: conditional puts, reads, batches and pages.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attributes.hpp"
#include "keys.hpp"

namespace dynamodb {

/// The most rows that one batch may write.
inline constexpr std::size_t batch_rows_max = 25;

/// How long rows are sent again that a batch left unprocessed.
struct BatchPatience {
  int rounds_max{8};
  std::chrono::milliseconds first{50};  ///< before the second round; doubles
  std::chrono::milliseconds longest{5'000};
  std::function<void(std::chrono::milliseconds)> wait{};  ///< empty: the thread sleeps
};

/// What must be true of the stored row for a write to be done; empty: nothing.
struct Condition {
  std::string expression{};
  Json names{};
  Json values{};
};

/// The row is not there.
[[nodiscard]] Condition absent();
/// The row is not there, or its version is lower.
[[nodiscard]] Condition absent_or_older(std::int64_t version);
/// The row is there, and its version is not higher.
[[nodiscard]] Condition not_newer(std::int64_t version);
/// The row's version is this one; 0: it is not there.
[[nodiscard]] Condition version_is(std::int64_t version);

/// Rows of a query, and where the next page starts; null: this is the last.
struct Page {
  std::vector<Item> items{};
  Json next{};
};

/// Used by one thread at a time.
class Table {
 public:
  Table(std::string name, Service service, BatchPatience patience = {});

  /// Writes a row. Returns whether the condition was met. A write whose answer was lost is tried
  /// again by the service, so that it may have been done even where the condition was not met.
  /// Errors: request, ItemTooLarge, before anything is sent; those of the service.
  Expected<bool> put(const Item& item, const Condition& condition = {});
  /// Takes a row out. Returns whether the condition was met.
  Expected<bool> remove(const Key& key, const Condition& condition = {});
  /// Reads a row as the last write left it.
  Expected<std::optional<Item>> get(const Key& key);

  /// Writes rows without conditions, 25 at a time; of those with one key the last.
  /// Returns: how many. Errors: as `put`; throttled, Unprocessed, where rows are left after the
  /// last round. What was written before stays: send all of them again.
  Expected<std::size_t> write_all(std::span<const Item> items);

  /// One page of a query: what the service's Query takes, without the table's name.
  Expected<Page> query(Json request);

  /// Waits before another round, longer each time; `round` counts from 0.
  void pause(int round) const;

  /// Any operation on this table.
  Expected<Json> call(std::string_view operation, Json request);

 private:
  Expected<bool> write_if(std::string_view operation, Json request, const Condition& condition);
  Expected<bool> write_batch(Json requests);

  std::string name_;
  Service service_;
  BatchPatience patience_;
};

}  // namespace dynamodb
