// capi/src/arrow_read.hpp -- floor 8 (capi).
//
// From Arrow values to ours: for each of our types, which Arrow types it is read from, where those
// can stay in place, and how the others are gathered. A value that cannot be read is a fault of its
// row and zero.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "arrow_id.hpp"
#include "arrow_view.hpp"
#include "arrow_word.hpp"
#include "haggle/market/columns.hpp"
#include "haggle/market/marketplaces.hpp"

namespace haggle::arrow {

/// What is wrong with one value: the place of its row, or of its offer among all.
struct Flaw {
  std::size_t place;
  Errc code;
  const char* where;
};

/// What a reader knows beside the values.
struct Reading {
  int exponent{2};  ///< decimals of the currency
  const char* where{""};
  std::vector<Flaw>* flaws{nullptr};
};

inline constexpr Errc fine{};

/// Reads each value that is known; `read(i, out)` returns what is wrong, or `fine`.
template <class T, class Read>
void read_each(const View& view, Range range, const Reading& reading, T* out, Read read) {
  const auto read_one = [&](std::size_t k) {
    T value{};
    const Errc fault = read(range.first + k, value);
    out[k] = value;
    if (fault == fine) return;
    out[k] = T{};
    reading.flaws->push_back({range.first + k, fault, reading.where});
  };
  if (view.knows_all(range)) {
    for (std::size_t k = 0; k < range.count; ++k) read_one(k);
    return;
  }
  for (std::size_t k = 0; k < range.count; ++k) {
    out[k] = T{};
    if (view.knows(range.first + k)) read_one(k);
  }
}

/// Whole numbers of any width; of 64 bits in place.
template <class T>
struct IntegerRead {
  static constexpr const char* expected = "an integer";
  static bool accepts(const Type& type) noexcept { return type.is_integer(); }
  static const T* in_place(const View& view) noexcept {
    return view.type().kind == kind ? view.in_place<T>() : nullptr;
  }
  static void read(const View& view, Range range, const Reading& reading, T* out) {
    read_each(view, range, reading, out, [&](std::size_t i, T& value) {
      const std::optional<std::int64_t> given = integer_at(view, i);
      const bool fits = given && std::numeric_limits<T>::min() <= *given &&
                        (*given <= std::int64_t{std::numeric_limits<T>::max()});
      if (!fits) return Errc::out_of_range;
      value = static_cast<T>(*given);
      return fine;
    });
  }

 private:
  static constexpr Kind kind = sizeof(T) == 8        ? Kind::int64
                               : std::is_signed_v<T> ? Kind::int32
                                                     : Kind::uint32;
};

/// Decimals of the currency's units; whole minor units must come out.
struct DecimalRead {
  static constexpr const char* expected = "a decimal";
  static bool accepts(const Type& type) noexcept { return type.kind == Kind::decimal; }
  static const std::int64_t* in_place(const View&) noexcept { return nullptr; }
  static void read(const View& view, Range range, const Reading& reading, std::int64_t* out);
};

/// Moments: timestamps of any unit, or milliseconds since 1970.
struct InstantRead {
  static constexpr const char* expected = "a timestamp, or an integer of milliseconds since 1970";
  static bool accepts(const Type& type) noexcept {
    return type.kind == Kind::timestamp || type.is_integer();
  }
  static const Instant* in_place(const View& view) noexcept {
    const Type& type = view.type();
    const bool is_ms =
        type.kind == Kind::int64 || (type.kind == Kind::timestamp && type.decimals == 3);
    return is_ms ? view.in_place<Instant>() : nullptr;
  }
  static void read(const View& view, Range range, const Reading& reading, Instant* out);
};

/// Words as JSON writes them, or their numbers.
template <class Enum, const auto& words>
struct WordRead {
  static constexpr const char* expected = "text, or uint8";
  static bool accepts(const Type& type) noexcept {
    return type.is_text() || (!type.is_dictionary() && type.kind == Kind::uint8);
  }
  static const Enum* in_place(const View& view) noexcept {
    return !view.type().is_text() ? view.in_place<Enum>() : nullptr;
  }
  static void read(const View& view, Range range, const Reading& reading, Enum* out) {
    if (view.type().is_dictionary()) return read_indices(view, range, reading, out);
    if (view.type().is_text()) {
      return with_texts(view, [&](auto texts) {
        read_each(view, range, reading, out,
                  [texts](std::size_t i, Enum& value) { return read_word(texts.at(i), value); });
      });
    }
    read_each(view, range, reading, out, [&](std::size_t i, Enum& value) {
      value = static_cast<Enum>(view.at<std::uint8_t>(i));
      return fine;
    });
  }

 private:
  /// Empty text is not known, which is zero.
  [[gnu::always_inline]] static inline Errc read_word(const std::optional<Text>& text,
                                                      Enum& value) noexcept {
    if (!text) return Errc::bad_argument;
    if (text->size == 0) return fine;
    const std::size_t place = find_word<words>(*text);
    if (place == words.size()) return Errc::unknown_value;
    value = words[place].value;
    return fine;
  }

