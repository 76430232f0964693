// How many requests were answered how, for /metrics.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <tuple>

namespace webhook {

/// Bounded, since paths, statuses and codes are words of ours. Safe to be used by several threads.
class Tally {
 public:
  void add(std::string_view path, int status, std::string_view code) {
    const std::lock_guard lock{mutex_};
    ++counts_[{std::string{path}, status, std::string{code}}];
  }

  /// haggle_webhook_requests_total{path,status,code}
  [[nodiscard]] std::string text() const {
    std::string text{
        "# HELP haggle_webhook_requests_total Requests answered.\n"
        "# TYPE haggle_webhook_requests_total counter\n"};
    const std::lock_guard lock{mutex_};
    for (const auto& [key, count] : counts_) {
      const auto& [path, status, code] = key;
      text += "haggle_webhook_requests_total{path=\"" + path + "\",status=\"" +
              std::to_string(status) + "\",code=\"" + code + "\"} " + std::to_string(count) + "\n";
    }
    return text;
  }

 private:
  mutable std::mutex mutex_{};
  std::map<std::tuple<std::string, int, std::string>, std::uint64_t> counts_{};
};

}  // namespace webhook
