// examples/sqs/base64.hpp -- bytes as text, for what no message may hold as it is (RFC 4648).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sqs {

inline constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

[[nodiscard]] inline std::string base64(std::string_view bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t word = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      word = word << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
    }
    for (std::size_t k = 0; k < 4; ++k) {
      text += i + k > bytes.size() ? '=' : base64_digits[word >> (18 - 6 * k) & 63U];
    }
  }
  return text;
}

/// Leaves out what is no digit: padding, line breaks.
[[nodiscard]] inline std::string base64_decoded(std::string_view text) {
  std::string bytes;
  std::uint32_t word = 0;
  int bits = 0;
  for (const char c : text) {
    const auto digit = base64_digits.find(c);
    if (digit == base64_digits.npos) continue;
    word = word << 6 | static_cast<std::uint32_t>(digit);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(word >> bits & 0xFFU);
  }
  return bytes;
}

}  // namespace sqs
