// One connection to one server: commands go out in one write, replies come back in their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

#include "commands.hpp"
#include "failure.hpp"
#include "reply.hpp"
#include "settings.hpp"
#include "socket.hpp"

namespace redis {

/// What went over the wire, for reports and benches.
struct Counters {
  std::uint64_t commands{0};
  std::uint64_t bytes_sent{0};
  std::uint64_t bytes_received{0};
  std::uint64_t connections{0};
  std::uint64_t moved{0};    ///< MOVED replies followed
  std::uint64_t asked{0};    ///< ASK replies followed
  std::uint64_t retried{0};  ///< requests sent again for any reason
};

/// Some commands and, later, their replies. Several may be under way on one connection.
struct Exchange {
  std::size_t expected{0};
  std::vector<Reply> replies{};
  std::optional<Failure> failure{};  ///< the connection broke before the last reply

  [[nodiscard]] bool settled() const noexcept {
    return failure.has_value() || replies.size() == expected;
  }
};

class Connection {
 public:
  /// Connects, logs in and chooses the database.
  /// Errors: unreachable, denied, garbage, and what the server refuses.
  [[nodiscard]] static Outcome<std::shared_ptr<Connection>> open(const Endpoint& endpoint,
                                                                 const Settings& settings,
                                                                 Counters& counters);

  /// Takes commands on, and more behind them; `flush` sends them. What comes back is collected in
  /// the exchange.
  [[nodiscard]] std::shared_ptr<Exchange> append(const Commands& commands,
                                                 const Commands& more = {});
  /// Sends what was taken on, and reads while the server cannot take more.
  void flush();
  /// Reads until the exchange, and so all before it, is settled.
  void finish(const Exchange& exchange);
  /// Sends commands and reads their replies.
  [[nodiscard]] Outcome<std::vector<Reply>> call(const Commands& commands);

  [[nodiscard]] bool broken() const noexcept { return failure_.has_value(); }

 private:
  Connection(Transport transport, const Settings& settings, Counters& counters);
  [[nodiscard]] Done log_in(const Settings& settings);
  void give_up(Failure failure);
  bool read_available();
  bool take_replies();
  void wait(short events);

  Transport transport_;
  std::chrono::milliseconds patience_;
  Counters* counters_;
  ReplyReader reader_{};
  std::string out_{};
  std::deque<std::shared_ptr<Exchange>> awaited_{};
  std::optional<Failure> failure_{};
};

}  // namespace redis
