// Messages that somebody was told are safe, in a file: what receives them from outside puts them
// into an `Inbox`, workers take them out of an `InboxSource` over the same file.
#pragma once

#include <cstddef>
#include <haggle/pipeline/ports.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "connection.hpp"

namespace sqlite {

/// One message and its sender's name for it.
struct Mail {
  std::string_view id{};
  std::string_view bytes{};
};

/// May be used by several threads at once.
class Inbox {
 public:
  [[nodiscard]] static Answer<std::unique_ptr<Inbox>> open(const std::string& path,
                                                           haggle::Duration busy = {5'000});

  /// Keeps all of it in one transaction: on the disk before it returns. A message whose id waits
  /// here already is kept once.
  [[nodiscard]] Answer<void> put(std::span<const Mail> mail);

 private:
  explicit Inbox(std::unique_ptr<Connection> db) : db_(std::move(db)) {}
  std::unique_ptr<Connection> db_;
  std::mutex mutex_{};
};

struct InboxOptions {
  haggle::Duration visibility{300'000};  ///< how long a message that was given out is ours
  haggle::Duration poll{20};             ///< between two looks while nothing is there
  haggle::Duration busy{5'000};
};

class InboxSource final : public haggle::MessageSource {
 public:
  /// Needs: a clock that outlives it.
  [[nodiscard]] static Answer<std::unique_ptr<InboxSource>> open(const std::string& path,
                                                                 haggle::TimeSource& time,
                                                                 const InboxOptions& options = {});

  Answer<std::size_t> receive(std::size_t count_max, haggle::Duration wait_max,
                              std::vector<haggle::Received>& into) override;
  Answer<std::vector<haggle::Ticket>> finish(std::span<const haggle::Ticket> tickets) override;
  Answer<void> give_back(std::span<const haggle::Ticket> tickets, haggle::Duration delay) override;
  Answer<haggle::Instant> extend(std::span<const haggle::Ticket> tickets,
                                 haggle::Duration visibility) override;
  Answer<std::optional<std::int64_t>> depth() override;
  [[nodiscard]] bool is_ended() const override { return false; }

 private:
  struct Held {
    std::int64_t number{0};
    std::int64_t receives_count{0};
    std::string body{};
  };
  InboxSource(std::unique_ptr<Connection> db, haggle::TimeSource& time, const InboxOptions& options)
      : db_(std::move(db)), time_(time), options_(options) {}
  [[nodiscard]] Answer<bool> is_any_there();
  [[nodiscard]] Answer<std::vector<Held>> take(std::size_t count_max, haggle::Instant now);
  [[nodiscard]] Answer<void> show_again(std::span<const haggle::Ticket> tickets,
                                        haggle::Instant at);

  std::unique_ptr<Connection> db_;
  haggle::TimeSource& time_;
  InboxOptions options_;
  std::map<haggle::Ticket, Held> held_{};
  haggle::Ticket next_{1};
};

}  // namespace sqlite
