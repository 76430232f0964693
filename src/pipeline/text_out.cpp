#include "pipeline/text_out.hpp"

#include <chrono>

#include "haggle/codec/instant_text.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {
namespace {

void append_padded(std::string& out, std::int64_t value, int width) {
  char digits[8];
  for (int i = width - 1; i >= 0; --i) {
    digits[i] = static_cast<char>('0' + value % 10);
    value /= 10;
  }
  out.append(digits, static_cast<std::size_t>(width));
}

}  // namespace

void append_amount(std::string& out, std::int64_t minor, Currency currency) {
  const int decimals = exponent_of(currency);
  if (minor < 0) out += '-', minor = -minor;
  std::int64_t unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  append_whole(out, minor / unit);
  if (decimals <= 0) return;
  out += '.';
  append_padded(out, minor % unit, decimals);
}

void append_instant(std::string& out, Instant at) {
  using std::chrono::days;
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds{at.ms}};
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  if (year < 1 || year > 9'999) {
    out += instant_text(at);
    return;
  }
  const std::int64_t of_day = (time - day).count();
  append_padded(out, year, 4), out += '-';
  append_padded(out, static_cast<unsigned>(date.month()), 2), out += '-';
  append_padded(out, static_cast<unsigned>(date.day()), 2), out += 'T';
  append_padded(out, of_day / 3'600'000, 2), out += ':';
  append_padded(out, of_day / 60'000 % 60, 2), out += ':';
  append_padded(out, of_day / 1'000 % 60, 2);
  if (of_day % 1'000 != 0) out += '.', append_padded(out, of_day % 1'000, 3);
  out += 'Z';
}

void append_json_text(std::string& out, std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\', out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00", out += hex[byte >> 4], out += hex[byte & 15];
    } else {
      out += c;
    }
  }
  out += '"';
}

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
