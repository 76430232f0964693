#include "codec/message_words.hpp"

#include <array>
#include <string>

#include "codec/json.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

constexpr char small(char c) {
  return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter(char c) {
  return 'a' <= small(c) && small(c) <= 'z';
}

/// The letters alone, small: "Like New", "like_new" and "LikeNew" are one word.
std::string letters_of(std::string_view text) {
  std::string out = lower_case(text);
  std::erase_if(out, [](char c) { return !is_letter(c); });
  return out;
}

/// Takes the next letter off a text, small; 0 at its end.
char next_letter(std::string_view& text) {
  while (!text.empty() && !is_letter(text.front())) text.remove_prefix(1);
  if (text.empty()) return '\0';
  const char letter = small(text.front());
  text.remove_prefix(1);
  return letter;
}

/// Whether two texts have the same letters. Allocates nothing.
bool same_letters(std::string_view a, std::string_view b) {
  for (;;) {
    const char letter = next_letter(a);
    if (letter != next_letter(b)) return false;
    if (letter == '\0') return true;
  }
}

bool take_prefix(std::string_view& word, std::string_view prefix) {
  if (!word.starts_with(prefix)) return false;
  word.remove_prefix(prefix.size());
  return true;
}

/// How good second-hand goods are, by Walmart's words.
SubCondition second_hand(std::string_view word) {
  if (word == "fair") return SubCondition::acceptable;
  return sub_condition_word(word);
}

}  // namespace

std::optional<Condition> condition_word(std::string_view text) {
  for (const Word<Condition>& known : condition_words) {
    if (equal_caseless(known.name, text)) return known.value;
  }
  return std::nullopt;
}

std::optional<Fulfilment> channel_word(std::string_view text) {
  if (equal_caseless(text, "Amazon") || equal_caseless(text, "AFN")) return Fulfilment::marketplace;
  if (equal_caseless(text, "Merchant") || equal_caseless(text, "MFN")) return Fulfilment::merchant;
  return std::nullopt;
}

SubCondition sub_condition_word(std::string_view text) {
  for (const Word<SubCondition>& known : sub_condition_words) {
    if (same_letters(known.name, text)) return known.value;
  }
  return SubCondition::other;
}

SubCondition usual_sub_condition(Condition condition) {
  switch (condition) {
    case Condition::new_:
      return SubCondition::new_;
    case Condition::refurbished:
      return SubCondition::refurbished;
    case Condition::club:
      return SubCondition::club;
    case Condition::used:
    case Condition::collectible:
      break;
  }
  return SubCondition::other;
}

std::optional<Goods> walmart_goods(std::string_view text) {
  const std::string letters = letters_of(text);
  std::string_view word = letters;
  if (word == "openbox") return Goods{Condition::used, SubCondition::open_box};
  if (take_prefix(word, "used") || take_prefix(word, "preowned")) {
    return Goods{Condition::used, second_hand(word)};
  }
  for (const std::string_view again : {"restored", "refurbished", "remanufactured"}) {
    if (take_prefix(word, again)) return Goods{Condition::refurbished, SubCondition::refurbished};
  }
  const std::optional<Condition> condition = condition_word(word);
  if (!condition) return std::nullopt;
  return Goods{*condition, usual_sub_condition(*condition)};
}

Country country_word(std::string_view text) {
  if (equal_caseless(text, "USA")) return {"US"};
  if (text.size() != 2 || !is_letter(text[0]) || !is_letter(text[1])) return {};
  const auto capital = [](char c) { return static_cast<char>(small(c) - 'a' + 'A'); };
  return {{capital(text[0]), capital(text[1])}};
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
