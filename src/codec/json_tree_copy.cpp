// The steps of JsonTree for objects of a list that are spelled as the one before.
#include <cstring>

#include "codec/json_tree_steps.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// The bracket that opens an object, from the quote of its first key.
const char* opening_before(const char* quote) {
  do --quote;
  while (is_blank(*quote));
  return quote;
}

/// As same_bytes, of any number of bytes.
[[gnu::always_inline]] inline bool same_text(const char* a, const char* b, std::size_t count) {
  for (; count > wide_bytes; a += wide_bytes, b += wide_bytes, count -= wide_bytes) {
    if (common_bytes(a, b) != 0xFFFF) return false;
  }
  return same_bytes(a, b, count);
}

}  // namespace

/// Takes an object if it is a copy of its twin; else takes nothing. That costs one look at its
/// bytes, up to the first list that is not empty: copies have none.
bool JsonTree::take_copy(Cursor& cursor) {
  const JsonKind kind = nodes_[cursor.twin].kind;
  const std::uint32_t nodes_count = nodes_[cursor.twin].after - cursor.twin;
  if (kind != JsonKind::object || nodes_count == 1 || nodes_[cursor.twin + 1].key_in_pool) {
    return false;
  }
  while (nodes_end_ - cursor.node <= std::ptrdiff_t{nodes_count}) cursor.node = grow(cursor.node);
  const JsonNode& twin = nodes_[cursor.twin];
  Copy copy;
  copy.own = cursor;
  copy.theirs = opening_before(text_ + (&twin)[1].key_at - 1);
  copy.nodes_moved = static_cast<std::uint32_t>(cursor.node - &twin);
  char* const pool_end = pool_end_;
  if (!copy_members(copy, twin)) {
    pool_end_ = pool_end;
    return false;
  }
  cursor.at = copy.own.at;
  cursor.node = copy.own.node;
  return true;
}

bool JsonTree::copy_members(Copy& copy, const JsonNode& twin) {
  const JsonNode* const end = &twin + (twin.after - (&twin - nodes_));
  if (!copy_container(copy, twin)) return false;
  for (const JsonNode* from = &twin + 1; from != end; ++from) {
    close_copied(copy, *from);
    if (!copy_member(copy, *from)) return false;
  }
  close_copied(copy, *end);
  return copy_bytes(copy, text_ + twin.end);
}

/// A key and its value; of an object or a list what is in it follows.
[[gnu::always_inline]] inline bool JsonTree::copy_member(Copy& copy, const JsonNode& from) {
  JsonNode& node = *copy.own.node;
  node.key_at = from.key_at + copy.bytes_moved();
  node.key_size = from.key_size;
  node.key_mark = from.key_mark;
  node.key_in_pool = false;
  if (from.key_in_pool) return false;
  if (from.kind == JsonKind::object || from.kind == JsonKind::array) {
    return copy_container(copy, from);
  }
  // Up to the colon behind the key.
  if (!copy_bytes(copy, text_ + from.key_at + from.key_size + 2)) return false;
  if (copy.own.at[-1] != ':') return false;
  copy.own.at = behind_blanks(copy.own.at);
  if (*copy.own.at == '{' || *copy.own.at == '[' || !take_lone(copy.own)) return false;
  copy.theirs = text_ + from.end - (from.kind == JsonKind::number ? 1 : 0);
  return true;
}

/// Its brackets are compared with what stands round them.
[[gnu::always_inline]] inline bool JsonTree::copy_container(Copy& copy, const JsonNode& from) {
  if (from.kind == JsonKind::array && from.size != 0) return false;
  JsonNode& node = *copy.own.node++;
  node.text_at = from.text_at;
  node.size = from.size;
  node.after = from.after + copy.nodes_moved;
  node.kind = from.kind;
  node.truth = false;
  node.text_in_pool = from.kind == JsonKind::object;
  copy.open[copy.depth++] = &from;
  return true;
}

/// What ends before the next node of the twin.
[[gnu::always_inline]] inline void JsonTree::close_copied(Copy& copy, const JsonNode& next) {
  const auto place = static_cast<std::uint32_t>(&next - nodes_);
  for (; copy.depth != 0 && copy.open[copy.depth - 1]->after == place; --copy.depth) {
    const JsonNode& from = *copy.open[copy.depth - 1];
    nodes_[static_cast<std::uint32_t>(&from - nodes_) + copy.nodes_moved].end =
        from.end + copy.bytes_moved();
  }
}

/// Takes the bytes that stand in the twin up to a place, if the same stand here.
[[gnu::always_inline]] inline bool JsonTree::copy_bytes(Copy& copy, const char* end) {
  const auto count = static_cast<std::size_t>(end - copy.theirs);
  const auto left = static_cast<std::size_t>(end_ - copy.own.at);
  // Where the text ends soon, no byte behind its end is looked at.
  const bool same = left < count + wide_bytes
                        ? left > count && std::memcmp(copy.own.at, copy.theirs, count) == 0
                        : same_text(copy.own.at, copy.theirs, count);
  copy.own.at += count;
  copy.theirs = end;
  return same;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
