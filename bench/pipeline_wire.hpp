// The wire of Redis without a client: a server to start, a proxy that notes what passes, and a
// client that sends bytes and counts answers.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace haggle::bench {

/// Commands that one WAIT ends, as bytes.
struct WireBatch {
  std::string bytes{};
  std::size_t replies_count{0};
};

/// A process of redis-server on a port of the loopback; ends with the object.
class RedisProcess {
 public:
  /// `of`: the port of the server that it follows; 0: none.
  explicit RedisProcess(std::uint16_t of = 0);
  ~RedisProcess();
  RedisProcess(const RedisProcess&) = delete;
  RedisProcess& operator=(const RedisProcess&) = delete;
  [[nodiscard]] bool is_up() const { return up_; }
  [[nodiscard]] std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_;
  pid_t process_{0};
  bool up_{false};
};

/// A blocking connection to the loopback.
class Wire {
 public:
  explicit Wire(std::uint16_t port);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;
  void send(std::string_view bytes) const;
  /// Reads so many replies and throws them away.
  void take(std::size_t replies_count);
  /// Sends words as one command and returns the bytes of a reply of one line.
  std::string ask(const std::vector<std::string>& words);
  [[nodiscard]] bool is_open() const { return socket_ >= 0; }

 private:
  [[nodiscard]] std::size_t skip(std::size_t at);
  [[nodiscard]] std::size_t line_end(std::size_t at);
  void fill();

  int socket_{-1};
  std::string buffer_{};
  std::size_t at_{0};
};

/// Passes one connection on to a server, and keeps what the client sent.
class NotingProxy {
 public:
  explicit NotingProxy(std::uint16_t server_port);
  ~NotingProxy();
  NotingProxy(const NotingProxy&) = delete;
  NotingProxy& operator=(const NotingProxy&) = delete;
  [[nodiscard]] std::uint16_t port() const { return port_; }
  /// What passed, when the client has gone.
  [[nodiscard]] const std::string& noted();

 private:
  void pass();
  std::uint16_t server_port_;
  std::uint16_t port_{0};
  int listener_{-1};
  std::string noted_{};
  std::thread thread_{};
};

/// The EVALSHA and WAIT of a client's bytes, cut behind each WAIT.
[[nodiscard]] std::vector<WireBatch> batches_of(std::string_view bytes);

/// A port that is free now.
[[nodiscard]] std::uint16_t free_port();

}  // namespace haggle::bench
