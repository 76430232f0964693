#include "codec/json.hpp"

#include <algorithm>
#include <cstring>

#include "codec/json_fault.hpp"
#include "codec/json_tree.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr char lower(char c) {
  return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Are texts of one size, a word or more, the same? The last word overlaps the one before it.
template <class Word>
bool same_words(std::string_view a, std::string_view b) {
  const auto word = [](std::string_view text, std::size_t at) {
    Word out = 0;
    std::memcpy(&out, text.data() + at, sizeof out);
    return out;
  };
  const std::size_t last = a.size() - sizeof(Word);
  Word different = word(a, last) ^ word(b, last);
  for (std::size_t at = 0; at < last; at += sizeof(Word)) different |= word(a, at) ^ word(b, at);
  return different == 0;
}

/// Are keys of one mark the same but for their case?
inline bool same_key(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  if (a.size() >= 8 && same_words<std::uint64_t>(a, b)) return true;
  if (a.size() >= 4 && same_words<std::uint32_t>(a, b)) return true;
  return equal_caseless(a, b);
}

}  // namespace

Result<void> JsonDocument::read(std::string_view text, JsonFault* fault) {
  if (text.size() > json_bytes_max) return fail(Errc::too_large, "", 0, json_bytes_max);
  if (JsonTree{*this, text}.build()) return {};
  const std::optional<Error> found = find_fault(text, fault);
  JsonTree again{*this, text};
  if (!found) return again.build_lone_value(text.size()), Result<void>{};
  again.build_nothing();
  return tl::unexpected<Error>(*found);
  return {};
}

Result<JsonDocument> JsonDocument::parse(std::string_view text, JsonFault* fault) {
  if (text.size() > json_bytes_max) return fail(Errc::too_large, "", 0, json_bytes_max);
  JsonDocument document;
  char* copy = document.copy_.room(text.size() + 1);
  std::copy(text.begin(), text.end(), copy);
  const Result<void> read = document.read({copy, text.size()}, fault);
  if (!read) return tl::unexpected<Error>(read.error());
  return document;
}

JsonValue JsonValue::search(JsonValue object, std::string_view key, std::uint32_t mark) {
  const JsonDocument& document = *object.document_;
  const auto find = [&](std::uint32_t at, std::uint32_t stop) {
    for (; at != stop; at = document.node(at).after) {
      const JsonNode& member = document.node(at);
      if (member.key_mark == mark && same_key(document.key_of(member), key)) break;
    }
    return at;
  };
  const std::uint32_t end = object.node().after;
  std::uint32_t at = find(object.next_, end);
  if (at == end) {
    at = find(object.index_ + 1, object.next_);
    if (at == object.next_) return {};
  }
  return {&document, at};
}

bool equal_caseless(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

bool less_caseless(std::string_view a, std::string_view b) {
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(),
                                      [](char x, char y) { return lower(x) < lower(y); });
}

std::string lower_case(std::string_view text) {
  std::string out{text};
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
