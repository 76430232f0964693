// The dice of the random worlds and policies, thrown by the bytes of an input: the same drawing
// code, with a fuzzer in place of the random engine. This folder stands before tests/ on the
// include path of the harnesses.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

namespace haggle::test {

/// When the bytes are used up, every throw is a zero.
class Dice {
 public:
  explicit Dice(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint64_t bits() { return take(8); }
  /// 0..count-1
  std::size_t below(std::size_t count) {
    if (count <= 0x100) return static_cast<std::size_t>(take(1)) % count;
    return static_cast<std::size_t>(take(count <= 0x10000 ? 2 : 8)) % count;
  }
  /// Both ends inclusive.
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(below(static_cast<std::size_t>(most - least + 1)));
  }
  bool chance(unsigned percent) { return below(100) < percent; }

  template <class T>
  T pick(std::initializer_list<T> values) {
    return *(values.begin() + static_cast<std::ptrdiff_t>(below(values.size())));
  }
  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::uint64_t take(std::size_t count) {
    std::uint64_t out = 0;
    for (; count > 0; --count) {
      out <<= 8U;
      if (at_ < bytes_.size()) out |= bytes_[at_++];
    }
    return out;
  }

  std::span<const std::uint8_t> bytes_;
  std::size_t at_{0};
};

}  // namespace haggle::test
