// Runs of a worker over messages from memory, and what they took.
#pragma once

#include <cstdint>
#include <vector>

#include "haggle/pipeline/memory_store.hpp"
#include "haggle/pipeline/worker.hpp"
#include "pipeline_messages.hpp"

namespace haggle::bench {

/// The machine's clocks, but that it is always the same day as in the texts.
class BenchTime : public TimeSource {
 public:
  Instant now() override { return Instant{1'767'225'600'000 + ticks_us() / 1'000 % 1'000}; }
  std::int64_t ticks_us() override;
};

[[nodiscard]] double thread_seconds();  ///< that this thread was on a processor
[[nodiscard]] double wall_seconds();

struct Measured {
  std::uint64_t messages_count{0};
  double seconds{0};
  double cpu_seconds{0};  ///< of this thread
  double p99_ms{0};       ///< an upper bound: of a bucket of the histogram

  [[nodiscard]] double per_second() const { return static_cast<double>(messages_count) / seconds; }
  [[nodiscard]] double cpu_us() const {
    return cpu_seconds * 1e6 / static_cast<double>(messages_count);
  }
};

/// One line of a catalogue for the item of that number.
[[nodiscard]] std::string listing_line(std::uint64_t number);
inline constexpr const char* policy_line =
    R"({"policy":{"id":"gentle","compete_with":["buy_box","lowest"],"beat_by":"-0.01"}})";

/// A worker's way through a source that ends with so many messages, or through a feed from memory.
/// Aborts where a message is not finished.
[[nodiscard]] Measured run_worker(MessageSource& source, std::uint64_t count,
                                  const WorkerOptions& options, ListingStore& listings,
                                  PriceSink& prices);
[[nodiscard]] Measured run_worker(std::vector<PatchedText>& texts, const Feed& feed,
                                  const WorkerOptions& options, ListingStore& listings,
                                  PriceSink& prices);

/// The same messages read, and one listing decided on for each; nothing is kept.
[[nodiscard]] Measured decode_and_decide(std::vector<PatchedText>& texts, std::uint64_t count);

/// Everything in memory.
class EmbeddedWorld {
 public:
  explicit EmbeddedWorld(std::uint64_t listings_count);
  Measured run(std::vector<PatchedText>& texts, std::uint64_t count, std::uint64_t period = 0);
  [[nodiscard]] double bytes_per_listing() const {
    return static_cast<double>(bytes_) / static_cast<double>(listings_count_);
  }

 private:
  std::uint64_t listings_count_;
  std::uint64_t given_count_{0};
  std::size_t bytes_{0};
  BenchTime time_{};
  MemoryStore store_{};
  MemorySession session_{store_, time_};
};

}  // namespace haggle::bench
