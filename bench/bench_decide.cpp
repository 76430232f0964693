// What one decision costs, trail and verdicts written, against a plain loop over the same offers
// that only finds the lowest landed price.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <vector>

#include "figures.hpp"
#include "haggle/reprice/decide.hpp"
#include "market_data.hpp"

namespace haggle::bench {
namespace {

/// The peer: nothing but the minimum.
std::int64_t lowest_landed(std::span<const Offer> offers) {
  std::int64_t lowest = INT64_MAX;
  for (const Offer& offer : offers) {
    const std::int64_t landed = offer.price_minor + offer.shipping_minor;
    if (landed < lowest) lowest = landed;
  }
  return lowest;
}

void minimum(benchmark::State& state) {
  const std::vector<Case> cases = random_cases(static_cast<std::size_t>(state.range(0)));
  std::size_t next = 0;
  for (auto _ : state) {
    const Case& c = cases[next++ % markets_count];
    benchmark::DoNotOptimize(lowest_landed(c.offers));
  }
  Checksum checksum;
  for (const Case& c : cases) checksum.add(lowest_landed(c.offers));
  state.SetLabel(checksum.text());
}

void decide_with(const Policy& policy, benchmark::State& state) {
  const std::vector<Case> cases = random_cases(static_cast<std::size_t>(state.range(0)));
  const Clock clock{Instant{1'700'010'060'000}, 0};
  std::array<Verdict, offers_max> verdicts;
  std::size_t next = 0;
  for (auto _ : state) {
    const Case& c = cases[next++ % markets_count];
    const Snapshot snapshot{c.business.listing, c.market, c.offers, clock};
    benchmark::DoNotOptimize(haggle::decide(snapshot, policy, verdicts));
  }
  Checksum checksum;
  for (const Case& c : cases) {
    const Snapshot snapshot{c.business.listing, c.market, c.offers, clock};
    const auto decision = haggle::decide(snapshot, policy, verdicts);
    checksum.add(decision ? decision->price_minor : -1);
  }
  state.SetLabel(checksum.text());
}

void decide(benchmark::State& state) {
  decide_with(usual_policy(), state);
}
void decide_careful(benchmark::State& state) {
  decide_with(careful_policy(), state);
}

BENCHMARK(minimum)->Arg(1)->Arg(20)->Arg(100)->Arg(1000);
BENCHMARK(decide)->Arg(1)->Arg(20)->Arg(100)->Arg(1000);
BENCHMARK(decide_careful)->Arg(20);

// One offer has no loop to compare with: its figure is what a decision costs at all, against a loop
// of one turn.
const RegisterFigure one{{"decide/1", "minimum/1", 100}};
const RegisterFigure twenty{{"decide/20", "minimum/20", 10}};
const RegisterFigure hundred{{"decide/100", "minimum/100", 10}};
const RegisterFigure thousand{{"decide/1000", "minimum/1000", 10}};
const RegisterFigure careful{{"decide_careful/20", "minimum/20", 15}};

}  // namespace
}  // namespace haggle::bench
