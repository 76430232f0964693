// A TCP connection that never blocks for ever, plain or under TLS.
#pragma once

#include <openssl/ssl.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "failure.hpp"
#include "settings.hpp"

namespace redis {

using Clock = std::chrono::steady_clock;
using Deadline = Clock::time_point;

/// A file descriptor that is closed with its owner.
class Socket {
 public:
  /// Connects; each address that the host's name has is tried until the deadline.
  [[nodiscard]] static Outcome<Socket> connect(const Endpoint& endpoint, Deadline deadline);

  Socket() = default;
  Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Socket& operator=(Socket&& other) noexcept;
  ~Socket();

  [[nodiscard]] int fd() const noexcept { return fd_; }
  /// Waits until one of the poll(2) events is there.  Returns: the events; 0 at the deadline.
  [[nodiscard]] short wait(short events, Deadline deadline) const noexcept;

 private:
  explicit Socket(int fd) noexcept : fd_(fd) {}
  int fd_{-1};
};

struct SslFree {
  void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
  void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
};
using Ssl = std::unique_ptr<SSL, SslFree>;
using SslContext = std::unique_ptr<SSL_CTX, SslFree>;

/// Shakes hands and checks the server's certificate and name.
/// Errors: denied (files, certificates), unreachable.
[[nodiscard]] Outcome<Ssl> shake_hands(const Socket& socket, const TlsSettings& settings,
                                       std::string_view host, Deadline deadline);

/// The bytes to and from one server.
class Transport {
 public:
  [[nodiscard]] static Outcome<Transport> connect(const Endpoint& endpoint,
                                                  const Settings& settings);

  /// What one attempt to read or write did.
  enum class Step { moved, wants_read, wants_write, closed };
  struct Moved {
    Step step{Step::closed};
    std::size_t bytes{0};
  };
  [[nodiscard]] Moved read_some(std::span<char> into) noexcept;
  [[nodiscard]] Moved write_some(std::string_view bytes) noexcept;
  [[nodiscard]] const Socket& socket() const noexcept { return socket_; }
  /// Why it was closed, as far as that is known.
  [[nodiscard]] Failure why_closed() const;

 private:
  [[nodiscard]] Step step_of_tls(int returned) noexcept;
  Socket socket_{};
  Ssl ssl_{};
  unsigned long tls_error_{0};
};

}  // namespace redis
