// The same random snapshots through C++ and through C give the same bytes: one by one, as a batch,
// and as ladders.
#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "capi/c_world.hpp"
#include "haggle/codec/decision_json.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/reprice/explain.hpp"
#include "support/random_policy.hpp"

namespace haggle::test {
namespace {

constexpr std::size_t worlds_count = 100'000;
constexpr std::size_t worlds_a_policy = 50;

/// A policy in both languages.
struct BothPolicies {
  Policy cpp;
  CPolicy c;
  explicit BothPolicies(const PolicySpec& spec)
      : cpp{must(Policy::make(spec))}, c{write_policy(spec)} {}
};

void expect_same_error(const Error& cpp, const haggle_error& c) {
  EXPECT_EQ(static_cast<haggle_status>(cpp.code), c.status);
  EXPECT_STREQ(cpp.where, c.where);
  EXPECT_EQ(cpp.index, c.index);
  EXPECT_EQ(cpp.offset, c.offset);
  EXPECT_EQ(describe(cpp), c.message);
}

void expect_same(const World& world, const BothPolicies& policies) {
  std::array<Verdict, 16> verdicts{};
  std::array<std::uint8_t, 16> c_verdicts{};
  haggle_decision c = HAGGLE_DECISION_INIT;
  haggle_error error = HAGGLE_ERROR_INIT;
  const CWorld given{world};
  const auto cpp = decide(world.snapshot(), policies.cpp, verdicts);
  const haggle_status status =
      haggle_decide(policies.c, &given.listing, &given.market, &given.clock, given.offers.data(),
                    given.offers.size(), sizeof(haggle_offer), c_verdicts.data(), &c, &error);
  ASSERT_EQ(status == HAGGLE_OK, cpp.has_value());
  if (!cpp) return expect_same_error(cpp.error(), error);
  EXPECT_EQ(std::memcmp(&*cpp, &c, sizeof c), 0);
  EXPECT_EQ(std::memcmp(verdicts.data(), c_verdicts.data(), given.offers.size()), 0);
}

TEST(Differential, OneByOne) {
  Dice dice{20'260'301};
  for (std::size_t i = 0; i < worlds_count && !testing::Test::HasFailure(); i += worlds_a_policy) {
    const BothPolicies policies{random_spec(dice)};
    for (std::size_t j = 0; j < worlds_a_policy; ++j) {
      SCOPED_TRACE(i + j);
      expect_same(random_world(dice), policies);
    }
  }
}

/// Worlds as the rows of one call.
struct CBatch {
  std::vector<haggle_listing> listings{};
  std::vector<haggle_market> markets{};
  std::vector<haggle_offer> offers{};
  std::vector<std::uint32_t> first{0};
  std::vector<haggle_decision> decisions{};
  std::vector<haggle_status> statuses{};
  haggle_clock clock = HAGGLE_CLOCK_INIT;

