// src/codec/json_digits.hpp -- floor 6 (codec).
//
// The values of short numbers, all digits at once.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace haggle {
inline namespace v0 {
namespace codec {

inline constexpr std::size_t short_bytes_max = 8;

/// digits * 10^-decimals.
struct ShortNumber {
  std::int64_t digits{-1};  ///< below zero: it is something else, or not that short
  std::int32_t decimals{0};

  [[nodiscard]] bool good() const { return digits >= 0; }
};

/// The value of eight digits, the first in the lowest byte; bytes of zero count as the digit.
[[nodiscard]] constexpr std::uint64_t value_of_digits(std::uint64_t digits) noexcept {
  digits &= 0x0F0F'0F0F'0F0F'0F0F;
  // Pairs, fours and eights are put together.
  digits = (digits * 10 + (digits >> 8)) & 0x00FF'00FF'00FF'00FF;
  digits = (digits * 100 + (digits >> 16)) & 0x0000'FFFF'0000'FFFF;
  return (digits * 10'000 + (digits >> 32)) & 0xFFFF'FFFF;
}

/// Are the bytes that `mask` picks all digits? The others must be zero.
[[nodiscard]] constexpr bool are_digits(std::uint64_t bytes, std::uint64_t mask) noexcept {
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  const std::uint64_t values = bytes ^ (mask & ones * '0');
  return (((values + ones * 0x76) | values) & ones * 0x80) == 0;
}

/// The number that ends before `end`: digits, and behind a point more of them; zeros may lead.
/// Needs: 1..8 bytes of it, and 8 readable bytes before `end`.
[[nodiscard]] inline ShortNumber short_number_before(const char* end, std::size_t bytes_count) {
  if constexpr (std::endian::native != std::endian::little) return {};
  constexpr std::uint64_t ones = 0x0101'0101'0101'0101;
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, end - short_bytes_max, sizeof bytes);
  const std::size_t ahead = short_bytes_max - bytes_count;
  std::uint64_t mask = ~std::uint64_t{0} << (8 * ahead);
  bytes &= mask;
  ShortNumber out;
  const std::uint64_t others = bytes ^ ones * '.';
  const std::uint64_t points = (others - ones) & ~others & ones * 0x80;
  if (points != 0) {
    const auto place = static_cast<std::size_t>(std::countr_zero(points)) / 8;
    if (place == ahead || place == short_bytes_max - 1) return {};
    // The bytes ahead of the point move into its place.
    const std::uint64_t before = (std::uint64_t{1} << (8 * place)) - 1;
    bytes = (bytes & before) << 8 | (bytes & ~(before << 8 | 0xFF));
    mask <<= 8;
    out.decimals = static_cast<std::int32_t>(short_bytes_max - 1 - place);
  }
  if (!are_digits(bytes, mask)) return {};
  out.digits = static_cast<std::int64_t>(value_of_digits(bytes));
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
