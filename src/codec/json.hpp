// src/codec/json.hpp -- floor 6 (codec).
//
// A JSON text as a tree of views: what the readers of policies, listings and messages share.
// Numbers stay the text that was sent, so an amount never passes through binary floating point.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "codec/json_digits.hpp"
#include "codec/json_space.hpp"
#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

enum class JsonKind : std::uint8_t { null, boolean, number, string, array, object };

/// One value: 32 bytes, two to a cache line. The nodes stand in the order of the text, so that the
/// children of a value follow it and `after` steps over them.
struct JsonNode {
  std::uint32_t key_at{0};
  std::uint32_t key_size{0};
  std::uint32_t key_mark{0};  ///< equal for keys that are the same but for their case
  std::uint32_t text_at{0};   ///< of an object: the bits of its keys' marks
  std::uint32_t size{0};      ///< bytes of a text; children of a list or object
  std::uint32_t end{0};       ///< bytes read when the value had been read
  std::uint32_t after{0};     ///< the node behind this value and all that is in it
  JsonKind kind{JsonKind::null};
  bool truth{false};         ///< of a boolean
  bool key_in_pool{false};   ///< it had escapes, so that it does not stand in the text
  bool text_in_pool{false};  ///< of an object: see `is_like_twin`
};
static_assert(sizeof(JsonNode) == 32);

class JsonDocument;

/// One value of a document; absent where nothing was found. Cheap to copy; the document must live.
class JsonValue {
 public:
  JsonValue() = default;
  JsonValue(const JsonDocument* document, std::uint32_t index)
      : document_(document), index_(index), next_(index + 1) {}

  [[nodiscard]] bool exists() const { return document_ != nullptr; }
  [[nodiscard]] const JsonNode& node() const;
  [[nodiscard]] bool is(JsonKind kind) const { return exists() && node().kind == kind; }
  [[nodiscard]] std::string_view key() const;
  /// A number as it was written, a string without its escapes; empty for any other value.
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] std::size_t count() const;
  /// The value of a number or string of at most 8 bytes, where it is nothing but digits.
  [[nodiscard]] ShortNumber short_number() const { return short_number_of(*this); }

  /// Is this element of a list an object that is spelled as the element before it, but for texts,
  /// numbers and words? Its members, and theirs, then stand at the same places.
  [[nodiscard]] bool is_like_twin() const { return is(JsonKind::object) && node().text_in_pool; }
  /// How many nodes this value stands behind another.
  [[nodiscard]] std::uint32_t places_behind(JsonValue other) const { return index_ - other.index_; }
  /// The value so many nodes behind this one; absent for 0.
  [[nodiscard]] JsonValue behind(std::uint32_t places) const {
    return {places == 0 ? nullptr : document_, index_ + places};
  }

  /// The member with this key, whatever its case; absent in anything but an object.
  /// Cost: next to nothing where the members are asked for in the order of the text.
  [[nodiscard]] JsonValue get(std::string_view key) const;
  /// The same with the key's mark.
  [[nodiscard]] JsonValue get(std::string_view key, std::uint32_t mark) const;

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
  [[nodiscard]] Iterator end() const;

 private:
  [[nodiscard]] bool has_mark(std::uint32_t mark) const;
  /// By value, so that what is asked stays in registers.
  [[nodiscard]] static JsonValue search(JsonValue object, std::string_view key, std::uint32_t mark);
  [[nodiscard]] static ShortNumber short_number_of(JsonValue value);

  const JsonDocument* document_{nullptr};
  std::uint32_t index_{0};
  mutable std::uint32_t next_{0};  ///< the member behind the last one that was found
};

/// Where a text stopped being read.
struct JsonFault {
  std::string key{};     ///< the last key before it
  std::size_t depth{0};  ///< the objects and lists round it
};

/// A text and its tree. A document may be read into again and keeps its memory.
class JsonDocument {
 public:
  /// Reads a whole text in place of the one before. The tree holds views of the text: its bytes
  /// must live, unchanged, as long as the values of this document are used. Strings that have
  /// escapes are kept in the document.
  /// Errors: malformed_json, bad_encoding, repeated_key (keys that differ in case alone are the
  ///         same), too_deep, too_large, out_of_range (a number such as 1e400, which no floating
  ///         point holds); `offset` says how far was read. The document is empty then.
  /// Cost:   one pass; allocates only where a text is larger than all before it, or has a fault.
  [[nodiscard]] Result<void> read(std::string_view text, JsonFault* fault = nullptr);

  /// Reads a copy of a text, which the document keeps.
  [[nodiscard]] static Result<JsonDocument> parse(std::string_view text,
                                                  JsonFault* fault = nullptr);

