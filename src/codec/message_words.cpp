#include "codec/message_words.hpp"

#include <array>
#include <string>

#include "codec/json.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {
namespace {

bool is_letter(char c) {
  return 'a' <= c && c <= 'z';
}

/// The letters alone, small: "Like New", "like_new" and "LikeNew" are one word.
std::string letters_of(std::string_view text) {
  std::string out = lower_case(text);
  std::erase_if(out, [](char c) { return !is_letter(c); });
  return out;
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
  return value_of(condition_words, lower_case(text));
}

SubCondition sub_condition_word(std::string_view text) {
  const std::string word = letters_of(text);
  for (const Word<SubCondition>& known : sub_condition_words) {
    if (letters_of(known.name) == word) return known.value;
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
  const std::string word = lower_case(text);
  if (word == "usa") return {"US"};
  if (word.size() != 2 || !is_letter(word[0]) || !is_letter(word[1])) return {};
  const auto capital = [](char c) { return static_cast<char>(c - 'a' + 'A'); };
  return {{capital(word[0]), capital(word[1])}};
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
