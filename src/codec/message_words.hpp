// src/codec/message_words.hpp -- floor 6 (codec).
//
// The words that marketplaces use for conditions and countries, in any case and spelling.
#pragma once

#include <optional>
#include <string_view>

#include "haggle/market/kinds.hpp"
#include "haggle/market/offer.hpp"

namespace haggle {
inline namespace v0 {
namespace codec {

/// A condition class: "new", "Used" ...; nothing for another word.
[[nodiscard]] std::optional<Condition> condition_word(std::string_view text);

/// A channel: "Amazon" or "AFN", "Merchant" or "MFN"; nothing for another word.
[[nodiscard]] std::optional<Fulfilment> channel_word(std::string_view text);

/// A sub-condition: "very_good", "VeryGood", "Like New" ...; `other` for another word.
[[nodiscard]] SubCondition sub_condition_word(std::string_view text);

/// What an offer of a class is where it does not say: new goods are new, used ones may be anything.
[[nodiscard]] SubCondition usual_sub_condition(Condition condition);

/// Condition and sub-condition in one word.
struct Goods {
  Condition condition{Condition::new_};
  SubCondition sub_condition{SubCondition::new_};
};

/// Walmart's words: "New", "Restored Premium", "Open Box", "Pre-Owned: Like New" ...; nothing for
/// another word.
[[nodiscard]] std::optional<Goods> walmart_goods(std::string_view text);

/// A country of two letters, or "USA"; empty for anything else.
[[nodiscard]] Country country_word(std::string_view text);

}  // namespace codec
}  // namespace v0
}  // namespace haggle
