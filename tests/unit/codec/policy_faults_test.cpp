// Policies that are refused: the code, the path, the band or element, and the byte.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "haggle/codec/policy_json.hpp"
#include "unit/codec/refused.hpp"

namespace haggle {
namespace {

using test::expect_refused;
using test::Refused;

void expect_each(std::initializer_list<Refused> rows) {
  for (const Refused& row : rows) expect_refused(row, read_policy(row.text));
}

TEST(PolicyFaults, OfTheText) {
  expect_each({
      {"", Errc::malformed_json, "", 0, 0},
      {"{", Errc::malformed_json, ""},
      {"[]", Errc::wrong_type, "policy", 0, 2},
      {"null", Errc::wrong_type, "policy", 0, 4},
      {"\"policy\"", Errc::wrong_type, "policy"},
      {"{}{}", Errc::malformed_json, ""},
      {R"({"paused":true,"paused":true})", Errc::repeated_key, ""},
      {R"({"paused":true,"PAUSED":true})", Errc::repeated_key, ""},
      {R"({"beat_by":NaN})", Errc::malformed_json, ""},
      {R"({"beat_by":Infinity})", Errc::malformed_json, ""},
      {R"({"beat_by":-})", Errc::malformed_json, ""},
      {R"({"beat_by":01})", Errc::malformed_json, ""},
      {"{\"name\":\"\xC3\"}", Errc::bad_encoding, ""},
      {"{\"name\":\"\xC3", Errc::bad_encoding, ""},
      {"{\"name\":\"\xED\xA0\x80\"}", Errc::bad_encoding, ""},
      {R"({"name":"\ud800"})", Errc::malformed_json, ""},
  });
}

TEST(PolicyFaults, OfFields) {
  expect_each({
      {R"({"beet_by":"-0.01"})", Errc::unknown_field, "policy", 0, 18},
      {R"({"Beat_By":"-0.01"})", Errc::unknown_field, "policy", 0, 18},
      {R"({"":1})", Errc::unknown_field, "policy"},
      {R"({"min_rule":"do_nothing","min_price_rule":"DO_NOTHING"})", Errc::repeated_key,
       "policy.min_price_rule", 0, 54},
      {R"({"id":"1","strategy_id":"1"})", Errc::repeated_key, "policy.strategy_id"},
      {R"({"age_bands":{},"inventory_age_rules":{}})", Errc::repeated_key, "policy.bands"},
      {R"({"hours":{"start":"08:00"}})", Errc::missing_field, "policy.hours.end", 0, 26},
      {R"({"hours":{"start":"08:00","end":"22:00","zone":"x"}})", Errc::unknown_field,
       "policy.hours"},
      {R"({"ending":{"modulus":1,"residue":0.99}})", Errc::missing_field, "policy.ending.window"},
      {R"({"reactions":{"buy_box_ours":"hold"}})", Errc::unknown_field, "policy.reactions"},
      {R"({"policies":{"a":{"beat_by":[]}}})", Errc::wrong_type, "policy.beat_by", 0, 30},
  });
}

TEST(PolicyFaults, OfAmountsAndRates) {
  expect_each({
      {R"({"beat_by":1e400})", Errc::out_of_range, "policy.beat_by"},
      {R"({"beat_by":"1e400"})", Errc::out_of_range, "policy.beat_by", 0, 18},
      {R"({"beat_by":1e-400})", Errc::amount_precision, "policy.beat_by"},
      {R"({"beat_by":"NaN"})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":"-"})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":""})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":"0,01"})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":"+0.01"})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":"$1"})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":"1.5 minor"})", Errc::amount_precision, "policy.beat_by"},
      {R"({"beat_by":"USD 1 minor"})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":1000000000000001})", Errc::out_of_range, "policy.beat_by", 0, 28},
      {R"({"beat_by":18446744073709551616})", Errc::out_of_range, "policy.beat_by"},
      {R"({"beat_by":"1000000000000001 minor"})", Errc::out_of_range, "policy.beat_by"},
      {R"({"beat_by":"USD 0.001"})", Errc::amount_precision, "policy.beat_by"},
      {R"({"beat_by":"0.00001"})", Errc::amount_precision, "policy.beat_by"},
      {R"({"beat_by":"ZZZ 1"})", Errc::unknown_currency, "policy.beat_by"},
      {R"({"beat_by":"usd 1"})", Errc::unknown_currency, "policy.beat_by"},
      {R"({"beat_by":"1.00001%"})", Errc::rate_precision, "policy.beat_by"},
      {R"({"beat_by":"x%"})", Errc::bad_amount, "policy.beat_by"},
      {R"({"beat_by":"10001%"})", Errc::out_of_range, "policy.beat_by"},
      {R"({"tick":"1%"})", Errc::bad_amount, "policy.tick"},
      {R"({"tick":0})", Errc::out_of_range, "policy.tick", 0, 10},
      {R"({"tick":"-0.01"})", Errc::out_of_range, "policy.tick"},
      {R"({"min_change":"-1 minor"})", Errc::out_of_range, "policy.min_change"},
      {R"({"margin":"0.1"})", Errc::bad_amount, "policy.margin"},
      {R"({"margin":0.1})", Errc::wrong_type, "policy.margin"},
      {R"({"feedback_min":"101%"})", Errc::out_of_range, "policy.feedback_min", 0, 22},
      {R"({"feedback_min":"-1%"})", Errc::out_of_range, "policy.feedback_min"},
      {R"({"beat_by":"USD 1","tick":"EUR 1"})", Errc::currency_mismatch, "policy"},
  });
}

