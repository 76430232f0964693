// Edits of listings and policies. Each makes the listings that it is about due, in the same
// transaction.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <string_view>

#include "connection.hpp"
#include "policies.hpp"

namespace sqlite {

// All of these need a transaction that writes.

/// Puts what a line of a catalogue says.
/// Errors: what is wrong with the line, or with a policy that would not be valid any more.
[[nodiscard]] haggle::Result<void> put_line(Connection& db, Policies& policies,
                                            std::string_view line);

/// Returns: whether it was there. Record, price and waiting entry go with it.
[[nodiscard]] bool drop_listing(Connection& db, const haggle::ListingKey& key);

/// Returns: whether it is there.
/// Errors: of a text that says no listing, which cannot be changed.
[[nodiscard]] haggle::Result<bool> set_status(Connection& db, const haggle::ListingKey& key,
                                              haggle::ListingStatus status);

[[nodiscard]] std::optional<haggle::ItemKey> item_of(Connection& db, const haggle::ListingKey& key);

}  // namespace sqlite
