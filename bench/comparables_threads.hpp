// Two threads that are kept: the caller's own and one that waits. What they did is timed as the
// time on a processor of the one that was busy longer, so that neighbours who take a processor away
// do not count.
#pragma once

#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "haggle/comparables/search.hpp"

namespace haggle::bench {

/// Seconds that the calling thread has been on a processor.
[[nodiscard]] inline double thread_seconds() noexcept {
  timespec at{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
  return static_cast<double>(at.tv_sec) + 1e-9 * static_cast<double>(at.tv_nsec);
}

/// What one look at that clock, which asks the system, takes of it.
[[nodiscard]] inline double clock_seconds() noexcept {
  double least = 1;
  for (int i = 0; i < 1'000; ++i) {
    const double begin = thread_seconds();
    least = std::min(least, thread_seconds() - begin);
  }
  return least;
}

class Pair {
 public:
  Pair() : clock_seconds_(clock_seconds()), helper_([this] { help(); }) {}
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
  ~Pair() {
    stop_.store(true);
    helper_.join();
  }

  /// Even parts are done here, odd ones by the helper.
  void run(std::uint32_t parts, Executor::Part part, void* argument) {
    job_ = {part, argument, parts};
    const std::uint32_t number = asked_.load() + 1;
    const double begin = thread_seconds();
    asked_.store(number, std::memory_order_release);
    work(0);
    const double own = thread_seconds() - begin;
    while (done_.load(std::memory_order_acquire) != number) std::this_thread::yield();
    const double busy = std::max(own, helped_seconds_) - clock_seconds_;
    correction_ += busy - (thread_seconds() - begin) - clock_seconds_;
  }

  [[nodiscard]] Executor executor() noexcept {
    return {[](void* context, std::uint32_t parts, Executor::Part part, void* argument) {
              static_cast<Pair*>(context)->run(parts, part, argument);
            },
            this, 2};
  }

  /// Seconds of both so far: those of the calling thread, less its waiting, and where the helper
  /// was busy longer, that too. Only differences mean something.
  [[nodiscard]] double seconds() const noexcept { return thread_seconds() + correction_; }

 private:
  struct Job {
    Executor::Part part;
    void* argument;
    std::uint32_t parts;
  };

  void work(std::uint32_t first) {
    for (std::uint32_t i = first; i < job_.parts; i += 2) job_.part(job_.argument, i);
  }
  void help() {
    std::uint32_t seen = 0;
    for (int idle = 0; !stop_.load(); ++idle) {
      const std::uint32_t asked = asked_.load(std::memory_order_acquire);
      if (asked == seen) {
        // Longer than the other is busy between two jobs: who sleeps comes back to cold caches.
        if (idle > 2'000'000) std::this_thread::sleep_for(std::chrono::microseconds{20});
        continue;
      }
      const double begin = thread_seconds();
      work(1);
      helped_seconds_ = thread_seconds() - begin;
      done_.store(asked, std::memory_order_release);
      seen = asked;
      idle = 0;
    }
  }

  Job job_{};
  std::atomic<std::uint32_t> asked_{0};
  std::atomic<std::uint32_t> done_{0};
  std::atomic<bool> stop_{false};
  double helped_seconds_{0};
  double correction_{0};
  double clock_seconds_;
  std::thread helper_;  // last: it uses all of the others
};

/// Runs `what(part)` for both halves.
template <class What>
void in_both(Pair& pair, What&& what) {
  pair.run(2, [](void* argument, std::uint32_t i) { (*static_cast<What*>(argument))(i); }, &what);
}

}  // namespace haggle::bench
