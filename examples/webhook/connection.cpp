#include "connection.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace webhook {
namespace {

// The library reads lines byte by byte and puts no bound on them: of the request line, of headers,
// of sizes of chunks.
constexpr std::size_t line_bytes_max = 64 << 10;
constexpr std::int64_t linger_ms_max = 1000;
constexpr std::size_t linger_bytes_max = 32 << 20;

std::int64_t ticks_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

using Name = int (*)(int, sockaddr*, socklen_t*);

void address_of(int socket, Name name, std::string& ip, int& port) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (name(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return;
  if (address.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
    ::inet_ntop(AF_INET, &v4.sin_addr, text.data(), text.size());
    port = ntohs(v4.sin_port);
  } else if (address.ss_family == AF_INET6) {
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    ::inet_ntop(AF_INET6, &v6.sin6_addr, text.data(), text.size());
    port = ntohs(v6.sin6_port);
  }
  ip = text.data();
}

}  // namespace

Connection::Connection(socket_t socket, int closing, const Limits& limits)
    : socket_(socket),
      closing_(closing),
      receive_until_ms_(ticks_ms() + limits.receive_seconds_max * 1000),
      send_ms_max_(limits.send_seconds_max * 1000),
      line_bytes_left_(line_bytes_max) {}

/// Waits for the socket; not past the deadline, and for reading not past the server's closing.
bool Connection::wait(short events, std::int64_t until_ms) const {
  for (;;) {
    const std::int64_t left_ms = until_ms - ticks_ms();
    if (left_ms <= 0) return false;
    std::array<pollfd, 2> asked{pollfd{socket_, events, 0}, pollfd{closing_, POLLIN, 0}};
    const nfds_t count = events == POLLIN ? 2 : 1;
    const int ready = ::poll(asked.data(), count, static_cast<int>(left_ms));
    if (ready < 0 && errno == EINTR) continue;
    return ready > 0 && asked[1].revents == 0;
  }
}

bool Connection::is_readable() const {
  return begin_ < end_ || wait(POLLIN, receive_until_ms_);
}

bool Connection::is_writable() const {
  return wait(POLLOUT, ticks_ms() + send_ms_max_);
}

bool Connection::fill() {
  if (!wait(POLLIN, receive_until_ms_)) return false;
  const ssize_t count = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
  begin_ = 0;
  end_ = static_cast<std::size_t>(std::max(count, ssize_t{0}));
  return count > 0;
}

ssize_t Connection::read(char* bytes, std::size_t size) {
  if (size == 1 && line_bytes_left_-- == 0) line_bytes_left_ = 0, receive_until_ms_ = 0;
  if (receive_until_ms_ == 0) return -1;
  if (begin_ == end_ && !fill()) return -1;
  const std::size_t count = std::min(size, end_ - begin_);
  std::memcpy(bytes, buffer_.data() + begin_, count);
  begin_ += count;
  return static_cast<ssize_t>(count);
}

ssize_t Connection::write(const char* bytes, std::size_t size) {
  if (send_until_ms_ == 0) send_until_ms_ = ticks_ms() + send_ms_max_;
  if (!wait(POLLOUT, send_until_ms_)) return -1;
  return ::send(socket_, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  address_of(socket_, ::getpeername, ip, port);
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  address_of(socket_, ::getsockname, ip, port);
}

void Connection::linger() {
  ::shutdown(socket_, SHUT_WR);
  receive_until_ms_ = ticks_ms() + linger_ms_max;
  for (std::size_t taken = 0; taken < linger_bytes_max && fill();) taken += end_;
}

}  // namespace webhook
