// src/codec/json_rows.hpp -- floor 6 (codec).
//
// Objects that stand in one list and are mostly alike: what is read of them is looked for by its
// keys in the first one, and found at the same places in those that are like it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "codec/json.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

inline constexpr std::size_t of_row = ~std::size_t{0};

/// A member of a row, or of one of its members.
struct RowMember {
  std::size_t parent{of_row};  ///< the place of that member among those that are read
  std::string_view key{};
  std::uint32_t mark{mark_of(key)};
};

/// The members that are read of one row. Parents stand before what is in them; else they are best
/// named in the order in which they are sent.
template <std::size_t Count>
class JsonRow {
 public:
  /// Needs: a list of members that lives as long as this.
  explicit JsonRow(const std::array<RowMember, Count>& members) : members_(members) {}

  /// Goes on to the element behind the one before in the list, or to its first. An absent row has
  /// no members.
  void move_to(JsonValue row) {
    if (!row_.exists() || !row.is_like_twin()) find_places(row);
    row_ = row;
  }

  [[nodiscard]] JsonValue all() const { return row_; }
  [[nodiscard]] JsonValue operator[](std::size_t member) const {
    return row_.behind(places_[member]);
  }

 private:
  void find_places(JsonValue row) {
    std::array<JsonValue, Count> found{};
    for (std::size_t i = 0; i < Count; ++i) {
      const RowMember& wanted = members_[i];
      const JsonValue& parent = wanted.parent == of_row ? row : found[wanted.parent];
      found[i] = parent.get(wanted.key, wanted.mark);
      places_[i] = found[i].exists() ? found[i].places_behind(row) : 0;
    }
  }

  const std::array<RowMember, Count>& members_;
  JsonValue row_{};
  std::array<std::uint32_t, Count> places_{};
};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
