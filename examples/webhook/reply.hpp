// What a request is answered: small JSON, and the code that it is counted by.
#pragma once

#include <string>
#include <string_view>

#include "refusal.hpp"

namespace webhook {

struct Reply {
  int status{200};
  std::string code{"ok"};  ///< of the answer; a word from a fixed set
  std::string body{};
  std::string type{"application/json"};
  int retry_after_seconds{0};
};

/// {"error": code, "hint": ...}
[[nodiscard]] Reply reply_of(const Refusal& refusal);

/// A text as JSON, with its quotes; bytes that are not UTF-8 become U+FFFD.
[[nodiscard]] std::string json_text(std::string_view text);

}  // namespace webhook
