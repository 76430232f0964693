// Messages from files, folders and standard input. Nothing is changed in them: a run that is begun
// again gives all of it again, and the store knows what it has.
#pragma once

#include <cstddef>
#include <deque>
#include <haggle/pipeline/ports.hpp>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "files/reader.hpp"

namespace files {

class Source final : public haggle::MessageSource {
 public:
  /// What the names say: files, folders (their files in the order of their names, without hidden
  /// ones), "-" for standard input. A file ending in .jsonl holds a message a line, as do streams;
  /// any other file is one.  Needs: a clock that outlives it.
  /// Faults: configuration, where something named is not there.
  [[nodiscard]] static haggle::Answer<std::unique_ptr<Source>> open(
      const std::vector<std::string>& names, haggle::TimeSource& time);

  /// A file that cannot be read is a fault once; the others go on.
  haggle::Answer<std::size_t> receive(std::size_t count_max, haggle::Duration wait_max,
                                      std::vector<haggle::Received>& into) override;
  haggle::Answer<std::vector<haggle::Ticket>> finish(
      std::span<const haggle::Ticket> tickets) override;
  haggle::Answer<void> give_back(std::span<const haggle::Ticket> tickets,
                                 haggle::Duration delay) override;
  haggle::Answer<haggle::Instant> extend(std::span<const haggle::Ticket> tickets,
                                         haggle::Duration visibility) override;
  haggle::Answer<std::optional<std::int64_t>> depth() override { return std::nullopt; }
  [[nodiscard]] bool is_ended() const override;

 private:
  struct Letter {
    std::string body{};
    std::int32_t receives_count{0};
    haggle::Instant visible_at{};
  };
  Source(std::vector<reprice::Source> files, haggle::TimeSource& time)
      : files_(files.begin(), files.end()), time_(time) {}
  void give(Letter letter, std::vector<haggle::Received>& into);
  std::size_t give_again(std::size_t count_max, std::vector<haggle::Received>& into);
  [[nodiscard]] haggle::Answer<Reader::Next> read(haggle::Duration wait_max, std::string& body);
  [[nodiscard]] haggle::Duration until_next(haggle::Duration wait_max) const;

  std::deque<reprice::Source> files_;  // not begun yet
  std::unique_ptr<Reader> reader_{};
  haggle::TimeSource& time_;
  std::deque<Letter> returned_{};
  std::optional<haggle::Fault> fault_{};  // not told yet
  std::map<haggle::Ticket, Letter> held_{};
  haggle::Ticket next_{1};
};

}  // namespace files