TEST(PolicyFaults, OfOtherValues) {
  expect_each({
      {R"({"cool_down":"15"})", Errc::bad_instant, "policy.cool_down", 0, 17},
      {R"({"cool_down":15})", Errc::wrong_type, "policy.cool_down"},
      {R"({"cool_down":"99999999999d"})", Errc::out_of_range, "policy.cool_down"},
      {R"({"stock_min":-1})", Errc::out_of_range, "policy.stock_min"},
      {R"({"stock_min":4294967296})", Errc::out_of_range, "policy.stock_min"},
      {R"({"stock_min":1.5})", Errc::wrong_type, "policy.stock_min"},
      {R"({"stock_min":"1"})", Errc::wrong_type, "policy.stock_min"},
      {R"({"stock_min":1e400})", Errc::out_of_range, "policy.stock_min"},
      {R"({"condition":"Equal"})", Errc::unknown_value, "policy.condition"},
      {R"({"condition":"new"})", Errc::unknown_value, "policy.condition"},
      {R"({"reactions":{"all_filtered":"floor"}})", Errc::unknown_value,
       "policy.reactions.all_filtered", 0, 36},
      {R"({"compete_with":[]})", Errc::out_of_range, "policy.compete_with"},
      {R"({"compete_with":["lowest","lowest","lowest","lowest"]})", Errc::out_of_range,
       "policy.compete_with"},
      {R"({"compete_with":["lowest","none"]})", Errc::unknown_value, "policy.compete_with[]", 1},
      {R"({"compete_with":{}})", Errc::wrong_type, "policy.compete_with"},
      {R"({"sisters":"A1"})", Errc::wrong_type, "policy.sisters"},
      {R"({"sisters":["A1",2]})", Errc::wrong_type, "policy.sisters[]", 1},
      {R"({"sisters":["A1","A2",""]})", Errc::bad_id, "policy.sisters[]", 2},
      {R"({"exclude":["A\u0000B"]})", Errc::bad_id, "policy.exclude[]", 0},
      {R"({"include":["12345678901234567890123456789012"]})", Errc::id_too_long, "policy.include[]",
       0, 46},
      {R"({"ships_from":["us"]})", Errc::unknown_value, "policy.ships_from[]", 0},
      {R"({"ships_from":["USA"]})", Errc::unknown_value, "policy.ships_from[]", 0},
      {R"({"hours":{"start":"8:00","end":"22:00"}})", Errc::bad_instant, "policy.hours.start"},
      {R"({"hours":{"start":"08:60","end":"22:00"}})", Errc::out_of_range, "policy.hours.start"},
      {R"({"hours":{"start":"08:00","end":"24:01"}})", Errc::out_of_range, "policy.hours.end"},
      {R"({"hours":{"start":"24:00","end":"08:00"}})", Errc::out_of_range, "policy.hours.start", 0,
       25},
      {R"({"name":7})", Errc::wrong_type, "policy.name"},
      {R"({"id":{}})", Errc::wrong_type, "policy.id"},
  });
}

