// Words for conditions and countries.
#include "codec/message_words.hpp"

#include <gtest/gtest.h>

namespace haggle::codec {
namespace {

TEST(ConditionWord, MatchesInAnyCase) {
  EXPECT_EQ(condition_word("new"), Condition::new_);
  EXPECT_EQ(condition_word("New"), Condition::new_);
  EXPECT_EQ(condition_word("USED"), Condition::used);
  EXPECT_EQ(condition_word("Collectible"), Condition::collectible);
  EXPECT_EQ(condition_word("refurbished"), Condition::refurbished);
  EXPECT_EQ(condition_word("Club"), Condition::club);
}

TEST(ConditionWord, NothingForAnotherWord) {
  for (const char* word : {"", "newish", "open_box", "Any"}) EXPECT_FALSE(condition_word(word));
}

TEST(SubConditionWord, MatchesInEverySpelling) {
  struct Row {
    const char* text;
    SubCondition sub_condition;
  };
  const Row rows[] = {
      {"new", SubCondition::new_},
      {"New", SubCondition::new_},
      {"like_new", SubCondition::like_new},
      {"LikeNew", SubCondition::like_new},
      {"Like New", SubCondition::like_new},
      {"very_good", SubCondition::very_good},
      {"VeryGood", SubCondition::very_good},
      {"verygood", SubCondition::very_good},
      {"Very-Good", SubCondition::very_good},
      {"good", SubCondition::good},
      {"Acceptable", SubCondition::acceptable},
      {"mint", SubCondition::mint},
      {"OpenBox", SubCondition::open_box},
      {"OEM", SubCondition::oem},
      {"Warranty", SubCondition::warranty},
      {"RefurbishedWarranty", SubCondition::refurbished_warranty},
      {"refurbished", SubCondition::refurbished},
      {"club", SubCondition::club},
      {"Poor", SubCondition::poor},
      {"other", SubCondition::other},
  };
  for (const Row& row : rows)
    EXPECT_EQ(sub_condition_word(row.text), row.sub_condition) << row.text;
}

TEST(SubConditionWord, OtherForAnotherWord) {
  for (const char* word : {"", "pristine", "newish", "good enough", "\xE6\x96\xB0"}) {
    EXPECT_EQ(sub_condition_word(word), SubCondition::other) << word;
  }
}

TEST(UsualSubCondition, IsThatOfTheClassWhereThereIsOne) {
  EXPECT_EQ(usual_sub_condition(Condition::new_), SubCondition::new_);
  EXPECT_EQ(usual_sub_condition(Condition::refurbished), SubCondition::refurbished);
  EXPECT_EQ(usual_sub_condition(Condition::club), SubCondition::club);
  EXPECT_EQ(usual_sub_condition(Condition::used), SubCondition::other);
  EXPECT_EQ(usual_sub_condition(Condition::collectible), SubCondition::other);
}

TEST(WalmartGoods, ReadsTheWordsOfTheMarketplace) {
  struct Row {
    const char* text;
    Condition condition;
    SubCondition sub_condition;
  };
  const Row rows[] = {
      {"New", Condition::new_, SubCondition::new_},
      {"new", Condition::new_, SubCondition::new_},
      {"Restored", Condition::refurbished, SubCondition::refurbished},
      {"Restored Premium", Condition::refurbished, SubCondition::refurbished},
      {"Refurbished", Condition::refurbished, SubCondition::refurbished},
      {"REMANUFACTURED", Condition::refurbished, SubCondition::refurbished},
      {"Open Box", Condition::used, SubCondition::open_box},
      {"Used", Condition::used, SubCondition::other},
      {"Used - Very Good", Condition::used, SubCondition::very_good},
      {"Pre-Owned: Like New", Condition::used, SubCondition::like_new},
      {"Pre-Owned: Fair", Condition::used, SubCondition::acceptable},
      {"Collectible", Condition::collectible, SubCondition::other},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.text);
    const auto goods = walmart_goods(row.text);
    ASSERT_TRUE(goods);
    EXPECT_EQ(goods->condition, row.condition);
    EXPECT_EQ(goods->sub_condition, row.sub_condition);
  }
  EXPECT_FALSE(walmart_goods("Haunted"));
  EXPECT_FALSE(walmart_goods(""));
}

TEST(CountryWord, TwoLettersOrUsa) {
  EXPECT_EQ(country_word("US").text(), "US");
  EXPECT_EQ(country_word("de").text(), "DE");
  EXPECT_EQ(country_word("USA").text(), "US");
  EXPECT_EQ(country_word("usa").text(), "US");
  for (const char* text : {"", "U", "GBR", "U1", "1S", "\xC3\x9C", "United States"}) {
    EXPECT_TRUE(country_word(text).empty()) << text;
  }
}

}  // namespace
}  // namespace haggle::codec
