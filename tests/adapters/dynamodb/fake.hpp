// A service that answers from a script and remembers what it was asked.
#pragma once

#include <deque>
#include <dynamodb/table.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fake {

using dynamodb::Json;

[[nodiscard]] inline tl::unexpected<aws::Error> error(aws::Kind kind, std::string code) {
  return aws::refuse(kind, std::move(code), "said the service");
}

/// Gives its answers one after the other; without any left, an empty object.
struct Service {
  std::deque<dynamodb::Expected<Json>> answers{};
  std::vector<std::pair<std::string, Json>> requests{};
  std::vector<std::chrono::milliseconds> pauses{};

  [[nodiscard]] dynamodb::Expected<Json> answer(std::string_view operation, const Json& request) {
    requests.emplace_back(operation, request);
    if (answers.empty()) return Json::object();
    auto next = std::move(answers.front());
    answers.pop_front();
    return next;
  }

  /// A table over it, whose pauses take no time. Needs: the fake lives longer.
  [[nodiscard]] dynamodb::Table table(int rounds_max = 4) {
    dynamodb::BatchPatience patience;
    patience.rounds_max = rounds_max;
    patience.wait = [this](std::chrono::milliseconds span) { pauses.push_back(span); };
    return {"sales",
            [this](std::string_view operation, const Json& request) {
              return answer(operation, request);
            },
            patience};
  }
};

}  // namespace fake
