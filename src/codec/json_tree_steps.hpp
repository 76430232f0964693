// src/codec/json_tree_steps.hpp -- floor 6 (codec).
//
// The steps of JsonTree that take a text, a number or a word, for the two sources that have loops
// of them: each step becomes a part of its loop.
#pragma once

#include <bit>
#include <cstring>

#include "codec/json_number.hpp"
#include "codec/json_tree.hpp"
#include "codec/json_wide.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

[[nodiscard]] constexpr bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/// Stops at the first byte that is no blank, which must be there.
inline const char* behind_blanks(const char* at) {
  if (*at > ' ') return at;
  while (is_blank(*at)) ++at;
  return at;
}

/// Bytes of the number at the front of 16 bytes; 0 where it does not end in them, or is not of the
/// usual form: digits, and behind a point more of them.
inline std::size_t plain_number_bytes(const char* at) {
  const std::uint32_t others = not_digits(at);
  if (others == 0) return 0;
  auto bytes = static_cast<std::size_t>(std::countr_zero(others));
  if (bytes == 0 || (bytes > 1 && at[0] == '0')) return 0;
  if (at[bytes] == '.') {
    const std::uint32_t behind = others & (others - 1);
    const auto end = static_cast<std::size_t>(std::countr_zero(behind));
    if (behind == 0 || end == bytes + 1) return 0;
    bytes = end;
  }
  return (at[bytes] | 0x20) == 'e' ? 0 : bytes;
}

/// The text of a string, from its opening quote.
[[gnu::always_inline]] inline const char* JsonTree::take_text(const char* at, Text& text) {
  const char* const begin = at + 1;
  const char* stop = begin;
  while (end_ - stop >= std::ptrdiff_t{wide_bytes}) {
    const std::uint32_t stops = string_stops(stop);
    if (stops == 0) {
      stop += wide_bytes;
      continue;
    }
    stop += std::countr_zero(stops);
    if (*stop != '"') break;
    text = {static_cast<std::uint32_t>(begin - text_), static_cast<std::uint32_t>(stop - begin),
            false};
    return stop + 1;
  }
  const CarefulText careful = take_careful_text(at);
  text = careful.text;
  return careful.behind;
}

[[gnu::always_inline]] inline bool JsonTree::take_string(Cursor& cursor) {
  Text text;
  cursor.at = take_text(cursor.at, text);
  if (cursor.at == nullptr) return false;
  JsonNode& node = *cursor.node++;
  node.kind = JsonKind::string;
  node.truth = false;
  node.text_at = text.at;
  node.size = text.size;
  node.text_in_pool = text.in_pool;
  node.end = static_cast<std::uint32_t>(cursor.at - text_);
  node.after = static_cast<std::uint32_t>(cursor.node - nodes_);
  return true;
}

[[gnu::always_inline]] inline bool JsonTree::take_number(Cursor& cursor) {
  const char* const begin = cursor.at;
  std::size_t bytes = end_ - begin < 16 ? 0 : plain_number_bytes(begin);
  if (bytes == 0) {
    const NumberScan scan = scan_number({begin, static_cast<std::size_t>(end_ - begin)});
    if (!scan.good || (!scan.plain && !is_finite({begin, scan.bytes}))) return false;
    bytes = scan.bytes;
  }
  cursor.at = begin + bytes;
  JsonNode& node = *cursor.node++;
  node.kind = JsonKind::number;
  node.truth = false;
  node.text_at = static_cast<std::uint32_t>(begin - text_);
  node.size = static_cast<std::uint32_t>(bytes);
  node.end = node.text_at + node.size + 1;  // that it has ended is seen from what follows
  node.after = static_cast<std::uint32_t>(cursor.node - nodes_);
  node.text_in_pool = false;
  return true;
}

[[gnu::always_inline]] inline bool JsonTree::take_word(Cursor& cursor, std::string_view word) {
  if (static_cast<std::size_t>(end_ - cursor.at) <= word.size()) return false;
  if (std::memcmp(cursor.at, word.data(), word.size()) != 0) return false;
  cursor.at += word.size();
  JsonNode& node = *cursor.node++;
  node.kind = word.front() == 'n' ? JsonKind::null : JsonKind::boolean;
  node.truth = word.front() == 't';
  node.size = 0;
  node.end = static_cast<std::uint32_t>(cursor.at - text_);
  node.after = static_cast<std::uint32_t>(cursor.node - nodes_);
  return true;
}

/// A value that is neither list nor object.
[[gnu::always_inline]] inline bool JsonTree::take_lone(Cursor& cursor) {
  switch (*cursor.at) {
    case '"':
      return take_string(cursor);
    case 't':
      return take_word(cursor, "true");
    case 'f':
      return take_word(cursor, "false");
    case 'n':
      return take_word(cursor, "null");
    default:
      return take_number(cursor);
  }
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
