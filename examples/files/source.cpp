#include "source.hpp"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

namespace files {

using haggle::Answer;
using haggle::Duration;
using haggle::Received;
using haggle::Ticket;

Answer<std::unique_ptr<Source>> Source::open(const std::vector<std::string>& names,
                                             haggle::TimeSource& time) {
  reprice::Sources found = reprice::find_sources(names);
  if (!found.fault.empty()) {
    return haggle::faulted(haggle::FaultCategory::configuration, haggle::Severity::critical,
                           std::move(found.fault));
  }
  return std::unique_ptr<Source>{new Source(std::move(found.all), time)};
}

bool Source::is_ended() const {
  return files_.empty() && reader_ == nullptr && returned_.empty() && held_.empty() && !fault_;
}

// ---- giving out ----------------------------------------------------------------

void Source::give(Letter letter, std::vector<Received>& into) {
  const Ticket ticket = next_++;
  Letter& held = held_[ticket] = std::move(letter);
  into.push_back({held.body, ticket, ++held.receives_count, std::nullopt});
}

std::size_t Source::give_again(std::size_t count_max, std::vector<Received>& into) {
  const haggle::Instant now = time_.now();
  std::size_t count = 0;
  for (auto at = returned_.begin(); at != returned_.end() && count < count_max;) {
    if (now < at->visible_at) {
      ++at;
      continue;
    }
    give(std::move(*at), into);
    at = returned_.erase(at);
    ++count;
  }
  return count;
}

/// The next message of the first file that has one.
Answer<Reader::Next> Source::read(Duration wait_max, std::string& body) {
  while (reader_ != nullptr || !files_.empty()) {
    if (reader_ == nullptr) {
      reader_ = std::make_unique<Reader>(std::move(files_.front()));
      files_.pop_front();
    }
    const auto next = reader_->next(wait_max, body);
    const bool is_over = !next || *next == Reader::Next::end;
    if (is_over) reader_.reset();
    if (!next || *next != Reader::Next::end) return next;
  }
  return Reader::Next::end;
}

/// The time for which there is nothing to do: until the first that was given back comes again.
Duration Source::until_next(Duration wait_max) const {
  const haggle::Instant now = time_.now();
  for (const Letter& letter : returned_) {
    wait_max = std::clamp(letter.visible_at - now, Duration{0}, wait_max);
  }
  return wait_max;
}

Answer<std::size_t> Source::receive(std::size_t count_max, Duration wait_max,
                                    std::vector<Received>& into) {
  std::size_t count = give_again(count_max, into);
  while (count < count_max && !fault_) {
    Letter letter;
    const Duration wait = count > 0 ? Duration{0} : until_next(wait_max);
    const auto next = read(wait, letter.body);
    if (!next) fault_ = next.error();
    if (!next) break;
    // What was given back may have to wait; nobody is to ask again and again meanwhile.
    const bool is_idle = *next == Reader::Next::end && count == 0 && !returned_.empty();
    if (is_idle) std::this_thread::sleep_for(std::chrono::milliseconds{wait.ms});
    if (*next != Reader::Next::message) break;
    give(std::move(letter), into);
    ++count;
  }
  if (count == 0) count = give_again(count_max, into);
  // What was given before it is not lost for it; the fault is told when that is taken.
  if (count == 0 && fault_) return tl::unexpected(*std::exchange(fault_, std::nullopt));
  return count;
}

// ---- taking back ----------------------------------------------------------------

Answer<std::vector<Ticket>> Source::finish(std::span<const Ticket> tickets) {
  for (const Ticket ticket : tickets) held_.erase(ticket);
  return std::vector<Ticket>{};
}

Answer<void> Source::give_back(std::span<const Ticket> tickets, Duration delay) {
  for (const Ticket ticket : tickets) {
    const auto held = held_.extract(ticket);
    if (held.empty()) continue;
    held.mapped().visible_at = time_.now() + delay;
    returned_.push_back(std::move(held.mapped()));
  }
  return {};
}

Answer<haggle::Instant> Source::extend(std::span<const Ticket>, Duration visibility) {
  return time_.now() + visibility;
}

}  // namespace files