  void add(const World& world) {
    const CWorld c{world};
    listings.push_back(c.listing);
    markets.push_back(c.market);
    offers.insert(offers.end(), c.offers.begin(), c.offers.end());
    first.push_back(static_cast<std::uint32_t>(offers.size()));
    const haggle_decision none = HAGGLE_DECISION_INIT;
    decisions.push_back(none);
    statuses.push_back(-1);
  }
  haggle_status decide(const haggle_policy* policy) {
    return haggle_decide_many(policy, listings.size(), listings.data(), sizeof(haggle_listing),
                              markets.data(), sizeof(haggle_market), &clock, offers.data(),
                              sizeof(haggle_offer), first.data(), decisions.data(),
                              sizeof(haggle_decision), statuses.data(), nullptr, 0, nullptr);
  }
};

TEST(Differential, AsABatch) {
  Dice dice{7};
  const BothPolicies policies{random_spec(dice)};
  std::vector<World> worlds;
  CBatch batch;
  for (std::size_t i = 0; i < 2'000; ++i) {
    worlds.push_back(random_world(dice));
    worlds.back().clock = {market_time + seconds(60), 0};
    batch.add(worlds.back());
  }
  batch.clock.now_ms = worlds[0].clock.now.ms;
  ASSERT_EQ(batch.decide(policies.c), HAGGLE_OK);
  for (std::size_t i = 0; i < worlds.size(); ++i) {
    SCOPED_TRACE(i);
    const auto cpp = decide(worlds[i].snapshot(), policies.cpp);
    ASSERT_EQ(batch.statuses[i], cpp ? HAGGLE_OK : static_cast<int>(cpp.error().code));
    if (cpp) {
      ASSERT_EQ(std::memcmp(&*cpp, &batch.decisions[i], sizeof(Decision)), 0);
    }
  }
}

void expect_same_rungs(const BusinessDecision& cpp, const std::vector<haggle_rung>& c) {
  for (std::size_t i = 0; i < cpp.rungs_count; ++i) {
    const BusinessRung& rung = cpp.rungs[i];
    EXPECT_EQ(rung.quantity, c[i].quantity);
    EXPECT_EQ(static_cast<std::uint8_t>(rung.dropped), c[i].dropped);
    ASSERT_EQ(rung.error.has_value(), c[i].status != HAGGLE_OK);
    if (rung.error) continue;
    EXPECT_EQ(std::memcmp(&rung.decision, &c[i].decision, sizeof(Decision)), 0);
  }
}

void expect_same(const BusinessWorld& world, const BothPolicies& policies) {
  const CBusinessWorld given{world};
  const haggle_rung none = HAGGLE_RUNG_INIT;
  std::vector<haggle_rung> rungs(HAGGLE_RUNGS_MAX, none);
  haggle_error error = HAGGLE_ERROR_INIT;
  const auto cpp = decide_business(world.snapshot(), policies.cpp);
  const haggle_status status = haggle_decide_business(
      policies.c, &given.plain.listing, &given.ladder, &given.plain.market, &given.plain.clock,
      given.plain.offers.data(), given.plain.offers.size(), sizeof(haggle_offer),
      given.breaks.data(), given.breaks.size(), nullptr, rungs.data(), sizeof rungs[0], &error);
  ASSERT_EQ(status == HAGGLE_OK, cpp.has_value());
  if (!cpp) return expect_same_error(cpp.error(), error);
  expect_same_rungs(*cpp, rungs);
}

TEST(Differential, AsLadders) {
  Dice dice{11};
  for (std::size_t i = 0; i < 5'000 && !testing::Test::HasFailure(); i += worlds_a_policy) {
    const BothPolicies policies{random_spec(dice)};
    for (std::size_t j = 0; j < worlds_a_policy; ++j) {
      SCOPED_TRACE(i + j);
      expect_same(random_business_world(dice), policies);
    }
  }
}

/// The words of every decision are the same too.
TEST(Differential, InWords) {
  Dice dice{13};
  std::string text(20'000, ' ');
  for (std::size_t i = 0; i < 500; ++i) {
    const BothPolicies policies{random_spec(dice)};
    const World world = random_world(dice);
    const CWorld c{world};
    std::array<Verdict, 16> verdicts{};
    const auto decided = decide(world.snapshot(), policies.cpp, verdicts);
    if (!decided) continue;
    haggle_decision decision;
    std::memcpy(static_cast<void*>(&decision), &*decided, sizeof decision);
    std::size_t needed = 0;
    const auto tell = [&](auto function) {
      EXPECT_EQ(function(&c.listing, &c.market, &c.clock, c.offers.data(), c.offers.size(),
                         sizeof(haggle_offer), reinterpret_cast<std::uint8_t*>(verdicts.data()),
                         &decision, text.data(), text.size(), &needed, nullptr),
                HAGGLE_OK);
      return std::string_view{text.data(), needed};
    };
    const std::span<const Verdict> said{verdicts.data(), world.offers.size()};
    EXPECT_EQ(tell(haggle_explain_text), explain(world.snapshot(), said, *decided));
    EXPECT_EQ(tell(haggle_explain_json), write_decision(world.snapshot(), said, *decided));
  }
}

}  // namespace
}  // namespace haggle::test
