#include "guard.hpp"
#include "haggle/money/text.hpp"
#include "haggle/trail/reason.hpp"

namespace haggle::capi {
namespace {

/// The currency of a caller's code.
Result<Currency> currency_at(const char* code) noexcept {
  Currency currency;
  std::memcpy(currency.code, code, sizeof currency.code);
  if (exponent_of(currency) < 0) return fail(Errc::unknown_currency, "currency");
  return currency;
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Errc;

haggle_status haggle_money_parse(const char* text, size_t text_size, char currency[4],
                                 int64_t* minor, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_text(text, text_size, "text"); },
                                    [&] { return check_pointer(currency, "currency"); },
                                    [&] { return check_pointer(minor, "minor"); });
    if (wrong) return wrong;
    const auto money = haggle::parse_money(text_of(text, text_size), "text");
    if (!money) return money.error();
    std::memcpy(currency, money->currency.code, sizeof money->currency.code);
    *minor = money->minor;
    return {};
  });
}

haggle_status haggle_money_format(const char currency[4], int64_t minor, char* buffer,
                                  size_t capacity, size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const TextOut out{buffer, capacity, needed};
    const Wrong wrong = first_wrong([&] { return check_pointer(currency, "currency"); },
                                    [&] { return out.check(); });
    if (wrong) return wrong;
    const auto known = currency_at(currency);
    if (!known) return known.error();
    const bool fits = -HAGGLE_AMOUNT_MINOR_MAX <= minor && minor <= HAGGLE_AMOUNT_MINOR_MAX;
    if (!fits) return {Errc::out_of_range, "minor"};
    return out.put(haggle::money_text({minor, *known}));
  });
}

haggle_status haggle_currency_decimals(const char currency[4], int32_t* decimals,
                                       haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_pointer(currency, "currency"); },
                                    [&] { return check_pointer(decimals, "decimals"); });
    if (wrong) return wrong;
    const auto known = currency_at(currency);
    if (!known) return known.error();
    *decimals = haggle::exponent_of(*known);
    return {};
  });
}

namespace {

const haggle::ReasonEntry* find_reason(uint16_t reason) noexcept {
  const bool known = 1 <= reason && reason <= haggle::reason_table.size();
  return known ? &haggle::reason_table[reason - 1U] : nullptr;
}

}  // namespace

const char* haggle_reason_name(uint16_t reason) {
  const haggle::ReasonEntry* entry = find_reason(reason);
  return entry != nullptr ? entry->name.data() : "unknown";
}

const char* haggle_reason_sentence(uint16_t reason) {
  const haggle::ReasonEntry* entry = find_reason(reason);
  return entry != nullptr ? entry->sentence.data() : "this library knows no such reason";
}
