// What the workers show: each puts its own view up, who asks gets the sum.
#pragma once

#include <cstddef>
#include <haggle/pipeline/counters.hpp>
#include <mutex>
#include <vector>

namespace worker {

class Board {
 public:
  explicit Board(std::size_t workers_count) : views_(workers_count) {}

  void put(std::size_t worker, const haggle::WorkerView& view) {
    const std::scoped_lock lock{mutex_};
    views_[worker] = view;
  }
  /// The counters together; of each part the worst state.
  [[nodiscard]] haggle::WorkerView total() const;

 private:
  mutable std::mutex mutex_{};
  std::vector<haggle::WorkerView> views_;
};

}  // namespace worker
