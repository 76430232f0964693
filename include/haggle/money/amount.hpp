// haggle/money/amount.hpp -- floor 1 (money).
//
// An amount that may not have a currency yet: a bare -0.01 of a policy takes the currency of the
// listing it meets. Digits that this currency does not have are refused there, never rounded.
#pragma once

#include <cstdint>
#include <type_traits>

#include "haggle/base/error.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/money/decimal.hpp"
#include "haggle/money/money.hpp"

namespace haggle {
inline namespace v0 {

/// What the digits of an Amount count.
enum class AmountForm : std::uint8_t {
  decimal = 0,  ///< major units, `decimals` of the digits behind the point
  minor = 1,    ///< whole minor units of whatever currency it meets
};

/// An amount as somebody wrote it. Equal means written alike: 0.5 and 0.50 differ.
struct Amount {
  std::int64_t digits{0};
  Currency currency{};       ///< none: takes the listing's
  std::uint8_t decimals{0};  ///< 0..18; 0 in the form `minor`
  AmountForm form{AmountForm::decimal};
  std::uint16_t reserved{0};  ///< zero; makes every byte of the struct meaningful

  /// `units` minor units of whatever currency.
  [[nodiscard]] static constexpr Amount minor(std::int64_t units) noexcept {
    return {units, {}, 0, AmountForm::minor, 0};
  }
  /// digits / 10^decimals major units of whatever currency; (-1, 2) is -0.01.
  [[nodiscard]] static constexpr Amount decimal(std::int64_t digits,
                                                std::uint8_t decimals) noexcept {
    return {digits, {}, decimals, AmountForm::decimal, 0};
  }
  /// An amount that has its currency.
  [[nodiscard]] static constexpr Amount of(Money money) noexcept {
    return {money.minor, money.currency, 0, AmountForm::minor, 0};
  }

  friend constexpr bool operator==(const Amount&, const Amount&) = default;
};
static_assert(sizeof(Amount) == 16 && std::has_unique_object_representations_v<Amount>);

/// The amount in minor units of so many decimals, whatever its currency.
/// Units:  exponent 0..18.
/// Errors: bad_argument (exponent or decimals not in 0..18); out_of_range beyond 10^15 minor units;
///         amount_precision if a digit beyond the exponent is not zero.
/// Cost:   one multiplication or division.
[[nodiscard]] constexpr Result<std::int64_t> minor_at(const Amount& amount, int exponent,
                                                      const char* where = "amount") noexcept {
  if (exponent < 0 || exponent > decimals_max) return fail(Errc::bad_argument, where);
  if (amount.form == AmountForm::minor) return detail::in_limits(amount.digits, where);
  const int decimals = amount.decimals;
  if (decimals > decimals_max) return fail(Errc::bad_argument, where);
  if (decimals <= exponent) {
    return detail::in_limits(Wide{amount.digits} * detail::power_of_ten(exponent - decimals),
                             where);
  }
  const std::int64_t unit = detail::power_of_ten(decimals - exponent);
  const Result<std::int64_t> minor = detail::in_limits(amount.digits / unit, where);
  if (minor && amount.digits % unit != 0) return fail(Errc::amount_precision, where);
  return minor;
}

/// The amount in minor units of a currency.
/// Errors: currency_mismatch if the amount has another; unknown_currency; those of `minor_at`.
[[nodiscard]] constexpr Result<std::int64_t> minor_in(const Amount& amount, Currency currency,
                                                      const char* where = "amount") noexcept {
  if (!amount.currency.empty() && amount.currency != currency) {
    return fail(Errc::currency_mismatch, where);
  }
  const int exponent = exponent_of(currency);
  if (exponent < 0) return fail(Errc::unknown_currency, where);
  return minor_at(amount, exponent, where);
}

}  // namespace v0
}  // namespace haggle
