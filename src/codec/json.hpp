// src/codec/json.hpp -- floor 6 (codec).
//
// A JSON text as a tree of views: what the readers of policies, listings and messages share.
// Numbers stay the text that was sent, so an amount never passes through binary floating point.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

struct JsonNode {
  JsonKind kind{JsonKind::null};
  bool truth{false};        ///< of a boolean
  std::string_view key{};   ///< where it stands in an object
  std::string_view text{};  ///< a number as it was written, a string without its escapes
  std::size_t end{0};       ///< bytes read when the value had been read
  std::uint32_t children_count{0};
  std::uint32_t first_child{0};   ///< where there are children
  std::uint32_t next_sibling{0};  ///< 0: none
};

class JsonDocument;

/// One value of a document; absent where nothing was found. Cheap to copy; the document must live.
class JsonValue {
 public:
  JsonValue() = default;
  JsonValue(const JsonDocument* document, std::uint32_t index)
      : document_(document), index_(index) {}

  [[nodiscard]] bool exists() const { return document_ != nullptr; }
  [[nodiscard]] const JsonNode& node() const;
  [[nodiscard]] bool is(JsonKind kind) const { return exists() && node().kind == kind; }
  [[nodiscard]] std::string_view key() const { return node().key; }
  [[nodiscard]] std::string_view text() const { return node().text; }
  [[nodiscard]] std::size_t count() const { return exists() ? node().children_count : 0; }

  /// The member with this key, whatever its case; absent in anything but an object.
  [[nodiscard]] JsonValue get(std::string_view key) const;

  class Iterator {
   public:
    Iterator(const JsonDocument* document, std::uint32_t index)
        : document_(document), index_(index) {}
    JsonValue operator*() const { return {document_, index_}; }
    Iterator& operator++();
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const JsonDocument* document_;
    std::uint32_t index_;
  };
  /// The elements of an array or the members of an object; nothing in any other value.
  [[nodiscard]] Iterator begin() const;
  [[nodiscard]] Iterator end() const { return {document_, 0}; }

 private:
  const JsonDocument* document_{nullptr};
  std::uint32_t index_{0};
};

/// Where a text stopped being read.
struct JsonFault {
  std::string key{};     ///< the last key before it
  std::size_t depth{0};  ///< the objects and lists round it
};

class JsonDocument {
 public:
  /// Reads a whole text.
  /// Errors: malformed_json, bad_encoding, repeated_key (keys that differ in case alone are the
  ///         same), too_deep, too_large, out_of_range (a number such as 1e400, which no floating
  ///         point holds); `offset` says how far was read.
  [[nodiscard]] static Result<JsonDocument> parse(std::string_view text,
                                                  JsonFault* fault = nullptr);

  [[nodiscard]] JsonValue root() const { return {this, 0}; }
  [[nodiscard]] const JsonNode& node(std::uint32_t index) const { return nodes_[index]; }

 private:
  friend class JsonBuilder;
  std::vector<JsonNode> nodes_;
  std::unique_ptr<char[]> pool_;  ///< the bytes of keys, strings and numbers
};

inline const JsonNode& JsonValue::node() const {
  return document_->node(index_);
}

/// Are two texts the same but for the case of ASCII letters?
[[nodiscard]] bool equal_caseless(std::string_view a, std::string_view b);

/// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
