// Real servers for one test, started by servers.py and stopped with their owner; and a false one.
#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "redis/batch.hpp"
#include "redis/client.hpp"
#include "redis/scripts.hpp"
#include "redis/settings.hpp"

namespace redis_test {

class Servers {
 public:
  explicit Servers(const std::string& kind);
  Servers(const Servers&) = delete;
  Servers& operator=(const Servers&) = delete;
  ~Servers();

  /// The URL, with more options where some are given ("wait_ms=50").
  [[nodiscard]] std::string url(const std::string& options = "") const;
  [[nodiscard]] const nlohmann::json& facts() const { return facts_; }
  [[nodiscard]] std::size_t node_with_port(int port) const;
  [[nodiscard]] int port(std::size_t node) const { return facts_["nodes"][node]["port"]; }
  /// kill -9, and waits until it is gone.
  void kill(std::size_t node);
  void restart(std::size_t node);
  void stop(std::size_t node, bool stopped);  ///< SIGSTOP or SIGCONT
  /// What redis-cli answers to a node.
  std::string cli(std::size_t node, const std::string& words) const;

 private:
  [[nodiscard]] pid_t pid(std::size_t node) const { return facts_["nodes"][node]["pid"]; }
  int input_{-1};
  pid_t starter_{-1};
  nlohmann::json facts_{};
  std::vector<pid_t> restarted_{};
};

/// Answers whatever is asked with the same bytes, and hangs up where told so.
class FalseServer {
 public:
  explicit FalseServer(std::string answer, bool hangs_up = false);
  FalseServer(const FalseServer&) = delete;
  FalseServer& operator=(const FalseServer&) = delete;
  ~FalseServer();
  [[nodiscard]] std::string url(const std::string& options = "") const;

 private:
  void serve();
  int listening_{-1};
  std::uint16_t port_{0};
  std::string answer_;
  bool hangs_up_;
  std::atomic<bool> ends_{false};
  std::thread thread_{};
};

/// Waits until something is so, for so many seconds.
[[nodiscard]] bool becomes_true(const std::function<bool()>& is_so, int seconds_max = 20);

[[nodiscard]] redis::Client client_of(const std::string& url);

/// Does one command on a key's node.
redis::Outcome<std::string> call(redis::Client& client, std::string_view key,
                                 const std::vector<std::string>& words,
                                 redis::Effect effect = redis::Effect::reads);

/// The trouble of a failed outcome.
template <class T>
redis::Trouble trouble(const redis::Outcome<T>& outcome) {
  EXPECT_FALSE(outcome.has_value());
  return outcome ? redis::Trouble::misuse : outcome.error().trouble;
}

}  // namespace redis_test
