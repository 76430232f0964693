// Text for people and for JSON from bytes that anybody may have sent.
#pragma once

#include <haggle/market/instant.hpp>
#include <haggle/money/currency.hpp>
#include <string>
#include <string_view>

namespace reprice {

/// Are the bytes UTF-8, with no overlong form and no surrogate?
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// A JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(std::string_view text);

/// RFC 4648, with padding.
[[nodiscard]] std::string base64(std::string_view bytes);

/// The text with control characters, which a terminal could obey, replaced; line ends stay.
[[nodiscard]] std::string printable(std::string text);

/// "09:30:00" in the zone; of a moment that is not on the day of `now` its date.
[[nodiscard]] std::string clock_text(haggle::Instant at, haggle::Instant now,
                                     std::int32_t utc_offset_minutes);

/// "24.99"; "none" for 0.
[[nodiscard]] std::string price_text(std::int64_t minor, haggle::Currency currency);

}  // namespace reprice
