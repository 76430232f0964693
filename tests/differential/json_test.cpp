// Our JSON reader and nlohmann-json say the same of every text: the tree where it is valid, and the
// fault and its place where it is not. Three differences are meant: keys that are repeated and more
// than 64 levels are refused (the referee is told to), and a NUL byte does not end a text.
// simdjson is asked too, about validity alone.
#include "codec/json.hpp"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "differential/json_referee.hpp"
#include "differential/json_texts.hpp"
#include "property/campaign.hpp"

namespace haggle::test {
namespace {

/// The referee takes a NUL byte for the end.
bool ends_early(std::string_view text, const Referee& referee) {
  return text.find('\0') != text.npos && referee.offset <= text.size();
}

void expect_same_value(codec::JsonValue ours, const Referee& referee, std::size_t& at) {
  const RefereeNode& theirs = referee.nodes[at++];
  ASSERT_EQ(ours.node().kind, theirs.kind);
  ASSERT_EQ(ours.node().truth, theirs.truth);
  ASSERT_EQ(ours.key(), theirs.key);
  ASSERT_EQ(ours.node().end, theirs.end);
  ASSERT_EQ(ours.count(), theirs.children_count);
  // The referee has the value of a whole number and not its digits.
  if (ours.text() != "-0") {
    ASSERT_EQ(ours.text(), theirs.text);
  }
  codec::JsonValue parent = ours;
  for (const codec::JsonValue child : ours) {
    if (ours.is(codec::JsonKind::object)) {
      std::string key{child.key()};
      std::reverse(key.begin(), key.end());  // which is another key, or the same
      ASSERT_EQ(parent.get(child.key()).node().end, child.node().end);
      ASSERT_EQ(parent.get(key).exists(), ours.get(key).exists());
    }
    ASSERT_NO_FATAL_FAILURE(expect_same_value(child, referee, at));
  }
}

/// Whether the text is valid.
bool expect_same(std::string_view text, codec::JsonDocument& document) {
  const Referee referee{text};
  codec::JsonFault place;
  const Result<void> ours = document.read(text, &place);
  if (ours && referee.good) {
    std::size_t at = 0;
    expect_same_value(document.root(), referee, at);
    EXPECT_EQ(at, referee.nodes.size());
    return true;
  }
  if (ends_early(text, referee)) return false;
  EXPECT_EQ(ours.has_value(), referee.good);
  if (ours) return false;
  EXPECT_EQ(entry_of(ours.error().code).name, entry_of(referee.code).name);
  EXPECT_EQ(ours.error().offset, referee.offset);
  EXPECT_EQ(place.key, referee.key_before());
  EXPECT_EQ(place.depth, referee.depth());
  return false;
}

/// What only we refuse.
bool is_ours_alone(Errc code) {
  return code == Errc::repeated_key || code == Errc::too_deep || code == Errc::out_of_range;
}

/// What only simdjson refuses: a mark of the byte order, and whole numbers beyond 64 bits.
bool is_theirs_alone(std::string_view text, simdjson::error_code code) {
  return text.starts_with("\xEF\xBB\xBF") || code == simdjson::NUMBER_ERROR;
}

TEST(Json, IsValidWhereSimdjsonFindsItValid) {
  codec::JsonDocument document;
  simdjson::dom::parser parser;
  campaign(100'000, 3, [&](Dice& dice) {
    JsonTexts texts{dice};
    std::string text = texts.text();
    if (dice.chance(60)) text = texts.damaged(std::move(text));
    SCOPED_TRACE(text);
    const Result<void> ours = document.read(text);
    const simdjson::error_code theirs = parser.parse(text).error();
    if (ours) {
      EXPECT_TRUE(theirs == simdjson::SUCCESS || is_theirs_alone(text, theirs)) << theirs;
    } else if (theirs == simdjson::SUCCESS) {
      EXPECT_TRUE(is_ours_alone(ours.error().code)) << entry_of(ours.error().code).name;
    }
    return ours.has_value();
  });
}

TEST(Json, SaysTheSameAsTheReferee) {
  codec::JsonDocument document;
  campaign(200'000, 3, [&](Dice& dice) {
    JsonTexts texts{dice};
    std::string text = texts.text();
    if (dice.chance(60)) text = texts.damaged(std::move(text));
    // A buffer of just this size, so that a sanitizer sees a byte read beyond it.
    const std::vector<char> bytes(text.begin(), text.end());
    SCOPED_TRACE(text);
    return expect_same({bytes.data(), bytes.size()}, document);
  });
}

}  // namespace
}  // namespace haggle::test
