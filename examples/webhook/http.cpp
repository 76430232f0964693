#include "http.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "connection.hpp"

namespace webhook {
namespace {

constexpr int backlog = 128;
constexpr int rebind_pause_ms = 100;

/// What the thread does with a connection that it is given.
enum class Role : std::uint8_t { server, refuser, closer };
thread_local Role thread_role = Role::server;
thread_local bool body_is_left = false;

/// The library's threads, and so many connections that wait for one. What comes on top goes to a
/// thread that turns away, and what is too much for that is closed.
class BoundedPool final : public httplib::ThreadPool {
 public:
  explicit BoundedPool(const Limits& limits)
      : ThreadPool(static_cast<std::size_t>(limits.threads_count)),
        waiting_count_max_(limits.waiting_count_max) {}

  void enqueue(std::function<void()> work) override {
    if (waiting_count_ < waiting_count_max_) {
      ++waiting_count_;
      ThreadPool::enqueue([this, work = std::move(work)] {
        --waiting_count_;
        work();
      });
    } else if (refused_count_ < waiting_count_max_) {
      ++refused_count_;
      refuser_.enqueue([this, work = std::move(work)] {
        --refused_count_;
        work_as(Role::refuser, work);
      });
    } else {
      work_as(Role::closer, work);  // only the work knows its connection
    }
  }

  void shutdown() override {
    refuser_.shutdown();
    ThreadPool::shutdown();
  }

 private:
  static void work_as(Role role, const std::function<void()>& work) {
    thread_role = role;
    work();
    thread_role = Role::server;
  }

  int waiting_count_max_;
  std::atomic<int> waiting_count_{0};
  std::atomic<int> refused_count_{0};
  ThreadPool refuser_{1};
};

/// Many ranges of one page would make a long answer of a short request.
void forget_ranges(httplib::Request& request) {
  request.ranges.clear();
}

/// The library's own would let a second process share the port unseen.
void reuse_address(socket_t socket) {
  const int yes = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

}  // namespace

HttpServer::HttpServer(const Limits& limits)
    : limits_(limits), closing_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  set_socket_options(&reuse_address);
  set_payload_max_length(limits.batch_bytes_max);
  new_task_queue = [this] { return new BoundedPool{limits_}; };
  set_logger([](const httplib::Request&, const httplib::Response& response) {
    body_is_left = response.status >= 400;
  });
}

HttpServer::~HttpServer() {
  if (closing_ >= 0) ::close(closing_);
}

int HttpServer::bind(const std::string& host, int port) {
  host_ = host;
  port_ = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
  // The library asks for a queue of five; a burst that does not fit waits a second to try again.
  if (port_ >= 0) ::listen(svr_sock_, backlog);
  return port_;
}

void HttpServer::serve() {
  // The library gives up listening at the first connection that fails while it is accepted.
  while (!is_closing_) {
    listen_after_bind();
    if (is_closing_) return;
    svr_sock_ = INVALID_SOCKET;
    pollfd closing{closing_, POLLIN, 0};
    if (::poll(&closing, 1, rebind_pause_ms) != 0) return;
    if (bind_to_port(host_, port_)) ::listen(svr_sock_, backlog);
  }
}

void HttpServer::close() {
  is_closing_ = true;
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(closing_, &one, sizeof one);
  // The library's own stop does nothing to a server that has only just been started.
  const socket_t listening = svr_sock_.exchange(INVALID_SOCKET);
  if (listening == INVALID_SOCKET) return;
  ::shutdown(listening, SHUT_RDWR);
  ::close(listening);
}

void HttpServer::turn_away(Connection& connection) {
  constexpr std::string_view answer{
      "HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nRetry-After: 1\r\n"
      "Content-Type: application/json\r\nContent-Length: 51\r\n\r\n"
      R"({"error":"too_busy","hint":"send again in a while"})"};
  connection.write(answer.data(), answer.size());
  connection.linger();
}

bool HttpServer::process_and_close_socket(socket_t socket) {
  Connection connection{socket, closing_, limits_};
  bool is_served = false;
  if (thread_role != Role::server) ++turned_away_count_;
  if (thread_role == Role::refuser) turn_away(connection);
  if (thread_role == Role::server) {
    bool is_closed = false;
    body_is_left = false;
    is_served = process_request(connection, true, is_closed, &forget_ranges);
    if (body_is_left) connection.linger();
  }
  ::close(socket);
  return is_served;
}

Body read_body(const httplib::ContentReader& reader, std::size_t bytes_max) {
  Body body;
  body.is_whole = reader([&](const char* bytes, std::size_t size) {
    body.is_too_large = size > bytes_max - body.bytes.size();
    if (!body.is_too_large) body.bytes.append(bytes, size);
    return !body.is_too_large;
  });
  return body;
}

}  // namespace webhook
