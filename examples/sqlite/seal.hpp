// A sum over what a row says, kept beside it: SQLite does not notice a bit that changed inside a
// value, and a price must never come from one.
#pragma once

#include <cstdint>
#include <string_view>

namespace sqlite {

/// FNV-1a, 64 bits, over the parts and their lengths.
class Seal {
 public:
  Seal& operator<<(std::string_view part) noexcept {
    for (const char c : part) add(static_cast<unsigned char>(c));
    return *this << static_cast<std::int64_t>(part.size());
  }
  Seal& operator<<(std::int64_t part) noexcept {
    for (unsigned shift = 0; shift < 64; shift += 8) {
      add(static_cast<unsigned char>(static_cast<std::uint64_t>(part) >> shift & 0xFFU));
    }
    return *this;
  }
  /// As SQLite keeps it.
  [[nodiscard]] std::int64_t value() const noexcept { return static_cast<std::int64_t>(sum_); }

 private:
  void add(unsigned char byte) noexcept { sum_ = (sum_ ^ byte) * 0x100000001B3U; }
  std::uint64_t sum_{0xCBF29CE484222325U};
};

}  // namespace sqlite
