#include "codec/fee_time.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "haggle/codec/instant_text.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// The words of the printed form: day of the week, month, day, time, zone, year.
using Printed = std::array<std::string_view, 6>;

/// The words between blanks; empty ones where there are not just six.
Printed words_of(std::string_view text) {
  Printed out{};
  for (std::string_view& word : out) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
  }
  return text.empty() ? out : Printed{};
}

std::string two_digits(std::string_view number) {
  return number.size() == 1 ? "0" + std::string(number) : std::string(number);
}

}  // namespace

Result<Instant> parse_fee_time(std::string_view text) {
  const auto [weekday, month, day, time, zone, year] = words_of(text);
  const auto* at = std::find(months.begin(), months.end(), month);
  const bool is_day = std::find(weekdays.begin(), weekdays.end(), weekday) != weekdays.end();
  const bool printed = is_day && at != months.end() && (zone == "UTC" || zone == "GMT");
  if (!printed) return parse_instant(text);
  const auto number = std::to_string(at - months.begin() + 1);
  return parse_instant(std::string(year) + "-" + two_digits(number) + "-" + two_digits(day) + "T" +
                       std::string(time) + "Z");
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
