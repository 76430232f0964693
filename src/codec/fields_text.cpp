#include "codec/fields_text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

bool is_plain(char c) {
  return c >= ' ' && c <= '~' && c != '"' && c != '\\';
}

/// The text in quotes, with escapes.
std::string escaped(std::string_view text) {
  constexpr auto replace = nlohmann::json::error_handler_t::replace;
  return nlohmann::json(text).dump(-1, ' ', false, replace);
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
