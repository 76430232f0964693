// src/codec/schema_page.hpp -- floor 6 (codec).
//
// The tables of fields as a page for people, from the same source as the schemas.
#pragma once

#include <string>

namespace haggle {
inline namespace v0 {
namespace codec {

/// The part of the room's README that is written by the tables, in Markdown.
[[nodiscard]] std::string fields_page();

}  // namespace codec
}  // namespace v0
}  // namespace haggle
