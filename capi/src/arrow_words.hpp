// capi/src/arrow_words.hpp -- floor 8 (capi).
//
// The words of a set as the dictionary of an Arrow column, laid out when the library is compiled.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace haggle::arrow {

/// The names of a table, one behind the other.
template <std::size_t count, std::size_t bytes>
struct Words {
  std::array<std::int32_t, count + 1> ends{};  ///< the first is 0
  std::array<char, bytes> text{};
};

template <const auto& table>
inline constexpr auto words_of = [] {
  constexpr std::size_t bytes = [] {
    std::size_t sum = 0;
    for (const auto& entry : table) sum += entry.name.size();
    return sum;
  }();
  Words<table.size(), bytes> out{};
  std::size_t at = 0;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string_view name = table[i].name;
    std::copy(name.begin(), name.end(), out.text.begin() + static_cast<std::ptrdiff_t>(at));
    at += name.size();
    out.ends[i + 1] = static_cast<std::int32_t>(at);
  }
  return out;
}();

/// Is every value of a set its place in the table, so that values are indices as they stand?
template <class Table>
constexpr bool values_are_places(const Table& table) noexcept {
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (static_cast<std::size_t>(table[i].value) != i) return false;
  }
  return table.size() <= 128;
}

/// A dictionary, whatever its size.
struct WordList {
  const std::int32_t* ends;
  const char* text;
  std::int64_t count;
};

template <const auto& table>
constexpr WordList word_list() noexcept {
  return {words_of<table>.ends.data(), words_of<table>.text.data(),
          static_cast<std::int64_t>(table.size())};
}

}  // namespace haggle::arrow
