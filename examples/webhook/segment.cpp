#include "segment.hpp"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <filesystem>

namespace webhook {
namespace {

using haggle::Answer;

constexpr std::size_t journal_line_size = 18;  // 'G' or 'F', and 16 digits, and a line feed

std::string journal_path(const std::string& path) {
  return path + ".journal";
}

std::string folder_of(const std::string& path) {
  return std::filesystem::path{path}.parent_path().string();
}

}  // namespace

Answer<std::shared_ptr<Segment>> Segment::create(const std::string& path) {
  std::shared_ptr<Segment> segment{new Segment{path}};
  auto lines = File::open(path, true);
  if (!lines) return tl::unexpected(lines.error());
  segment->lines_ = std::move(*lines);
  // A journal that a crash left of an older file of this name is about other messages.
  std::error_code failed;
  std::filesystem::remove(journal_path(path), failed);
  auto journal = File::open(journal_path(path), true);
  const auto ready =
      journal.map([&](File& file) { segment->journal_ = std::move(file); }).and_then([&] {
        return sync_folder(folder_of(path));
      });
  if (ready) return segment;
  segment->remove();  // its name is needed for the next try
  return tl::unexpected(ready.error());
}

Answer<std::shared_ptr<Segment>> Segment::load(const std::string& path) {
  std::shared_ptr<Segment> segment{new Segment{path}};
  auto lines = File::open(path, false);
  if (!lines) return tl::unexpected(lines.error());
  auto journal = File::open(journal_path(path), false);
  if (!journal) return tl::unexpected(journal.error());
  segment->lines_ = std::move(*lines);
  segment->journal_ = std::move(*journal);
  segment->journal_is_torn_ = true;  // it may be: the next note begins on a line of its own
  const auto read = segment->read_lines().and_then([&] { return segment->read_journal(); });
  if (!read) return tl::unexpected(read.error());
  segment->open_count = segment->found_.size();
  return segment;
}

void Segment::take_line(std::string_view text, Place place) {
  const auto line = read_line(text);
  if (!line) {
    ++damaged_count_;
    return;
  }
  number_max_ = std::max(number_max_, line->number);
  found_.emplace(line->number, Open{place, 0});
}

Answer<void> Segment::read_lines() {
  const auto bytes = lines_.size().and_then([&](std::size_t size) { return lines_.read(0, size); });
  if (!bytes) return tl::unexpected(bytes.error());
  const std::string_view text = *bytes;
  size_ = text.size();
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    is_torn_ = end == std::string_view::npos;
    if (is_torn_) break;
    take_line(text.substr(at, end - at), {at, end - at});
    at = end + 1;
  }
  return {};
}

Answer<void> Segment::read_journal() {
  const auto bytes =
      journal_.size().and_then([&](std::size_t size) { return journal_.read(0, size); });
  if (!bytes) return tl::unexpected(bytes.error());
  const std::string_view text = *bytes;
  for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    const std::string_view line = text.substr(at, end - at);
    if (line.size() + 1 != journal_line_size) continue;
    std::uint64_t number = 0;
    const auto read = std::from_chars(line.data() + 1, line.data() + line.size(), number);
    if (read.ptr != line.data() + line.size()) continue;
    const auto found = found_.find(number);
    if (found == found_.end()) continue;
    if (line.front() == 'G') ++found->second.receives_count;
    if (line.front() == 'F') found_.erase(found);
  }
  return {};
}

Answer<std::size_t> Segment::append(std::string_view lines) {
  const std::size_t start = size_;
  if (auto written = lines_.append(lines); !written) {
    // What was written of it must not stand before the next line.
    if (!lines_.truncate(start)) {
      const std::lock_guard lock{sync_mutex_};
      is_broken_ = true;
    }
    return tl::unexpected(written.error());
  }
  size_ += lines.size();
  return start;
}

Answer<void> Segment::sync(std::size_t size) {
  const std::lock_guard lock{sync_mutex_};
  if (synced_size_ >= size) return {};
  if (is_broken_) {
    // A disk tells of a lost write once; whoever asks again would hear that all is well.
    return haggle::faulted(haggle::FaultCategory::system, haggle::Severity::high,
                           "a spool file could not be synced");
  }
  const std::size_t covered = size_.load();
  auto synced = lines_.sync();
  is_broken_ = !synced;
  if (synced) synced_size_ = covered;
  return synced;
}

bool Segment::is_broken() const {
  const std::lock_guard lock{sync_mutex_};
  return is_broken_;
}

Answer<SpoolLine> Segment::read(Place place) const {
  const auto bytes = lines_.read(place.offset, place.size);
  if (!bytes) return tl::unexpected(bytes.error());
  auto line = read_line(*bytes);
  if (line) return std::move(*line);
  return haggle::faulted(haggle::FaultCategory::system, haggle::Severity::high,
                         "a line of " + path_ + " is damaged");
}

Answer<void> Segment::note(char what, std::uint64_t number) {
  char line[journal_line_size + 2];
  const int size = std::snprintf(line, sizeof line, "%s%c%016llu\n", journal_is_torn_ ? "\n" : "",
                                 what, static_cast<unsigned long long>(number));
  auto written = journal_.append({line, static_cast<std::size_t>(size)});
  journal_is_torn_ = !written;
  return written;
}

void Segment::remove() const {
  std::error_code ignored;  // what stays is found, and is as it was, at the next start
  if (damaged_count_ > 0) {
    std::filesystem::rename(path_, path_ + ".damaged", ignored);
  } else {
    std::filesystem::remove(path_, ignored);
  }
  std::filesystem::remove(journal_path(path_), ignored);
}

}  // namespace webhook
