// What a business ladder costs: the business price and five tiers over 20 offers with quantity
// prices, against six plain minimum loops over the same offers.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <vector>

#include "figures.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "market_data.hpp"

namespace haggle::bench {
namespace {

constexpr std::array<std::uint32_t, tiers_max> quantities{2, 5, 10, 20, 50};

Case business_case(Case c) {
  c.business.listing.audience = Audience::business;
  c.market.audience = Audience::business;
  c.business.consumer_price_minor = 2'499;
  c.business.tiers_count = tiers_max;
  for (std::size_t i = 0; i < tiers_max; ++i) {
    Tier& tier = c.business.tiers[i];
    tier.quantity = quantities[i];
    tier.price_minor = 2'400 - static_cast<std::int64_t>(i) * 50;
    tier.set_floor({1'500, Basis::item});
  }
  for (std::uint32_t i = 0; i < c.offers.size(); i += 2) {
    c.breaks.push_back({i, 5, c.offers[i].price_minor - 60});
    c.breaks.push_back({i, 20, c.offers[i].price_minor - 130});
  }
  return c;
}

std::vector<Case> business_cases() {
  std::vector<Case> cases;
  for (Case& c : random_cases(20)) cases.push_back(business_case(std::move(c)));
  return cases;
}

void six_minimums(benchmark::State& state) {
  const std::vector<Case> cases = business_cases();
  std::size_t next = 0;
  for (auto _ : state) {
    const Case& c = cases[next++ % markets_count];
    for (std::int64_t rung = 0; rung < 6; ++rung) {
      std::int64_t lowest = INT64_MAX;
      for (const Offer& offer : c.offers) {
        const std::int64_t landed = offer.price_minor + offer.shipping_minor - rung;
        if (landed < lowest) lowest = landed;
      }
      benchmark::DoNotOptimize(lowest);
    }
  }
}

void decide_business(benchmark::State& state) {
  const std::vector<Case> cases = business_cases();
  const Policy policy = usual_policy();
  const Clock clock{Instant{1'700'010'060'000}, 0};
  std::array<Verdict, offers_max> verdicts;
  const auto decided = [&](const Case& c) {
    const BusinessSnapshot snapshot{c.business, c.market, c.offers, c.breaks, clock};
    return haggle::decide_business(snapshot, policy, verdicts);
  };
  std::size_t next = 0;
  for (auto _ : state) benchmark::DoNotOptimize(decided(cases[next++ % markets_count]));
  Checksum checksum;
  for (const Case& c : cases) {
    const auto ladder = decided(c);
    if (!ladder) continue;
    for (const BusinessRung& rung : ladder->ladder()) checksum.add(rung.decision.price_minor);
  }
  state.SetLabel(checksum.text());
}

BENCHMARK(six_minimums);
BENCHMARK(decide_business);

const RegisterFigure ladder{{"decide_business", "six_minimums", 25}};

}  // namespace
}  // namespace haggle::bench
