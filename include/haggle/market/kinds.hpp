// haggle/market/kinds.hpp -- floor 2 (market).
//
// The closed sets of words that listings, offers and markets use. Numbers are for ever and only
// ever appended; zero is what a caller who says nothing means. Numbers from outside are checked
// once, in the decision's stage *resolve*.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace haggle {
inline namespace v0 {

/// Who may buy at this price.
enum class Audience : std::uint8_t { consumer = 0, business = 1 };

/// Whose buyers an offer's price is for.
enum class OfferAudience : std::uint8_t { as_market = 0, consumer = 1, business = 2 };

/// The condition class that buyers choose between.
enum class Condition : std::uint8_t {
  new_ = 0,
  used = 1,
  collectible = 2,
  refurbished = 3,
  club = 4
};

/// The condition within its class. `quality_rank` orders them.
enum class SubCondition : std::uint8_t {
  new_ = 0,
  like_new = 1,
  very_good = 2,
  good = 3,
  acceptable = 4,
  mint = 5,
  open_box = 6,
  oem = 7,
  warranty = 8,
  refurbished_warranty = 9,
  refurbished = 10,
  club = 11,
  poor = 12,
  other = 13,
};

/// Who stores and ships.
enum class Fulfilment : std::uint8_t { merchant = 0, marketplace = 1 };

/// Is the listing offered for sale?
enum class ListingStatus : std::uint8_t { active = 0, inactive = 1 };

/// What an offer says of a yes-or-no fact.
enum class Tristate : std::uint8_t { unknown = 0, yes = 1, no = 2 };

/// One word of a set, for the readers and writers of text.
template <class T>
struct Word {
  T value;
  std::string_view name;
};

inline constexpr std::array audience_words{Word{Audience::consumer, "consumer"},
                                           Word{Audience::business, "business"}};
inline constexpr std::array condition_words{
    Word{Condition::new_, "new"}, Word{Condition::used, "used"},
    Word{Condition::collectible, "collectible"}, Word{Condition::refurbished, "refurbished"},
    Word{Condition::club, "club"}};
inline constexpr std::array sub_condition_words{
    Word{SubCondition::new_, "new"},
    Word{SubCondition::like_new, "like_new"},
    Word{SubCondition::very_good, "very_good"},
    Word{SubCondition::good, "good"},
    Word{SubCondition::acceptable, "acceptable"},
    Word{SubCondition::mint, "mint"},
    Word{SubCondition::open_box, "open_box"},
    Word{SubCondition::oem, "oem"},
    Word{SubCondition::warranty, "warranty"},
    Word{SubCondition::refurbished_warranty, "refurbished_warranty"},
    Word{SubCondition::refurbished, "refurbished"},
    Word{SubCondition::club, "club"},
    Word{SubCondition::poor, "poor"},
    Word{SubCondition::other, "other"}};
inline constexpr std::array fulfilment_words{Word{Fulfilment::merchant, "merchant"},
                                             Word{Fulfilment::marketplace, "marketplace"}};
inline constexpr std::array status_words{Word{ListingStatus::active, "active"},
                                         Word{ListingStatus::inactive, "inactive"}};

/// Quality of each sub-condition, best first, by its number: mint and open box stand between new
/// and like new, the refurbished ones after the used ones, what is not said in words last.
inline constexpr std::array<std::uint8_t, sub_condition_words.size()> quality_ranks{
    0, 4, 5, 6, 7, 3, 2, 1, 9, 10, 11, 12, 8, 13};

/// 0 is the best.  Needs: a sub-condition of the set.
[[nodiscard]] constexpr int quality_rank(SubCondition sub_condition) noexcept {
  return quality_ranks[static_cast<std::size_t>(sub_condition)];
}

/// The value that a word names, if any.
template <class T, std::size_t N>
[[nodiscard]] constexpr std::optional<T> value_of(const std::array<Word<T>, N>& words,
                                                  std::string_view name) noexcept {
  for (const Word<T>& word : words) {
    if (word.name == name) return word.value;
  }
  return std::nullopt;
}

/// The word of a value; empty where the number is of none.
template <class T, std::size_t N>
[[nodiscard]] constexpr std::string_view name_of(const std::array<Word<T>, N>& words,
                                                 T value) noexcept {
  for (const Word<T>& word : words) {
    if (word.value == value) return word.name;
  }
  return {};
}

}  // namespace v0
}  // namespace haggle
