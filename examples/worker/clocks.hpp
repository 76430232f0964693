// The clocks of this machine.
#pragma once

#include <chrono>
#include <haggle/pipeline/ports.hpp>

namespace worker {

class SystemTime final : public haggle::TimeSource {
 public:
  haggle::Instant now() override {
    return {since_epoch<std::chrono::milliseconds>(std::chrono::system_clock::now())};
  }
  std::int64_t ticks_us() override {
    return since_epoch<std::chrono::microseconds>(std::chrono::steady_clock::now());
  }

 private:
  template <class Unit, class Point>
  static std::int64_t since_epoch(Point at) {
    return std::chrono::duration_cast<Unit>(at.time_since_epoch()).count();
  }
};

}  // namespace worker
