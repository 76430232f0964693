// A Lua script: its text and the name by which servers that have it know it.
#pragma once

#include <string>
#include <string_view>

#include "commands.hpp"

namespace redis {

class Script {
 public:
  Script(std::string_view text, std::size_t keys_count, std::size_t arguments_count);

  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] std::string_view sha() const noexcept { return sha_; }
  /// Begins a call; the keys and then the arguments follow as words.
  Commands& call(Commands& commands) const { return commands.raw(opening_, 1); }

 private:
  std::string_view text_;
  std::string sha_;
  std::string opening_;  ///< *N EVALSHA sha keys, which is the same in every call
};

}  // namespace redis
