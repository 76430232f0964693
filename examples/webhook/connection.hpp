// One connection as the HTTP library reads and writes it, under deadlines.
#pragma once

#include <httplib.h>

#include <array>
#include <cstdint>
#include <string>

#include "options.hpp"

namespace webhook {

class Connection final : public httplib::Stream {
 public:
  /// `closing`: a descriptor that becomes readable when reading is to end.
  Connection(socket_t socket, int closing, const Limits& limits);

  [[nodiscard]] bool is_readable() const override;
  [[nodiscard]] bool is_writable() const override;
  ssize_t read(char* bytes, std::size_t size) override;
  ssize_t write(const char* bytes, std::size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  [[nodiscard]] socket_t socket() const override { return socket_; }

  /// Tells the peer that nothing follows, and takes for a moment what it still sends: closing on
  /// unread bytes would take the answer away from it.
  void linger();

 private:
  [[nodiscard]] bool wait(short events, std::int64_t until_ms) const;
  [[nodiscard]] bool fill();

  socket_t socket_;
  int closing_;
  std::int64_t receive_until_ms_;
  std::int64_t send_until_ms_{0};  ///< 0: nothing was sent yet
  std::int64_t send_ms_max_;
  std::size_t line_bytes_left_;
  std::array<char, 16384> buffer_{};
  std::size_t begin_{0};
  std::size_t end_{0};
};

}  // namespace webhook
