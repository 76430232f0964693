// src/codec/json_fault.hpp -- floor 6 (codec).
//
// Reads a JSON text byte by byte, slowly, to say what is wrong with it and where. The fast reading
// says only that something is.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

struct JsonFault;

/// The first fault of a text; nothing where it has none. `place`, where given, is filled with it.
/// Errors: malformed_json, bad_encoding, repeated_key, too_deep, out_of_range; `offset` is how far
///         was read when the fault was seen: behind the wrong byte, or behind the wrong word.
/// Cost:   one slow pass; allocates for the keys.
[[nodiscard]] std::optional<Error> find_fault(std::string_view text, JsonFault* place);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
