// haggle/money/money.hpp -- floor 1 (money).
//
// A whole number of minor units of one currency. Nothing binary-fractional enters or leaves, and
// two currencies never meet without a dated rate (exchange.hpp).
#pragma once

#include <compare>
#include <cstdint>
#include <type_traits>

#include "haggle/base/error.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

/// An amount of money. There is no `<`: order is asked with `compare`, which can refuse.
struct Money {
  std::int64_t minor{0};      ///< minor units: USD 12.34 is 1234
  Currency currency{};        ///< none in the zero value only
  std::uint32_t reserved{0};  ///< zero; makes every byte of the struct meaningful

  friend constexpr bool operator==(const Money&, const Money&) = default;
};
static_assert(sizeof(Money) == 16 && std::has_unique_object_representations_v<Money>);

namespace detail {

/// The value as minor units of an amount.  Errors: out_of_range.
[[nodiscard]] constexpr Result<std::int64_t> in_limits(Wide minor, const char* where) noexcept {
  if (minor > amount_minor_max || minor < -amount_minor_max) {
    return fail(Errc::out_of_range, where);
  }
  return static_cast<std::int64_t>(minor);
}

/// The amount, whose currency has been checked.  Errors: out_of_range.
[[nodiscard]] constexpr Result<Money> money_of(Wide minor, Currency currency,
                                               const char* where) noexcept {
  const Result<std::int64_t> checked = in_limits(minor, where);
  if (!checked) return tl::unexpected<Error>(checked.error());
  return Money{*checked, currency};
}

}  // namespace detail

/// An amount of minor units of a currency.
/// Errors: unknown_currency; out_of_range beyond 10^15 minor units.
[[nodiscard]] constexpr Result<Money> money(std::int64_t minor, Currency currency,
                                            const char* where = "money") noexcept {
  if (exponent_of(currency) < 0) return fail(Errc::unknown_currency, where);
  return detail::money_of(minor, currency, where);
}

/// a + b.  Errors: currency_mismatch, out_of_range.
[[nodiscard]] constexpr Result<Money> add(Money a, Money b, const char* where = "add") noexcept {
  if (a.currency != b.currency) return fail(Errc::currency_mismatch, where);
  return detail::money_of(Wide{a.minor} + b.minor, a.currency, where);
}

/// a - b.  Errors: currency_mismatch, out_of_range.
[[nodiscard]] constexpr Result<Money> subtract(Money a, Money b,
                                               const char* where = "subtract") noexcept {
  if (a.currency != b.currency) return fail(Errc::currency_mismatch, where);
  return detail::money_of(Wide{a.minor} - b.minor, a.currency, where);
}

/// -a.  Errors: out_of_range.
[[nodiscard]] constexpr Result<Money> negate(Money a, const char* where = "negate") noexcept {
  return detail::money_of(-Wide{a.minor}, a.currency, where);
}

/// The order of two amounts of one currency.  Errors: currency_mismatch.
[[nodiscard]] constexpr Result<std::strong_ordering> compare(
    Money a, Money b, const char* where = "compare") noexcept {
  if (a.currency != b.currency) return fail(Errc::currency_mismatch, where);
  return a.minor <=> b.minor;
}

}  // namespace v0
}  // namespace haggle
