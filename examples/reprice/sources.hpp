// Where notifications come from: files, folders and streams, one letter after the other.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reprice {

/// One message as it arrived.
struct Letter {
  std::string_view bytes;
  std::string_view path;  ///< of its file; "-" for standard input
  std::size_t line{0};    ///< from 1 where a file holds one a line; 0: the file is the message

  /// "notifications/more.jsonl:12".
  [[nodiscard]] std::string from() const;
};

/// A file, or a stream that can be read once only.
struct Source {
  std::string path;
  bool one_a_line{false};
  bool is_stream{false};
};

/// What a command line names, folders replaced by their files in the order of their names. Files
/// whose name begins with a dot, and folders inside folders, are left out.
/// Fails: with a sentence, where something named is not there or cannot be listed.
struct Sources {
  std::vector<Source> all{};
  std::string fault{};
};
[[nodiscard]] Sources find_sources(const std::vector<std::string>& names);

/// Hands over each letter of one source; in a file of lines, blank ones are none.
/// Returns: what went wrong, as a sentence; nothing where all was read.
[[nodiscard]] std::optional<std::string> read_letters(
    const Source& source, const std::function<void(const Letter&)>& take);

}  // namespace reprice
