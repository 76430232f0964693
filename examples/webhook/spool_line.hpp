// One message as a line of a spool file: "<digest> <number> <milliseconds> <id> <bytes>\n".
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace webhook {

struct SpoolLine {
  std::uint64_t number{0};  ///< counts messages, for ever upward
  std::int64_t arrived_ms{0};
  std::string id{};
  std::string bytes{};
};

/// A backslash before what would end a line or a field: \n, \r, \s for a blank (of ids only), \\.
[[nodiscard]] std::string escape(std::string_view text, bool with_blanks = false);
/// Nothing where a backslash is followed by something else.
[[nodiscard]] std::optional<std::string> unescape(std::string_view text);

/// The line with its digest before it and a line feed behind it.
[[nodiscard]] std::string write_line(const SpoolLine& line);
/// Reads what stands before a line feed; nothing where it is damaged.
[[nodiscard]] std::optional<SpoolLine> read_line(std::string_view text);

}  // namespace webhook
