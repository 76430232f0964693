// The command line of the program, and what its exit status says.
#pragma once

#include <cstdint>
#include <haggle/market/instant.hpp>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace reprice {

/// What the caller is told at the end; of several the highest.
enum ExitStatus : int {
  all_handled = 0,   ///< every line was taken, every message decided on, passed over or kept
  some_refused = 1,  ///< a catalogue line, or a message that was not kept, was refused
  wrong_usage = 2,
  files_failed = 3,  ///< a file could not be read or written, or memory ran out
};

struct Options {
  std::string catalogue{};
  std::vector<std::string> sources{};  ///< files, folders, or "-" for standard input
  std::string dead_letters{};          ///< empty: refused messages are not kept
  std::string out{};                   ///< empty: standard output
  std::string explain_sku{};           ///< empty: every decision, in a table or as JSON
  std::string walmart_mart{"WALMART_US"};
  std::optional<haggle::Instant> now{};  ///< none: the time of the newest message
  std::int32_t utc_offset_minutes{0};
  bool json{false};
  bool quiet{false};
};

/// Reads the command line; prints the help, or what is wrong with it.
/// Fails: with the exit status, where there is nothing left to do.
[[nodiscard]] tl::expected<Options, int> read_options(int count, const char* const* arguments);

}  // namespace reprice
