// Makes the table with its three indexes.
#pragma once

#include <chrono>

#include "table.hpp"

namespace dynamodb {

struct Created {
  bool is_new{false};   ///< false: a table of that name was there
  bool expires{false};  ///< old rows go by themselves; false: the service does not know how
};

/// Makes the table, waits until it can be used, and asks for rows to go at their `ttl`.
/// Errors: throttled, NotActive, where it cannot be used after `most`; those of the service.
[[nodiscard]] Expected<Created> create_table(
    Table& table, std::chrono::milliseconds most = std::chrono::minutes(2));

}  // namespace dynamodb
