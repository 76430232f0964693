// src/codec/json_text.hpp -- floor 6 (codec).
//
// What the escapes of a JSON string stand for.
#pragma once

#include <cstddef>
#include <string_view>

namespace haggle {
inline namespace v0 {
namespace codec {

/// One escape, or a pair of them that stands for one character.
struct Escape {
  std::size_t bytes{0};  ///< of the escape; where it is wrong, up to the byte that is
  bool good{false};
  std::size_t out_bytes{0};
  char out[4]{};  ///< as UTF-8
};

/// Reads the escape at the front of a text, which begins with a backslash.
[[nodiscard]] Escape read_escape(std::string_view text);

/// Writes a string's text without its escapes; as many bytes of room are enough.
/// Returns: the place behind the text; null where an escape is wrong.
[[nodiscard]] char* write_unescaped(std::string_view text, char* out);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
