// src/codec/fee_time.hpp -- floor 6 (codec).
//
// The time of a fee estimate, which comes as ISO 8601 or as C prints it:
// "Mon Oct 28 18:49:32 UTC 2019".
#pragma once

#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/market/instant.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// Zones other than UTC and GMT are refused in the printed form: their names mean several things.
/// The day of the week is not compared with the date.
/// Errors: bad_instant, out_of_range.
[[nodiscard]] Result<Instant> parse_fee_time(std::string_view text);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
