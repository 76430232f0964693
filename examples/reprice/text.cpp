#include "text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <haggle/codec/instant_text.hpp>
#include <haggle/money/text.hpp>

namespace reprice {
namespace {

unsigned byte_at(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

/// The length of the character at a place, 1 to 4; 0 where there is none.
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const unsigned first = byte_at(bytes, at);
  const unsigned second = byte_at(bytes, at + 1);
  const auto follows = [&](std::size_t place) { return (byte_at(bytes, place) & 0xC0U) == 0x80U; };
  if (first < 0x80U) return 1;
  if (first < 0xC2U || first > 0xF4U || !follows(at + 1)) return 0;
  if (first < 0xE0U) return 2;
  const bool overlong = (first == 0xE0U && second < 0xA0U) || (first == 0xF0U && second < 0x90U);
  const bool outside = (first == 0xEDU && second > 0x9FU) || (first == 0xF4U && second > 0x8FU);
  if (overlong || outside || !follows(at + 2)) return 0;
  if (first < 0xF0U) return 3;
  return follows(at + 3) ? 4 : 0;
}

bool is_plain(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20U && byte < 0x80U && c != '"' && c != '\\';
}

/// A character that is not plain; nothing stands for what is none.
std::string json_character(std::string_view character) {
  if (character.empty()) return "\xEF\xBF\xBD";
  const unsigned first = byte_at(character, 0);
  if (first == '\n') return "\\n";
  if (first == '\r') return "\\r";
  if (first == '\t') return "\\t";
  if (first < 0x20U) return fmt::format("\\u{:04x}", first);
  return (first < 0x80U ? "\\" : "") + std::string{character};
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = character_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::string json_text(std::string_view text) {
  std::string out{'"'};
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const std::size_t length = character_length(text, 0);
    out += json_character(text.substr(0, length));
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out + '"';
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const unsigned three =
        byte_at(bytes, at) << 16U | byte_at(bytes, at + 1) << 8U | byte_at(bytes, at + 2);
    for (unsigned shift : {18U, 12U, 6U, 0U}) out += digits[three >> shift & 63U];
  }
  const std::size_t padding = (3 - bytes.size() % 3) % 3;
  return out.replace(out.size() - padding, padding, padding, '=');
}

std::string printable(std::string text) {
  const auto is_control = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20U && c != '\n') || byte == 0x7FU;
  };
  std::replace_if(text.begin(), text.end(), is_control, '?');
  return text;
}

std::string clock_text(haggle::Instant at, haggle::Instant now, std::int32_t utc_offset_minutes) {
  const auto local = [&](haggle::Instant moment) {
    const haggle::Duration offset = haggle::minutes(utc_offset_minutes);
    return haggle::instant_text(haggle::Instant{(moment + offset).ms / 1'000 * 1'000});
  };
  const std::string text = local(at);
  if (!text.ends_with('Z')) return text;  // outside the years that have a date
  const bool today = text.substr(0, 10) == local(now).substr(0, 10);
  return today ? text.substr(11, 8) : text.substr(0, 10);
}

std::string price_text(std::int64_t minor, haggle::Currency currency) {
  if (minor == 0) return "none";
  return haggle::minor_text(minor, std::max(0, haggle::exponent_of(currency)));
}

}  // namespace reprice
