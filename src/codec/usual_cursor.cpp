#include "codec/usual_cursor.hpp"

#include <algorithm>

#include "codec/json_text.hpp"
#include "codec/json_utf8.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// One byte of a text, and the bytes that it takes where the text stands in a string.
struct Piece {
  char byte{0};
  std::size_t bytes{0};  ///< 0: there is none, or one that is not usual
};

Piece piece_at(std::string_view text, bool inside) {
  if (text.empty()) return {};
  if (!inside || (text[0] != '\\' && text[0] != '"')) return {text[0], 1};
  const bool known = text.size() > 1 && text[0] == '\\' &&
                     std::string_view{"\"\\/"}.find(text[1]) != std::string_view::npos;
  return known ? Piece{text[1], 2} : Piece{};
}

/// A backslash and the one letter or mark that it is for.
bool is_short_escape(std::string_view text) {
  return text.size() > 1 && text[0] == '\\' &&
         std::string_view{"\"\\/bfnrt"}.find(text[1]) != std::string_view::npos;
}

/// Bytes of the escape at the front; 0 where it is not right.
std::size_t escape_bytes(std::string_view text, bool inside) {
  constexpr std::size_t most = 12;  // a pair of \u
  std::array<char, most> plain{};
  std::array<std::size_t, most + 1> ends{};
  std::size_t count = 0;
  for (; count < most; ++count) {
    const Piece piece = piece_at(text.substr(ends[count]), inside);
    if (piece.bytes == 0) break;
    plain[count] = piece.byte;
    ends[count + 1] = ends[count] + piece.bytes;
  }
  const Escape escape = read_escape({plain.data(), count});
  return escape.good ? ends[escape.bytes] : 0;
}

}  // namespace

template <bool Inside>
const char* UsualCursor<Inside>::behind_careful(const char* at, const char* end) {
  const std::string_view rest{at, static_cast<std::size_t>(end - at)};
  if (!Inside && is_short_escape(rest)) return at + 2;
  const Piece piece = piece_at(rest, Inside);
  const auto byte = static_cast<unsigned char>(piece.byte);
  std::size_t bytes = piece.bytes;
  if (bytes == 0 || byte < 0x20) return nullptr;
  if (byte == '\\') {
    bytes = escape_bytes(rest, Inside);
  } else if (byte >= 0x80) {
    const CharacterScan scan = scan_character(rest);
    bytes = scan.good ? scan.bytes : 0;
  }
  return bytes == 0 ? nullptr : at + bytes;
}

template <bool Inside>
const char* UsualCursor<Inside>::behind_last_plain(const char* at, const char* end) {
  return std::find_if(at, end, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || c == '"' || c == '\\' || byte >= 0x80;
  });
}

template <bool Inside>
std::uint64_t UsualCursor<Inside>::many_digits(const char* at, std::size_t bytes) {
  std::uint64_t value = 0;
  for (const char c : std::string_view{at, bytes}) {
    if (c != '.') value = value * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return value;
}

template class UsualCursor<false>;
template class UsualCursor<true>;

}  // namespace codec
}  // namespace v0
}  // namespace haggle
