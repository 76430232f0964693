// The room `money` behind a line protocol, for comparing it with whole numbers of another language.
// A line is an operation and its arguments, separated by tabs; the answer is one line: the result's
// fields separated by tabs, or `!` and the error's name. Unreadable input ends the program with 2.
#include <charconv>
#include <compare>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/money/allocate.hpp"
#include "haggle/money/amount.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/money/exchange.hpp"
#include "haggle/money/grid.hpp"
#include "haggle/money/money.hpp"
#include "haggle/money/rate.hpp"
#include "haggle/money/rounding.hpp"
#include "haggle/money/text.hpp"

namespace haggle {
namespace {

using Fields = std::vector<std::string_view>;

Fields split(std::string_view line, char separator) {
  Fields fields;
  for (std::size_t at = line.find(separator); at != line.npos; at = line.find(separator)) {
    fields.push_back(line.substr(0, at));
    line.remove_prefix(at + 1);
  }
  fields.push_back(line);
  return fields;
}

[[noreturn]] void give_up(std::string_view text) {
  std::cerr << "not understood: " << text << '\n';
  std::exit(2);
}

std::string_view at(const Fields& fields, std::size_t place) {
  if (place >= fields.size()) give_up(fields[0]);
  return fields[place];
}

template <class Whole = std::int64_t>
Whole whole_from(std::string_view text) {
  Whole value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) give_up(text);
  return value;
}

std::int64_t whole(const Fields& fields, std::size_t place) {
  return whole_from(at(fields, place));
}

/// 128 bits from two numbers: the upper and the lower 64.
Wide wide(const Fields& fields, std::size_t place) {
  const Wide high = whole(fields, place);
  return high * (Wide{1} << 64) + Wide{whole_from<std::uint64_t>(at(fields, place + 1))};
}

Rounding rounding(const Fields& fields, std::size_t place) {
  return static_cast<Rounding>(whole(fields, place));
}

/// A currency as it stands, known or not.
Currency currency(const Fields& fields, std::size_t place) {
  Currency result;
  const std::string_view code = at(fields, place).substr(0, 3);
  code.copy(result.code, code.size());
  return result;
}

Money money_at(const Fields& fields, std::size_t place) {
  return {whole(fields, place), currency(fields, place + 1)};
}

std::string show(std::int64_t value) {
  return std::to_string(value);
}
std::string show(Money value) {
  return show(value.minor) + '\t' + std::string(value.currency.text());
}
std::string show(Rate value) {
  return show(value.ppm);
}
std::string show(std::strong_ordering value) {
  return show(value < 0 ? -1 : value > 0);
}
std::string show(const Amount& value) {
  return show(value.digits) + '\t' + std::to_string(value.decimals) + '\t' +
         std::string(value.currency.text());
}
std::string show(Wide value) {
  return show(static_cast<std::int64_t>(value >> 64)) + '\t' +
         std::to_string(static_cast<std::uint64_t>(value));
}

template <class T>
std::string show(const Result<T>& result) {
  if (!result) return '!' + std::string(entry_of(result.error().code).name);
  return show(*result);
}

std::string do_divide(const Fields& f) {
  return show(divide(wide(f, 1), wide(f, 3), rounding(f, 5)));
}

std::string do_scale(const Fields& f) {
  return show(scale(whole(f, 1), whole(f, 2), whole(f, 3), rounding(f, 4)));
}

std::string do_portion(const Fields& f) {
  return show(portion(whole(f, 1), Rate{whole(f, 2)}, rounding(f, 3)));
}

std::string do_grid(const Fields& f) {
  const auto grid = grid_from(whole(f, 1), whole(f, 2));
  if (!grid) return '!' + std::string(entry_of(grid.error().code).name);
  const std::int64_t minor = whole(f, 3);
  return show(down(*grid, minor)) + '\t' + show(up(*grid, minor)) + '\t' +
         show(nearest(*grid, minor)) + '\t' + show(std::int64_t{on(*grid, minor)});
}

std::string do_allocate(const Fields& f) {
  std::vector<std::int64_t> weights;
  for (std::size_t i = 2; i < f.size(); ++i) weights.push_back(whole(f, i));
  std::vector<std::int64_t> parts(weights.size());
  const auto done = allocate(whole(f, 1), weights, parts);
  if (!done) return '!' + std::string(entry_of(done.error().code).name);
  std::string text;
  for (const std::int64_t part : parts) text += (text.empty() ? "" : "\t") + show(part);
  return text;
}

std::string do_convert(const Fields& f) {
  ExchangeRate rate{currency(f, 3), currency(f, 4), whole(f, 5), whole(f, 6)};
  rate.day = whole_from<std::int32_t>(at(f, 7));
  return show(convert(money_at(f, 1), rate, whole_from<std::int32_t>(at(f, 8)),
                      whole_from<std::int32_t>(at(f, 9)), rounding(f, 10)));
}

std::string do_minor_in(const Fields& f) {
  const auto decimals = static_cast<std::uint8_t>(whole(f, 2));
  return show(minor_in(Amount{whole(f, 1), currency(f, 3), decimals}, currency(f, 4)));
}

std::string do_money(const Fields& f) {
  return show(money(whole(f, 1), currency(f, 2)));
}
std::string do_add(const Fields& f) {
  return show(add(money_at(f, 1), money_at(f, 3)));
}
std::string do_subtract(const Fields& f) {
  return show(subtract(money_at(f, 1), money_at(f, 3)));
}
std::string do_compare(const Fields& f) {
  return show(compare(money_at(f, 1), money_at(f, 3)));
}
std::string do_negate(const Fields& f) {
  return show(negate(money_at(f, 1)));
}
std::string do_exponent(const Fields& f) {
  return show(std::int64_t{exponent_of(currency(f, 1))});
}

std::string do_parse_minor(const Fields& f) {
  return show(parse_minor(at(f, 2), static_cast<int>(whole(f, 1))));
}

std::string do_parse_amount(const Fields& f) {
  return show(parse_amount(at(f, 1)));
}
std::string do_parse_money(const Fields& f) {
  return show(parse_money(at(f, 1)));
}
std::string do_parse_rate(const Fields& f) {
  return show(parse_rate(at(f, 1)));
}
std::string do_money_text(const Fields& f) {
  return money_text(money_at(f, 1));
}
std::string do_rate_text(const Fields& f) {
  return rate_text(Rate{whole(f, 1)});
}

std::string do_minor_text(const Fields& f) {
  return minor_text(whole(f, 1), static_cast<int>(whole(f, 2)));
}

using Operation = std::string (*)(const Fields&);

const std::map<std::string_view, Operation> operations{
    {"divide", do_divide},
    {"scale", do_scale},
    {"portion", do_portion},
    {"grid", do_grid},
    {"allocate", do_allocate},
    {"convert", do_convert},
    {"minor_in", do_minor_in},
    {"money", do_money},
    {"add", do_add},
    {"subtract", do_subtract},
    {"compare", do_compare},
    {"negate", do_negate},
    {"exponent", do_exponent},
    {"parse_minor", do_parse_minor},
    {"parse_amount", do_parse_amount},
    {"parse_money", do_parse_money},
    {"parse_rate", do_parse_rate},
    {"money_text", do_money_text},
    {"rate_text", do_rate_text},
    {"minor_text", do_minor_text},
};

}  // namespace
}  // namespace haggle

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    const haggle::Fields fields = haggle::split(line, '\t');
    const auto found = haggle::operations.find(fields[0]);
    if (found == haggle::operations.end()) haggle::give_up(line);
    std::cout << found->second(fields) << '\n';
  }
  return 0;
}
