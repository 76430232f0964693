// The inbox that needs nothing but a folder: events as lines of files, safe once the disk has them.
// Whoever reads them takes, and finishes or gives back; what is not finished comes again after a
// crash. Files whose events are all finished are deleted.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <haggle/market/instant.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "inbox.hpp"
#include "segment.hpp"

namespace webhook {

struct SpoolOptions {
  std::string folder{};                         ///< made where it is not there; of this spool alone
  std::size_t segment_bytes_max{8 << 20};       ///< then a file is begun anew
  std::size_t bytes_max{std::size_t{1} << 30};  ///< of all files; then events are refused
};

/// An event that was taken out.
struct Delivery {
  SpoolLine line{};
  std::int32_t receives_count{1};  ///< how often it was given out, over restarts too
};

struct SpoolCounts {
  std::size_t waiting{0};
  std::size_t held{0};     ///< given out, not finished
  std::size_t torn{0};     ///< last lines that a crash cut off, never confirmed to a sender
  std::size_t damaged{0};  ///< lines that are not as they were written
  std::size_t bytes{0};
};

/// The counts in the text format of Prometheus.
[[nodiscard]] std::string write_metrics(const SpoolCounts& counts);

/// Safe to be used by several threads; another process is kept out.
class FileSpool final : public Inbox {
 public:
  [[nodiscard]] static haggle::Answer<std::unique_ptr<FileSpool>> open(const SpoolOptions& options);

  [[nodiscard]] haggle::Answer<void> put(const Event& event) override;
  /// All of them are kept, or none: one write, one wait for the disk.
  [[nodiscard]] std::vector<haggle::Answer<void>> put_all(std::span<const Event> events) override;
  [[nodiscard]] std::optional<haggle::Fault> trouble() const override;

  /// Appends the oldest events, at most `count_max`; waits for the first of them.
  /// Returns: how many.
  std::size_t take(std::size_t count_max, haggle::Duration wait_max, std::vector<Delivery>& into);
  /// It never comes again; or once more after a crash, where the disk did not take the note of it.
  void finish(std::uint64_t number);
  void give_back(std::uint64_t number, haggle::Duration delay);
  /// Ends every wait now and to come; for a shutdown.
  void wake();
  [[nodiscard]] SpoolCounts counts() const;

 private:
  struct Kept {
    std::shared_ptr<Segment> segment{};
    Open open{};
  };
  using Entries = std::map<std::uint64_t, Kept>;
  struct Batch;

  explicit FileSpool(SpoolOptions options) : options_(std::move(options)) {}
  [[nodiscard]] haggle::Answer<void> load();
  [[nodiscard]] haggle::Answer<void> load_segment(const std::string& path);
  [[nodiscard]] haggle::Answer<void> make_room();
  [[nodiscard]] haggle::Answer<Batch> append(std::span<const Event> events);
  [[nodiscard]] haggle::Answer<void> keep(std::span<const Event> events);
  void wait_for_event(std::unique_lock<std::mutex>& lock, haggle::Duration wait_max);
  void bring_back_due();
  void take_first(std::vector<Delivery>& into);
  void note_fault(haggle::Fault fault);
  [[nodiscard]] static std::int64_t ticks_ms();
  void forget_if_finished(const std::shared_ptr<Segment>& segment);

  SpoolOptions options_;
  File lock_file_{};
  mutable std::mutex mutex_{};
  std::condition_variable arrived_{};
  std::shared_ptr<Segment> active_{};  ///< takes what comes; none before the first
  std::size_t bytes_{0};
  std::uint64_t number_next_{1};
  Entries waiting_{};
  Entries held_{};
  std::multimap<std::int64_t, std::uint64_t> later_{};  ///< held until a moment, then waiting
  bool is_woken_{false};
  SpoolCounts found_{};
  std::optional<haggle::Fault> last_fault_{};
  std::int64_t fault_ms_{0};
};

}  // namespace webhook
