// haggle/money/currency.hpp -- floor 1 (money).
//
// Which currency an amount is in, and how many decimals it has. The number of decimals is looked up
// and never given by a caller, so that two parts of a program cannot differ about it.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "haggle/base/error.hpp"
#include "haggle/money/iso4217.hpp"

namespace haggle {
inline namespace v0 {

/// A currency by its ISO 4217 code; all zero is "none".
struct Currency {
  char code[4]{};  ///< three capital letters and a NUL

  friend constexpr bool operator==(Currency a, Currency b) noexcept {
    return std::bit_cast<std::uint32_t>(a.code) == std::bit_cast<std::uint32_t>(b.code);
  }

  /// Whether there is none.
  [[nodiscard]] constexpr bool empty() const noexcept { return code[0] == '\0'; }

  /// The letters, as a view of this object.
  [[nodiscard]] constexpr std::string_view text() const noexcept {
    std::size_t size = 0;
    while (size < sizeof code && code[size] != '\0') ++size;
    return {code, size};
  }
};
static_assert(sizeof(Currency) == 4 && std::has_unique_object_representations_v<Currency>);
static_assert(std::is_trivially_copyable_v<Currency> && std::is_standard_layout_v<Currency>);

namespace detail {

inline constexpr std::size_t letters_count = 26;

/// The place of three letters in a table of all of them; past its end when a letter is not capital.
[[nodiscard]] constexpr std::size_t place_of(char a, char b, char c) noexcept {
  const auto letter = [](char given) {
    return static_cast<std::size_t>(static_cast<unsigned char>(given)) - std::size_t{'A'};
  };
  const bool capital =
      letter(a) < letters_count && letter(b) < letters_count && letter(c) < letters_count;
  if (!capital) return letters_count * letters_count * letters_count;
  return (letter(a) * letters_count + letter(b)) * letters_count + letter(c);
}

/// The exponents of all codes of three letters, -1 where there is none; the last place is nobody's.
inline constexpr auto exponents = [] {
  std::array<std::int8_t, letters_count * letters_count * letters_count + 1> table{};
  table.fill(-1);
  for (const Iso4217Entry& entry : iso4217) {
    table[place_of(entry.code[0], entry.code[1], entry.code[2])] = entry.exponent;
  }
  return table;
}();

}  // namespace detail

/// The decimals of the currency's minor unit: 0, 2, 3 or 4; -1 where it is not a usable ISO code.
/// Cost: one look into a table of 17 KB.
[[nodiscard]] constexpr int exponent_of(Currency currency) noexcept {
  if (currency.code[3] != '\0') return -1;
  return detail::exponents[detail::place_of(currency.code[0], currency.code[1], currency.code[2])];
}

/// The currency of a code such as "USD", in capitals.
/// Errors: unknown_currency.
[[nodiscard]] constexpr Result<Currency> currency_from(std::string_view code,
                                                       const char* where = "currency") noexcept {
  if (code.size() != 3) return fail(Errc::unknown_currency, where);
  const Currency currency{{code[0], code[1], code[2], '\0'}};
  if (exponent_of(currency) < 0) return fail(Errc::unknown_currency, where);
  return currency;
}

}  // namespace v0
}  // namespace haggle
