// The figures of the pipeline: messages in, prices saved, over memory and over a real Redis. Each
// stands next to its limit of the same run.
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <haggle/haggle.hpp>
#include <nlohmann/json.hpp>

#include "pipeline_messages.hpp"
#include "pipeline_redis.hpp"
#include "pipeline_run.hpp"
#include "pipeline_sqs.hpp"

namespace haggle::bench {
namespace {

struct Options {
  std::string json{};
  bool quick{false};
  std::string scene{};
  std::uint16_t sqs_port{0};
  std::uint64_t listings_max{10'000'000};
  int rounds{5};
};

class Table {
 public:
  void row(const std::string& name, const std::string& value, const std::string& limit,
           double ratio, const std::string& asked) {
    fmt::print("{:<34} {:>16}   {:<44} {:>6}   {}\n", name, value, limit,
               ratio > 0 ? fmt::format("{:.2f}", ratio) : "", asked);
    std::fflush(stdout);
    rows_.push_back(nlohmann::json{{"name", "pipeline/" + name},
                                   {"value", value},
                                   {"against", limit},
                                   {"ratio", ratio},
                                   {"asked", asked}});
  }
  void write(const std::string& path) const {
    nlohmann::json rows = nlohmann::json::array();
    if (std::filesystem::exists(path)) rows = nlohmann::json::parse(std::ifstream{path});
    for (const nlohmann::json& row : rows_) rows.push_back(row);
    std::ofstream{path} << rows.dump(2) << "\n";
  }