  [[nodiscard]] JsonValue root() const { return {this, 0}; }
  [[nodiscard]] const JsonNode& node(std::uint32_t index) const { return nodes_[index]; }
  [[nodiscard]] std::string_view key_of(const JsonNode& node) const {
    if (node.key_size == 0) return {};  // an element of a list says nothing of where a key stands
    return {homes_[node.key_in_pool ? 1 : 0] + node.key_at, node.key_size};
  }
  [[nodiscard]] std::string_view text_of(const JsonNode& node) const {
    return {homes_[node.text_in_pool ? 1 : 0] + node.text_at, node.size};
  }

 private:
  friend class JsonTree;
  std::array<const char*, 2> homes_{};  ///< the text, and the pool of what had escapes
  std::vector<JsonNode> nodes_{};
  ByteSpace pool_{};
  ByteSpace copy_{};                        ///< of a text that was given to `parse`
  std::vector<const JsonNode*> members_{};  ///< of one object, while its keys are compared
};

/// Are two texts the same but for the case of ASCII letters?
[[nodiscard]] bool equal_caseless(std::string_view a, std::string_view b);

/// The order of texts without the case of ASCII letters.
[[nodiscard]] bool less_caseless(std::string_view a, std::string_view b);

/// ASCII letters in lower case.
[[nodiscard]] std::string lower_case(std::string_view text);

/// A number that texts share which are the same but for the case of ASCII letters, and few others.
[[nodiscard]] constexpr std::uint32_t mark_of(std::string_view key) noexcept {
  if (key.empty()) return 0;
  const auto folded = [&](std::size_t at) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(key[at] | 0x20));
  };
  const auto size = static_cast<std::uint32_t>(key.size() & 0xFF);
  return size | folded(0) << 8 | folded(key.size() / 2) << 16 | folded(key.size() - 1) << 24;
}

/// One of 32 bits, for keys of one mark. The factor was chosen among many: by it the keys that
/// Amazon's offers and rows have differ in their bits from those that are asked for in vain.
[[nodiscard]] constexpr std::uint32_t bit_of(std::uint32_t mark) noexcept {
  return std::uint32_t{1} << ((mark * 0x4343'3943U) >> 27);
}

inline const JsonNode& JsonValue::node() const {
  return document_->node(index_);
}

inline std::string_view JsonValue::key() const {
  return document_->key_of(node());
}

inline std::string_view JsonValue::text() const {
  const JsonNode& own = node();
  const bool has_text = own.kind == JsonKind::string || own.kind == JsonKind::number;
  return has_text ? document_->text_of(own) : std::string_view{};
}

/// Here, so that the mark of a literal is a constant.
inline JsonValue JsonValue::get(std::string_view key) const {
  return get(key, mark_of(key));
}

inline JsonValue JsonValue::get(std::string_view key, std::uint32_t mark) const {
  if (!has_mark(mark)) return {};
  // Asked for in the order of the text, it is the next one.
  const std::uint32_t at = next_ == node().after ? index_ + 1 : next_;
  const JsonNode& next = document_->node(at);
  const bool found = next.key_mark == mark && document_->key_of(next) == key;
  const JsonValue member = found ? JsonValue{document_, at} : search(*this, key, mark);
  if (member.exists()) next_ = member.node().after;
  return member;
}

/// May there be a member of this mark? Where there is none, most of the time this says so.
inline bool JsonValue::has_mark(std::uint32_t mark) const {
  return is(JsonKind::object) && (node().text_at & bit_of(mark)) != 0;
}

/// The eight bytes that end with the text are read, as far as they are there.
inline ShortNumber JsonValue::short_number_of(JsonValue value) {
  if (!value.exists()) return {};
  const JsonNode& own = value.node();
  const bool has_text = own.kind == JsonKind::string || own.kind == JsonKind::number;
  const bool has_room = own.text_at + own.size >= short_bytes_max;
  if (!has_text || !has_room || own.size - 1 >= short_bytes_max) return {};
  const std::string_view text = value.document_->text_of(own);
  return short_number_before(text.data() + text.size(), text.size());
}

inline std::size_t JsonValue::count() const {
  const bool has_children = is(JsonKind::array) || is(JsonKind::object);
  return has_children ? node().size : 0;
}

inline JsonValue::Iterator JsonValue::begin() const {
  return {document_, index_ + 1};
}

inline JsonValue::Iterator JsonValue::end() const {
  return {document_, exists() ? node().after : index_ + 1};
}

inline JsonValue::Iterator& JsonValue::Iterator::operator++() {
  index_ = document_->node(index_).after;
  return *this;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
