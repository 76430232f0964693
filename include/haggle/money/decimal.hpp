// haggle/money/decimal.hpp -- floor 1 (money).
//
// Decimal text and whole numbers: the one grammar and the one way of writing that amounts and rates
// share. No locale, no streams, no binary fractions.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"

namespace haggle {
inline namespace v0 {

inline constexpr int decimals_max = 18;            ///< of an amount that has no currency yet
inline constexpr std::size_t minor_text_max = 21;  ///< bytes of the longest text of `write_minor`

namespace detail {

/// 10^0 .. 10^18.
inline constexpr auto powers_of_ten = [] {
  std::array<std::int64_t, decimals_max + 1> powers{1};
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

[[nodiscard]] constexpr std::int64_t power_of_ten(std::int64_t exponent) noexcept {
  return powers_of_ten[static_cast<std::size_t>(exponent)];
}

[[nodiscard]] constexpr bool is_digit(char given) noexcept {
  return given >= '0' && given <= '9';
}

/// The parts of a decimal text; the value is +-whole.fraction * 10^exponent.
struct Decimal {
  bool negative{false};
  bool has_exponent{false};
  std::string_view whole{};
  std::string_view fraction{};
  std::int64_t exponent{0};

  [[nodiscard]] constexpr std::size_t size() const noexcept {
    return whole.size() + fraction.size();
  }
  [[nodiscard]] constexpr int digit(std::size_t i) const noexcept {
    return (i < whole.size() ? whole[i] : fraction[i - whole.size()]) - '0';
  }
  /// Digits before the decimal point, after the exponent has moved it.
  [[nodiscard]] constexpr std::int64_t point() const noexcept {
    return static_cast<std::int64_t>(whole.size()) + exponent;
  }
};

/// The digits from `at`, which moves behind them.
[[nodiscard]] constexpr std::string_view digits_at(std::string_view text,
                                                   std::size_t& at) noexcept {
  const std::size_t start = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  return text.substr(start, at - start);
}

/// An exponent larger than any text is long, so that cutting it there changes no value.
inline constexpr std::int64_t exponent_cut = 1'000'000'000'000'000;

/// Reads what follows the letter of an exponent; false where there are no digits.
[[nodiscard]] constexpr bool read_exponent(std::string_view text, std::size_t& at,
                                           Decimal& decimal) noexcept {
  const bool negative = at < text.size() && text[at] == '-';
  if (negative || (at < text.size() && text[at] == '+')) ++at;
  const std::string_view digits = digits_at(text, at);
  std::int64_t value = 0;
  for (const char digit : digits) {
    if (value < exponent_cut) value = value * 10 + (digit - '0');
  }
  decimal.exponent = negative ? -value : value;
  decimal.has_exponent = true;
  return !digits.empty();
}

/// Takes a text apart: -?digits(.digits)?([eE][+-]?digits)? and nothing else.
/// Errors: bad_amount, with the byte where the text stops being a number.
[[nodiscard]] constexpr Result<Decimal> scan_decimal(std::string_view text,
                                                     const char* where) noexcept {
  Decimal decimal;
  decimal.negative = text.starts_with('-');
  std::size_t at = decimal.negative ? 1 : 0;
  decimal.whole = digits_at(text, at);
  bool good = !decimal.whole.empty();
  if (good && at < text.size() && text[at] == '.') {
    decimal.fraction = digits_at(text, ++at);
    good = !decimal.fraction.empty();
  }
  if (good && at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    good = read_exponent(text, ++at, decimal);
  }
  if (!good || at != text.size()) return fail(Errc::bad_amount, where, 0, at);
  return decimal;
}

/// A decimal text cut after so many decimals.
struct Cut {
  std::int64_t value{0};  ///< units of 10^-decimals, toward zero
  bool beyond{false};     ///< the value has more than 18 digits and is not given
  bool rest{false};       ///< a digit that was cut off is not zero
};

/// The decimal in units of 10^-decimals. Cost: linear in the text.
[[nodiscard]] constexpr Cut cut_after(const Decimal& decimal, int decimals) noexcept {
  constexpr std::int64_t room = 100'000'000'000'000'000;  // one digit more still fits
  const std::int64_t end = decimal.point() + decimals;
  Cut cut;
  for (std::size_t i = 0; i < decimal.size(); ++i) {
    const int digit = decimal.digit(i);
    if (static_cast<std::int64_t>(i) >= end) {
      cut.rest = cut.rest || digit != 0;
    } else if (cut.value >= room) {
      cut.beyond = true;
    } else {
      cut.value = cut.value * 10 + digit;
    }
  }
  auto zeros = end - static_cast<std::int64_t>(decimal.size());
  for (; zeros > 0 && cut.value != 0 && !cut.beyond; --zeros) {
    cut.beyond = cut.value >= room;
    if (!cut.beyond) cut.value *= 10;
  }
  if (decimal.negative) cut.value = -cut.value;
  return cut;
}

/// The decimal as a whole number of units of 10^-decimals, at most 10^15.
/// Errors: out_of_range; `inexact` where a digit beyond the decimals is not zero.
[[nodiscard]] constexpr Result<std::int64_t> exactly(const Cut& cut, Errc inexact,
                                                     std::size_t offset,
                                                     const char* where) noexcept {
  const bool inside = cut.value >= -amount_minor_max && cut.value <= amount_minor_max;
  if (cut.beyond || !inside) return fail(Errc::out_of_range, where, 0, offset);
  if (cut.rest) return fail(inexact, where, 0, offset);
  return cut.value;
}

}  // namespace detail

/// Writes minor units as decimal text, such as -0.05.
/// Units:   exponent 0..18 decimals.
/// Returns: the bytes written, no NUL; 0 if they do not fit (21 always do) or the exponent is not
///          in 0..18.
/// Cost:    no allocation.
[[nodiscard]] constexpr std::size_t write_minor(std::int64_t minor, int exponent,
                                                std::span<char> out) noexcept {
  if (exponent < 0 || exponent > decimals_max) return 0;
  std::array<char, minor_text_max> text{};
  std::size_t start = text.size();
  // Away from zero there is one value more below it, so the digits are taken of the unsigned size.
  auto left = minor < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(minor)
                        : static_cast<std::uint64_t>(minor);
  for (int place = 0; left != 0 || place <= exponent; ++place) {
    if (place != 0 && place == exponent) text[--start] = '.';
    text[--start] = static_cast<char>('0' + left % 10);
    left /= 10;
  }
  if (minor < 0) text[--start] = '-';
  const std::size_t size = text.size() - start;
  if (size > out.size()) return 0;
  for (std::size_t i = 0; i < size; ++i) out[i] = text[start + i];
  return size;
}

/// Minor units as decimal text: (1234, 2) is "12.34", (-5, 2) is "-0.05".
/// Units:  exponent 0..18 decimals; empty for another.
[[nodiscard]] inline std::string minor_text(std::int64_t minor, int exponent) {
  std::array<char, minor_text_max> text{};
  return {text.data(), write_minor(minor, exponent, text)};
}

}  // namespace v0
}  // namespace haggle
