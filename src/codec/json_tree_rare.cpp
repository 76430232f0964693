// The steps of JsonTree that most texts do not need.
#include <algorithm>

#include "codec/json_text.hpp"
#include "codec/json_tree.hpp"
#include "codec/json_utf8.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// Objects of more members than this have their keys sorted rather than each compared with all.
constexpr std::uint32_t few_members = 32;

/// 0 where there is no right escape.
std::size_t escape_bytes(std::string_view text) {
  const Escape escape = read_escape(text);
  return escape.good ? escape.bytes : 0;
}

/// 0 where there is no character.
std::size_t character_bytes(std::string_view text) {
  const CharacterScan scan = scan_character(text);
  return scan.good ? scan.bytes : 0;
}

}  // namespace

/// The same of a string with escapes or characters that are not ASCII, or near the end.
JsonTree::CarefulText JsonTree::take_careful_text(const char* at) {
  const char* const begin = at + 1;
  bool has_escapes = false;
  for (const char* stop = begin; stop != end_;) {
    const std::string_view rest{stop, static_cast<std::size_t>(end_ - stop)};
    const auto byte = static_cast<unsigned char>(*stop);
    if (byte == '"') {
      Text text{static_cast<std::uint32_t>(begin - text_), static_cast<std::uint32_t>(stop - begin),
                false};
      if (has_escapes) unescape(text);
      return {stop + 1, text};
    }
    if (byte < 0x20) return {};
    has_escapes = has_escapes || byte == '\\';
    const std::size_t bytes = byte == '\\' ? escape_bytes(rest) : character_bytes(rest);
    if (bytes == 0) return {};
    stop += bytes;
  }
  return {};
}

/// Compares a key with those before it, or puts that off where they are many.
bool JsonTree::is_repeated(const JsonNode& member) {
  if (top_->children_count > few_members) {
    top_->sort_keys = true;
    return false;
  }
  for (const JsonNode* other = nodes_ + top_->node + 1; other != &member;
       other = nodes_ + other->after) {
    if (other->key_mark == member.key_mark &&
        equal_caseless(document_.key_of(*other), document_.key_of(member))) {
      return true;
    }
  }
  return false;
}

bool JsonTree::has_repeated_key(const Open& object) {
  std::vector<const JsonNode*>& members = document_.members_;
  members.clear();
  const JsonNode* member = nodes_ + object.node + 1;
  for (std::uint32_t i = 0; i < object.children_count; ++i, member = nodes_ + member->after) {
    members.push_back(member);
  }
  const auto key = [this](const JsonNode* node) { return document_.key_of(*node); };
  std::sort(members.begin(), members.end(), [&](const JsonNode* a, const JsonNode* b) {
    return a->key_mark != b->key_mark ? a->key_mark < b->key_mark : less_caseless(key(a), key(b));
  });
  const auto same = [&](const JsonNode* a, const JsonNode* b) {
    return a->key_mark == b->key_mark && equal_caseless(key(a), key(b));
  };
  return std::adjacent_find(members.begin(), members.end(), same) != members.end();
}

/// Moves a text to the pool, without its escapes, which are right.
void JsonTree::unescape(Text& text) {
  if (pool_end_ == nullptr) {
    pool_end_ = document_.pool_.room(static_cast<std::size_t>(end_ - text_));
    document_.homes_[1] = pool_end_;
  }
  char* const end = write_unescaped({text_ + text.at, text.size}, pool_end_);
  text = {static_cast<std::uint32_t>(pool_end_ - document_.homes_[1]),
          static_cast<std::uint32_t>(end - pool_end_), true};
  pool_end_ = end;
}

JsonNode* JsonTree::grow(const JsonNode* node) {
  const auto count = static_cast<std::size_t>(node - nodes_);
  document_.nodes_.resize(2 * document_.nodes_.size());
  nodes_ = document_.nodes_.data();
  nodes_end_ = nodes_ + document_.nodes_.size();
  return nodes_ + count;
}

void JsonTree::build_lone_value(std::size_t text_bytes) {
  nodes_[0] = {};
  JsonNode& node = nodes_[0];
  const std::string_view text{begin_, static_cast<std::size_t>(end_ - begin_)};
  node.after = 1;
  node.end = static_cast<std::uint32_t>(end_ - text_);
  node.truth = text == "true";
  node.kind = text == "null" ? JsonKind::null : JsonKind::boolean;
  if (text == "null" || text == "true" || text == "false") return;
  node.text_at = static_cast<std::uint32_t>(begin_ - text_);
  node.size = static_cast<std::uint32_t>(text.size());
  if (text.front() != '"') {
    node.kind = JsonKind::number;
    node.end = std::min(node.end + 1, static_cast<std::uint32_t>(text_bytes));
    return;
  }
  node.kind = JsonKind::string;
  node.text_at += 1;
  node.size -= 2;
  node.text_in_pool = text.find('\\') != text.npos;
  if (!node.text_in_pool) return;
  char* const pool = document_.pool_.room(text.size());
  const char* const end = write_unescaped(text.substr(1, node.size), pool);
  document_.homes_[1] = pool;
  node.text_at = 0;
  node.size = static_cast<std::uint32_t>(end - pool);
}

void JsonTree::build_nothing() {
  nodes_[0] = {};
  nodes_[0].after = 1;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
