// The values that stand in a cell: amounts, rates, spans, moments, words, and `name=value` fields.
#pragma once

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "haggle/bounds/size.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/money/rate.hpp"
#include "haggle/money/text.hpp"
#include "tables/table.hpp"

namespace haggle::tables {

/// `name=value`, or a bare word, whose value is empty.
struct Field {
  std::string name{};
  std::string value{};
};

/// The fields of a cell in order; of a repeated one the last.
inline std::vector<Field> fields_of(std::string_view cell) {
  std::vector<Field> fields;
  for (const std::string& word : words(cell)) {
    const std::size_t equals = word.find('=');
    const bool bare = equals == std::string::npos;
    Field field{word.substr(0, equals), bare ? "" : word.substr(equals + 1)};
    std::erase_if(fields, [&](const Field& given) { return given.name == field.name; });
    fields.push_back(std::move(field));
  }
  return fields;
}

template <class T>
T sound(const Result<T>& result, std::string_view text) {
  if (!result) {
    throw Fault(std::string{entry_of(result.error().code).name} + ": " + std::string{text});
  }
  return *result;
}

inline std::int64_t number(std::string_view text) {
  std::int64_t value = 0;
  const char* end = text.data() + text.size();
  const std::string_view digits = text.starts_with('+') ? text.substr(1) : text;
  const auto [stop, error] = std::from_chars(digits.data(), end, value);
  if (error != std::errc{} || stop != end) throw Fault("no number: " + std::string{text});
  return value;
}

/// "12.50", "-0.01", "USD0.05"; "minor:100" counts minor units of whatever currency.
inline Amount amount(std::string_view text) {
  if (text.starts_with("minor:")) return Amount::minor(number(text.substr(6)));
  const bool named = text.size() > 3 && text[0] >= 'A' && text[0] <= 'Z';
  const std::string spaced =
      named ? std::string{text.substr(0, 3)} + " " + std::string{text.substr(3)}
            : std::string{text.starts_with('+') ? text.substr(1) : text};
  return sound(parse_amount(spaced), text);
}

/// Minor units of a currency; those after "minor:" are taken as they are, however many.
inline std::int64_t minor(std::string_view text, Currency currency) {
  if (text.starts_with("minor:")) return number(text.substr(6));
  return sound(minor_in(amount(text), currency), text);
}

inline Rate rate(std::string_view text) {
  return sound(parse_rate(text), text);
}

inline AmountOrRate amount_or_rate(std::string_view text) {
  if (text.ends_with('%')) return rate(text);
  return amount(text);
}

/// A unit of time and its name, largest first.
inline constexpr std::array time_units{
    Word<std::int64_t>{days(1).ms, "d"}, Word<std::int64_t>{minutes(60).ms, "h"},
    Word<std::int64_t>{minutes(1).ms, "m"}, Word<std::int64_t>{seconds(1).ms, "s"},
    Word<std::int64_t>{1, "ms"}};

/// "90s", "15m", "2h", "-1d", "now"; with either sign.
inline Duration span(std::string_view text) {
  if (text == "now") return {};
  const std::size_t unit = text.find_first_not_of("+-0123456789");
  const auto ms = value_of(time_units, std::string_view{text.substr(std::min(unit, text.size()))});
  if (!ms) throw Fault("no span of time: " + std::string{text});
  return {number(text.substr(0, unit)) * *ms};
}

inline std::string span_text(Duration span) {
  if (span.ms == 0) return "now";
  for (const auto& unit : time_units) {
    if (span.ms % unit.value != 0) continue;
    return (span.ms < 0 ? "" : "+") + std::to_string(span.ms / unit.value) + std::string{unit.name};
  }
  return {};
}

/// "2026-03-02T03:46:40Z".
inline Instant moment(std::string_view text) {
  if (text.size() != 20 || text[10] != 'T' || text[19] != 'Z') {
    throw Fault("no moment: " + std::string{text});
  }
  const auto part = [&](std::size_t at, std::size_t size) { return number(text.substr(at, size)); };
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(part(0, 4))},
                                         std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                         std::chrono::day{static_cast<unsigned>(part(8, 2))}};
  const auto day = std::chrono::sys_days{date}.time_since_epoch().count();
  return Instant{0} + days(day) + minutes(part(11, 2) * 60 + part(14, 2)) + seconds(part(17, 2));
}

/// "22:30" as a minute of the day.
inline std::int32_t minute(std::string_view text) {
  const auto parts = split(text, ':');
  if (parts.size() != 2) throw Fault("no time of day: " + std::string{text});
  return static_cast<std::int32_t>(number(parts[0]) * 60 + number(parts[1]));
}

/// A word of a set. A number is taken as it is, so that a row can give what no word names.
template <class T, std::size_t N>
T word(const std::array<Word<T>, N>& known, std::string_view text) {
  if (const auto value = value_of(known, text)) return *value;
  if (!text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0) {
    return static_cast<T>(number(text));
  }
  std::string names;
  for (const Word<T>& entry : known) names += " " + std::string{entry.name};
  throw Fault("no such word: " + std::string{text} + "; there are" + names);
}

template <class Id>
Id id(std::string_view text) {
  return sound(Id::from(text), text);
}

/// A list between commas.
template <class Id>
std::vector<Id> ids(std::string_view text) {
  std::vector<Id> list;
  for (const std::string& name : split(text, ',')) list.push_back(id<Id>(name));
  return list;
}

}  // namespace haggle::tables
