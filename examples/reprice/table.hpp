// The table: a line for each price that was decided, with the way to it in words.
#pragma once

#include <haggle/base/error.hpp>
#include <haggle/market/snapshot.hpp>
#include <haggle/reprice/decide_business.hpp>
#include <string>

namespace reprice {

[[nodiscard]] std::string table_head();

/// The line of a consumer price.  Needs: the snapshot as it was decided on, here and below.
[[nodiscard]] std::string table_rows(const haggle::Snapshot& about,
                                     const haggle::Result<haggle::Decision>& decision);

/// The lines of a ladder: the business price, then each tier.
[[nodiscard]] std::string table_rows(const haggle::BusinessSnapshot& about,
                                     const haggle::Result<haggle::BusinessDecision>& decision);

}  // namespace reprice
