// The closed sets of words: numbers for ever, a word for each, and the quality of sub-conditions.
#include "haggle/market/kinds.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace haggle {
namespace {

static_assert(static_cast<int>(OfferAudience::as_market) == 0);
static_assert(static_cast<int>(OfferAudience::consumer) == 1);
static_assert(static_cast<int>(OfferAudience::business) == 2);
static_assert(static_cast<int>(Tristate::unknown) == 0 && static_cast<int>(Tristate::no) == 2);
static_assert(quality_rank(SubCondition::new_) == 0 && quality_rank(SubCondition::other) == 13);

/// Each number from 0 has its word and each word its number.
template <class T, std::size_t N>
void expect_words(const std::array<Word<T>, N>& words, const std::vector<std::string_view>& names) {
  ASSERT_EQ(names.size(), N);
  for (std::size_t i = 0; i < N; ++i) {
    SCOPED_TRACE(testing::Message() << names[i]);
    const auto value = static_cast<T>(i);
    EXPECT_EQ(name_of(words, value), names[i]);
    EXPECT_EQ(value_of(words, names[i]), value);
  }
  EXPECT_EQ(name_of(words, static_cast<T>(N)), "");
  EXPECT_EQ(value_of(words, "nonsense"), std::nullopt);
  EXPECT_EQ(value_of(words, ""), std::nullopt);
}

TEST(Kinds, HaveWords) {
  expect_words(audience_words, {"consumer", "business"});
  expect_words(condition_words, {"new", "used", "collectible", "refurbished", "club"});
  expect_words(sub_condition_words,
               {"new", "like_new", "very_good", "good", "acceptable", "mint", "open_box", "oem",
                "warranty", "refurbished_warranty", "refurbished", "club", "poor", "other"});
  expect_words(fulfilment_words, {"merchant", "marketplace"});
  expect_words(status_words, {"active", "inactive"});
}

TEST(Kinds, OrderSubConditionsByQuality) {
  using enum SubCondition;
  const SubCondition best_first[] = {new_,
                                     oem,
                                     open_box,
                                     mint,
                                     like_new,
                                     very_good,
                                     good,
                                     acceptable,
                                     poor,
                                     warranty,
                                     refurbished_warranty,
                                     refurbished,
                                     club,
                                     other};
  ASSERT_EQ(std::size(best_first), sub_condition_words.size());
  for (std::size_t i = 0; i < std::size(best_first); ++i) {
    EXPECT_EQ(quality_rank(best_first[i]), static_cast<int>(i))
        << name_of(sub_condition_words, best_first[i]);
  }
}

}  // namespace
}  // namespace haggle
