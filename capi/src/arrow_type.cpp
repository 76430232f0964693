#include "arrow_type.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace haggle::arrow {
namespace {

struct Format {
  std::string_view text;
  Kind kind;
  std::string_view name;
};

/// Formats that are read, and those that are often given in their place.
constexpr std::array formats{Format{"n", Kind::null, "null"},
                             Format{"b", Kind::boolean, "bool"},
                             Format{"c", Kind::int8, "int8"},
                             Format{"C", Kind::uint8, "uint8"},
                             Format{"s", Kind::int16, "int16"},
                             Format{"S", Kind::uint16, "uint16"},
                             Format{"i", Kind::int32, "int32"},
                             Format{"I", Kind::uint32, "uint32"},
                             Format{"l", Kind::int64, "int64"},
                             Format{"L", Kind::uint64, "uint64"},
                             Format{"u", Kind::utf8, "utf8"},
                             Format{"U", Kind::large_utf8, "large_utf8"},
                             Format{"vu", Kind::utf8_view, "string_view"},
                             Format{"+l", Kind::list, "list"},
                             Format{"+L", Kind::large_list, "large_list"},
                             Format{"+s", Kind::structure, "struct"},
                             Format{"e", Kind::other, "float16"},
                             Format{"f", Kind::other, "float32"},
                             Format{"g", Kind::other, "float64"},
                             Format{"z", Kind::other, "binary"},
                             Format{"Z", Kind::other, "large_binary"},
                             Format{"tdD", Kind::other, "date32"},
                             Format{"tdm", Kind::other, "date64"},
                             Format{"+vl", Kind::other, "list_view"},
                             Format{"+m", Kind::other, "map"}};

const Format* find(std::string_view text) noexcept {
  for (const Format& format : formats) {
    if (format.text == text) return &format;
  }
  return nullptr;
}

/// Reads a number and what separates it from the next; false where there is none.
bool take_number(std::string_view& text, std::int32_t& out) noexcept {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!text.empty() && text.front() == ',') text.remove_prefix(1);
  return true;
}

/// "d:19,10" or "d:19,10,64": digits, decimals and bits, 128 if not said.
Type decimal_of(std::string_view text) noexcept {
  std::int32_t digits = 0;
  std::int32_t decimals = 0;
  std::int32_t bits = 128;
  text.remove_prefix(2);
  if (!take_number(text, digits) || !take_number(text, decimals)) return {};
  if (!text.empty() && !take_number(text, bits)) return {};
  const bool fits = (bits == 32 || bits == 64 || bits == 128) && 0 <= decimals && decimals <= 38;
  if (!fits) return {};
  return {Kind::decimal, Kind::other, bits / 8, decimals, 0};
}

Type fixed_of(std::string_view text) noexcept {
  std::int32_t bytes = 0;
  text.remove_prefix(2);
  if (!take_number(text, bytes) || !text.empty() || bytes <= 0) return {};
  return {Kind::fixed, Kind::other, bytes, 0, 0};
}

/// "tsm:UTC": the unit, then the name of a time zone, which says how to show it and no more.
Type timestamp_of(std::string_view text) noexcept {
  constexpr std::string_view units = "smun";
  const std::size_t unit = text.size() < 4 ? units.npos : units.find(text[2]);
  if (unit == units.npos || text[3] != ':') return {};
  return {Kind::timestamp, Kind::other, 8, static_cast<std::int32_t>(3 * unit), 0};
}

Type plain_type_of(std::string_view text) noexcept {
  if (text.starts_with("d:")) return decimal_of(text);
  if (text.starts_with("w:")) return fixed_of(text);
  if (text.starts_with("ts")) return timestamp_of(text);
  const Format* const format = find(text);
  return {format == nullptr ? Kind::other : format->kind, Kind::other, 0, 0, 0};
}

}  // namespace

Type type_of(const ArrowSchema& schema) noexcept {
  Type type = plain_type_of(schema.format == nullptr ? "" : schema.format);
  if (schema.dictionary == nullptr) return type;
  const Type values = type_of(*schema.dictionary);
  const bool usable = type.is_integer() && values.is_text() && !values.is_dictionary();
  if (!usable) return {};
  type.dictionary = values.kind;
  type.dictionary_bytes = values.bytes;
  return type;
}

std::string name_of(const ArrowSchema& schema) {
  const std::string_view text = schema.format == nullptr ? "" : schema.format;
  if (schema.dictionary != nullptr) return "dictionary of " + name_of(*schema.dictionary);
  if (const Format* const format = find(text)) return std::string{format->name};
  return "Arrow format \"" + std::string{text} + "\"";
}

}  // namespace haggle::arrow
