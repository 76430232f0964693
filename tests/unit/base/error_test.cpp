// The table of errors: the only home of codes, names and advice.
#include "haggle/base/error.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <cstddef>
#include <set>
#include <string>
#include <type_traits>

namespace haggle {
namespace {

static_assert(sizeof(Error) == 24 && std::is_trivially_copyable_v<Error>);
static_assert(offsetof(Error, code) == 0 && offsetof(Error, index) == 4);
static_assert(offsetof(Error, offset) == 8 && offsetof(Error, where) == 16);

constexpr Result<int> failed = fail(Errc::out_of_range, "listing.price", 3, 17);
static_assert(!failed && failed.error().code == Errc::out_of_range);
static_assert(failed.error().index == 3 && failed.error().offset == 17);

struct Numbered {
  Errc code;
  int number;
  const char* name;
};
constexpr Numbered numbered[] = {
    {Errc::bad_argument, 1, "bad_argument"},
    {Errc::overflow, 2, "overflow"},
    {Errc::out_of_range, 3, "out_of_range"},
    {Errc::unknown_currency, 4, "unknown_currency"},
    {Errc::currency_mismatch, 5, "currency_mismatch"},
    {Errc::amount_precision, 6, "amount_precision"},
    {Errc::rate_precision, 7, "rate_precision"},
    {Errc::rate_too_old, 8, "rate_too_old"},
    {Errc::id_too_long, 9, "id_too_long"},
    {Errc::bad_id, 10, "bad_id"},
    {Errc::bad_amount, 11, "bad_amount"},
    {Errc::unknown_value, 100, "unknown_value"},
    {Errc::too_many_offers, 101, "too_many_offers"},
    {Errc::not_this_listing, 102, "not_this_listing"},
    {Errc::floor_required, 103, "floor_required"},
    {Errc::bounds_contradict, 104, "bounds_contradict"},
    {Errc::floor_impossible, 105, "floor_impossible"},
    {Errc::bounds_violated, 106, "bounds_violated"},
    {Errc::hours_empty, 107, "hours_empty"},
    {Errc::step_below_tick, 108, "step_below_tick"},
    {Errc::probe_step_too_small, 109, "probe_step_too_small"},
    {Errc::ending_off_tick, 110, "ending_off_tick"},
    {Errc::bands_overlap, 111, "bands_overlap"},
    {Errc::bands_nested, 112, "bands_nested"},
    {Errc::too_many_tiers, 113, "too_many_tiers"},
    {Errc::tiers_not_rising, 114, "tiers_not_rising"},
    {Errc::verdicts_too_short, 115, "verdicts_too_short"},
    {Errc::bad_size, 116, "bad_size"},
    {Errc::absurd_range_empty, 117, "absurd_range_empty"},
    {Errc::malformed_json, 200, "malformed_json"},
    {Errc::wrong_type, 201, "wrong_type"},
    {Errc::missing_field, 202, "missing_field"},
    {Errc::unknown_field, 203, "unknown_field"},
    {Errc::repeated_key, 204, "repeated_key"},
    {Errc::too_deep, 205, "too_deep"},
    {Errc::bad_instant, 206, "bad_instant"},
    {Errc::unknown_message, 207, "unknown_message"},
    {Errc::bad_encoding, 208, "bad_encoding"},
    {Errc::unknown_policy, 209, "unknown_policy"},
    {Errc::too_large, 210, "too_large"},
    {Errc::wrong_dimension, 300, "wrong_dimension"},
    {Errc::not_finite, 301, "not_finite"},
    {Errc::zero_vector, 302, "zero_vector"},
    {Errc::price_not_positive, 303, "price_not_positive"},
    {Errc::sold_in_future, 304, "sold_in_future"},
    {Errc::index_unreadable, 305, "index_unreadable"},
    {Errc::index_damaged, 306, "index_damaged"},
    {Errc::index_read_only, 307, "index_read_only"},
};

TEST(Error, HasItsNumberForEver) {
  EXPECT_EQ(std::size(numbered), error_table.size());
  for (const Numbered& row : numbered) {
    EXPECT_EQ(static_cast<int>(row.code), row.number) << row.name;
    EXPECT_EQ(entry_of(row.code).name, row.name);
    EXPECT_EQ(entry_of(row.code).code, row.code) << row.name;
  }
}

TEST(Error, StandsInTheTableOnceAndInOrder) {
  std::set<std::string> names;
  int last = 0;
  for (const ErrorEntry& entry : error_table) {
    SCOPED_TRACE(std::string{entry.name});
    const int number = static_cast<int>(entry.code);
    EXPECT_GT(number, last);
    last = number;
    EXPECT_LT(number, 400);
    EXPECT_TRUE(names.emplace(entry.name).second);
    EXPECT_GT(entry.advice.size(), 8U);
    EXPECT_NE(entry.advice.back(), '.');
    for (const char c : entry.name) {
      EXPECT_TRUE(c == '_' || std::islower(static_cast<unsigned char>(c)) != 0);
    }
  }
}

TEST(Error, HasTheFirstEntryForANumberThatNoCodeHas) {
  EXPECT_EQ(entry_of(static_cast<Errc>(0)).code, Errc::bad_argument);
  EXPECT_EQ(entry_of(static_cast<Errc>(999)).code, Errc::bad_argument);
}

TEST(Error, IsMadeWithoutPlaceAndIndex) {
  const Result<int> result = fail(Errc::overflow, "sum");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().index, 0U);
  EXPECT_EQ(result.error().offset, 0U);
  EXPECT_EQ(result.error().reserved, 0U);
  EXPECT_STREQ(result.error().where, "sum");
  EXPECT_STREQ(Error{}.where, "");
}

TEST(Describe, SaysWhatWhereAndWhatToDo) {
  struct Row {
    Error error;
    const char* text;
  };
  const Row rows[] = {
      {{Errc::floor_required, 0, 0, 0, "listing.floor"},
       "floor_required at listing.floor: "
       "set a hard minimum of at least one minor unit; nothing is priced without"},
      {{Errc::unknown_value, 0, 7, 0, "offers[]"},
       "unknown_value at offers[7]: use one of the values that the page lists"},
      {{Errc::step_below_tick, 0, 2, 0, "policy.bands[].policy.step_up"},
       "step_below_tick at policy.bands[2].policy.step_up: make the step at least one tick"},
      {{Errc::malformed_json, 0, 3, 17, ""}, "malformed_json (byte 17): send valid JSON"},
      {{Errc::wrong_type, 0, 0, 5, "listing.price"},
       "wrong_type at listing.price (byte 5): "
       "give a value of the type that the schema names"},
  };
  for (const Row& row : rows) EXPECT_EQ(describe(row.error), row.text);
}

TEST(Describe, HasASentenceForEachCode) {
  for (const ErrorEntry& entry : error_table) {
    const std::string text = describe({entry.code, 0, 0, 0, "x"});
    EXPECT_EQ(text, std::string{entry.name} + " at x: " + std::string{entry.advice});
  }
}

}  // namespace
}  // namespace haggle
