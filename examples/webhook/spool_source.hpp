// The spool as a worker's source of messages. Several workers may have one each over one spool.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <map>
#include <string>
#include <vector>

#include "spool.hpp"

namespace webhook {

/// No other process reads the spool, so that what was taken stays ours until it is given back or
/// this process ends; `extend` has nothing to do.
class SpoolSource final : public haggle::MessageSource {
 public:
  /// Needs: a spool and a clock that outlive it.
  SpoolSource(FileSpool& spool, haggle::TimeSource& time) : spool_(spool), time_(time) {}
  SpoolSource(const SpoolSource&) = delete;
  SpoolSource& operator=(const SpoolSource&) = delete;
  /// Gives back what is still held.
  ~SpoolSource() override;

  haggle::Answer<std::size_t> receive(std::size_t count_max, haggle::Duration wait_max,
                                      std::vector<haggle::Received>& into) override;
  haggle::Answer<std::vector<haggle::Ticket>> finish(
      std::span<const haggle::Ticket> tickets) override;
  haggle::Answer<void> give_back(std::span<const haggle::Ticket> tickets,
                                 haggle::Duration delay) override;
  haggle::Answer<haggle::Instant> extend(std::span<const haggle::Ticket> tickets,
                                         haggle::Duration visibility) override;
  haggle::Answer<std::optional<std::int64_t>> depth() override;
  bool is_ended() const override { return false; }

 private:
  FileSpool& spool_;
  haggle::TimeSource& time_;
  std::map<haggle::Ticket, std::string> held_{};  ///< the bodies that were handed out
  std::vector<Delivery> taken_{};
};

}  // namespace webhook
