#include "pipeline/text_out.hpp"

#include <chrono>

#include "haggle/codec/instant_text.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

void TextOut::amount(std::int64_t minor, Currency currency) {
  const int decimals = exponent_of(currency);
  if (minor < 0) one('-'), minor = -minor;
  std::int64_t unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  whole(minor / unit);
  if (decimals <= 0) return;
  one('.');
  padded(minor % unit, static_cast<std::size_t>(decimals));
}

void TextOut::instant(Instant at) {
  using std::chrono::days;
  const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds{at.ms}};
  const auto day = std::chrono::floor<days>(time);
  const std::chrono::year_month_day date{day};
  const int year = static_cast<int>(date.year());
  if (year < 1 || year > 9'999) return text(instant_text(at));
  const std::int64_t of_day = (time - day).count();
  padded(year, 4), one('-');
  padded(static_cast<unsigned>(date.month()), 2), one('-');
  padded(static_cast<unsigned>(date.day()), 2), one('T');
  padded(of_day / 3'600'000, 2), one(':');
  padded(of_day / 60'000 % 60, 2), one(':');
  padded(of_day / 1'000 % 60, 2);
  if (of_day % 1'000 != 0) one('.'), padded(of_day % 1'000, 3);
  one('Z');
}

void TextOut::json(std::string_view text) {
  static constexpr std::string_view hex = "0123456789abcdef";
  one('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      literal("\\u00"), one(hex[byte >> 4]), one(hex[byte & 15]);
    } else {
      if (c == '"' || c == '\\') one('\\');
      one(c);
    }
  }
  one('"');
}

}  // namespace pipeline
}  // namespace v0
}  // namespace haggle
