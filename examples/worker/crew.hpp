// The workers of this process, each in a thread of its own.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

#include "board.hpp"
#include "clocks.hpp"
#include "doors.hpp"
#include "options.hpp"
#include "telling.hpp"

namespace worker {

class Crew {
 public:
  /// Needs: doors for each worker, and all of the rest, that outlive it.
  Crew(const Options& options, std::vector<Doors>& doors, Board& board, Telling& telling);
  /// Stops, and waits for all.
  ~Crew();

  /// They finish what they sent, give back the rest, and end.
  void stop();
  [[nodiscard]] bool is_done() const { return working_count_ == 0; }

 private:
  void work(std::size_t number);
  void rest_until(haggle::Instant at);

  const Options& options_;
  std::vector<Doors>& doors_;
  Board& board_;
  Telling& telling_;
  SystemTime time_{};
  std::atomic<bool> stopping_{false};
  std::atomic<std::size_t> working_count_;
  std::mutex mutex_{};
  std::condition_variable wake_{};
  std::vector<std::thread> threads_{};
};

}  // namespace worker
