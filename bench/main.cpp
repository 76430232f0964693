// Runs the benches interleaved in one process and prints the figures: each quantity with its peer
// of the same run, the ratio, what is promised and whether it holds.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "figures.hpp"

namespace haggle::bench {

std::vector<Figure>& figures() {
  static std::vector<Figure> all;
  return all;
}

namespace {

/// What one benchmark gave: nanoseconds of each repetition, and its checksum.
struct Measured {
  std::vector<double> ns{};
  std::string checksum{};

  [[nodiscard]] double median() const {
    std::vector<double> sorted = ns;
    std::sort(sorted.begin(), sorted.end());
    return sorted.empty() ? 0 : sorted[sorted.size() / 2];
  }
};

class Collector : public benchmark::BenchmarkReporter {
 public:
  bool ReportContext(const Context&) override { return true; }
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration || run.error_occurred) continue;
      Measured& measured = by_name[run.run_name.function_name + slash(run.run_name.args)];
      measured.ns.push_back(run.GetAdjustedCPUTime());
      measured.checksum = run.report_label;
    }
  }
  std::map<std::string, Measured> by_name{};

 private:
  static std::string slash(const std::string& args) { return args.empty() ? args : "/" + args; }
};

nlohmann::json row_of(const Figure& figure, Collector& collected) {
  const Measured& own = collected.by_name[figure.name];
  const double peer_ns = collected.by_name[figure.against].median();
  const double ratio = peer_ns > 0 ? own.median() / peer_ns : 0;
  return {{"name", figure.name},
          {"value", own.median()},
          {"unit", "ns"},
          {"against", figure.against},
          {"against_value", peer_ns},
          {"ratio", ratio},
          {"target", figure.target_ratio},
          {"holds", ratio > 0 && ratio <= figure.target_ratio},
          {"checksum", own.checksum}};
}

void print(const nlohmann::json& rows) {
  fmt::print("{:<18} {:>10} {:<16} {:>10} {:>7} {:>7}  {:<5} {}\n", "figure", "ns", "against", "ns",
             "ratio", "target", "holds", "checksum");
  for (const auto& row : rows) {
    fmt::print("{:<18} {:>10.1f} {:<16} {:>10.1f} {:>7.2f} {:>7.1f}  {:<5} {}\n",
               row["name"].get<std::string>(), row["value"].get<double>(),
               row["against"].get<std::string>(), row["against_value"].get<double>(),
               row["ratio"].get<double>(), row["target"].get<double>(),
               row["holds"].get<bool>() ? "yes" : "no", row["checksum"].get<std::string>());
  }
}

struct Options {
  std::string only{};
  std::string json{};
  bool quick{false};
};

/// A pattern of the benchmarks that the wanted figures need, their peers included; empty: none.
std::string pattern_of(const std::string& only) {
  std::string names;
  for (const Figure& figure : figures()) {
    if (figure.name.find(only) == std::string::npos) continue;
    names += fmt::format("{}{}|{}", names.empty() ? "" : "|", figure.name, figure.against);
  }
  return names.empty() ? names : fmt::format("^({})$", names);
}

void set_up(const Options& options, const std::string& pattern) {
  std::vector<std::string> words{"bench", "--benchmark_filter=" + pattern,
                                 "--benchmark_enable_random_interleaving=true"};
  words.push_back(options.quick ? "--benchmark_repetitions=1" : "--benchmark_repetitions=21");
  words.push_back(options.quick ? "--benchmark_min_time=0.001" : "--benchmark_min_time=0.05");
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  int count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());
}

nlohmann::json measure() {
  Collector collected;
  benchmark::RunSpecifiedBenchmarks(&collected);
  nlohmann::json rows = nlohmann::json::array();
  for (const Figure& figure : figures()) {
    if (collected.by_name.count(figure.name) != 0) rows.push_back(row_of(figure, collected));
  }
  return rows;
}

}  // namespace
}  // namespace haggle::bench

int main(int argc, char** argv) {
  namespace bench = haggle::bench;
  CLI::App app{"Prints every figure with its peer or limit of the same run."};
  bench::Options options;
  app.add_option("--only", options.only, "figures whose name holds this text");
  app.add_option("--json", options.json, "write the figures to this file as JSON");
  app.add_flag("--quick", options.quick, "one short repetition, to see that every bench runs");
  CLI11_PARSE(app, argc, argv);
  const std::string pattern = bench::pattern_of(options.only);
  if (pattern.empty()) return fmt::print(stderr, "no figure has this name\n"), 2;
  bench::set_up(options, pattern);
  const nlohmann::json rows = bench::measure();
  bench::print(rows);
  if (options.json.empty()) return 0;
  std::ofstream out{options.json};
  out << rows.dump(2) << "\n";
  return out ? 0 : 3;
}
