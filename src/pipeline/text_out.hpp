// src/pipeline/text_out.hpp -- floor 7 (pipeline).
//
// Appends to a text whose memory is kept: what every decision writes is written without allocating.
#pragma once

#include <charconv>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include "haggle/market/instant.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

inline void append_whole(std::string& out, std::integral auto value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

/// A number and a blank before it.
inline void append_next(std::string& out, std::integral auto value) {
  out += ' ';
  append_whole(out, value);
}

/// An amount in decimals of its currency: 1234 USD is 12.34.
void append_amount(std::string& out, std::int64_t minor, Currency currency);

/// "2026-11-21T10:00:00.123Z", as instant_text, without allocating.
void append_instant(std::string& out, Instant at);

/// A JSON string with its quotes; what is not printable ASCII is escaped or, above 127, left as it
/// is.
void append_json_text(std::string& out, std::string_view text);

/// `,"name":`
inline void append_key(std::string& out, std::string_view name) {
  out += ",\"";
  out += name;
  out += "\":";
}

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
