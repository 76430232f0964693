#include "comparables_rounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdio>

namespace haggle::bench {
namespace {

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// One contestant in the rounds.
struct Runner {
  const Contestant* who{nullptr};
  const Runner* against{nullptr};
  std::size_t runs{1};  // in one round
  std::size_t next{0};  // query
  std::vector<double> seconds{};
  std::vector<double> ratios{};
  double now{0};

  void step(const RoundsOptions& options) {
    who->run(next);
    next += who->batch;
    if (next + who->batch > options.queries_count) next = 0;
  }
  /// How many runs fill the time, by one that is not counted.
  void choose_runs(const RoundsOptions& options, Pair& pair) {
    const double begin = pair.seconds();
    step(options);
    const double once = std::max(1e-7, pair.seconds() - begin);
    runs = static_cast<std::size_t>(options.run_seconds / once) + 1;
  }
  void take_turn(std::size_t round, const RoundsOptions& options, Pair& pair) {
    if (round % who->every != 0) return;
    if (runs > 1) step(options);  // small data is warm, as it is in use
    const double begin = pair.seconds();
    for (std::size_t i = 0; i < runs; ++i) step(options);
    now = (pair.seconds() - begin) / static_cast<double>(runs * who->batch);
    seconds.push_back(now);
  }
};

const Runner* find(const std::vector<Runner>& runners, const Contestant& who) {
  for (const Runner& one : runners) {
    if (one.who->name == who.against && one.who->threads == who.threads) return &one;
  }
  return nullptr;
}

bool same(std::span<const Neighbour> a, std::span<const Neighbour> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.row == y.row &&
           std::bit_cast<std::uint64_t>(x.similarity) == std::bit_cast<std::uint64_t>(y.similarity);
  });
}

bool same_rows(std::span<const Neighbour> a, std::span<const Neighbour> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.row == y.row; });
}

/// All expected queries once more, not timed.
void compare(const Contestant& who, const Answers& expected, Timed& out) {
  Checksum sum;
  for (std::size_t q = 0; q + who.batch <= expected.size(); q += who.batch) {
    who.run(q);
    for (std::size_t i = 0; i < who.batch; ++i) {
      const auto given = who.answer(i);
      const bool agrees =
          who.exact ? same(given, expected[q + i]) : same_rows(given, expected[q + i]);
      ++out.compared;
      out.differ += agrees ? 0 : 1;
      for (const Neighbour& one : given) {
        sum.add(one.row);
        if (who.exact) sum.add(std::bit_cast<std::int64_t>(one.similarity));
      }
    }
  }
  out.checksum = sum.text();
}

}  // namespace

std::vector<Timed> run_rounds(const std::vector<Contestant>& contestants, const Answers& expected,
                              const RoundsOptions& options, Pair& pair) {
  std::vector<Runner> runners(contestants.size());
  for (std::size_t i = 0; i < runners.size(); ++i) runners[i].who = &contestants[i];
  for (Runner& one : runners) {
    one.against = find(runners, *one.who);
    one.choose_runs(options, pair);
  }
  for (std::size_t round = 0; round < options.rounds; ++round) {
    for (Runner& one : runners) one.take_turn(round, options, pair);
    for (Runner& one : runners) {
      if (one.against == nullptr || round % one.who->every != 0) continue;
      one.ratios.push_back(one.now / one.against->now);
    }
  }
  std::vector<Timed> out;
  for (const Runner& one : runners) {
    Timed timed{median(one.seconds), one.against == nullptr ? 0 : median(one.against->seconds),
                median(one.ratios)};
    if (one.who->shows_answers) compare(*one.who, expected, timed);
    out.push_back(timed);
  }
  return out;
}

void Figures::add(const std::string& scene, const std::vector<Contestant>& contestants,
                  const std::vector<Timed>& timed) {
  say(fmt::format("\n{:<44} {:>12} {:>8} {:>9}  {:<5} {:>9}  {}", scene, "us a query", "times",
                  "promised", "holds", "differ", "checksum"));
  for (std::size_t i = 0; i < timed.size(); ++i) {
    const Contestant& who = contestants[i];
    const Timed& one = timed[i];
    const double times = one.ratio > 0 ? 1 / one.ratio : 0;
    const bool right = !who.exact || one.differ == 0;
    const bool holds = right && times >= who.promised_times;
    const bool asked = who.promised_times > 0;
    if (who.exact) differ_ += one.differ;
    const std::string label =
        fmt::format("{}, {} thread{}{}", who.name, who.threads, who.threads == 1 ? "" : "s",
                    who.against == "limit" ? "" : fmt::format(", against {}", who.against));
    say(fmt::format("  {:<42} {:>12.1f} {:>8.2f} {:>9}  {:<5} {:>9}  {}", label, one.seconds * 1e6,
                    times, asked ? fmt::format("{:.2f}", who.promised_times) : "-",
                    asked ? (holds ? "yes" : "no") : "-",
                    who.shows_answers ? fmt::format("{}/{}", one.differ, one.compared) : "-",
                    one.checksum));
    rows_.push_back({{"name", fmt::format("{}/{}/{}t", scene, who.name, who.threads)},
                     {"value", one.seconds * 1e9},
                     {"unit", "ns"},
                     {"against", who.against},
                     {"against_value", one.against_seconds * 1e9},
                     {"ratio", one.ratio},
                     {"target", asked ? 1 / who.promised_times : 0},
                     {"holds", holds},
                     {"differ", one.differ},
                     {"compared", one.compared},
                     {"checksum", one.checksum}});
  }
}

void Figures::add_value(const std::string& name, double value, const std::string& unit,
                        std::optional<double> least, std::optional<double> most) {
  const bool asked = least.has_value() || most.has_value();
  const double promised = least.value_or(most.value_or(0));
  const bool holds = (!least || value >= *least) && (!most || value <= *most);
  say(fmt::format("  {:<42} {:>12.4g} {:<10} {:>7}  {:<5}", name, value, unit,
                  asked ? fmt::format("{}{:g}", least ? ">= " : "<= ", promised) : "-",
                  asked ? (holds ? "yes" : "no") : "-"));
  rows_.push_back({{"name", name},
                   {"value", value},
                   {"unit", unit},
                   {"against", "promised"},
                   {"against_value", promised},
                   {"ratio", promised > 0 ? value / promised : 0},
                   {"target", 1.0},
                   {"holds", holds},
                   {"checksum", ""}});
}

void Figures::say(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

}  // namespace haggle::bench
