#include "codec/fields_text.hpp"

#include <algorithm>

#include "codec/json_utf8.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

bool is_plain(char c) {
  return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

/// The escape of a character that must have one.
std::string_view short_escape(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\b':
      return "\\b";
    case '\f':
      return "\\f";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {};
  }
}

void put_ascii(char c, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (const std::string_view escape = short_escape(c); !escape.empty()) {
    out += escape;
  } else if (c < ' ') {
    const unsigned code = static_cast<unsigned char>(c);
    out.append("\\u00").append(1, digits[code / 16]).append(1, digits[code % 16]);
  } else {
    out += c;
  }
}

/// The text in quotes, with escapes. A writer of its own, because that of the JSON library asks for
/// the locale.
std::string escaped(std::string_view text) {
  std::string out{'"'};
  while (!text.empty()) {
    const CharacterScan scan = scan_character(text);
    const std::size_t bytes = std::max<std::size_t>(scan.bytes, 1);
    if (!scan.good) {
      out += replacement;
    } else if (bytes == 1) {
      put_ascii(text[0], out);
    } else {
      out += text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
  return out += '"';
}

}  // namespace

JsonWriter& JsonWriter::open(char bracket) {
  separate();
  out_ += bracket;
  needs_comma_ = false;
  return *this;
}

JsonWriter& JsonWriter::close(char bracket) {
  out_ += bracket;
  needs_comma_ = true;
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  text(name);
  out_ += ':';
  needs_comma_ = false;
  return *this;
}

void JsonWriter::text(std::string_view value) {
  separate();
  if (std::all_of(value.begin(), value.end(), is_plain)) {
    out_.append(1, '"').append(value).append(1, '"');
  } else {
    out_ += escaped(value);
  }
  needs_comma_ = true;
}

void JsonWriter::whole(std::int64_t value) {
  raw(std::to_string(value));
}
void JsonWriter::truth(bool value) {
  raw(value ? "true" : "false");
}

void JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  needs_comma_ = true;
}

void JsonWriter::separate() {
  if (needs_comma_) out_ += ',';
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
