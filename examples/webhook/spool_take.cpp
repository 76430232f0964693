// What a reader of the spool calls; see spool.cpp for those who fill it.
#include <algorithm>
#include <chrono>

#include "spool.hpp"

namespace webhook {
namespace {

constexpr std::int64_t unreadable_delay_ms = 60'000;

}  // namespace

void FileSpool::bring_back_due() {
  while (!later_.empty() && later_.begin()->first <= ticks_ms()) {
    if (auto kept = held_.extract(later_.begin()->second)) waiting_.insert(std::move(kept));
    later_.erase(later_.begin());
  }
}

void FileSpool::wait_for_event(std::unique_lock<std::mutex>& lock, haggle::Duration wait_max) {
  const std::int64_t end_ms = ticks_ms() + wait_max.ms;
  for (bring_back_due(); waiting_.empty() && !is_woken_ && ticks_ms() < end_ms; bring_back_due()) {
    const std::int64_t until_ms = later_.empty() ? end_ms : std::min(end_ms, later_.begin()->first);
    arrived_.wait_for(lock,
                      std::chrono::milliseconds{std::max(until_ms - ticks_ms(), std::int64_t{1})});
  }
}

/// Gives out the oldest that waits; one that cannot be read is tried again later.
void FileSpool::take_first(std::vector<Delivery>& into) {
  auto node = waiting_.extract(waiting_.begin());
  Kept& kept = node.mapped();
  auto line = kept.segment->read(kept.open.place);
  if (line) {
    ++kept.open.receives_count;
    if (const auto noted = kept.segment->note_given(node.key()); !noted) note_fault(noted.error());
    into.push_back({std::move(*line), kept.open.receives_count});
  } else {
    note_fault(line.error());
    later_.emplace(ticks_ms() + unreadable_delay_ms, node.key());
  }
  held_.insert(std::move(node));
}

std::size_t FileSpool::take(std::size_t count_max, haggle::Duration wait_max,
                            std::vector<Delivery>& into) {
  std::unique_lock lock{mutex_};
  wait_for_event(lock, wait_max);
  const std::size_t before = into.size();
  while (into.size() - before < count_max && !waiting_.empty()) take_first(into);
  return into.size() - before;
}

void FileSpool::finish(std::uint64_t number) {
  const std::lock_guard lock{mutex_};
  const auto found = held_.find(number);
  if (found == held_.end()) return;
  const std::shared_ptr<Segment> segment = found->second.segment;
  held_.erase(found);
  // Without the note it comes once more after a crash. To hold it for that would fill a full disk.
  if (const auto noted = segment->note_finished(number); !noted) note_fault(noted.error());
  --segment->open_count;
  forget_if_finished(segment);
}

void FileSpool::give_back(std::uint64_t number, haggle::Duration delay) {
  const std::lock_guard lock{mutex_};
  if (!held_.contains(number)) return;
  later_.emplace(ticks_ms() + delay.ms, number);
  bring_back_due();
  arrived_.notify_all();
}

void FileSpool::wake() {
  const std::lock_guard lock{mutex_};
  is_woken_ = true;
  arrived_.notify_all();
}

std::string write_metrics(const SpoolCounts& counts) {
  const auto gauge = [](const std::string& name, const char* help, std::size_t value) {
    return "# HELP haggle_spool_" + name + " " + help + "\n# TYPE haggle_spool_" + name +
           " gauge\nhaggle_spool_" + name + " " + std::to_string(value) + "\n";
  };
  return gauge("waiting", "Events that wait for a worker.", counts.waiting) +
         gauge("held", "Events that a worker has.", counts.held) +
         gauge("bytes", "Bytes of the files of events.", counts.bytes) +
         gauge("torn", "Last lines cut off by a crash, found at the start.", counts.torn) +
         gauge("damaged", "Damaged lines, found at the start.", counts.damaged);
}

SpoolCounts FileSpool::counts() const {
  const std::lock_guard lock{mutex_};
  SpoolCounts counts = found_;
  counts.waiting = waiting_.size() + later_.size();
  counts.held = held_.size() - later_.size();
  counts.bytes = bytes_;
  return counts;
}

}  // namespace webhook
