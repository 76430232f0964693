// capi/src/arrow_word.hpp -- floor 8 (capi).
//
// The word that a text is. Words stand at every offer, so a word is found by its size and its first
// byte in a table without collisions, which the compiler makes, and compared at once.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "arrow_id.hpp"

namespace haggle::arrow {

inline constexpr std::size_t word_slots = 128;

constexpr std::size_t word_slot(std::size_t size, char first, std::size_t by) noexcept {
  return (size * by + static_cast<unsigned char>(first)) % word_slots;
}

/// A table of words of which no two have both size and first byte in common.
template <const auto& words>
struct WordTable {
  struct Entry {
    std::array<std::uint8_t, 16> start{};  ///< its first bytes, zeros behind its end
    std::size_t size{0};                   ///< no word has none
    std::size_t place{words.size()};
  };

  /// A factor by which no two words come to one slot.
  static constexpr std::size_t factor = [] {
    for (std::size_t by = 1;; by += 2) {
      std::array<bool, word_slots> taken{};
      bool collides = false;
      for (const auto& word : words) {
        bool& slot = taken[word_slot(word.name.size(), word.name[0], by)];
        collides = collides || slot;
        slot = true;
      }
      if (!collides) return by;
    }
  }();

  static constexpr auto entries = [] {
    std::array<Entry, word_slots> out{};
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view name = words[i].name;
      Entry& entry = out[word_slot(name.size(), name[0], factor)];
      for (std::size_t k = 0; k < std::min<std::size_t>(name.size(), 16); ++k) {
        entry.start[k] = static_cast<std::uint8_t>(name[k]);
      }
      entry.size = name.size();
      entry.place = i;
    }
    return out;
  }();
};

/// The place of a word whose text stands too near the end of its array, or is long.
template <const auto& words>
[[gnu::noinline]] std::size_t find_word_slowly(const Text& text) noexcept {
  const std::string_view name{text.data, text.size};
  std::size_t place = 0;
  while (place < words.size() && words[place].name != name) ++place;
  return place;
}

/// The place of the word that a text is; behind the last where it is none. A number and no optional
/// value, which would be put together from bytes.  Needs: text that is not empty.
template <const auto& words>
[[gnu::always_inline]] inline std::size_t find_word(const Text& text) noexcept {
  using Table = WordTable<words>;
  if (text.readable < 16 || text.size > 16) return find_word_slowly<words>(text);
  const auto& entry = Table::entries[word_slot(text.size, text.data[0], Table::factor)];
  const Bytes16 bytes = load<Bytes16>(text.data, 0) & mask_of(text.size, 0);
  const bool same = !any(bytes ^ load<Bytes16>(entry.start.data(), 0)) && entry.size == text.size;
  return same ? entry.place : words.size();
}

}  // namespace haggle::arrow
