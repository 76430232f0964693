// Notifications from memory as a source: the same texts again and again, each time of another item,
// a later moment and another id, written over the old ones in place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "haggle/pipeline/ports.hpp"

namespace haggle::bench {

/// Where the three stand in a text, and the text.
struct PatchedText {
  std::string text{};
  std::size_t item_at{0};
  std::size_t time_at{0};
  std::size_t id_at{0};
};

/// Notifications of 20 offers, 12 KB each.
[[nodiscard]] std::vector<PatchedText> pipeline_texts(std::size_t count);

/// "B0" and eight letters: the item of that number.
[[nodiscard]] std::string item_of(std::uint64_t number);

struct Feed {
  std::uint64_t messages_count{0};
  std::uint64_t items_count{1'000};
  std::uint64_t per_second{0};    ///< 0: as fast as they are taken
  std::uint64_t first_number{0};  ///< of the messages: those of an earlier feed are older
  std::uint64_t period{0};        ///< the same items come again after so many; 0: all come in turn
};

class MemoryMessages : public MessageSource {
 public:
  MemoryMessages(std::vector<PatchedText>& texts, const Feed& feed, TimeSource& time)
      : texts_(texts), feed_(feed), time_(time), begun_us_(time.ticks_us()) {}

  Answer<std::size_t> receive(std::size_t count_max, Duration wait_max,
                              std::vector<Received>& into) override;
  Answer<std::vector<Ticket>> finish(std::span<const Ticket> tickets) override {
    finished_count_ += tickets.size();
    return std::vector<Ticket>{};
  }
  Answer<void> give_back(std::span<const Ticket> tickets, Duration) override {
    given_back_count_ += tickets.size();
    return {};
  }
  Answer<Instant> extend(std::span<const Ticket>, Duration visibility) override {
    return time_.now() + visibility;
  }
  Answer<std::optional<std::int64_t>> depth() override { return std::nullopt; }
  [[nodiscard]] bool is_ended() const override { return given_count_ >= feed_.messages_count; }

  [[nodiscard]] std::uint64_t finished_count() const { return finished_count_; }
  [[nodiscard]] std::uint64_t given_back_count() const { return given_back_count_; }

 private:
  void patch(PatchedText& text, std::uint64_t number) const;
  [[nodiscard]] std::uint64_t released() const;

  std::vector<PatchedText>& texts_;
  Feed feed_;
  TimeSource& time_;
  std::int64_t begun_us_;
  std::uint64_t given_count_{0}, finished_count_{0}, given_back_count_{0};
};

}  // namespace haggle::bench
