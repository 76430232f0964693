// haggle/money/exchange.hpp -- floor 1 (money).
//
// The only way from one currency to another: a rate that says which day it is of, no older than the
// caller allows.
#pragma once

#include <cstdint>
#include <type_traits>

#include "haggle/base/error.hpp"
#include "haggle/base/wide.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/money/decimal.hpp"
#include "haggle/money/money.hpp"
#include "haggle/money/rounding.hpp"

namespace haggle {
inline namespace v0 {

/// One `from` is worth numerator / denominator `to`, in major units (dollars, not cents).
struct ExchangeRate {
  Currency from{};
  Currency to{};
  std::int64_t numerator{0};    ///< above 0
  std::int64_t denominator{0};  ///< above 0
  std::int32_t day{0};          ///< of the rate, in days since 1970-01-01
  std::int32_t reserved{0};     ///< zero; makes every byte of the struct meaningful

  friend constexpr bool operator==(const ExchangeRate&, const ExchangeRate&) = default;
};
static_assert(sizeof(ExchangeRate) == 32 && std::has_unique_object_representations_v<ExchangeRate>);

namespace detail {

/// What is wrong with a rate on a day.  Errors: bad_argument, unknown_currency, rate_too_old.
[[nodiscard]] constexpr Result<void> check_rate(const ExchangeRate& rate, std::int32_t today,
                                                std::int32_t age_days_max) noexcept {
  const bool positive = rate.numerator > 0 && rate.denominator > 0;
  const bool self = rate.from == rate.to && rate.numerator != rate.denominator;
  if (!positive || self) return fail(Errc::bad_argument, "rate");
  if (age_days_max < 0) return fail(Errc::bad_argument, "age_days_max");
  if (exponent_of(rate.from) < 0) return fail(Errc::unknown_currency, "rate.from");
  if (exponent_of(rate.to) < 0) return fail(Errc::unknown_currency, "rate.to");
  const std::int64_t age = std::int64_t{today} - rate.day;
  if (age < 0 || age > age_days_max) return fail(Errc::rate_too_old, "rate.day");
  return {};
}

}  // namespace detail

/// The amount in the rate's other currency, rounded once.
/// Units:  today in days since 1970-01-01; a rate of today has the age 0.
/// Errors: bad_argument (rate not positive, not 1 from a currency to itself, or age_days_max < 0);
///         unknown_currency; rate_too_old (older than age_days_max, or of a day to come);
///         currency_mismatch; out_of_range (amount or result beyond 10^15 minor units).
[[nodiscard]] constexpr Result<Money> convert(Money money, const ExchangeRate& rate,
                                              std::int32_t today, std::int32_t age_days_max,
                                              Rounding mode) noexcept {
  const auto usable = detail::check_rate(rate, today, age_days_max);
  if (!usable) return tl::unexpected<Error>(usable.error());
  if (money.currency != rate.from) return fail(Errc::currency_mismatch, "convert");
  const auto minor = detail::in_limits(money.minor, "convert");
  if (!minor) return tl::unexpected<Error>(minor.error());
  // At most 10^15 * 2^63 * 10^4 < 2^127, so neither side overflows.
  Wide num = Wide{*minor} * rate.numerator;
  Wide den = rate.denominator;
  const int shift = exponent_of(rate.to) - exponent_of(rate.from);
  (shift < 0 ? den : num) *= detail::power_of_ten(shift < 0 ? -shift : shift);
  return detail::money_of(divide(num, den, mode), rate.to, "convert");
}

}  // namespace v0
}  // namespace haggle
