// src/codec/policy_reader.hpp -- floor 6 (codec).
//
// Policies from JSON values: what texts of policies and catalogues share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "codec/json.hpp"
#include "codec/object_reader.hpp"
#include "haggle/codec/policy_json.hpp"

namespace haggle {
inline namespace v0 {

/// Puts policies into a book.
class PolicyBookReader {
 public:
  /// Under the name of its `id`.
  [[nodiscard]] static Result<const Policy*> add(PolicyBook& book, codec::JsonValue object);
  /// Under a name that stands beside it.
  [[nodiscard]] static Result<const Policy*> add_named(PolicyBook& book, const std::string& id,
                                                       const codec::Input& object);
};

namespace codec {

using PathOfKey = const char* (*)(std::string_view key);

/// Reads a text that holds one object.
/// Errors: those of JsonDocument::parse; a number that no floating point holds has the path of its
///         field where it is a member of an object at this depth, 1 for the text itself.
[[nodiscard]] Result<JsonDocument> parse_object(std::string_view text, PathOfKey path_of_key,
                                                std::size_t depth = 1);

/// The path of a policy's field; "policy" where there is none with this name.
[[nodiscard]] const char* policy_path_of(std::string_view key);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
