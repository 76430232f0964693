// The simulation of the pipeline over many seeds: the real worker under lost requests and answers,
// crashes, failovers, outages and edits. Ends with what was lost, stale or done twice.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "sim/run.hpp"

namespace {

using haggle::sim::Canary;
using haggle::sim::RunReport;

struct Asked {
  std::uint64_t seeds_count{10'000};
  std::uint64_t first{1};
  std::uint64_t one{0};  ///< a seed to be shown; 0: none
  unsigned threads_count{2};
  std::string canary{"none"};
};

struct Sum {
  std::uint64_t messages{0}, deliveries{0}, faults{0}, crashes{0}, decisions{0}, seeds{0}, bad{0};
  haggle::sim::Findings found{};

  void add(const RunReport& report) {
    messages += report.messages, deliveries += report.deliveries, faults += report.faults;
    crashes += report.crashes, decisions += report.decisions, ++seeds;
    found.lost += report.found.lost, found.stale += report.found.stale;
    found.duplicates += report.found.duplicates;
    if (!report.found.is_clean()) ++bad;
  }
};

unsigned long long wide(std::uint64_t value) {
  return value;
}

std::optional<Canary> canary_of(std::string_view name) {
  for (const auto& word : haggle::sim::canary_words) {
    if (word.name == name) return word.value;
  }
  return std::nullopt;
}

/// Shares the seeds among the threads; a bad one is named as soon as it is known.
Sum run_all(const Asked& asked, Canary canary) {
  Sum sum;
  std::mutex mutex;
  std::atomic<std::uint64_t> next{asked.first};
  const std::uint64_t end = asked.first + asked.seeds_count;
  const auto work = [&] {
    for (std::uint64_t seed = next++; seed < end; seed = next++) {
      const RunReport report = haggle::sim::run({seed, canary, false});
      const std::scoped_lock lock{mutex};
      sum.add(report);
      if (report.found.is_clean()) continue;
      std::printf("seed %llu: lost %llu stale %llu duplicates %llu\n", wide(seed),
                  wide(report.found.lost), wide(report.found.stale), wide(report.found.duplicates));
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < std::max(1U, asked.threads_count); ++i) threads.emplace_back(work);
  for (std::thread& each : threads) each.join();
  return sum;
}

int tell(const Sum& sum, double seconds) {
  std::printf(
      "deliveries %llu crashes %llu decisions %llu, bad seeds %llu, %.1f s, %.0f messages/s\n",
      wide(sum.deliveries), wide(sum.crashes), wide(sum.decisions), wide(sum.bad), seconds,
      static_cast<double>(sum.messages) / seconds);
  std::printf("messages %llu faults %llu seeds %llu lost %llu stale %llu duplicates %llu\n",
              wide(sum.messages), wide(sum.faults), wide(sum.seeds), wide(sum.found.lost),
              wide(sum.found.stale), wide(sum.found.duplicates));
  return sum.found.is_clean() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  Asked asked;
  CLI::App app{"The pipeline under faults, simulated: every seed is one run, the same each time."};
  app.add_option("--seeds", asked.seeds_count, "how many seeds")->capture_default_str();
  app.add_option("--first", asked.first, "the first of them")->capture_default_str();
  app.add_option("--seed", asked.one, "only this one, with its log");
  app.add_option("--threads", asked.threads_count, "how many at a time")->capture_default_str();
  app.add_option("--canary", asked.canary, "a fault to plant, which must be found");
  CLI11_PARSE(app, argc, argv);
  const auto canary = canary_of(asked.canary);
  if (!canary) {
    std::fputs("the canaries are:", stderr);
    for (const auto& word : haggle::sim::canary_words) {
      std::fprintf(stderr, " %s", std::string(word.name).c_str());
    }
    std::fputs("\n", stderr);
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  Sum sum;
  if (asked.one != 0) sum.add(haggle::sim::run({asked.one, *canary, true}));
  if (asked.one == 0) sum = run_all(asked, *canary);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  return tell(sum, took.count());
}
