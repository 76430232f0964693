// haggle/money/text.hpp -- floor 1 (money).
//
// Amounts from text and to text. The text is decimal, as JSON spells numbers, with or without a
// currency before it: "-0.01", "1.5E1", "USD 12.34". Nothing is rounded.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/money/amount.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/money/decimal.hpp"
#include "haggle/money/money.hpp"

namespace haggle {
inline namespace v0 {

namespace detail {

/// A short plain text as a decimal amount; the digits of most prices, in one pass.
struct Plain {
  Amount amount{};
  bool good{false};  ///< false: too long or not plain; read it the long way
};

/// Reads the digits from `at` onto the value; the place behind them.
[[nodiscard]] constexpr std::size_t read_digits(std::string_view text, std::size_t at,
                                                std::int64_t& value) noexcept {
  for (; at < text.size() && is_digit(text[at]); ++at) value = value * 10 + (text[at] - '0');
  return at;
}

[[nodiscard]] constexpr Plain read_plain(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (text.size() > static_cast<std::size_t>(decimals_max)) return {};
  std::int64_t value = 0;
  const std::size_t dot = read_digits(text, 0, value);
  std::size_t end = dot;
  std::size_t behind = 0;
  if (dot < text.size() && text[dot] == '.') {
    end = read_digits(text, dot + 1, value);
    behind = end - dot - 1;
  }
  const bool digits_on_both_sides = dot != 0 && (behind != 0 || dot == text.size());
  if (end != text.size() || !digits_on_both_sides) return {};
  return {Amount::decimal(negative ? -value : value, static_cast<std::uint8_t>(behind)), true};
}

/// The places of the first and behind the last digit that is not zero; equal for zero.
struct Extent {
  std::int64_t first{0};
  std::int64_t last{0};
};

[[nodiscard]] constexpr Extent extent_of(const Decimal& decimal) noexcept {
  Extent extent;
  for (std::size_t i = 0; i < decimal.size(); ++i) {
    if (decimal.digit(i) == 0) continue;
    const auto place = static_cast<std::int64_t>(i);
    if (extent.last == 0) extent.first = place;
    extent.last = place + 1;
  }
  return extent;
}

/// The decimals to keep: those written, as far as 18 digits have room; -1 where more are needed.
[[nodiscard]] constexpr int decimals_kept(const Decimal& decimal) noexcept {
  const Extent extent = extent_of(decimal);
  const std::int64_t point = decimal.point();
  const bool zero = extent.last == 0;
  const std::int64_t needed = zero ? 0 : std::max<std::int64_t>(0, extent.last - point);
  const std::int64_t ahead = zero ? 0 : std::max<std::int64_t>(0, point - extent.first);
  const std::int64_t room = decimals_max - ahead;
  if (needed > room) return -1;
  const auto written = static_cast<std::int64_t>(decimal.size()) - point;
  return static_cast<int>(std::clamp<std::int64_t>(written, 0, room));
}

/// The amount of a text without currency.  Errors: as `parse_amount`.
[[nodiscard]] constexpr Result<Amount> parse_bare(std::string_view text,
                                                  const char* where) noexcept {
  const auto decimal = scan_decimal(text, where);
  if (!decimal) return tl::unexpected<Error>(decimal.error());
  // In major units first: what is too large in those is too large in every currency.
  Cut whole = cut_after(*decimal, 0);
  whole.rest = false;
  const auto inside = exactly(whole, Errc::amount_precision, text.size(), where);
  if (!inside) return tl::unexpected<Error>(inside.error());
  const int decimals = decimals_kept(*decimal);
  if (decimals < 0) return fail(Errc::amount_precision, where, 0, text.size());
  return Amount::decimal(cut_after(*decimal, decimals).value, static_cast<std::uint8_t>(decimals));
}

/// Whether a text begins like an amount with its currency: three letters and a space.
[[nodiscard]] constexpr bool has_currency(std::string_view text) noexcept {
  constexpr auto is_letter = [](char given) {
    const char small = static_cast<char>(given | 0x20);
    return small >= 'a' && small <= 'z';
  };
  return text.size() > 3 && text[3] == ' ' &&
         std::all_of(text.begin(), text.begin() + 3, is_letter);
}

/// The error, counted from the start of a text that has a currency before the number.
[[nodiscard]] constexpr tl::unexpected<Error> behind_currency(Error error) noexcept {
  error.offset += 4;
  return tl::unexpected<Error>(error);
}

}  // namespace detail

/// Reads decimal text straight to minor units: (3000.00, 0) is 3000. The form for wire formats.
/// Units:  exponent 0..18 decimals.
/// Errors: bad_argument (exponent); bad_amount (not a JSON number; zeros may lead); out_of_range
///         beyond 10^15 minor units; amount_precision if a digit beyond the exponent is not zero.
/// Cost:   one pass over up to 18 characters without an exponent; else two.
[[nodiscard]] constexpr Result<std::int64_t> parse_minor(std::string_view text, int exponent,
                                                         const char* where = "amount") noexcept {
  if (exponent < 0 || exponent > decimals_max) return fail(Errc::bad_argument, where);
  if (const detail::Plain plain = detail::read_plain(text); plain.good) {
    Result<std::int64_t> minor = minor_at(plain.amount, exponent, where);
    if (!minor) return fail(minor.error().code, where, 0, text.size());
    return minor;
  }
  const auto decimal = detail::scan_decimal(text, where);
  if (!decimal) return tl::unexpected<Error>(decimal.error());
  return detail::exactly(detail::cut_after(*decimal, exponent), Errc::amount_precision, text.size(),
                         where);
}

/// Reads an amount with its currency: "USD 12.34".
/// Errors: bad_amount (also without a currency); unknown_currency; those of `parse_minor`.
[[nodiscard]] constexpr Result<Money> parse_money(std::string_view text,
                                                  const char* where = "money") noexcept {
  if (!detail::has_currency(text)) return fail(Errc::bad_amount, where);
  const auto currency = currency_from(text.substr(0, 3), where);
  if (!currency) return tl::unexpected<Error>(currency.error());
  const auto minor = parse_minor(text.substr(4), exponent_of(*currency), where);
  if (!minor) return detail::behind_currency(minor.error());
  return Money{*minor, *currency};
}

/// Reads "-0.01" or "USD 12.34"; the digits are kept as written where 18 of them are enough.
/// Errors: bad_amount; out_of_range if no currency can hold it (more than 10^15 units);
///         amount_precision if none has the decimals; with a currency, those of `parse_money`.
/// Cost:   a few passes over the text; meant for policies, not for the hot path.
[[nodiscard]] constexpr Result<Amount> parse_amount(std::string_view text,
                                                    const char* where = "amount") noexcept {
  if (!detail::has_currency(text)) return detail::parse_bare(text, where);
  const auto money = parse_money(text, where);
  if (!money) return tl::unexpected<Error>(money.error());
  // What a currency can hold also fits in 18 digits, so this reading does not fail.
  return detail::parse_bare(text.substr(4), where).map([&money](Amount amount) {
    amount.currency = (*money).currency;
    return amount;
  });
}

/// An amount as "USD 12.34". A currency that has no minor units shows whole ones.
[[nodiscard]] inline std::string money_text(Money money) {
  std::string text{money.currency.text()};
  if (!text.empty()) text += ' ';
  return text + minor_text(money.minor, std::max(0, exponent_of(money.currency)));
}

}  // namespace v0
}  // namespace haggle
