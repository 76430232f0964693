// src/codec/json_tree.hpp -- floor 6 (codec).
//
// From a JSON text to its tree, in one pass. It takes valid texts only, without a word on what is
// wrong with another.
//
// Lists mostly hold values that are alike. Each object is therefore compared with its *twin*, the
// one that stands in the same place of the element before: a key that is the twin's next one needs
// a comparison of bytes and nothing else. And an object of a list that is spelled as its twin, but
// for the texts, numbers and words in it, is taken as a *copy*: what stands between two of those
// values is compared at once, and the nodes are the twin's, moved.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "codec/json.hpp"
#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

class JsonTree {
 public:
  /// Needs: at most json_bytes_max bytes.
  JsonTree(JsonDocument& document, std::string_view text);

  /// Makes the tree of a list or an object; false where the text is none, or has a fault.
  /// No recursion: what is open stands in an array of json_depth_max places.
  [[nodiscard]] bool build();

  /// Makes the tree of a text that is valid and neither list nor object.
  void build_lone_value(std::size_t text_bytes);

  /// Makes a tree of one null, so that every document has a root.
  void build_nothing();

 private:
  /// Where the pass is; kept apart so that it stays in registers.
  struct Cursor {
    const char* at;
    JsonNode* node;         ///< the next value's, whose key may be there already
    std::uint32_t twin{0};  ///< the next value's; 0: none
  };
  struct Open {
    std::uint32_t node;
    std::uint32_t children_count;
    std::uint32_t marks;      ///< a bit for each mark of a key, shared by many marks
    std::uint32_t twin;       ///< the next child's
    std::uint32_t twins_end;  ///< behind the last child's
    bool is_object;
    bool has_strangers;  ///< there are keys that the twin does not have
    bool sort_keys;      ///< keys may be repeated, and there are many
  };
  struct Text {
    std::uint32_t at{0};
    std::uint32_t size{0};
    bool in_pool{false};
  };
  // What the rarer steps give; null where there is nothing that is right.
  struct CarefulText {
    const char* behind{nullptr};
    Text text{};
  };
  struct OtherKey {
    const char* behind{nullptr};
    std::uint32_t twin{0};
  };
  /// Where the reading of a copy is, and the objects of the twin that are not closed.
  struct Copy {
    Cursor own{nullptr, nullptr};
    const char* theirs{nullptr};  ///< the place in the twin that is like ours
    std::uint32_t nodes_moved{0};
    std::size_t depth{0};
    std::array<const JsonNode*, json_depth_max> open;  // of which `depth` are in use

    [[nodiscard]] std::uint32_t bytes_moved() const {
      return static_cast<std::uint32_t>(own.at - theirs);
    }
  };

  bool take_values(Cursor cursor);
  bool take_value(Cursor& cursor);
  bool take_lone(Cursor& cursor);
  bool take_member(Cursor& cursor);
  bool take_key(Cursor& cursor);
  bool take_twins_key(Cursor& cursor);
  OtherKey take_other_key(const char* at, JsonNode& node);
  const char* take_text(const char* at, Text& text);
  CarefulText take_careful_text(const char* at);
  bool take_string(Cursor& cursor);
  bool take_number(Cursor& cursor);
  bool take_word(Cursor& cursor, std::string_view word);
  bool open(Cursor& cursor);
  bool close(Cursor& cursor);
  std::uint32_t find_twin(std::uint32_t mark);

  bool take_copy(Cursor& cursor);
  bool copy_members(Copy& copy, const JsonNode& twin);
  bool copy_member(Copy& copy, const JsonNode& from);
  bool copy_container(Copy& copy, const JsonNode& from);
  void close_copied(Copy& copy, const JsonNode& next);
  bool copy_bytes(Copy& copy, const char* end);

  bool is_new_mark(std::uint32_t mark);
  bool is_repeated(const JsonNode& member);
  bool has_repeated_key(const Open& object);
  void unescape(Text& text);
  JsonNode* grow(const JsonNode* node);

  JsonDocument& document_;
  const char* text_;
  const char* begin_;  ///< the first byte that is no blank
  const char* end_;    ///< behind the last one
  char* pool_end_{nullptr};
  JsonNode* nodes_{nullptr};
  JsonNode* nodes_end_{nullptr};
  Open* top_{nullptr};
  std::array<Open, json_depth_max> open_;  // of which those up to `top_` are in use
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
