// A request that is not done: the status, a code for programs, and for people what to do.
#pragma once

#include <optional>
#include <string>

namespace webhook {

struct Refusal {
  int status{400};
  std::string code{};
  std::string hint{};
  int retry_after_seconds{0};  ///< 0: the header is not sent
};

}  // namespace webhook
