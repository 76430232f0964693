// Policies as JSON: every field goes in and comes out again.
#include "haggle/codec/policy_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

#include "haggle/codec/schema.hpp"
#include "support/build.hpp"

namespace haggle {
namespace {

std::string rewritten(std::string_view json) {
  const auto spec = read_policy_spec(json);
  return spec ? write_policy(*spec) : "refused: " + describe(spec.error());
}

constexpr std::string_view canonical[] = {
    R"({})",
    R"({"paused":true})",
    R"({"hours":{"start":"08:00","end":"22:00"}})",
    R"({"hours":{"start":"22:30","end":"24:00"}})",
    R"({"snapshot_age_max":"2h"})",
    R"({"cool_down":"30min"})",
    R"({"settle_time":"90s"})",
    R"({"step_interval":"1d"})",
    R"({"sisters":["A1SISTER","A2SISTER"]})",
    R"({"absurd_low":"50%","absurd_high":"200%"})",
    R"({"condition":"same_or_better"})",
    R"({"condition":"class"})",
    R"({"fulfilment":"marketplace"})",
    R"({"feedback_min":"90%"})",
    R"({"feedback_count_min":4294967295})",
    R"({"handling_hours_max":48})",
    R"({"ships_from":["US","CA"]})",
    R"({"ships_from":[]})",
    R"({"stock_min":0})",
    R"({"eligible_only":true})",
    R"({"exclude":["A1RIVAL"]})",
    R"({"include":[]})",
    R"({"unknown":"reject"})",
    R"({"reactions":{"all_filtered":"hold","buy_box_sister":"chase_buy_box",)"
    R"("buy_box_suppressed":"floor"}})",
    R"({"compete_with":["lowest"]})",
    R"({"compete_with":["lowest","buy_box"]})",
    R"({"beat_by":"-0.01"})",
    R"({"beat_by":"USD 0.05"})",
    R"({"beat_by":"-1.5%"})",
    R"({"beat_by":"-7 minor"})",
    R"({"maximize":"below_next"})",
    R"({"probe_step":"0.10","probe_interval":"15min","probe_memory":"2d"})",
    R"({"only_seller":"ceiling"})",
    R"({"min_rule":"next_rival","max_rule":"do_nothing"})",
    R"({"tick":"0.05"})",
    R"({"ending":{"modulus":"1.00","residue":"0.99","window":"0.30"}})",
    R"({"step_up":"3%","step_down":"0.50"})",
    R"({"min_change":"0.0001%"})",
    R"({"margin":"10%"})",
    R"({"roi":"-5%"})",
    R"({"profit":"USD 2.00"})",
    R"({"ceiling_ratio":"150%","reference_age_max":"30d"})",
    R"({"age_bands":{"0-90":{"beat_by":"1%"},"366+":{}}})",
};

TEST(PolicyJson, EveryFieldComesBackAsItWasWritten) {
  for (const std::string_view text : canonical) EXPECT_EQ(rewritten(text), text);
}

TEST(PolicyJson, TheRowsAboveNameEveryField) {
  std::set<std::string> named{"id", "name", "policies"};
  for (const std::string_view text : canonical) {
    const auto policy = nlohmann::json::parse(text);
    for (const auto& [name, value] : policy.items()) named.insert(name);
  }
  const auto schema = nlohmann::json::parse(policy_schema());
  for (const auto& [name, field] : schema.at("properties").items()) {
    const bool is_other_name = field["description"].get<std::string>().starts_with("Another");
    EXPECT_TRUE(is_other_name || named.contains(name)) << name;
  }
}

TEST(PolicyJson, OtherSpellingsOfAValueBecomeOne) {
  struct Row {
    std::string_view text, canonical;
  };
  for (const Row& row : {
           Row{R"({"beat_by":-0.01})", R"({"beat_by":"-0.01"})"},
           {R"({"beat_by":-1e-2})", R"({"beat_by":"-0.01"})"},
           {R"({"beat_by":0})", R"({"beat_by":"0"})"},
           {R"({"beat_by":"-15000ppm"})", R"({"beat_by":"-1.5%"})"},
           {R"({"cool_down":"120min"})", R"({"cool_down":"2h"})"},
           {R"({"tick":"5 minor"})", R"({"tick":"5 minor"})"},
           {R"({"feedback_count_min":12.0})", R"({"feedback_count_min":12})"},
           {R"({"compete_with":"lowest_fba"})", R"({"compete_with":["lowest_fba"]})"},
           {R"({"reactions":{}})", R"({})"},
           {R"({"id":"gentle","name":"Gentle & slow \u00fc"})", R"({})"},
           {R"({"id":7,"paused":false})", R"({})"},
           {R"({"age_bands":{"366+":{},"0-90":{"paused":true}}})",
            R"({"age_bands":{"0-90":{"paused":true},"366+":{}}})"},
           {" {\n\t\"paused\" : true }\r\n", R"({"paused":true})"},
       }) {
    EXPECT_EQ(rewritten(row.text), row.canonical);
  }
}

TEST(PolicyJson, DefaultsAreNotWritten) {
  EXPECT_EQ(write_policy(PolicySpec{}), "{}");
  PolicySpec spec;
  spec.shape.tick = Amount::minor(1);
  spec.beat_by = Amount::decimal(0, 0);
  EXPECT_EQ(write_policy(spec), R"({"beat_by":"0"})");
}

TEST(PolicyJson, AmountsOfAProgramComeBack) {
  PolicySpec spec;
  spec.shape.tick = Amount::minor(5);
  spec.beat_by = Amount::of(*money(-250, test::currency("JPY")));
  spec.bounds.profit = Amount::of(*money(1'234, test::currency("USD")));
  const std::string text = write_policy(spec);
  EXPECT_EQ(text, R"({"beat_by":"JPY -250","tick":"5 minor","profit":"USD 12.34"})");
  EXPECT_EQ(rewritten(text), text);
}

TEST(PolicyJson, AReadPolicyDecidesAsOneMadeInCode) {
  const auto read = read_policy(R"({"compete_with":"lowest","beat_by":"-0.01"})");
  ASSERT_TRUE(read);
  PolicySpec spec;
  spec.compete_with = {ReferenceKind::lowest};
  spec.beat_by = Amount::decimal(-1, 2);
  const test::World world = test::world({test::offer("A1", 990), test::offer("A2", 1'200)});
  EXPECT_EQ(test::must(decide(world.snapshot(), *read)), test::decision(world, spec));
}

TEST(PolicyJson, TheNamesOfAnotherRepricerAreUnderstood) {
  struct Row {
    std::string_view theirs, ours;
  };
  for (const Row& row : {
           Row{R"({"compete_with":"MATCH_BUYBOX"})", R"({"compete_with":["buy_box"]})"},
           {R"({"compete_with":"LOWEST_PRICE"})", R"({"compete_with":["lowest"]})"},
           {R"({"compete_with":"LOWEST_FBA_PRICE"})", R"({"compete_with":["lowest_fba"]})"},
           {R"({"compete_with":"FBA_LOWEST"})", R"({"compete_with":["lowest_fba"]})"},
           {R"({"compete_with":["MATCH_BUYBOX","lowest"]})",
            R"({"compete_with":["buy_box","lowest"]})"},
           {R"({"beat_by":"-0.01","strategy_id":"12"})", R"({"beat_by":"-0.01"})"},
           {R"({"min_price_rule":"JUMP_TO_MAX","max_price_rule":"JUMP_TO_MIN"})",
            R"({"min_rule":"jump_to_max","max_rule":"jump_to_min"})"},
           {R"({"min_price_rule":"JUMP_TO_AVG","max_price_rule":"DEFAULT_PRICE"})",
            R"({"min_rule":"jump_to_avg","max_rule":"default_price"})"},
           {R"({"min_rule":"MATCH_COMPETITOR","max_rule":"DO_NOTHING"})",
            R"({"min_rule":"match_rival","max_rule":"do_nothing"})"},
       }) {
    EXPECT_EQ(rewritten(row.theirs), row.ours);
  }
}

}  // namespace
}  // namespace haggle