  /// Each word of the dictionary is read once where they are few.
  static void read_indices(const View& view, Range range, const Reading& reading, Enum* out) {
    constexpr std::size_t most = 64;
    const View& list = view.dictionary();
    const std::size_t count = std::min(list.length(), most);
    std::array<Enum, most> values{};
    std::array<Errc, most> faults{};
    for (std::size_t i = 0; i < count; ++i) {
      faults[i] = list.knows(i) ? read_word(list.text(i), values[i]) : fine;
    }
    read_each(view, range, reading, out, [&](std::size_t i, Enum& value) {
      const std::optional<std::int64_t> index = integer_at(view, i);
      const auto place = static_cast<std::size_t>(index.value_or(-1));
      if (place >= count) return read_word(view.text(i), value);
      value = values[place];
      return faults[place];
    });
  }
};

/// Ids of text; of exactly their bytes, with a NUL at the end, in place.
template <class IdType>
struct IdRead {
  static constexpr const char* expected = "text";
  static bool accepts(const Type& type) noexcept { return type.is_text(); }
  static const IdType* in_place(const View& view) noexcept {
    const Type& type = view.type();
    const bool same = type.kind == Kind::fixed && type.bytes == std::int32_t{sizeof(IdType)};
    return same ? static_cast<const IdType*>(view.values()) : nullptr;
  }
  static void read(const View& view, Range range, const Reading& reading, IdType* out) {
    with_texts(view, [&](auto texts) {
      read_each(view, range, reading, out, [texts](std::size_t i, IdType& id) {
        const std::optional<Text> text = texts.at(i);
        return text ? read_id(*text, id) : Errc::bad_argument;
      });
    });
  }
};

/// Two capital letters.
struct CountryRead {
  static constexpr const char* expected = "text of two capital letters";
  static bool accepts(const Type& type) noexcept { return type.is_text(); }
  static const Country* in_place(const View& view) noexcept {
    const bool same = view.type().kind == Kind::fixed && view.type().bytes == 4;
    return same ? static_cast<const Country*>(view.values()) : nullptr;
  }
  static void read(const View& view, Range range, const Reading& reading, Country* out);
};

/// true, false, or not known; or the numbers of Tristate.
struct TristateRead {
  static constexpr const char* expected = "bool, or uint8";
  static bool accepts(const Type& type) noexcept {
    return !type.is_dictionary() && (type.kind == Kind::boolean || type.kind == Kind::uint8);
  }
  static const Tristate* in_place(const View& view) noexcept {
    return view.type().kind == Kind::uint8 ? view.in_place<Tristate>() : nullptr;
  }
  static void read(const View& view, Range range, const Reading& reading, Tristate* out);
};

/// Flags that are already bits of one byte.
struct FlagsRead {
  static constexpr const char* expected = "uint8";
  static bool accepts(const Type& type) noexcept {
    return !type.is_dictionary() && type.kind == Kind::uint8;
  }
  static const std::uint8_t* in_place(const View& view) noexcept {
    return view.in_place<std::uint8_t>();
  }
  static void read(const View& view, Range range, const Reading& reading, std::uint8_t* out) {
    read_each(view, range, reading, out, [&](std::size_t i, std::uint8_t& value) {
      value = view.at<std::uint8_t>(i);
      return fine;
    });
  }
};

/// What the last decision gave, byte for byte.
struct MemoryRead {
  static constexpr const char* expected = "fixed_size_binary(40)";
  static bool accepts(const Type& type) noexcept {
    return type.kind == Kind::fixed && type.bytes == std::int32_t{sizeof(Memory)};
  }
  static const Memory* in_place(const View& view) noexcept { return view.in_place<Memory>(); }
  static void read(const View& view, Range range, const Reading& reading, Memory* out) {
    read_each(view, range, reading, out, [&](std::size_t i, Memory& value) {
      value = view.at<Memory>(i);
      return fine;
    });
  }
};

/// Is a flag set: bool, or a number that is not zero.
[[nodiscard]] inline bool is_set(const View& view, std::size_t i) noexcept {
  if (!view.knows(i)) return false;
  return view.type().kind == Kind::boolean ? view.flag(i) : view.at<std::uint8_t>(i) != 0;
}

/// Calls with the place in the range of each flag that is set. Few are, so that eight bits are
/// passed over at once.
template <class Use>
void each_set(const View& view, Range range, Use use) {
  const auto one = [&](std::size_t k) {
    if (is_set(view, range.first + k)) use(k);
  };
  std::size_t k = 0;
  if (view.type().kind == Kind::boolean) {
    const auto* const bits = static_cast<const std::uint8_t*>(view.values());
    const std::size_t start = view.offset() + range.first;
    for (; k < range.count && (start + k) % 8 != 0; ++k) one(k);
    for (; k + 8 <= range.count; k += 8) {
      unsigned left = bits[(start + k) / 8];
      for (; left != 0; left &= left - 1) one(k + static_cast<std::size_t>(std::countr_zero(left)));
    }
  }
  for (; k < range.count; ++k) one(k);
}

}  // namespace haggle::arrow
