// src/codec/json_utf8.hpp -- floor 6 (codec).
//
// Which bytes are UTF-8: no form longer than needed, no half of a pair, nothing beyond U+10FFFF.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace haggle {
inline namespace v0 {
namespace codec {

/// What stands at the front of a text, as far as it is a character.
struct CharacterScan {
  std::size_t bytes{0};  ///< of the character; where it is wrong, the bytes before the wrong one
  bool good{false};
};

/// The bytes that follow the first of a character, and what the second may be: that is where the
/// wrong forms differ from the right ones.
struct Lead {
  std::size_t more{0};
  std::uint8_t low{0x80};
  std::uint8_t high{0xBF};
};

[[nodiscard]] constexpr Lead lead_of(unsigned char byte) noexcept {
  if (byte >= 0xC2 && byte <= 0xDF) return {1};
  if (byte == 0xE0) return {2, 0xA0};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2};
  if (byte == 0xF0) return {3, 0x90};
  if (byte >= 0xF1 && byte <= 0xF3) return {3};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {};
}

/// Reads one character.  Needs: a text that is not empty.
[[nodiscard]] constexpr CharacterScan scan_character(std::string_view text) noexcept {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  if (byte(0) < 0x80) return {1, true};
  const Lead lead = lead_of(byte(0));
  if (lead.more == 0) return {};
  for (std::size_t at = 1; at <= lead.more; ++at) {
    const unsigned low = at == 1 ? lead.low : 0x80;
    const unsigned high = at == 1 ? lead.high : 0xBF;
    if (at == text.size() || byte(at) < low || byte(at) > high) return {at, false};
  }
  return {lead.more + 1, true};
}

/// The bytes behind the last character that begins before `stop`, from `at` on; npos where there
/// is something that is no character.
[[nodiscard]] constexpr std::size_t check_utf8(std::string_view text, std::size_t at,
                                               std::size_t stop) noexcept {
  while (at < stop) {
    const CharacterScan scan = scan_character(text.substr(at));
    if (!scan.good) return text.npos;
    at += scan.bytes;
  }
  return at;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
