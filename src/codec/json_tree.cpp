#include "codec/json_tree.hpp"

#include "codec/json_tree_steps.hpp"
#include "codec/json_wide.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
JsonTree::JsonTree(JsonDocument& document, std::string_view text)
    : document_(document), text_(text.data()), begin_(text_), end_(text_ + text.size()) {
  document_.homes_ = {text_, nullptr};
  if (text.starts_with("\xEF\xBB\xBF")) begin_ += 3;
  while (begin_ != end_ && is_blank(end_[-1])) --end_;
  while (begin_ != end_ && is_blank(*begin_)) ++begin_;
  if (document_.nodes_.empty()) document_.nodes_.resize(64 + text.size() / 16);
  nodes_ = document_.nodes_.data();
  nodes_end_ = nodes_ + document_.nodes_.size();
}

/// The last byte is checked to be a bracket: whatever else is read, the byte behind it is there.
bool JsonTree::build() {
  if (end_ - begin_ < 2 || (*begin_ != '{' && *begin_ != '[')) return false;
  if (end_[-1] != '}' && end_[-1] != ']') return false;
  return take_values({begin_, nodes_});
}

bool JsonTree::take_values(Cursor cursor) {
  *cursor.node = {};
  do {
    if (!take_value(cursor)) return false;
    while (top_ != nullptr) {
      cursor.at = behind_blanks(cursor.at);
      if (*cursor.at == ',') {
        ++cursor.at;
        if (!take_member(cursor)) return false;
        break;
      }
      if (!close(cursor)) return false;
    }
  } while (top_ != nullptr);
  return cursor.at == end_;
}

/// What stands before a value in the innermost list or object: in an object its key.
[[gnu::always_inline]] inline bool JsonTree::take_member(Cursor& cursor) {
  cursor.at = behind_blanks(cursor.at);
  if (cursor.node == nodes_end_) cursor.node = grow(cursor.node);
  ++top_->children_count;
  if (top_->is_object) return take_key(cursor);
  cursor.node->key_size = 0;
  cursor.node->key_mark = 0;
  // The next element's twin is this one.
  cursor.twin = top_->twin;
  top_->twin = static_cast<std::uint32_t>(cursor.node - nodes_);
  return true;
}

[[gnu::always_inline]] inline bool JsonTree::take_key(Cursor& cursor) {
  if (!take_twins_key(cursor)) {
    const OtherKey key = take_other_key(cursor.at, *cursor.node);
    if (key.behind == nullptr) return false;
    cursor.at = key.behind;
    cursor.twin = key.twin;
  }
  cursor.at = behind_blanks(cursor.at);
  if (*cursor.at != ':') return false;
  cursor.at = behind_blanks(cursor.at + 1);
  return true;
}

/// Keys that all come from the twin, in its order, are not repeated.
[[gnu::always_inline]] inline bool JsonTree::take_twins_key(Cursor& cursor) {
  constexpr std::size_t most = 2 * wide_bytes;
  if (top_->twin == top_->twins_end) return false;
  const JsonNode& twin = nodes_[top_->twin];
  const std::size_t bytes = twin.key_size + std::size_t{2};
  if (bytes > most || twin.key_in_pool || end_ - cursor.at < std::ptrdiff_t{most}) return false;
  if (!same_bytes(cursor.at, text_ + twin.key_at - 1, bytes)) return false;
  JsonNode& node = *cursor.node;
  node.key_at = static_cast<std::uint32_t>(cursor.at + 1 - text_);
  node.key_size = twin.key_size;
  node.key_mark = twin.key_mark;
  node.key_in_pool = false;
  cursor.at += bytes;
  cursor.twin = top_->twin;
  top_->twin = twin.after;
  return is_new_mark(node.key_mark) || !top_->has_strangers || !is_repeated(node);
}

JsonTree::OtherKey JsonTree::take_other_key(const char* at, JsonNode& node) {
  Text key;
  at = *at == '"' ? take_text(at, key) : nullptr;
  if (at == nullptr) return {};
  node.key_at = key.at;
  node.key_size = key.size;
  node.key_in_pool = key.in_pool;
  node.key_mark = mark_of(document_.key_of(node));
  top_->has_strangers = true;
  if (!is_new_mark(node.key_mark) && is_repeated(node)) return {};
  return {at, find_twin(node.key_mark)};
}

/// Whether no key of this mark can have been before. Notes that there is one now.
inline bool JsonTree::is_new_mark(std::uint32_t mark) {
  const std::uint32_t bit = bit_of(mark);
  const bool is_new = (top_->marks & bit) == 0;
  top_->marks |= bit;
  return is_new;
}

/// Looks for a key among the rest of the twin's.
std::uint32_t JsonTree::find_twin(std::uint32_t mark) {
  for (std::uint32_t twin = top_->twin; twin != top_->twins_end; twin = nodes_[twin].after) {
    if (nodes_[twin].key_mark != mark) continue;
    top_->twin = nodes_[twin].after;
    return twin;
  }
  return 0;
}

/// A value, and where it is a list or an object its first value too, and so on.
[[gnu::always_inline]] inline bool JsonTree::take_value(Cursor& cursor) {
  for (;;) {
    switch (*cursor.at) {
      case '{':
        if (cursor.twin != 0 && !top_->is_object && take_copy(cursor)) return true;
        [[fallthrough]];
      case '[':
        if (!open(cursor)) return false;
        if (*cursor.at == '}' || *cursor.at == ']') return close(cursor);
        if (!take_member(cursor)) return false;
        break;
      default:
        return take_lone(cursor);
    }
  }
}

[[gnu::always_inline]] inline bool JsonTree::open(Cursor& cursor) {
  Open* const next = top_ == nullptr ? open_.data() : top_ + 1;
  if (next == open_.data() + open_.size()) return false;
  top_ = next;
  const JsonKind kind = *cursor.at == '{' ? JsonKind::object : JsonKind::array;
  const JsonNode& twin = nodes_[cursor.twin];
  const bool has_twin = cursor.twin != 0 && twin.kind == kind && twin.size != 0;
  *top_ = {static_cast<std::uint32_t>(cursor.node - nodes_),
           0,
           0,
           has_twin ? cursor.twin + 1 : 0,
           has_twin ? twin.after : 0,
           kind == JsonKind::object,
           false,
           false};
  cursor.node->kind = kind;
  cursor.node->truth = false;
  ++cursor.node;
  cursor.at = behind_blanks(cursor.at + 1);
  return true;
}

[[gnu::always_inline]] inline bool JsonTree::close(Cursor& cursor) {
  if (*cursor.at++ != (top_->is_object ? '}' : ']')) return false;
  if (top_->sort_keys && has_repeated_key(*top_)) return false;
  JsonNode& node = nodes_[top_->node];
  node.text_at = top_->marks;
  node.size = top_->children_count;
  node.end = static_cast<std::uint32_t>(cursor.at - text_);
  node.after = static_cast<std::uint32_t>(cursor.node - nodes_);
  node.text_in_pool = false;
  top_ = top_ == open_.data() ? nullptr : top_ - 1;
  return (cursor.at == end_) == (top_ == nullptr);
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
