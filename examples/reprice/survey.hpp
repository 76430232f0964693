// A first look at the files, before any of them is worked on.
#pragma once

#include <cstddef>
#include <haggle/codec/message_reader.hpp>
#include <haggle/market/instant.hpp>
#include <string>

#include "options.hpp"
#include "sources.hpp"

namespace reprice {

/// What the files hold. Streams, which can be read once only, are not looked into.
struct Survey {
  std::size_t messages_count{0};
  haggle::Instant newest{};  ///< time of the newest market; 1970 where none was read
};

/// Counts the messages; reads their times where they are wanted.
[[nodiscard]] Survey survey(const Sources& sources, const haggle::MessageDefaults& defaults,
                            bool wants_time);

/// A file that the program would write and that it also reads, or writes otherwise; empty: none.
[[nodiscard]] std::string overwritten(const Options& options, const Sources& sources);

}  // namespace reprice
