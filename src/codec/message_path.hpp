// src/codec/message_path.hpp -- floor 6 (codec).
//
// Paths for errors, put together by the compiler: an error holds a pointer to static text, and two
// kinds of message differ in the name of one object only.
#pragma once

#include <algorithm>
#include <cstddef>

namespace haggle {
inline namespace v0 {
namespace codec {

/// Literal text as a template argument.
template <std::size_t Bytes>
struct PathText {
  char text[Bytes]{};
  consteval PathText() = default;
  consteval explicit(false) PathText(const char (&literal)[Bytes]) {
    std::copy_n(literal, Bytes, text);
  }
};

/// Some texts, one after the other.
template <PathText... Parts>
inline constexpr auto joined = [] {
  PathText<(sizeof Parts.text + ...) - sizeof...(Parts) + 1> out;
  char* at = out.text;
  ((at = std::copy_n(Parts.text, sizeof Parts.text - 1, at)), ...);
  return out;
}();

template <PathText... Parts>
inline constexpr const char* path = joined<Parts...>.text;

/// The paths of an amount that is an object of digits and a currency.
struct MoneyPath {
  const char* object;
  const char* amount;
  const char* currency;
};

template <PathText... Parts>
inline constexpr MoneyPath money_path{path<Parts...>, path<Parts..., ".Amount">,
                                      path<Parts..., ".CurrencyCode">};

/// The same in the newer messages' spelling.
template <PathText... Parts>
inline constexpr MoneyPath camel_money_path{path<Parts...>, path<Parts..., ".amount">,
                                            path<Parts..., ".currencyCode">};

}  // namespace codec
}  // namespace v0
}  // namespace haggle
