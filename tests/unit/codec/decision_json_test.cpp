// Decisions and errors as JSON: everything that a decision says, and nothing else.
#include "haggle/codec/decision_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "haggle/codec/policy_json.hpp"
#include "support/build.hpp"

namespace haggle {
namespace {

using Json = nlohmann::ordered_json;
using test::offer;

PolicySpec spec_of(std::string_view json) {
  return test::must(read_policy_spec(json));
}

/// The decision on a world as it is written.
std::string written(const test::World& world, const PolicySpec& spec = {}) {
  const test::Decided decided = test::decided(world, spec);
  return write_decision(world.snapshot(), decided.verdicts, decided.decision);
}

std::vector<std::string> keys_of(const Json& object) {
  std::vector<std::string> out;
  for (const auto& [key, value] : object.items()) out.push_back(key);
  return out;
}

TEST(DecisionJson, SaysEverythingOfAPriceThatIsSent) {
  const test::World world = test::world(
      {test::winner(test::by_marketplace(offer("A1", 990))), offer("A2", 0), offer("A3", 1'200)});
  EXPECT_EQ(written(world, spec_of(R"({"beat_by":"-0.01","step_down":"0.05"})")),
            R"({"seller":"US","sku":"MUG-1","item":"B07XQXZXYX","marketplace":"US",)"
            R"("audience":"consumer","currency":"USD","market_time":"1970-01-02T03:46:40Z",)"
            R"("now":"1970-01-02T03:46:40Z","action":"reprice","price":"9.95","current":"10.00",)"
            R"("goal":"9.89","change":"-0.05","change_rate":"-0.5%","state":"buy_box_other",)"
            R"("strategy":"chase_buy_box","reason":"step_limit","reasons":["chase_buy_box",)"
            R"("step_limit"],"trail":[{"stage":"propose","number":8,"reason":"chase_buy_box",)"
            R"("before":"10.00","after":"9.89","offer":{"index":0,"seller":"A1","price":"9.90",)"
            R"("landed":"9.90"}},{"stage":"step_limit","number":11,"reason":"step_limit",)"
            R"("before":"9.89","after":"9.95"}],"reference":{"index":0,"seller":"A1",)"
            R"("price":"9.90","landed":"9.90"},"holder":{"index":0,"seller":"A1","price":"9.90",)"
            R"("landed":"9.90"},"bounds":{"floor":"8.00","floor_kind":"hard_min",)"
            R"("ceiling":"15.00","ceiling_kind":"hard_max","binding":"none"},)"
            R"("offers":{"count":3,"rivals":3,"survivors":2,"rejected":[{"reason":"price_zero",)"
            R"("count":1,"first":{"index":1,"seller":"A2","price":"0.00","landed":"0.00"}}]},)"
            R"("again_at":"1970-01-02T04:01:40Z","verdicts":["kept","price_zero","kept"]})");
}

TEST(DecisionJson, LeavesOutWhatIsNotKnown) {
  test::World world = test::world({});
  world.listing.price_minor = 0;
  world.listing.has &= ~(Listing::has_price_time | Listing::has_ceiling);
  const Json held = Json::parse(written(world, spec_of(R"({"paused":true})")));
  EXPECT_EQ(keys_of(held), (std::vector<std::string>{"seller", "sku", "item", "marketplace",
                                                     "audience", "currency", "market_time", "now",
                                                     "action", "state", "strategy", "reason",
                                                     "reasons", "trail", "bounds", "offers"}));
  EXPECT_FALSE(held["bounds"].contains("ceiling"));
  EXPECT_EQ(held["action"], "hold");
  EXPECT_EQ(held["state"], "not_reached");
  EXPECT_EQ(held["reason"], "paused");
  EXPECT_EQ(held["trail"][0]["after"], "0.00");
}

TEST(DecisionJson, SaysNothingOfFiltersWithoutVerdicts) {
  const test::World world = test::world({offer("A1", 990)});
  const Json json = Json::parse(write_decision(world.snapshot(), {}, test::decision(world)));
  EXPECT_FALSE(json.contains("verdicts"));
  EXPECT_FALSE(json["offers"].contains("rejected"));
  EXPECT_EQ(json["offers"]["count"], 1);
}

TEST(DecisionJson, CountsTheRejectedAndNamesTheFirstInCanonicalOrder) {
  const test::World world =
      test::world({offer("A9", 300), offer("A1", 200), test::with_shipping(offer("A2", 100), 50),
                   offer("US", 1'000), offer("A3", 900)});
  const Json json = Json::parse(written(world, spec_of(R"({"exclude":["A9","A1","A2"]})")));
  const Json& rejected = json["offers"]["rejected"];
  ASSERT_EQ(rejected.size(), 2U);
  EXPECT_EQ(rejected[0]["reason"], "own_group");
  EXPECT_EQ(rejected[1].dump(),
            R"({"reason":"excluded","count":3,"first":{"index":2,"seller":"A2","price":"1.00",)"
            R"("landed":"1.50"}})");
}

TEST(DecisionJson, AmountsHaveTheDecimalsOfTheirCurrency) {
  test::World world = test::world({offer("A1", 990)});
  for (const auto& [code, price] : {std::pair{"JPY", "990"}, {"USD", "9.90"}, {"KWD", "0.990"}}) {
    world.listing.currency = world.market.currency = test::currency(code);
    EXPECT_EQ(Json::parse(written(world))["price"], price);
  }
}

TEST(DecisionJson, SaysNotesMemoryAndTheBoundThatBinds) {
  test::World world = test::world({test::mine(test::winner(offer("US", 1'000)))});
  world.offers[0].stated_landed_minor = 1'234;
  world.offers[0].has |= Offer::has_stated_landed;
  world.offers.push_back(offer("A1", 1'300));
  const Json json = Json::parse(
      written(world, spec_of(R"({"maximize":"probe","probe_step":"6","min_rule":"do_nothing"})")));
  EXPECT_EQ(json["notes"].dump(), R"(["landed_differs"])");
  EXPECT_EQ(json["price"], "15.00");
  EXPECT_EQ(json["bounds"]["binding"], "hard_max");
  EXPECT_EQ(json["memory"].dump(),
            R"({"version":1,"safe":"USD 10.00","step_time":"1970-01-02T03:46:40Z"})");
}

TEST(DecisionJson, IdsOfAnyBytesAreUtf8) {
  test::World world = test::world({});
  world.listing.sku = test::id<Sku>("A\"\\\n\xC3\xBC\xFF");
  EXPECT_NE(written(world).find("\"sku\":\"A\\\"\\\\\\n\xC3\xBC\xEF\xBF\xBD\""), std::string::npos);
}

TEST(DecisionJson, ALadderHasItsRungs) {
  test::BusinessWorld world = test::business_world(
      {offer("A1", 990), offer("A2", 1'200)},
      {test::tier(5, 950, 700), test::tier(10, 900, 0), test::tier(20, 990, 700)});
  world.breaks = {{0, 5, 930}};
  std::vector<Verdict> verdicts(2);
  const Policy policy = test::policy(spec_of(R"({"compete_with":"lowest"})"));
  const auto decided = decide_business(world.snapshot(), policy, verdicts);
  ASSERT_TRUE(decided);
  const Json json = Json::parse(write_business_decision(world.snapshot(), verdicts, *decided));
  ASSERT_EQ(json["rungs"].size(), 4U);
  EXPECT_EQ(json["audience"], "business");
  EXPECT_EQ(json["rungs"][0]["price"], "9.90");
  EXPECT_EQ(json["rungs"][0]["verdicts"].dump(), R"(["kept","kept"])");
  EXPECT_EQ(json["rungs"][1]["quantity"], 5);
  EXPECT_EQ(json["rungs"][1]["price"], "9.30");
  EXPECT_EQ(json["rungs"][1]["reference"]["landed"], "9.30") << "the price at this quantity";
  EXPECT_FALSE(json["rungs"][1].contains("verdicts"));
  EXPECT_EQ(json["rungs"][2]["dropped"], "failed");
  EXPECT_EQ(json["rungs"][2]["error"]["error"], "floor_required");
  EXPECT_FALSE(json["rungs"][2].contains("price"));
  EXPECT_EQ(json["rungs"][3]["dropped"], "not_cheaper");
}

TEST(ErrorJson, NamesCodePathAndByte) {
  EXPECT_EQ(write_error({Errc::unknown_field, 0, 0, 18, "policy"}),
            R"({"error":"unknown_field","number":203,"where":"policy","offset":18,)"
            R"("message":"unknown_field at policy (byte 18): check the spelling or take the )"
            R"(field out"})");
  EXPECT_EQ(write_error({Errc::out_of_range, 0, 3, 0, "offers[].price"}),
            R"({"error":"out_of_range","number":3,"where":"offers[].price","index":3,)"
            R"("message":")" +
                describe({Errc::out_of_range, 0, 3, 0, "offers[].price"}) + "\"}");
}

TEST(ErrorJson, ABrokenBoundHasPriceMinAndMax) {
  const Error error{Errc::bounds_violated, 0, 0, 799, "decision.price"};
  const BrokenBounds broken = broken_bounds(error, test::listing());
  EXPECT_EQ(broken.price_minor, 799);
  const Json json = Json::parse(write_error(error, broken));
  EXPECT_EQ(json["error"], "bounds_violated");
  EXPECT_EQ(json["price"], "7.99");
  EXPECT_EQ(json["min"], "8.00");
  EXPECT_EQ(json["max"], "15.00");
  EXPECT_EQ(json["currency"], "USD");
  EXPECT_FALSE(json.contains("offset"));

  Listing open = test::listing();
  open.has &= ~(Listing::has_ceiling | Listing::has_floor);
  const Json bare = Json::parse(write_error(error, broken_bounds(error, open)));
  EXPECT_FALSE(bare.contains("min") || bare.contains("max"));
}

TEST(ErrorJson, OtherErrorsHaveNoBounds) {
  const Error error{Errc::floor_required, 0, 0, 0, "listing.floor"};
  EXPECT_EQ(write_error(error, broken_bounds(error, test::listing())), write_error(error));
}

}  // namespace
}  // namespace haggle
