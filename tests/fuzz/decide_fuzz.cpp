// decide over snapshots and policies drawn by the bytes, some of them spoilt: an error or a legal
// decision, the same bytes twice, and words for it.
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

void decide_on(const World& world, const PolicySpec& spec, bool in_words) {
  const auto policy = Policy::make(spec);
  if (!policy) return expect_callers(policy.error());
  const Snapshot snapshot = world.snapshot();
  std::array<Verdict, offers_max> verdicts{};
  const auto decision = decide(snapshot, *policy, verdicts);
  if (!decision) return expect_callers(decision.error());
  expect_legal(snapshot, in_force(spec, world.listing), *decision);
  const auto again = decide(snapshot, *policy, verdicts);
  expect(again.has_value() && same_bytes(*again, *decision), "the same decision twice");
  if (!in_words) return;
  expect(!explain(snapshot, verdicts, *decision).empty(), "an explanation");
  expect(!write_decision(snapshot, verdicts, *decision).empty(), "a line");
}

}  // namespace
}  // namespace haggle::test

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace haggle::test;
  Dice dice{{data, size}};
  World world = random_world(dice);
  haggle::PolicySpec spec = random_spec(dice);
  for (std::size_t i = spoilt_count(dice); i > 0; --i) hostile::spoil(dice, world);
  for (std::size_t i = spoilt_count(dice); i > 0; --i) hostile::spoil(dice, spec);
  decide_on(world, spec, size % 8 == 0);
  return 0;
}
