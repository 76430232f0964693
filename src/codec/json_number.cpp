#include "codec/json_number.hpp"

#include <charconv>
#include <system_error>

#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

/// Numbers below 10^300 in digits and exponent are far from every limit.
constexpr std::size_t digits_plain = 300;

}  // namespace

NumberScan scan_number(std::string_view text) {
  NumberScan scan;
  std::size_t& at = scan.bytes;
  const auto is = [&](char wanted) { return at < text.size() && text[at] == wanted; };
  const auto digits = [&] { return !haggle::detail::digits_at(text, at).empty(); };
  if (is('-')) ++at;
  if (is('0')) {
    ++at;
  } else if (!digits()) {
    return scan;
  }
  if (is('.') && (++at, !digits())) return scan;
  scan.plain = at < digits_plain;
  if (is('e') || is('E')) {
    scan.plain = false;
    ++at;
    if (is('+') || is('-')) ++at;
    if (!digits()) return scan;
  }
  scan.good = true;
  return scan;
}

bool is_finite(std::string_view number) {
  double value = 0;
  const char* const end = number.data() + number.size();
  const std::from_chars_result read = std::from_chars(number.data(), end, value);
  if (read.ec != std::errc::result_out_of_range) return true;
  // Too small is zero, and as good as any other.
  const auto decimal = haggle::detail::scan_decimal(number, "");
  if (!decimal) return false;
  std::int64_t leading_zeros = 0;
  const auto size = static_cast<std::int64_t>(decimal->size());
  while (leading_zeros < size && decimal->digit(static_cast<std::size_t>(leading_zeros)) == 0) {
    ++leading_zeros;
  }
  return leading_zeros == size || decimal->point() - leading_zeros < 0;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
