// decide_business over ladders drawn by the bytes, some of them spoilt.
#include <array>

#include "fuzz/decided.hpp"
#include "haggle/codec/decision_json.hpp"
#include "haggle/reprice/explain.hpp"
#include "support/dice.hpp"
#include "support/hostile_policy.hpp"
#include "support/hostile_world.hpp"
#include "support/random_policy.hpp"
#include "support/random_world.hpp"

namespace haggle::test {
namespace {

void expect_rung(const BusinessWorld& world, const PolicySpec& spec, const BusinessRung& rung,
                 std::uint32_t index) {
  if (rung.error) return expect_callers(*rung.error);
  const Listing listing = rung_listing(world.business, index);
  const Snapshot snapshot{listing, world.market, world.offers, world.clock};
  expect_legal(snapshot, in_force(spec, listing), rung.decision);
  const std::int64_t cap = world.business.consumer_price_minor;
  const bool sent = rung.decision.action == Action::reprice;
  expect(!sent || cap == 0 || rung.decision.price_minor <= cap, "not above the consumer price");
}

void decide_on(const BusinessWorld& world, const PolicySpec& spec, bool in_words) {
  const auto policy = Policy::make(spec);
  if (!policy) return expect_callers(policy.error());
  const BusinessSnapshot snapshot = world.snapshot();
  std::array<Verdict, offers_max> verdicts{};
  const auto ladder = decide_business(snapshot, *policy, verdicts);
  if (!ladder) return expect_callers(ladder.error());
  std::uint32_t index = 0;
  for (const BusinessRung& rung : ladder->ladder()) expect_rung(world, spec, rung, index++);
  if (!in_words) return;
  expect(!explain(snapshot, verdicts, *ladder).empty(), "an explanation");
  expect(!write_business_decision(snapshot, verdicts, *ladder).empty(), "a line");
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  Dice dice{{data, size}};
  BusinessWorld world = random_business_world(dice);
  haggle::PolicySpec spec = random_spec(dice);
  for (std::size_t i = spoilt_count(dice); i > 0; --i) hostile::spoil(dice, world);
  for (std::size_t i = spoilt_count(dice); i > 0; --i) hostile::spoil(dice, spec);
  decide_on(world, spec, size % 8 == 0);
  return 0;
}
