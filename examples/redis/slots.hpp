// Which of a cluster's 16,384 slots a key is in.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace redis {

inline constexpr std::size_t slots_count = 16'384;

namespace detail {
/// CRC-16 with the polynomial 0x1021 (XMODEM), byte by byte.
inline constexpr auto crc16_table = [] {
  std::array<std::uint16_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    unsigned sum = byte << 8U;
    for (int bit = 0; bit < 8; ++bit) sum = (sum << 1U) ^ ((sum & 0x8000U) != 0 ? 0x1021U : 0U);
    table[byte] = static_cast<std::uint16_t>(sum);
  }
  return table;
}();
}  // namespace detail

[[nodiscard]] constexpr std::uint16_t crc16(std::string_view bytes) noexcept {
  unsigned sum = 0;
  for (const char byte : bytes) {
    const unsigned index = (sum >> 8U) ^ static_cast<unsigned char>(byte);
    sum = ((sum << 8U) & 0xFFFFU) ^ detail::crc16_table[index];
  }
  return static_cast<std::uint16_t>(sum);
}

/// What of a key is hashed: between the first { and the next }, where something stands there.
[[nodiscard]] constexpr std::string_view hash_tag(std::string_view key) noexcept {
  const std::size_t open = key.find('{');
  if (open == key.npos) return key;
  const std::size_t close = key.find('}', open + 1);
  if (close == key.npos || close == open + 1) return key;
  return key.substr(open + 1, close - open - 1);
}

[[nodiscard]] constexpr std::uint16_t slot_of(std::string_view key) noexcept {
  return crc16(hash_tag(key)) % slots_count;
}
static_assert(crc16("123456789") == 0x31C3 &&
              slot_of("{user1000}.following") == slot_of("user1000"));

}  // namespace redis
