// haggle/codec/instant_text.hpp -- floor 6 (codec).
//
// Moments and spans of time as text, both ways: ISO 8601 in UTC or with an offset, and short spans
// such as 15min. A moment without a zone is refused, because it could be any of them.
#pragma once

#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/market/instant.hpp"

namespace haggle {
inline namespace v0 {

/// Reads "2026-11-21T10:00:00Z", "2026-11-21T11:00:00.250+01:00" or milliseconds since 1970 as a
/// whole number.
/// Units:  up to nine decimals of a second are read and cut to whole milliseconds.
/// Errors: bad_instant (not such a text, no zone, a day or an hour that does not exist);
///         out_of_range beyond 10^14 ms either side of 1970; `offset` is the byte in the text.
/// Cost:   one pass; allocates nothing.
[[nodiscard]] Result<Instant> parse_instant(std::string_view text, const char* where = "instant");

/// The moment in UTC, "2026-11-21T10:00:00Z", with three decimals where it has milliseconds.
/// Outside the years 0001..9999 the milliseconds since 1970 as a whole number, which
/// `parse_instant` reads.
[[nodiscard]] std::string instant_text(Instant at);

/// Reads "250ms", "90s", "15min", "2h" or "1d": a whole number and its unit.
/// Errors: bad_instant (no such text); out_of_range beyond 10^14 ms.
[[nodiscard]] Result<Duration> parse_duration(std::string_view text,
                                              const char* where = "duration");

/// The span in the largest unit that divides it: "15min", "0s".
[[nodiscard]] std::string duration_text(Duration span);

}  // namespace v0
}  // namespace haggle
