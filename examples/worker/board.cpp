#include "board.hpp"

namespace worker {

haggle::WorkerView Board::total() const {
  const std::scoped_lock lock{mutex_};
  haggle::WorkerView sum = views_.front();
  for (std::size_t i = 1; i < views_.size(); ++i) {
    const haggle::WorkerView& each = views_[i];
    sum.counters += each.counters;
    sum.held_count += each.held_count;
    if (each.queue_depth) sum.queue_depth = each.queue_depth;  // of one and the same queue
    for (std::size_t part = 0; part < sum.parts.size(); ++part) {
      if (each.parts[part].state > sum.parts[part].state) sum.parts[part] = each.parts[part];
    }
  }
  return sum;
}

}  // namespace worker
