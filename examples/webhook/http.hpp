// The HTTP library with bounds of our own: a deadline for a whole request rather than for each
// read, a bounded number of connections that wait, bounded header bytes, one request a connection.
// A proxy in front of it keeps connections and speaks TLS.
#pragma once

#include <httplib.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "options.hpp"

namespace webhook {

class Connection;

class HttpServer final : public httplib::Server {
 public:
  explicit HttpServer(const Limits& limits);
  ~HttpServer() override;
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Returns: the port, which is any free one for 0; negative where it cannot be had.
  [[nodiscard]] int bind(const std::string& host, int port);
  /// Serves until `close` is called; then ends what is being answered. Needs: it is bound.
  void serve();
  /// Cuts requests that are not read to their end, whose senders send them again.
  void close();

  /// Connections that were turned away because too many waited.
  [[nodiscard]] std::uint64_t turned_away_count() const { return turned_away_count_; }

 private:
  bool process_and_close_socket(socket_t socket) override;
  static void turn_away(Connection& connection);

  Limits limits_;
  std::string host_{};
  int port_{-1};
  std::atomic<bool> is_closing_{false};
  int closing_;  ///< becomes readable when the server closes; every wait looks at it too
  std::atomic<std::uint64_t> turned_away_count_{0};
};

struct Body {
  std::string bytes{};
  bool is_too_large{false};
  bool is_whole{false};  ///< false: cut off, too slow or badly framed
};
[[nodiscard]] Body read_body(const httplib::ContentReader& reader, std::size_t bytes_max);

}  // namespace webhook
