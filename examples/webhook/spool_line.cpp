#include "spool_line.hpp"

#include <charconv>

#include "signature.hpp"

namespace webhook {
namespace {

constexpr std::size_t digest_size = 16;

std::string digest_of(std::string_view text) {
  return sha256_hex(text).substr(0, digest_size);
}

/// What stands before the next blank; takes both off the text.
std::optional<std::string_view> next_field(std::string_view& text) {
  const std::size_t end = text.find(' ');
  if (end == std::string_view::npos) return {};
  const std::string_view field = text.substr(0, end);
  text.remove_prefix(end + 1);
  return field;
}

template <class Number>
bool read_number(std::optional<std::string_view> text, Number& number) {
  if (!text) return false;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  return error == std::errc{} && end == text->data() + text->size();
}

}  // namespace

std::string escape(std::string_view text, bool with_blanks) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    if (c == '\\') {
      escaped += R"(\\)";
    } else if (c == '\n') {
      escaped += R"(\n)";
    } else if (c == '\r') {
      escaped += R"(\r)";
    } else if (c == ' ' && with_blanks) {
      escaped += R"(\s)";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::optional<std::string> unescape(std::string_view text) {
  constexpr std::string_view letters{R"(\nrs)"};
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\\') {
      plain += text[at];
      continue;
    }
    const std::size_t which = ++at < text.size() ? letters.find(text[at]) : std::string_view::npos;
    if (which == std::string_view::npos) return {};
    plain += "\\\n\r "[which];
  }
  return plain;
}

std::string write_line(const SpoolLine& line) {
  const std::string text = std::to_string(line.number) + ' ' + std::to_string(line.arrived_ms) +
                           ' ' + escape(line.id, true) + ' ' + escape(line.bytes);
  return digest_of(text) + ' ' + text + '\n';
}

std::optional<SpoolLine> read_line(std::string_view text) {
  const auto digest = next_field(text);
  if (!digest || *digest != digest_of(text)) return {};
  SpoolLine line;
  if (!read_number(next_field(text), line.number)) return {};
  if (!read_number(next_field(text), line.arrived_ms)) return {};
  const auto id = next_field(text);
  if (!id) return {};
  auto plain_id = unescape(*id);
  auto bytes = unescape(text);
  if (!plain_id || !bytes) return {};
  line.id = std::move(*plain_id);
  line.bytes = std::move(*bytes);
  return line;
}

}  // namespace webhook
