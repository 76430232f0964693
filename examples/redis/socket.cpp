#include "socket.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

namespace redis {
namespace {

struct AddressesFree {
  void operator()(addrinfo* addresses) const noexcept { freeaddrinfo(addresses); }
};
using Addresses = std::unique_ptr<addrinfo, AddressesFree>;

Outcome<Addresses> look_up(const Endpoint& endpoint) {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const std::string port = std::to_string(endpoint.port);
  const int code = getaddrinfo(endpoint.host.c_str(), port.c_str(), &hints, &found);
  if (code != 0) return failed(Trouble::unreachable, name_of(endpoint) + ": " + gai_strerror(code));
  return Addresses(found);
}

/// 0, or what errno says of the attempt.
int try_connect(const Socket& socket, const addrinfo& address, Deadline deadline) {
  const int on = 1;
  setsockopt(socket.fd(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::connect(socket.fd(), address.ai_addr, address.ai_addrlen) == 0) return 0;
  if (errno != EINPROGRESS) return errno;
  if (socket.wait(POLLOUT, deadline) == 0) return ETIMEDOUT;
  int error = 0;
  socklen_t size = sizeof error;
  return getsockopt(socket.fd(), SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

}  // namespace

Outcome<Socket> Socket::connect(const Endpoint& endpoint, Deadline deadline) {
  const auto addresses = look_up(endpoint);
  if (!addresses) return tl::unexpected(addresses.error());
  int error = EADDRNOTAVAIL;
  for (const addrinfo* at = addresses->get(); at != nullptr; at = at->ai_next) {
    Socket socket(::socket(at->ai_family, at->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    error = socket.fd() < 0 ? errno : try_connect(socket, *at, deadline);
    if (error == 0) return socket;
  }
  return failed(Trouble::unreachable, name_of(endpoint) + ": " + std::strerror(error));
}

Socket& Socket::operator=(Socket&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

Socket::~Socket() {
  if (fd_ >= 0) ::close(fd_);
}

short Socket::wait(short events, Deadline deadline) const noexcept {
  pollfd entry{fd_, events, 0};
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    const int ready = poll(&entry, 1, static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000)));
    if (ready > 0) return entry.revents;
    if (ready == 0 && left <= 0) return 0;
    if (ready < 0 && errno != EINTR) return POLLERR;
  }
}

Outcome<Transport> Transport::connect(const Endpoint& endpoint, const Settings& settings) {
  const Deadline deadline = Clock::now() + std::chrono::milliseconds(settings.connect_ms);
  auto socket = Socket::connect(endpoint, deadline);
  if (!socket) return tl::unexpected(socket.error());
  Transport transport;
  transport.socket_ = *std::move(socket);
  if (settings.tls.on) {
    auto ssl = shake_hands(transport.socket_, settings.tls, endpoint.host, deadline);
    if (!ssl) return failed(ssl.error().trouble, name_of(endpoint) + ": " + ssl.error().text);
    transport.ssl_ = *std::move(ssl);
  }
  return transport;
}

Transport::Step Transport::step_of_tls(int returned) noexcept {
  const int error = SSL_get_error(ssl_.get(), returned);
  if (error == SSL_ERROR_WANT_READ) return Step::wants_read;
  if (error == SSL_ERROR_WANT_WRITE) return Step::wants_write;
  if (error == SSL_ERROR_SSL) tls_error_ = ERR_peek_error();
  return Step::closed;
}

Failure Transport::why_closed() const {
  if (tls_error_ == 0) return {Trouble::unreachable, "the connection was closed"};
  const char* reason = ERR_reason_error_string(tls_error_);
  return {Trouble::denied, std::string("TLS: ") + (reason != nullptr ? reason : "broken")};
}

Transport::Moved Transport::read_some(std::span<char> into) noexcept {
  if (ssl_) {
    ERR_clear_error();
    const int got = SSL_read(ssl_.get(), into.data(), static_cast<int>(into.size()));
    if (got > 0) return {Step::moved, static_cast<std::size_t>(got)};
    return {step_of_tls(got), 0};
  }
  const ssize_t got = recv(socket_.fd(), into.data(), into.size(), 0);
  if (got > 0) return {Step::moved, static_cast<std::size_t>(got)};
  const bool later = got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR);
  return {later ? Step::wants_read : Step::closed, 0};
}

Transport::Moved Transport::write_some(std::string_view bytes) noexcept {
  if (ssl_) {
    constexpr std::size_t most = 1U << 20U;
    const int length = static_cast<int>(std::min(bytes.size(), most));
    ERR_clear_error();
    const int sent = SSL_write(ssl_.get(), bytes.data(), length);
    if (sent > 0) return {Step::moved, static_cast<std::size_t>(sent)};
    return {step_of_tls(sent), 0};
  }
  const ssize_t sent = send(socket_.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent >= 0) return {Step::moved, static_cast<std::size_t>(sent)};
  const bool later = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
  return {later ? Step::wants_write : Step::closed, 0};
}

}  // namespace redis
