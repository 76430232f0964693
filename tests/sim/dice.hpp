// The chances of a run: numbers that come from its seed alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "haggle/pipeline/pace.hpp"

namespace haggle::sim {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : dice_(seed) {}

  std::uint64_t bits() { return dice_.next(); }
  /// 0 .. count - 1.  Needs: count > 0.
  std::size_t below(std::size_t count) { return static_cast<std::size_t>(dice_.below(count)); }
  /// Both ends inclusive.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least +
           static_cast<std::int64_t>(dice_.below(static_cast<std::uint64_t>(most - least) + 1));
  }
  /// Parts per million.
  bool chance(std::uint32_t ppm) { return dice_.below(1'000'000) < ppm; }
  bool percent(std::uint32_t percents) { return chance(percents * 10'000); }
  template <class T>
  const T& any(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  SeededDice dice_;
};

}  // namespace haggle::sim
