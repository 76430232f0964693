// What crossing into the C library costs: one decision, and a batch of ten thousand, each against
// the same through C++.
#include <benchmark/benchmark.h>
#include <haggle/haggle.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "figures.hpp"
#include "haggle/codec/policy_json.hpp"
#include "haggle/reprice/decide_each.hpp"
#include "market_data.hpp"

namespace haggle::bench {
namespace {

constexpr std::size_t rows_count = 10'000;
constexpr std::size_t markets_in_turn = 1'000;
constexpr Clock at{Instant{1'700'010'060'000}, 0};
constexpr haggle_clock c_at{sizeof(haggle_clock), at.utc_offset_minutes, at.now.ms};

struct EndPolicy {
  void operator()(haggle_policy* policy) const noexcept { haggle_policy_destroy(policy); }
};
using CPolicy = std::unique_ptr<haggle_policy, EndPolicy>;

CPolicy c_policy(const Policy& policy) {
  const std::string json = write_policy(policy.base().spec());
  haggle_policy* made = nullptr;
  static_cast<void>(haggle_policy_create(json.data(), json.size(), &made, nullptr));
  return CPolicy{made};
}

/// The bytes are the same: what the C library promises, and reads them as.
template <class C, class Cpp>
const C* as_c(const Cpp* values) {
  static_assert(sizeof(C) == sizeof(Cpp));
  return reinterpret_cast<const C*>(values);
}

haggle_status decide_one(const haggle_policy* policy, const Case& c, std::uint8_t* verdicts,
                         haggle_decision& out) {
  return haggle_decide(policy, as_c<haggle_listing>(&c.business.listing),
                       as_c<haggle_market>(&c.market), &c_at, as_c<haggle_offer>(c.offers.data()),
                       c.offers.size(), sizeof(haggle_offer), verdicts, &out, nullptr);
}

void capi_decide(benchmark::State& state) {
  const std::vector<Case> cases = random_cases(static_cast<std::size_t>(state.range(0)));
  const CPolicy policy = c_policy(usual_policy());
  std::array<std::uint8_t, offers_max> verdicts;
  haggle_decision decision = HAGGLE_DECISION_INIT;
  std::size_t next = 0;
  for (auto _ : state) {
    const Case& c = cases[next++ % markets_count];
    benchmark::DoNotOptimize(decide_one(policy.get(), c, verdicts.data(), decision));
    benchmark::DoNotOptimize(decision);
  }
  Checksum checksum;
  for (const Case& c : cases) {
    const haggle_status status = decide_one(policy.get(), c, verdicts.data(), decision);
    checksum.add(status == HAGGLE_OK ? decision.price_minor : -1);
  }
  state.SetLabel(checksum.text());
}

std::vector<Case> batch_cases() {
  Random random{7};
  std::vector<Case> cases;
  for (std::size_t i = 0; i < markets_in_turn; ++i) cases.push_back(random_case(random, 20));
  return cases;
}

/// The rows as one array a fact. C++ looks at the same memory.
struct Rows {
  std::vector<Listing> listings;
  std::vector<Market> markets;
  std::vector<Offer> offers;
  std::vector<std::uint32_t> first{0};

  Rows() {
    const std::vector<Case> cases = batch_cases();
    for (std::size_t i = 0; i < rows_count; ++i) {
      const Case& c = cases[i % markets_in_turn];
      listings.push_back(c.business.listing);
      markets.push_back(c.market);
      offers.insert(offers.end(), c.offers.begin(), c.offers.end());
      first.push_back(static_cast<std::uint32_t>(offers.size()));
    }
  }
  [[nodiscard]] std::vector<Snapshot> snapshots() const {
    std::vector<Snapshot> out;
    for (std::size_t i = 0; i < rows_count; ++i) {
      out.push_back({listings[i], markets[i], {&offers[first[i]], first[i + 1] - first[i]}, at});
    }
    return out;
  }
};

void capi_decide_each_cpp(benchmark::State& state) {
  const Rows rows;
  const std::vector<Snapshot> snapshots = rows.snapshots();
  const Policy policy = usual_policy();
  std::vector<Result<Decision>> results(rows_count);
  for (auto _ : state) {
    benchmark::DoNotOptimize(decide_each(snapshots, policy, results));
    benchmark::ClobberMemory();
  }
  Checksum checksum;
  for (const Result<Decision>& r : results) checksum.add(r ? r->price_minor : -1);
  state.SetLabel(checksum.text());
}

void capi_decide_many(benchmark::State& state) {
  const Rows rows;
  const CPolicy policy = c_policy(usual_policy());
  const haggle_decision none = HAGGLE_DECISION_INIT;
  std::vector<haggle_decision> decisions(rows_count, none);
  std::vector<haggle_status> statuses(rows_count);
  for (auto _ : state) {
    benchmark::DoNotOptimize(haggle_decide_many(
        policy.get(), rows_count, as_c<haggle_listing>(rows.listings.data()),
        sizeof(haggle_listing), as_c<haggle_market>(rows.markets.data()), sizeof(haggle_market),
        &c_at, as_c<haggle_offer>(rows.offers.data()), sizeof(haggle_offer), rows.first.data(),
        decisions.data(), sizeof(haggle_decision), statuses.data(), nullptr, 0, nullptr));
    benchmark::ClobberMemory();
  }
  Checksum checksum;
  for (std::size_t i = 0; i < rows_count; ++i) {
    checksum.add(statuses[i] == HAGGLE_OK ? decisions[i].price_minor : -1);
  }
  state.SetLabel(checksum.text());
}

BENCHMARK(capi_decide)->Arg(1)->Arg(20);
BENCHMARK(capi_decide_each_cpp);
BENCHMARK(capi_decide_many);

// At most ten nanoseconds more than in C++, said as a ratio.
const RegisterFigure one{{"capi_decide/1", "decide/1", 1.15}};
const RegisterFigure twenty{{"capi_decide/20", "decide/20", 1.1}};
const RegisterFigure batch{{"capi_decide_many", "capi_decide_each_cpp", 1.1}};

}  // namespace
}  // namespace haggle::bench
