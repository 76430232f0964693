#include "arrow_read.hpp"

#include <array>

#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"

namespace haggle::arrow {
namespace {

constexpr std::size_t powers_count = 39;

/// 10^0 .. 10^38: all that 128 bits hold.
constexpr auto powers_of_ten = [] {
  std::array<Wide, powers_count> out{};
  out[0] = 1;
  for (std::size_t i = 1; i < powers_count; ++i) out[i] = out[i - 1] * 10;
  return out;
}();

Wide decimal_at(const View& view, std::size_t i) noexcept {
  switch (view.type().bytes) {
    case 4:
      return view.at<std::int32_t>(i);
    case 8:
      return view.at<std::int64_t>(i);
    default:
      return view.at<Wide>(i);
  }
}

/// A decimal as minor units. Its own digits are at most 38, so that a power more may not fit.
Errc minor_of(Wide given, int shift, std::int64_t& out) noexcept {
  constexpr Wide most = amount_minor_max;
  const Wide power = powers_of_ten[static_cast<std::size_t>(shift < 0 ? -shift : shift)];
  if (shift < 0) {
    if (given % power != 0) return Errc::amount_precision;
    given /= power;
  } else if (given != 0 && (power > most || given > most / power || given < -(most / power))) {
    return Errc::out_of_range;
  } else {
    given *= power;
  }
  if (given > most || given < -most) return Errc::out_of_range;
  out = static_cast<std::int64_t>(given);
  return fine;
}

/// Milliseconds of a timestamp in units of 10^-decimals seconds.
Errc ms_of(std::int64_t given, std::int32_t decimals, std::int64_t& out) noexcept {
  if (decimals == 0) {
    if (given > instant_ms_max / 1'000 || given < -instant_ms_max / 1'000) {
      return Errc::out_of_range;
    }
    out = given * 1'000;
    return fine;
  }
  const std::int64_t units = decimals == 3 ? 1 : decimals == 6 ? 1'000 : 1'000'000;
  if (given % units != 0) return Errc::bad_instant;
  out = given / units;
  return fine;
}

bool is_capital(char c) noexcept {
  return 'A' <= c && c <= 'Z';
}

}  // namespace

void DecimalRead::read(const View& view, Range range, const Reading& reading, std::int64_t* out) {
  const int shift = reading.exponent - view.type().decimals;
  read_each(view, range, reading, out, [&](std::size_t i, std::int64_t& value) {
    return minor_of(decimal_at(view, i), shift, value);
  });
}

void InstantRead::read(const View& view, Range range, const Reading& reading, Instant* out) {
  const bool is_timestamp = view.type().kind == Kind::timestamp;
  read_each(view, range, reading, out, [&](std::size_t i, Instant& value) {
    if (is_timestamp) return ms_of(view.at<std::int64_t>(i), view.type().decimals, value.ms);
    const std::optional<std::int64_t> given = integer_at(view, i);
    if (!given) return Errc::out_of_range;
    value.ms = *given;
    return fine;
  });
}

void CountryRead::read(const View& view, Range range, const Reading& reading, Country* out) {
  read_each(view, range, reading, out, [&](std::size_t i, Country& value) {
    const std::optional<Text> text = view.text(i);
    if (!text) return Errc::bad_argument;
    if (text->size == 0) return fine;
    const bool sound = text->size == 2 && is_capital(text->data[0]) && is_capital(text->data[1]);
    if (!sound) return Errc::unknown_value;
    value.code[0] = text->data[0];
    value.code[1] = text->data[1];
    return fine;
  });
}

void TristateRead::read(const View& view, Range range, const Reading& reading, Tristate* out) {
  const bool is_flag = view.type().kind == Kind::boolean;
  read_each(view, range, reading, out, [&](std::size_t i, Tristate& value) {
    if (is_flag) {
      value = view.flag(i) ? Tristate::yes : Tristate::no;
    } else {
      value = static_cast<Tristate>(view.at<std::uint8_t>(i));
    }
    return fine;
  });
}

}  // namespace haggle::arrow
