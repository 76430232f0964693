#include "pipeline_wire.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace haggle::bench {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

int listen_on(std::uint16_t& port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0) std::abort();
  if (::listen(socket, 4) != 0) std::abort();
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) std::abort();
  port = ntohs(address.sin_port);
  return socket;
}

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(socket);
    return -1;
  }
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

void send_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) std::abort();
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void pause_ms(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds{ms});
}

std::string file_of(std::uint16_t port) {
  return "haggle-bench-" + std::to_string(port) + ".rdb";
}

std::int64_t number_at(std::string_view text) {
  std::int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// One command at the front: how many bytes it has, and its name.
struct Command {
  std::size_t bytes{0};
  std::string_view name{};
};

Command command_at(std::string_view bytes) {
  Command out;
  const auto line = [&] {
    const std::size_t end = bytes.find("\r\n", out.bytes);
    const std::int64_t value = number_at(bytes.substr(out.bytes + 1, end - out.bytes - 1));
    out.bytes = end + 2;
    return static_cast<std::size_t>(value);
  };
  const std::size_t words = line();
  for (std::size_t i = 0; i < words; ++i) {
    const std::size_t size = line();
    if (i == 0) out.name = bytes.substr(out.bytes, size);
    out.bytes += size + 2;
  }
  return out;
}

}  // namespace

std::uint16_t free_port() {
  std::uint16_t port = 0;
  ::close(listen_on(port));
  return port;
}

RedisProcess::RedisProcess(std::uint16_t of) : port_(free_port()) {
  const std::string port = std::to_string(port_), master = std::to_string(of);
  const std::string folder = std::filesystem::temp_directory_path();
  const std::string file = file_of(port_);  // a replica writes it
  std::vector<const char*> words{"redis-server",
                                 "--port",
                                 port.c_str(),
                                 "--bind",
                                 "127.0.0.1",
                                 "--save",
                                 "",
                                 "--appendonly",
                                 "no",
                                 "--logfile",
                                 "/dev/null",
                                 "--repl-diskless-sync-delay",
                                 "0",
                                 "--databases",
                                 "4",
                                 "--dir",
                                 folder.c_str(),
                                 "--dbfilename",
                                 file.c_str()};
  if (of != 0) words.insert(words.end(), {"--replicaof", "127.0.0.1", master.c_str()});
  words.push_back(nullptr);
  process_ = ::fork();
  if (process_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int nothing = ::open("/dev/null", O_WRONLY);
    ::dup2(nothing, 1), ::dup2(nothing, 2);
    ::execvp(words[0], const_cast<char* const*>(words.data()));
    ::_exit(127);
  }
  for (int i = 0; i < 100 && !up_; ++i) {
    pause_ms(20);
    Wire wire{port_};
    up_ = wire.is_open() && wire.ask({"PING"}) == "+PONG";
  }
}

RedisProcess::~RedisProcess() {
  if (process_ <= 0) return;
  ::kill(process_, SIGKILL);
  ::waitpid(process_, nullptr, 0);
  std::error_code nothing_there;
  std::filesystem::remove(std::filesystem::temp_directory_path() / file_of(port_), nothing_there);
}

Wire::Wire(std::uint16_t port) : socket_(connect_to(port)) {}
Wire::~Wire() {
  if (socket_ >= 0) ::close(socket_);
}

void Wire::send(std::string_view bytes) const {
  send_all(socket_, bytes);
}

void Wire::fill() {
  char bytes[65'536];
  const ssize_t got = ::recv(socket_, bytes, sizeof bytes, 0);
  if (got <= 0) std::abort();
  buffer_.append(bytes, static_cast<std::size_t>(got));
}

std::size_t Wire::line_end(std::size_t at) {
  for (;;) {
    const std::size_t end = buffer_.find("\r\n", at);
    if (end != std::string::npos) return end;
    fill();
  }
}

/// The place behind one reply.
std::size_t Wire::skip(std::size_t at) {
  const std::size_t end = line_end(at);
  const char kind = buffer_[at];
  if (kind == '-') {
    std::fprintf(stderr, "Redis: %s\n", buffer_.substr(at, end - at).c_str());
    std::abort();
  }
  if (kind == '+' || kind == ':') return end + 2;
  const std::int64_t size = number_at(std::string_view{buffer_}.substr(at + 1, end - at - 1));
  std::size_t next = end + 2;
  if (kind == '*') {
    for (std::int64_t i = 0; i < size; ++i) next = skip(next);
    return next;
  }
  if (size < 0) return next;
  next += static_cast<std::size_t>(size) + 2;
  while (buffer_.size() < next) fill();
  return next;
}

void Wire::take(std::size_t replies_count) {
  for (std::size_t i = 0; i < replies_count; ++i) at_ = skip(at_);
  if (at_ == buffer_.size()) buffer_.clear(), at_ = 0;
}

std::string Wire::ask(const std::vector<std::string>& words) {
  std::string command = "*" + std::to_string(words.size()) + "\r\n";
  for (const std::string& word : words) {
    command += "$" + std::to_string(word.size()) + "\r\n" + word + "\r\n";
  }
  send(command);
  const std::size_t end = line_end(at_);
  const std::string line = buffer_.substr(at_, end - at_);
  buffer_.clear(), at_ = 0;
  return line;
}

NotingProxy::NotingProxy(std::uint16_t server_port) : server_port_(server_port) {
  listener_ = listen_on(port_);
  thread_ = std::thread([this] { pass(); });
}

NotingProxy::~NotingProxy() {
  if (thread_.joinable()) thread_.join();
  ::close(listener_);
}

const std::string& NotingProxy::noted() {
  thread_.join();
  return noted_;
}

void NotingProxy::pass() {
  const int client = ::accept(listener_, nullptr, nullptr);
  const int server = connect_to(server_port_);
  pollfd ends[2]{{client, POLLIN, 0}, {server, POLLIN, 0}};
  std::string bytes(65'536, '\0');
  for (bool open = true; open;) {
    ::poll(ends, 2, -1);
    for (int i = 0; i < 2; ++i) {
      if (ends[i].revents == 0) continue;
      const ssize_t got = ::recv(ends[i].fd, bytes.data(), bytes.size(), 0);
      if (got <= 0) {
        open = false;
        break;
      }
      const std::string_view said{bytes.data(), static_cast<std::size_t>(got)};
      if (i == 0) noted_ += said;
      send_all(ends[1 - i].fd, said);
    }
  }
  ::close(client), ::close(server);
}

std::vector<WireBatch> batches_of(std::string_view bytes) {
  std::vector<WireBatch> batches(1);
  while (!bytes.empty()) {
    const Command command = command_at(bytes);
    const bool is_wait = command.name == "WAIT";
    if (is_wait || command.name == "EVALSHA") {
      batches.back().bytes += bytes.substr(0, command.bytes);
      ++batches.back().replies_count;
    }
    if (is_wait) batches.emplace_back();
    bytes.remove_prefix(command.bytes);
  }
  if (batches.back().replies_count == 0) batches.pop_back();
  return batches;
}

}  // namespace haggle::bench
