// What one decision of a batch costs, of a thousand markets with twenty offers each: from snapshots
// and from columns, both with columns out, against `decide` with its trail and verdicts.
#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <vector>

#include "figures.hpp"
#include "haggle/reprice/decide_each.hpp"
#include "market_data.hpp"

namespace haggle::bench {
namespace {

constexpr std::size_t rows_count = 1'000;
constexpr Clock batch_clock{Instant{1'700'010'060'000}, 0};

std::vector<Case> batch_cases() {
  Random random{7};
  std::vector<Case> cases;
  for (std::size_t i = 0; i < rows_count; ++i) cases.push_back(random_case(random, 20));
  return cases;
}

std::vector<Snapshot> snapshots_of(const std::vector<Case>& cases) {
  std::vector<Snapshot> out;
  for (const Case& c : cases) {
    out.push_back({c.business.listing, c.market, c.offers, batch_clock});
  }
  return out;
}

/// The same markets as arrays.
struct Table {
  std::vector<std::uint32_t> first{0};
  std::vector<std::int64_t> price, shipping, current, floor, ceiling, counted;
  std::vector<SellerId> seller;
  std::vector<SubCondition> sub_condition;
  std::vector<Fulfilment> fulfilment;
  std::vector<std::uint8_t> flags;
  Listing like;
  Market market_like;

  explicit Table(const std::vector<Case>& cases)
      : like(cases[0].business.listing), market_like(cases[0].market) {
    for (const Case& c : cases) add(c);
  }
  void add(const Case& c) {
    const Listing& l = c.business.listing;
    current.push_back(l.price_minor);
    floor.push_back(l.floor.amount_minor);
    ceiling.push_back(l.ceiling.amount_minor);
    counted.push_back(c.market.offers_counted);
    for (const Offer& o : c.offers) {
      price.push_back(o.price_minor);
      shipping.push_back(o.shipping_minor);
      seller.push_back(o.seller);
      sub_condition.push_back(o.sub_condition);
      fulfilment.push_back(o.fulfilment);
      flags.push_back(static_cast<std::uint8_t>(o.flags));
    }
    first.push_back(static_cast<std::uint32_t>(price.size()));
  }
  [[nodiscard]] SnapshotColumns columns() const {
    SnapshotColumns out;
    out.rows_count = first.size() - 1;
    out.listings.like = like;
    out.listings.price_minor = {current.data()};
    out.listings.floor_minor = {floor.data()};
    out.listings.ceiling_minor = {ceiling.data()};
    out.markets.like = market_like;
    out.markets.offers_counted = {counted.data()};
    out.offers.first = first;
    out.offers.price_minor = {price.data()};
    out.offers.shipping_minor = {shipping.data()};
    out.offers.seller = {seller.data()};
    out.offers.sub_condition = {sub_condition.data()};
    out.offers.fulfilment = {fulfilment.data()};
    out.offers.flags = {flags.data()};
    out.clock = batch_clock;
    return out;
  }
};

/// The columns of an answer.
struct Answer {
  std::vector<std::int64_t> price = std::vector<std::int64_t>(rows_count);
  std::vector<Action> action = std::vector<Action>(rows_count);
  std::vector<Reason> reason = std::vector<Reason>(rows_count);
  std::vector<BoundKind> binding = std::vector<BoundKind>(rows_count);
  std::vector<std::uint8_t> failed = std::vector<std::uint8_t>(rows_count);

  [[nodiscard]] DecisionColumns columns() {
    DecisionColumns out;
    out.price_minor = price;
    out.action = action;
    out.reason = reason;
    out.binding = binding;
    out.failed = failed;
    return out;
  }
  [[nodiscard]] std::string checksum() const {
    Checksum sum;
    for (std::size_t i = 0; i < rows_count; ++i) {
      sum.add(price[i]);
      sum.add(static_cast<std::int64_t>(action[i]));
      sum.add(static_cast<std::int64_t>(reason[i]));
    }
    return sum.text();
  }
};

/// A thousand calls of `decide`.
void decide_thousand(benchmark::State& state) {
  const std::vector<Case> cases = batch_cases();
  const std::vector<Snapshot> snapshots = snapshots_of(cases);
  const Policy policy = usual_policy();
  std::array<Verdict, offers_max> verdicts;
  Answer answer;
  for (auto _ : state) {
    for (std::size_t i = 0; i < rows_count; ++i) {
      const auto decision = decide(snapshots[i], policy, verdicts);
      benchmark::DoNotOptimize(decision);
      answer.price[i] = decision->price_minor;
      answer.action[i] = decision->action;
      answer.reason[i] = decision->reason();
    }
  }
  state.SetLabel(answer.checksum());
}

void decide_each_snapshots(benchmark::State& state) {
  const std::vector<Case> cases = batch_cases();
  const std::vector<Snapshot> snapshots = snapshots_of(cases);
  const Policy policy = usual_policy();
  Answer answer;
  for (auto _ : state) {
    const auto error = decide_each(snapshots, policy, answer.columns());
    benchmark::DoNotOptimize(error);
  }
  state.SetLabel(answer.checksum());
}

void decide_each_columns(benchmark::State& state) {
  const Table table{batch_cases()};
  const SnapshotColumns columns = table.columns();
  const Policy policy = usual_policy();
  Answer answer;
  for (auto _ : state) {
    const auto error = decide_each(columns, policy, answer.columns());
    benchmark::DoNotOptimize(error);
  }
  state.SetLabel(answer.checksum());
}

BENCHMARK(decide_thousand);
BENCHMARK(decide_each_snapshots);
BENCHMARK(decide_each_columns);

const RegisterFigure snapshots{{"decide_each_snapshots", "decide_thousand", 0.8}};
const RegisterFigure columns{{"decide_each_columns", "decide_thousand", 0.4}};

}  // namespace
}  // namespace haggle::bench
