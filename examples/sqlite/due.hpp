// Listings that are to be decided again: what makes them so, and who takes them.
#pragma once

#include <cstdint>
#include <haggle/pipeline/ports.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "connection.hpp"

namespace sqlite {

// All of these need a transaction that writes. A listing that an edit makes due has been so for
// ever, whatever the clocks of those who look; the entry gets a new setting, by which a decision
// that was made on the state before the edit is known (see `Writes`).

void make_due(Connection& db, std::int64_t listing, haggle::Instant at = {});
void make_due_by_policy(Connection& db, std::string_view policy);

/// Appends what is due, each put forward by the lease: what is appended has the time as it stands
/// now, so that `drop_due` knows an entry that was set anew.
void take_due(Connection& db, haggle::Instant now, haggle::Duration lease, std::size_t count_max,
              std::vector<haggle::DueListing>& into);
[[nodiscard]] bool is_any_due(Connection& db, haggle::Instant now);
void drop_due(Connection& db, const haggle::DueListing& due);

/// Where the sweep is: the item that was looked at last.
struct SweepPlace {
  std::string item{};
};

/// The next so many items that have kept markets, and from the beginning when all were seen: makes
/// due what was decided on an older market than the kept one and does not wait; takes expired
/// prices away.
/// Returns: how many became due.
[[nodiscard]] std::size_t sweep(Connection& db, SweepPlace& place, haggle::Instant now,
                                std::size_t items_max);

}  // namespace sqlite