 private:
  std::vector<nlohmann::json> rows_{};
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Resident memory of this process.
double resident_mb() {
  std::ifstream file{"/proc/self/statm"};
  long total = 0, resident = 0;
  file >> total >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

class Bench {
 public:
  explicit Bench(const Options& options) : options_(options), texts_(pipeline_texts(1'000)) {}

  int run() {
    const std::uint64_t many = options_.quick ? 2'000 : 100'000;
    const auto is_asked = [&](std::string_view scene) {
      return options_.scene.empty() || options_.scene == scene;
    };
    embedded(many);
    if (is_asked("memory")) memory(many);
    if (is_asked("listings")) sizes(many);
    if (is_asked("redis")) redis(many);
    if (options_.sqs_port != 0) sqs(many / 100);
    if (!options_.json.empty()) table_.write(options_.json);
    return 0;
  }

 private:
  /// Messages a second of one core, everything in this process.
  void embedded(std::uint64_t many) {
    EmbeddedWorld world{1'000};
    std::vector<double> us, alone_us;
    for (int i = 0; i < options_.rounds; ++i) {
      us.push_back(world.run(texts_, many).cpu_us());
      alone_us.push_back(decode_and_decide(texts_, many).cpu_us());
    }
    alone_us_ = median(alone_us);
    table_.row("embedded", fmt::format("{:.0f}/s", 1e6 / median(us)),
               fmt::format("decode and decide alone {:.0f}/s", 1e6 / alone_us_),
               alone_us_ / median(us), ">= 150,000/s");
  }

  void memory(std::uint64_t many) {
    EmbeddedWorld world{1'000};
    world.run(texts_, many);
    const double before = resident_mb();
    world.run(texts_, 9 * many);
    table_.row("memory", fmt::format("{:.1f} MB", resident_mb()),
               fmt::format("{:.1f} MB after a tenth of the messages", before),
               resident_mb() / before, "flat");
  }

  /// The cost of a message with many listings against that with a thousand. Every round brings the
  /// same items again, as many as messages: the first finds no market kept, and so takes memory.
  void sizes(std::uint64_t many) {
    const std::uint64_t count = options_.quick ? 20'000 : options_.listings_max;
    EmbeddedWorld small{1'000};
    EmbeddedWorld large{count};
    std::vector<double> small_us, large_us;
    (void)small.run(texts_, many, many);
    const double first_us = large.run(texts_, many, many).cpu_us();
    for (int i = 0; i < options_.rounds; ++i) {
      small_us.push_back(small.run(texts_, many, many).cpu_us());
      large_us.push_back(large.run(texts_, many, many).cpu_us());
    }
    table_.row(fmt::format("{} listings", count), fmt::format("{:.2f} us", median(large_us)),
               fmt::format("{:.2f} us with 1,000; {:.2f} the first time; {:.0f} bytes a listing",
                           median(small_us), first_us, large.bytes_per_listing()),
               median(large_us) / median(small_us), "<= 1.5");
  }

  void redis(std::uint64_t many) {
    RedisWorld world{1'000};
    if (!world.is_there()) {
      table_.row("redis", "not had", "redis-server is not installed", 0, "");
      return;
    }
    std::vector<double> ours, raw, cpu_us, raw_cpu_us;
    world.warm(texts_);
    for (int i = 0; i < options_.rounds; ++i) {
      const auto round = world.round(texts_, many / 2);
      ours.push_back(round.ours.per_second());
      raw.push_back(round.raw.per_second());
      cpu_us.push_back(round.ours.cpu_us());
      raw_cpu_us.push_back(round.raw.cpu_us());
    }
    table_.row("redis", fmt::format("{:.0f}/s", median(ours)),
               fmt::format("raw client, same commands {:.0f}/s", median(raw)),
               median(ours) / median(raw), ">= 0.70");
    table_.row("redis, client cost", fmt::format("{:.2f} us", median(cpu_us) - alone_us_),
               fmt::format("{:.2f} us less decode and decide {:.2f}; raw client {:.2f}",
                           median(cpu_us), alone_us_, median(raw_cpu_us)),
               0, "<= 1.5 us");
    const Measured paced = world.run_paced(texts_, options_.quick ? 1'000 : 50'000, 1'667);
    table_.row("redis, p99 at 1,667/s", fmt::format("<= {:.1f} ms", paced.p99_ms),
               fmt::format("{} messages", paced.messages_count), 0, "< 20 ms");
  }

  void sqs(std::uint64_t many) {
    constexpr std::array<std::uint32_t, 3> clients{1, 2, 4};
    SqsWorld world{options_.sqs_port};
    std::vector<double> ours;
    std::array<std::vector<double>, clients.size()> server;
    (void)world.work(texts_, many);
    for (int i = 0; i < options_.rounds; ++i) {
      ours.push_back(world.work(texts_, many).per_second());
      for (std::size_t j = 0; j < clients.size(); ++j) {
        server[j].push_back(world.receive_and_delete(texts_, many, clients[j]).per_second());
      }
    }
    const double own = median(server[0]);
    table_.row("sqs", fmt::format("{:.0f}/s", median(ours)),
               fmt::format("receive and delete alone {:.0f}/s; 2 clients {:.0f}, 4 {:.0f}", own,
                           median(server[1]), median(server[2])),
               median(ours) / own, "");
  }

  Options options_;
  std::vector<PatchedText> texts_;
  Table table_{};
  double alone_us_{0};
};

}  // namespace
}  // namespace haggle::bench

int main(int argc, char** argv) {
  namespace bench = haggle::bench;
  CLI::App app{"Prints the figures of the pipeline, each next to its limit of the same run."};
  bench::Options options;
  app.add_option("--json", options.json, "add the figures to those in this file, as JSON");
  app.add_option("--scene", options.scene, "one alone, behind embedded")
      ->check(CLI::IsMember({"memory", "listings", "redis", "sqs"}));
  app.add_option("--sqs-port", options.sqs_port, "of an SQS server with an empty queue `bench`");
  app.add_option("--listings-max", options.listings_max, "of the largest catalogue");
  app.add_option("--rounds", options.rounds);
  app.add_flag("--quick", options.quick, "little of everything, to see that it runs");
  CLI11_PARSE(app, argc, argv);
  if (options.quick) options.rounds = 1;
  return bench::Bench{options}.run();
}
