// src/codec/object_reader.hpp -- floor 6 (codec).
//
// What reading one value needs besides the value: where it stands, and what the fields around it
// said. Paths are static texts (`path<...>`), so that an error allocates nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "codec/json.hpp"
#include "codec/message_path.hpp"
#include "haggle/base/error.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {
class PolicyBook;
namespace codec {

/// Where policies are found that a band names: in a map of the same text, or in a book.
struct PolicyNames {
  JsonValue map{};
  const PolicyBook* book{nullptr};
};

/// What the fields of one object share.
struct ReadContext {
  std::uint32_t index{0};    ///< element of the innermost `[]` of the object's path
  std::size_t path_skip{0};  ///< bytes of every path that this object does not show
  Currency currency{};       ///< of bare amounts
  PolicyNames policies{};    ///< for bands
  bool in_band{false};       ///< the object is the policy of a band
};

/// One value on its way in.
struct Input {
  JsonValue value{};
  const char* where{""};    ///< its path
  const char* element{""};  ///< the path of its elements
  const ReadContext& context;

  [[nodiscard]] bool is(JsonKind kind) const { return value.is(kind); }
  [[nodiscard]] std::string_view text() const { return value.text(); }

  /// The value itself is wrong.
  [[nodiscard]] tl::unexpected<Error> refuse(Errc code) const {
    return fail(code, where, context.index, value.node().end);
  }
};

/// A value inside another, with a path of its own.
[[nodiscard]] inline Input inside(const Input& outer, JsonValue value, const char* where) {
  return {value, where + outer.context.path_skip, "", outer.context};
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
