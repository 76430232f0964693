#include "haggle/codec/instant_text.hpp"

#include <array>
#include <cstddef>
#include <optional>

#include "haggle/base/wide.hpp"
#include "haggle/money/decimal.hpp"

namespace haggle {
inline namespace v0 {
namespace {

constexpr std::int64_t days_per_era = 146'097;  // 400 years
constexpr std::int64_t ms_per_day = minutes_per_day * ms_per_minute;

struct Date {
  std::int64_t year{0};
  std::int64_t month{0};
  std::int64_t day{0};
};

/// Days since 1970-01-01 in the Gregorian calendar; a year is counted from its March, so that the
/// leap day is its last.
constexpr std::int64_t days_of(const Date& date) {
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const auto era = static_cast<std::int64_t>(floor_div(year, 400));
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * days_per_era + day_of_era - 719'468;
}

constexpr Date date_of(std::int64_t days) {
  const std::int64_t shifted = days + 719'468;
  const auto era = static_cast<std::int64_t>(floor_div(shifted, days_per_era));
  const std::int64_t day_of_era = shifted - era * days_per_era;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day_of_year + 2) / 153;
  const std::int64_t day = day_of_year - (153 * month + 2) / 5 + 1;
  const std::int64_t civil_month = month < 10 ? month + 3 : month - 9;
  return {year_of_era + era * 400 + (civil_month <= 2 ? 1 : 0), civil_month, day};
}
static_assert(days_of({1970, 1, 1}) == 0 && days_of({2000, 3, 1}) == 11'017);
static_assert(date_of(11'016).month == 2 && date_of(11'016).day == 29);

constexpr bool is_leap(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
constexpr std::int64_t days_in(std::int64_t year, std::int64_t month) {
  constexpr std::array<std::int64_t, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return days[static_cast<std::size_t>(month - 1)] + (month == 2 && is_leap(year) ? 1 : 0);
}

/// Takes a text from the front; the first thing that is not there spoils it.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::int64_t number(std::size_t digits) {
    std::int64_t value = 0;
    for (std::size_t i = 0; i < digits; ++i, ++at_) {
      good_ = good_ && at_ < text_.size() && detail::is_digit(text_[at_]);
      if (!good_) return 0;
      value = value * 10 + (text_[at_] - '0');
    }
    return value;
  }
  void letter(char wanted) {
    if (!take(wanted)) good_ = false;
  }
  bool take(char wanted) {
    const bool there = good_ && at_ < text_.size() && text_[at_] == wanted;
    at_ += there ? 1 : 0;
    return there;
  }
  std::string_view digits() { return detail::digits_at(text_, at_); }
  void require(bool holds) { good_ = good_ && holds; }

  [[nodiscard]] bool done() const { return good_ && at_ == text_.size(); }
  [[nodiscard]] bool good() const { return good_; }
  [[nodiscard]] std::size_t at() const { return at_; }

 private:
  std::string_view text_;
  std::size_t at_{0};
  bool good_{true};
};

/// Days since 1970.
std::int64_t scan_date(Scanner& in) {
  Date date;
  date.year = in.number(4);
  in.letter('-');
  date.month = in.number(2);
  in.letter('-');
  date.day = in.number(2);
  in.require(date.month >= 1 && date.month <= 12);
  if (!in.good()) return 0;
  in.require(date.day >= 1 && date.day <= days_in(date.year, date.month));
  return days_of(date);
}

/// Milliseconds of a fraction's digits, the rest cut off.
std::int64_t scan_fraction(Scanner& in) {
  if (!in.take('.')) return 0;
  const std::string_view digits = in.digits();
  in.require(!digits.empty() && digits.size() <= 9);
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 3; ++i) ms = ms * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return ms;
}

std::int64_t scan_time(Scanner& in) {
  const std::int64_t hour = in.number(2);
  in.letter(':');
  const std::int64_t minute = in.number(2);
  in.letter(':');
  const std::int64_t second = in.number(2);
  in.require(hour <= 23 && minute <= 59 && second <= 59);
  return ((hour * 60 + minute) * 60 + second) * 1'000 + scan_fraction(in);
}

/// Milliseconds east of UTC.
std::int64_t scan_zone(Scanner& in) {
  if (in.take('Z')) return 0;
  const bool west = in.take('-');
  if (!west) in.letter('+');
  const std::int64_t hour = in.number(2);
  in.letter(':');
  const std::int64_t minute = in.number(2);
  in.require(hour <= 23 && minute <= 59);
  const std::int64_t east = (hour * 60 + minute) * ms_per_minute;
  return west ? -east : east;
}

/// The whole number of a text that is nothing else; beyond every limit where it is too long.
std::optional<std::int64_t> whole_number(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::size_t at = 0;
  const std::string_view digits = detail::digits_at(text, at);
  if (digits.empty() || at != text.size()) return std::nullopt;
  std::int64_t value = 0;
  for (const char digit : digits) {
    if (value <= instant_ms_max) value = value * 10 + (digit - '0');
  }
  return negative ? -value : value;
}

std::string padded(std::int64_t value, std::size_t width) {
  std::string text = std::to_string(value);
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

struct Unit {
  std::string_view name;
  std::int64_t ms;
};
/// Largest first, so that a span is written in the first that divides it.
constexpr std::array units{Unit{"d", ms_per_day}, Unit{"h", 60 * ms_per_minute},
                           Unit{"min", ms_per_minute}, Unit{"s", 1'000}, Unit{"ms", 1}};

}  // namespace

Result<Instant> parse_instant(std::string_view text, const char* where) {
  if (const auto ms = whole_number(text)) {
    const bool inside = -instant_ms_max <= *ms && *ms <= instant_ms_max;
    if (!inside) return fail(Errc::out_of_range, where, 0, text.size());
    return Instant{*ms};
  }
  Scanner in{text};
  const std::int64_t days = scan_date(in);
  in.letter('T');
  const std::int64_t ms = scan_time(in);
  const std::int64_t east_ms = scan_zone(in);
  if (!in.done()) return fail(Errc::bad_instant, where, 0, in.at());
  const std::int64_t at_ms = days * ms_per_day + ms - east_ms;
  if (at_ms > instant_ms_max) return fail(Errc::out_of_range, where, 0, text.size());
  return Instant{at_ms};
}

std::string instant_text(Instant at) {
  const auto days = static_cast<std::int64_t>(floor_div(at.ms, ms_per_day));
  const Date date = date_of(days);
  if (date.year < 1 || date.year > 9'999) return std::to_string(at.ms);
  const std::int64_t ms = at.ms - days * ms_per_day;
  const std::int64_t second = ms / 1'000;
  std::string text = padded(date.year, 4) + '-' + padded(date.month, 2) + '-' +
                     padded(date.day, 2) + 'T' + padded(second / 3'600, 2) + ':' +
                     padded(second / 60 % 60, 2) + ':' + padded(second % 60, 2);
  if (ms % 1'000 != 0) text += '.' + padded(ms % 1'000, 3);
  return text + 'Z';
}

Result<Duration> parse_duration(std::string_view text, const char* where) {
  std::size_t at = 0;
  const auto count = whole_number(detail::digits_at(text, at));
  if (!count) return fail(Errc::bad_instant, where, 0, at);
  for (const Unit& unit : units) {
    if (unit.name != text.substr(at)) continue;
    if (*count > instant_ms_max / unit.ms) return fail(Errc::out_of_range, where, 0, text.size());
    return Duration{*count * unit.ms};
  }
  return fail(Errc::bad_instant, where, 0, at);
}

std::string duration_text(Duration span) {
  if (span.ms == 0) return "0s";
  for (const Unit& unit : units) {
    if (span.ms % unit.ms == 0) return std::to_string(span.ms / unit.ms) + std::string(unit.name);
  }
  return {};
}

}  // namespace v0
}  // namespace haggle
