#include "codec/json_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array<std::pair<char, char>, 8> letters{{{'"', '"'},
                                                        {'\\', '\\'},
                                                        {'/', '/'},
                                                        {'b', '\b'},
                                                        {'f', '\f'},
                                                        {'n', '\n'},
                                                        {'r', '\r'},
                                                        {'t', '\t'}}};

/// -1 where it is none.
int hex_value(char digit) {
  if ('0' <= digit && digit <= '9') return digit - '0';
  const char small = static_cast<char>(digit | 0x20);
  return 'a' <= small && small <= 'f' ? small - 'a' + 10 : -1;
}

/// Four hexadecimal digits; `at` moves up to the byte that is none, or behind them.
bool take_unit(std::string_view text, std::size_t& at, std::uint32_t& unit) {
  unit = 0;
  for (int i = 0; i < 4; ++i) {
    const int value = at < text.size() ? hex_value(text[at]) : -1;
    if (value < 0) return false;
    unit = unit << 4 | static_cast<std::uint32_t>(value);
    ++at;
  }
  return true;
}

bool is_high(std::uint32_t unit) {
  return unit >= 0xD800 && unit <= 0xDBFF;
}
bool is_low(std::uint32_t unit) {
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

void put(std::uint32_t character, Escape& escape) {
  const auto byte = [&](std::uint32_t bits) {
    escape.out[escape.out_bytes++] = static_cast<char>(static_cast<unsigned char>(bits));
  };
  const auto more = [&](int shift) { byte(0x80 | (character >> shift & 0x3F)); };
  if (character < 0x80) return byte(character);
  if (character < 0x800) return byte(0xC0 | character >> 6), more(0);
  if (character < 0x10000) return byte(0xE0 | character >> 12), more(6), more(0);
  byte(0xF0 | character >> 18), more(12), more(6), more(0);
}

/// The character of \u, of which the second half of a pair is a part; false where it is none.
bool take_character(std::string_view text, Escape& escape) {
  std::uint32_t unit = 0;
  std::size_t& at = escape.bytes;
  if (!take_unit(text, at, unit)) return false;
  if (is_low(unit)) return --at, false;
  if (!is_high(unit)) return put(unit, escape), true;
  std::uint32_t second = 0;
  for (const char wanted : {'\\', 'u'}) {
    if (at >= text.size() || text[at] != wanted) return false;
    ++at;
  }
  if (!take_unit(text, at, second)) return false;
  if (!is_low(second)) return --at, false;
  put(0x10000 + ((unit - 0xD800) << 10) + (second - 0xDC00), escape);
  return true;
}

}  // namespace

Escape read_escape(std::string_view text) {
  Escape escape;
  escape.bytes = 1;
  if (text.size() < 2) return escape;
  if (text[1] == 'u') {
    escape.bytes = 2;
    escape.good = take_character(text, escape);
    return escape;
  }
  const auto* known = std::find_if(letters.begin(), letters.end(),
                                   [&](const auto& letter) { return letter.first == text[1]; });
  if (known == letters.end()) return escape;
  escape.bytes = 2;
  escape.good = true;
  escape.out_bytes = 1;
  escape.out[0] = known->second;
  return escape;
}

char* write_unescaped(std::string_view text, char* out) {
  while (!text.empty()) {
    const std::string_view plain = text.substr(0, text.find('\\'));
    out = std::copy(plain.begin(), plain.end(), out);
    text.remove_prefix(plain.size());
    if (text.empty()) break;
    const Escape escape = read_escape(text);
    if (!escape.good) return nullptr;
    out = std::copy_n(escape.out, escape.out_bytes, out);
    text.remove_prefix(escape.bytes);
  }
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
