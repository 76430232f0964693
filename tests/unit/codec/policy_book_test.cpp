// Policies by name: in a map, in a book, and as the bands of others.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "haggle/codec/policy_json.hpp"
#include "support/build.hpp"
#include "unit/codec/refused.hpp"

namespace haggle {
namespace {

using test::expect_refused;

/// The days and policies of the bands, as they are written.
std::string bands_of(std::string_view json) {
  const auto spec = read_policy_spec(json);
  if (!spec) return "refused: " + describe(spec.error());
  PolicySpec only;
  only.bands = spec->bands;
  return write_policy(only);
}

TEST(PolicyBands, NameAPolicyOfTheSameText) {
  EXPECT_EQ(bands_of(R"({"policies":{"slow":{"step_up":"1%"},"cheap":{"beat_by":"-5%"}},
                         "age_bands":{"91-180":"slow","366+":"cheap","0-30":{}}})"),
            R"({"age_bands":{"0-30":{},"91-180":{"step_up":"1%"},"366+":{"beat_by":"-5%"}}})");
}

TEST(PolicyBands, OfAnotherRepricerBeginADayLater) {
  EXPECT_EQ(bands_of(R"({"policies":{"7":{"paused":true},"8":{}},
                         "inventory_age_rules":{"0-90":{"strategy_id":"7"},
                           "91-180":{"strategy_id":7},"271-365":{},"365+":{"strategy_id":"8"}}})"),
            R"({"age_bands":{"1-90":{"paused":true},"91-180":{"paused":true},"271-365":{},)"
            R"("366+":{}}})");
}

TEST(PolicyBands, OfOursBeginOnTheDayThatTheySay) {
  EXPECT_EQ(bands_of(R"({"age_bands":{"0-0":{},"365+":{}}})"),
            R"({"age_bands":{"0-0":{},"365+":{}}})");
}

TEST(PolicyBook, FindsWhatWasAdded) {
  PolicyBook book;
  const auto gentle = book.add(R"({"id":"gentle","beat_by":"-0.01"})");
  ASSERT_TRUE(gentle);
  const auto aging = book.add(R"({"id":"aging","age_bands":{"366+":"gentle"}})");
  ASSERT_TRUE(aging);
  EXPECT_EQ(book.find("gentle"), *gentle);
  EXPECT_EQ(book.count(), 2U);
  EXPECT_EQ(book.ids(), (std::vector<std::string_view>{"aging", "gentle"}));
  EXPECT_EQ(book.find("other"), nullptr);
  EXPECT_EQ(book.find_spec("other"), nullptr);
  EXPECT_EQ(write_policy(*book.find_spec("aging")),
            R"({"age_bands":{"366+":{"beat_by":"-0.01"}}})");
  Listing old = test::listing();
  old.set_age_days(400);
  EXPECT_EQ((*aging)->band_of(old)->spec().beat_by, AmountOrRate{Amount::decimal(-1, 2)});
}

TEST(PolicyBook, KeepsItsPoliciesWhereTheyAreWhenItMoves) {
  PolicyBook book;
  const Policy* policy = test::must(book.add(R"({"id":"a"})"));
  const PolicyBook moved = std::move(book);
  EXPECT_EQ(moved.find("a"), policy);
}

TEST(PolicyBook, ATextThatIsRefusedChangesNothing) {
  PolicyBook book;
  ASSERT_TRUE(book.add(R"({"id":"a","paused":true})"));
  ASSERT_TRUE(book.add(R"({"strategy_id":"banded","age_bands":{"0+":"a"}})"));
  for (const test::Refused& row : {
           test::Refused{R"({"beat_by":"1%"})", Errc::missing_field, "policy.id"},
           {R"({"id":"a"})", Errc::repeated_key, "policy.id"},
           {R"({"id":""})", Errc::bad_id, "policy.id", 0, 8},
           {R"({"id":[]})", Errc::wrong_type, "policy.id"},
           {R"([])", Errc::wrong_type, "policy"},
           {R"({"id":"b","paused":1})", Errc::wrong_type, "policy.paused"},
           {R"({"id":"b","age_bands":{"0+":"c"}})", Errc::unknown_policy, "policy.bands[].policy"},
           {R"({"id":"b","age_bands":{"0-9":"a","10+":"banded"}})", Errc::bands_nested,
            "policy.bands[].policy", 1},
           {R"({"id":"b","step_up":"0 minor"})", Errc::step_below_tick, "policy.step_up", 0, 29},
           {R"({"id":"b")", Errc::malformed_json, ""},
       }) {
    expect_refused(row, book.add(row.text));
  }
  EXPECT_EQ(book.count(), 2U);
}

TEST(ReadPolicies, NameEachOtherInAnyOrder) {
  const auto book = read_policies(
      R"({"policies":{"aging":{"age_bands":{"366+":"clearance"}},"clearance":{"beat_by":"-3%"}}})");
  ASSERT_TRUE(book);
  EXPECT_EQ(book->count(), 2U);
  EXPECT_EQ(write_policy(*book->find_spec("aging")), R"({"age_bands":{"366+":{"beat_by":"-3%"}}})");
}

TEST(ReadPolicies, RefusesWhatIsNoMap) {
  for (const test::Refused& row : {
           test::Refused{R"({})", Errc::missing_field, "policies"},
           {R"({"policies":[]})", Errc::wrong_type, "policies"},
           {R"({"policies":{"":{}}})", Errc::bad_id, "policies"},
           {R"({"policies":{"a":{},"A":{}}})", Errc::repeated_key, ""},
           {R"({"policies":{},"more":1})", Errc::unknown_field, ""},
           {R"({"Policies":{}})", Errc::unknown_field, ""},
           {R"([])", Errc::wrong_type, ""},
           {R"({"policies":{"a":[]}})", Errc::wrong_type, "policy", 0, 19},
           {R"({"policies":{"a":{"age_bands":{"0+":"a"}}}})", Errc::bands_nested,
            "policy.bands[].policy.bands", 0},
           {R"({"policies":{"a":{},"b":{"beat_by":"x"}}})", Errc::bad_amount, "policy.beat_by", 0,
            38},
           {"", Errc::malformed_json, "", 0, 0},
       }) {
    expect_refused(row, read_policies(row.text));
  }
}

}  // namespace
}  // namespace haggle
