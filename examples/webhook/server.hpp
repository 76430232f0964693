// The endpoint: events in, health and numbers out, and prices by hand for who has a key.
#pragma once

#include <cstdint>
#include <functional>
#include <haggle/pipeline/health.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "inbox.hpp"
#include "operation.hpp"
#include "options.hpp"

namespace webhook {

/// A request that was answered, for a log. No header and no byte of a body is in it.
struct Served {
  std::string_view path{};  ///< one of the server's own, or "other"
  int status{0};
  std::string_view code{};
  std::string_view address{};
};

/// What the server asks of the program it is in. Called from several threads at once; any may be
/// missing.
struct Hooks {
  std::function<std::vector<haggle::PartHealth>()> health{};  ///< parts beside the inbox
  std::function<std::string()> metrics{};                     ///< text for Prometheus
  std::function<std::string()> stats{};                       ///< a JSON object
  Operate operate{};                                          ///< prices by hand
  std::function<void(const Served&)> served{};
};

class Server {
 public:
  /// Needs: an inbox, and all that the hooks use, that outlive it.
  Server(Options options, Inbox& inbox, Hooks hooks);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Begins to answer.
  /// Faults: configuration (no secret, the port is taken).
  [[nodiscard]] haggle::Answer<void> start();
  [[nodiscard]] int port() const;
  /// Takes nothing new, finishes what is being answered, and returns when no thread is left.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace webhook
