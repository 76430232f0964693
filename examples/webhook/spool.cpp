#include "spool.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

namespace webhook {
namespace {

using haggle::Answer;

constexpr std::int64_t fault_shown_ms = 30'000;

std::int64_t time_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string segment_path(const std::string& folder, std::uint64_t number) {
  char name[32];
  std::snprintf(name, sizeof name, "/%016llu.log", static_cast<unsigned long long>(number));
  return folder + name;
}

}  // namespace

/// Lines that stand in a segment, and are shown to nobody before the disk has them.
struct FileSpool::Batch {
  std::shared_ptr<Segment> segment{};
  std::uint64_t number_first{0};
  std::vector<Place> places{};
  std::size_t end{0};
};

Answer<std::unique_ptr<FileSpool>> FileSpool::open(const SpoolOptions& options) {
  std::unique_ptr<FileSpool> spool{new FileSpool{options}};
  std::error_code failed;
  std::filesystem::create_directories(options.folder, failed);
  auto lock_file = File::open(options.folder + "/lock", false);
  if (!lock_file) return tl::unexpected(lock_file.error());
  spool->lock_file_ = std::move(*lock_file);
  const auto loaded = spool->lock_file_.lock().and_then([&] { return spool->load(); });
  if (!loaded) return tl::unexpected(loaded.error());
  return spool;
}

Answer<void> FileSpool::load() {
  std::vector<std::string> paths;
  std::error_code failed;
  for (const auto& entry : std::filesystem::directory_iterator{options_.folder, failed}) {
    if (entry.path().extension() == ".log") paths.push_back(entry.path());
  }
  if (failed) return disk_fault("listing " + options_.folder);
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) {
    if (auto loaded = load_segment(path); !loaded) return loaded;
  }
  return {};
}

Answer<void> FileSpool::load_segment(const std::string& path) {
  const auto loaded = Segment::load(path);
  if (!loaded) return tl::unexpected(loaded.error());
  const auto& segment = *loaded;
  found_.torn += segment->is_torn() ? 1U : 0U;
  found_.damaged += segment->damaged_count();
  bytes_ += segment->size();
  number_next_ = std::max(number_next_, segment->number_max() + 1);
  for (const auto& [number, open] : segment->found()) waiting_.emplace(number, Kept{segment, open});
  forget_if_finished(segment);
  return {};
}

/// Sees to it that there is a segment that takes lines.
Answer<void> FileSpool::make_room() {
  if (bytes_ >= options_.bytes_max) {
    return haggle::faulted(haggle::FaultCategory::system, haggle::Severity::high,
                           "the spool has all the bytes that it may have; nobody empties it");
  }
  if (active_ && !active_->is_broken() && active_->size() < options_.segment_bytes_max) return {};
  if (active_ && active_->is_broken()) ++number_next_;  // whose file is there
  auto made = Segment::create(segment_path(options_.folder, number_next_));
  if (!made) {
    ++number_next_;  // whatever is in the way of that name
    return tl::unexpected(made.error());
  }
  const auto old = std::exchange(active_, *made);
  if (old) forget_if_finished(old);
  return {};
}

Answer<FileSpool::Batch> FileSpool::append(std::span<const Event> events) {
  const std::lock_guard lock{mutex_};
  if (auto room = make_room(); !room) return tl::unexpected(room.error());
  Batch batch{active_, number_next_, {}, 0};
  std::string lines;
  for (std::uint64_t number = number_next_; const Event& event : events) {
    const std::string line =
        write_line({number++, time_ms(), std::string{event.id}, std::string{event.bytes}});
    batch.places.push_back({lines.size(), line.size() - 1});
    lines += line;
  }
  const auto start = active_->append(lines);
  if (!start) {
    // A full disk is helped by what nobody needs any more.
    if (active_->open_count == 0) forget_if_finished(std::exchange(active_, nullptr));
    return tl::unexpected(start.error());
  }
  for (Place& place : batch.places) place.offset += *start;
  batch.end = *start + lines.size();
  number_next_ += events.size();
  bytes_ += lines.size();
  active_->open_count += events.size();
  return batch;
}

Answer<void> FileSpool::keep(std::span<const Event> events) {
  const auto batch = append(events);
  if (!batch) return tl::unexpected(batch.error());
  if (auto synced = batch->segment->sync(batch->end); !synced) return synced;
  const std::lock_guard lock{mutex_};
  std::uint64_t number = batch->number_first;
  for (const Place place : batch->places) {
    waiting_.emplace_hint(waiting_.end(), number++, Kept{batch->segment, {place, 0}});
  }
  arrived_.notify_all();
  return {};
}

Answer<void> FileSpool::put(const Event& event) {
  return put_all({&event, 1}).front();
}

std::vector<Answer<void>> FileSpool::put_all(std::span<const Event> events) {
  if (events.empty()) return {};
  const Answer<void> kept = keep(events);
  const std::lock_guard lock{mutex_};
  if (kept) last_fault_.reset();
  if (!kept) note_fault(kept.error());
  return std::vector<Answer<void>>(events.size(), kept);
}

std::optional<haggle::Fault> FileSpool::trouble() const {
  const std::lock_guard lock{mutex_};
  // Shown for a while only: no event may be sent as long as this says that none can be kept.
  if (last_fault_ && ticks_ms() - fault_ms_ < fault_shown_ms) return last_fault_;
  if (found_.damaged == 0) return {};
  return haggle::Fault{haggle::FaultCategory::system, haggle::Severity::medium,
                       std::to_string(found_.damaged) + " damaged lines in the spool"};
}

void FileSpool::note_fault(haggle::Fault fault) {
  last_fault_ = std::move(fault);
  fault_ms_ = ticks_ms();
}

void FileSpool::forget_if_finished(const std::shared_ptr<Segment>& segment) {
  if (segment->open_count > 0 || segment == active_) return;
  bytes_ -= segment->size();
  segment->remove();
}

std::int64_t FileSpool::ticks_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

}  // namespace webhook
