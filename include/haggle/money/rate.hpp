// haggle/money/rate.hpp -- floor 1 (money).
//
// A share of an amount in whole parts per million, so that basis points and percents are exact.
// A rate and an amount are different types and cannot be given for one another.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/money/decimal.hpp"
#include "haggle/money/rounding.hpp"

namespace haggle {
inline namespace v0 {

/// A rate: 15.3 % is 153'000 parts per million.
struct Rate {
  std::int64_t ppm{0};

  friend constexpr bool operator==(Rate, Rate) = default;
  friend constexpr auto operator<=>(Rate, Rate) = default;
};

/// The rate of an amount, rounded once.
/// Units:  minor units in and out.
/// Errors: overflow.
[[nodiscard]] constexpr Result<std::int64_t> portion(std::int64_t amount_minor, Rate rate,
                                                     Rounding mode,
                                                     const char* where = "portion") noexcept {
  return scale(amount_minor, rate.ppm, ppm_one, mode, where);
}

/// Reads "15.3%" or "153000ppm". A bare number is refused, since 0.153 could mean either.
/// Errors: bad_amount; rate_precision if not a whole number of parts per million; out_of_range
///         beyond 10^15 parts per million.
[[nodiscard]] constexpr Result<Rate> parse_rate(std::string_view text,
                                                const char* where = "rate") noexcept {
  const bool percent = text.ends_with('%');
  if (!percent && !text.ends_with("ppm")) return fail(Errc::bad_amount, where, 0, text.size());
  const std::string_view number = text.substr(0, text.size() - (percent ? 1 : 3));
  const auto decimal = detail::scan_decimal(number, where);
  if (!decimal) return tl::unexpected<Error>(decimal.error());
  if ((*decimal).has_exponent) return fail(Errc::bad_amount, where, 0, number.size());
  const auto ppm = detail::exactly(detail::cut_after(*decimal, percent ? 4 : 0),
                                   Errc::rate_precision, text.size(), where);
  if (!ppm) return tl::unexpected<Error>(ppm.error());
  return Rate{*ppm};
}

/// The rate in percent, with no more decimals than it needs: "15.3%".
[[nodiscard]] inline std::string rate_text(Rate rate) {
  std::string text = minor_text(rate.ppm, 4);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + '%';
}

}  // namespace v0
}  // namespace haggle