TEST(PolicyFaults, OfTheWhole) {
  expect_each({
      {R"({"cool_down":"1s","hours":{"start":"08:00","end":"08:00"}})", Errc::hours_empty,
       "policy.hours", 0, 57},
      {R"({"absurd_low":"200%","absurd_high":"50%"})", Errc::absurd_range_empty,
       "policy.absurd_low", 0, 20},
      {R"({"tick":"0.05","step_up":"0.04"})", Errc::step_below_tick, "policy.step_up"},
      {R"({"tick":"0.05","maximize":"probe"})", Errc::probe_step_too_small, "policy.probe_step"},
      {R"({"tick":"0.05","ending":{"modulus":1,"residue":0.99,"window":1}})", Errc::ending_off_tick,
       "policy.ending"},
  });
}

TEST(PolicyFaults, OfBands) {
  expect_each({
      {R"({"age_bands":[]})", Errc::wrong_type, "policy.bands"},
      {R"({"age_bands":{"0-90":1}})", Errc::wrong_type, "policy.bands[].policy", 0},
      {R"({"age_bands":{"0-90":{},"old":{}}})", Errc::unknown_value, "policy.bands[]", 1, 32},
      {R"({"age_bands":{"90":{}}})", Errc::unknown_value, "policy.bands[]", 0},
      {R"({"age_bands":{"-90":{}}})", Errc::unknown_value, "policy.bands[]", 0},
      {R"({"age_bands":{"0-":{}}})", Errc::unknown_value, "policy.bands[]", 0},
      {R"({"age_bands":{"":{}}})", Errc::unknown_value, "policy.bands[]", 0},
      {R"({"age_bands":{"+":{}}})", Errc::unknown_value, "policy.bands[]", 0},
      {R"({"age_bands":{"0-9-9":{}}})", Errc::unknown_value, "policy.bands[]", 0},
      {R"({"age_bands":{"1000000+":{}}})", Errc::out_of_range, "policy.bands[]", 0},
      {R"({"age_bands":{"0-99999999999999999999":{}}})", Errc::out_of_range, "policy.bands[]", 0},
      {R"({"age_bands":{"366+":{},"0-90":{},"90-180":{}}})", Errc::bands_overlap, "policy.bands[]",
       2, 45},
      {R"({"age_bands":{"90-0":{}}})", Errc::bands_overlap, "policy.bands[]", 0},
      {R"({"age_bands":{"366+":{},"0-90":{"tick":"x"}}})", Errc::bad_amount,
       "policy.bands[].policy.tick", 1, 42},
      {R"({"age_bands":{"366+":{"tick":0},"0-90":{}}})", Errc::out_of_range,
       "policy.bands[].policy.tick", 0, 31},
      {R"({"age_bands":{"0-90":{},"91+":{"sisters":["a",""]}}})", Errc::bad_id,
       "policy.bands[].policy.sisters[]", 1},
      {R"({"age_bands":{"0-90":{},"91+":{"hours":{"start":"08:00","end":"08:00"}}}})",
       Errc::hours_empty, "policy.bands[].policy.hours", 1, 70},
      {R"({"age_bands":{"0-90":{"age_bands":{}}}})", Errc::bands_nested,
       "policy.bands[].policy.bands", 0},
      {R"({"age_bands":{"0-90":{"policies":{}}}})", Errc::unknown_field,
       "policy.bands[].policy.policies", 0},
      {R"({"age_bands":{"0-90":{"beet_by":1}}})", Errc::unknown_field, "policy.bands[].policy", 0},
      {R"({"age_bands":{"0-90":{},"91+":"x"},"policies":{"y":{}}})", Errc::unknown_policy,
       "policy.bands[].policy", 1, 33},
      {R"({"age_bands":{"0-90":""}})", Errc::bad_id, "policy.bands[].policy", 0},
      {R"({"age_bands":{"0+":"a"},"policies":{"a":{"age_bands":{"1+":"a"}}}})", Errc::bands_nested,
       "policy.bands[].policy.bands", 0},
      {R"({"inventory_age_rules":{"0-90":{"strategy_id":"7"}}})", Errc::unknown_policy,
       "policy.bands[].policy", 0},
      {R"({"inventory_age_rules":{"271-366":{},"365+":{}}})", Errc::bands_overlap, "policy.bands[]",
       1},
  });
}

TEST(PolicyFaults, ASpecIsReadWithoutTheChecksOfTheWhole) {
  EXPECT_TRUE(read_policy_spec(R"({"tick":0})"));
  EXPECT_TRUE(read_policy_spec(R"({"hours":{"start":"08:00","end":"08:00"}})"));
  EXPECT_FALSE(read_policy_spec(R"({"tick":[]})"));
}

}  // namespace
}  // namespace haggle
