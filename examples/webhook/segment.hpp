// One file of a spool, messages as lines, and beside it the journal of which were given out and
// which are finished. A segment whose messages are all finished is deleted as a whole.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "file.hpp"
#include "spool_line.hpp"

namespace webhook {

/// Where a message stands in its segment, without the line feed.
struct Place {
  std::size_t offset{0};
  std::size_t size{0};
};

/// A message that is not finished.
struct Open {
  Place place{};
  std::int32_t receives_count{0};
};

class Segment {
 public:
  /// A new one, whose name outlives a crash.
  [[nodiscard]] static haggle::Answer<std::shared_ptr<Segment>> create(const std::string& path);
  /// One that was left behind. A last line without its line feed was never confirmed to anybody: it
  /// is passed over and counted, and so is a line whose digest is wrong.
  [[nodiscard]] static haggle::Answer<std::shared_ptr<Segment>> load(const std::string& path);

  /// Writes lines, not yet durable; all of them or none. Returns: where they begin.
  [[nodiscard]] haggle::Answer<std::size_t> append(std::string_view lines);
  /// Waits until the disk has the first so many bytes. Threads that come at the same time share one
  /// wait. After a fault the segment takes nothing more.
  [[nodiscard]] haggle::Answer<void> sync(std::size_t size);
  [[nodiscard]] haggle::Answer<SpoolLine> read(Place place) const;

  /// Writes to the journal that a message was given out, or is finished. What a crash of the
  /// machine takes of it is delivered again.
  [[nodiscard]] haggle::Answer<void> note_given(std::uint64_t number) { return note('G', number); }
  [[nodiscard]] haggle::Answer<void> note_finished(std::uint64_t number) {
    return note('F', number);
  }

  /// Deletes it; one with damaged lines is put aside under another name.
  void remove() const;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool is_broken() const;
  [[nodiscard]] std::size_t damaged_count() const { return damaged_count_; }
  [[nodiscard]] bool is_torn() const { return is_torn_; }
  [[nodiscard]] std::uint64_t number_max() const { return number_max_; }
  /// What was found unfinished when it was loaded.
  [[nodiscard]] const std::map<std::uint64_t, Open>& found() const { return found_; }

  std::size_t open_count{0};  ///< messages not finished; the spool counts

 private:
  explicit Segment(std::string path) : path_(std::move(path)) {}
  [[nodiscard]] haggle::Answer<void> note(char what, std::uint64_t number);
  void take_line(std::string_view text, Place place);
  [[nodiscard]] haggle::Answer<void> read_lines();
  [[nodiscard]] haggle::Answer<void> read_journal();

  std::string path_;
  File lines_{};
  File journal_{};
  std::atomic<std::size_t> size_{0};
  std::size_t damaged_count_{0};
  std::uint64_t number_max_{0};
  std::map<std::uint64_t, Open> found_{};
  bool is_torn_{false};
  bool journal_is_torn_{false};

  mutable std::mutex sync_mutex_{};
  std::size_t synced_size_{0};
  bool is_broken_{false};
};

}  // namespace webhook
