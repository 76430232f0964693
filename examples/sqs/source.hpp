// examples/sqs/source.hpp -- an SQS queue as the pipeline's source of messages.
#pragma once

#include <cstdint>
#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <string_view>
#include <unordered_map>

#include "aws/credentials.hpp"
#include "sqs/queue.hpp"

namespace sqs {

struct SourceOptions {
  int visibility_s{300};  ///< 0 to 43,200: how long a message is ours before it must be extended
  int wait_s_max{20};     ///< 0 to 20: of one long poll; keep it below the grace of a shutdown
};

/// Gives what the queue gives, and deletes what is finished. One thread.
class Source final : public haggle::MessageSource {
 public:
  Source(Queue queue, const SourceOptions& options, haggle::TimeSource& time);

  /// Long polls of whole seconds: `wait_max` is rounded up, so that a short wait is no busy one.
  /// More than ten messages are taken in several calls, of which only the first waits.
  haggle::Answer<std::size_t> receive(std::size_t count_max, haggle::Duration wait_max,
                                      std::vector<haggle::Received>& into) override;
  /// A ticket whose visibility has ended is void and not told again: the message is others' by now.
  haggle::Answer<std::vector<haggle::Ticket>> finish(
      std::span<const haggle::Ticket> tickets) override;
  haggle::Answer<void> give_back(std::span<const haggle::Ticket> tickets,
                                 haggle::Duration delay) override;
  haggle::Answer<haggle::Instant> extend(std::span<const haggle::Ticket> tickets,
                                         haggle::Duration visibility) override;
  /// The messages that wait, without those in flight.
  haggle::Answer<std::optional<std::int64_t>> depth() override;
  [[nodiscard]] bool is_ended() const override { return false; }

  /// Messages that are given out and not ended.
  [[nodiscard]] std::size_t held_count() const noexcept { return held_.size(); }
  /// Messages whose visibility had ended when they were finished, extended or given back.
  [[nodiscard]] std::uint64_t lost_count() const noexcept { return lost_count_; }

 private:
  struct Held {
    std::vector<haggle::Ticket> tickets;
    std::vector<std::string> receipts;
  };

  void hold(Message message, haggle::Instant until, std::vector<haggle::Received>& into);
  [[nodiscard]] Held held(std::span<const haggle::Ticket> tickets) const;
  [[nodiscard]] std::vector<Failure> without_lost(std::vector<Failure> failures, const Held& of);
  [[nodiscard]] haggle::Fault fault(const aws::Error& error) const;

  Queue queue_;
  SourceOptions options_;
  haggle::TimeSource& time_;
  std::unordered_map<haggle::Ticket, Message> held_;
  haggle::Ticket last_ticket_{0};
  std::uint64_t lost_count_{0};
};

/// The source that a URL says: `sqs://host:port/queue?region=R` or `sqs://queue?region=R`, with
/// `visibility=SECONDS` (300) and `wait=SECONDS` (20). Sends nothing yet.
/// Faults: configuration, critical: the URL is wrong.
[[nodiscard]] haggle::Answer<std::unique_ptr<Source>> open_source(
    std::string_view url, haggle::TimeSource& time,
    aws::CredentialsSource credentials = aws::find_credentials);

}  // namespace sqs
