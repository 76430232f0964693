// A random world and a random policy of one size, with what is decided there.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "property/campaign.hpp"
#include "support/random_policy.hpp"
#include "support/random_world.hpp"
#include "support/raw_bounds.hpp"
#include "support/scaled.hpp"

namespace haggle::test {

struct Case {
  World world{};
  PolicySpec spec{};

  /// The policy in force.
  [[nodiscard]] const PolicySpec& terms() const { return in_force(spec, world.listing); }
};

/// One of the sizes from cents to the largest amounts.
inline std::int64_t random_size(Dice& dice) {
  return dice.pick<std::int64_t>({1, 1, 1, 1, 7, 100, 1'000'000'000'000});
}

inline Case random_case(Dice& dice) {
  const std::int64_t k = random_size(dice);
  const World world = random_world(dice);
  return {scaled(world, k), scaled(random_spec(dice), k)};
}

/// The decision, unless the case is one that only an error answers.
inline std::optional<Decided> try_decide(const World& world, const PolicySpec& spec) {
  std::vector<Verdict> verdicts(world.offers.size());
  const Result<Decision> result = decide(world.snapshot(), policy(spec), verdicts);
  if (!result) {
    const Errc code = result.error().code;
    EXPECT_TRUE(code == Errc::floor_required || code == Errc::bounds_contradict)
        << entry_of(code).name;
    return std::nullopt;
  }
  return Decided{*result, std::move(verdicts)};
}
inline std::optional<Decided> try_decide(const Case& given) {
  return try_decide(given.world, given.spec);
}

inline bool has_reason(const Decision& given, Reason reason) {
  for (const Step& step : given.steps()) {
    if (step.reason == reason) return true;
  }
  return false;
}

/// Do the bounds cross, or leave no tick between them?
inline bool has_no_legal_price(const Decision& given) {
  return given.reason() == Reason::bounds_cross || given.reason() == Reason::no_legal_price;
}

/// Was the decision left to a gate, or to bounds that leave no price?
inline bool stops_early(const Decision& given) {
  return given.reason() == Reason::own_shipping_unknown || given.reason() == Reason::cost_unknown ||
         given.steps()[given.steps_count - 1].stage == Stage::gates || has_no_legal_price(given);
}

/// What a caller does with a decision: sends and stores the price, stores the memory.
inline void follow(Listing& l, const Decision& given, const Clock& clock, Instant decided_on) {
  if (given.action == Action::reprice) l.set_price(given.price_minor, clock.now);
  l.memory = given.memory;
  const bool newer = !l.knows(Listing::has_last_applied) || l.last_applied < decided_on;
  if (newer) l.set_last_applied(decided_on);
}

}  // namespace haggle::test
