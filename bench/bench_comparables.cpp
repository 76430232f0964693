// The figures of comparables: exact searches against the time that reading all vectors once takes
// in the same rounds, and against the searches of others. A program of its own, because its data
// fills the memory and its rounds are its own.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "comparables_kernels.hpp"
#include "comparables_world.hpp"

namespace haggle::bench {
namespace {

constexpr double min_similarity = 0.70;  // that of `visual_similarity`

constexpr std::array<std::size_t, 4> catalogue_sizes{1'000, 10'000, 100'000, 1'000'000};

struct Options {
  std::string only{};
  std::string json{};
  bool quick{false};
  std::size_t rows_max{1'000'000};
};

class Bench {
 public:
  explicit Bench(Options options) : options_(std::move(options)) {
    faiss_one_thread();
    if (!faiss_had()) Figures::say("faiss: not had, it is not installed; the limit stands for it");
    if (!eigen_had()) Figures::say("eigen: not had, it is not installed; the limit stands for it");
  }

  /// Every scene, the small ones first; a scene is `what/shape/rows`.
  void run() {
    peak_ = byte_peak();
    Figures::say(fmt::format("kernels: {}", fmt::join(kernel_names(), ", ")));
    if (peak_.products_per_second > 0) {
      Figures::say(fmt::format("bytes multiplied at most: {:.0f} G/s by {}",
                               peak_.products_per_second * 1e-9, peak_.instruction));
    }
    for (const Shape shape : {Shape::clustered, Shape::hard}) {
      for (const std::size_t rows : catalogue_sizes) catalogue({shape, rows});
    }
    fallback({Shape::shapeless, sized(100'000)});
    fallback({Shape::equal, sized(100'000)});
    fallback({Shape::clustered, sized(1'000'000), 32});
    memory({Shape::clustered, sized(100'000), 256});
  }

  /// Writes the figures behind those that are there; 0, or 1 where an answer was wrong.
  int finish() {
    figures_.add_value("comparables/mismatches", static_cast<double>(figures_.differ()), "answers",
                       std::nullopt, 0.0);
    if (!options_.json.empty()) write();
    return figures_.differ() == 0 ? 0 : 1;
  }

 private:
  [[nodiscard]] std::size_t sized(std::size_t rows) const {
    return std::min(rows, options_.quick ? std::size_t{1'000} : options_.rows_max);
  }
  [[nodiscard]] bool asked(const std::string& scene) const {
    return ("comparables/" + scene).find(options_.only) != std::string::npos;
  }
  [[nodiscard]] RoundsOptions rounds() const {
    return options_.quick ? RoundsOptions{2, 0.0001, batch_queries}
                          : RoundsOptions{15, 0.02, batch_queries};
  }
  /// Compared answers: fewer where the plain loop takes seconds.
  [[nodiscard]] static std::size_t compared_count(std::size_t rows) {
    return rows > 200'000 ? 16 : batch_queries;
  }

  /// All scenes of one catalogue.
  void catalogue(const WorldSize& size) {
    if (size.rows > sized(size.rows)) return;
    const std::string name = name_of(size);
    const bool large = size.rows >= 100'000 || options_.quick;
    const bool filtered = size.rows == sized(100'000) && size.shape == Shape::clustered;
    const bool any = asked("single/" + name) || (large && asked("batch/" + name)) ||
                     (filtered && asked("filtered/" + name)) || (large && asked("build/" + name));
    if (!any) return;
    const World world{size, pair_};
    if (asked("single/" + name)) single(world);
    if (large && asked("batch/" + name)) batch(world);
    if (filtered && asked("filtered/" + name)) filter(world);
    if (large && asked("build/" + name)) build(world);
  }

  static double promised(const WorldSize& size) {
    if (size.shape == Shape::hard) return size.rows == 1'000'000 ? 10 : 0;
    if (size.rows == 1'000'000) return 14;
    return size.rows == 100'000 ? 13 : size.rows == 10'000 ? 8 : 2;
  }

  /// The limits, and everybody who answers one query at a time.
  [[nodiscard]] std::vector<Contestant> singles(const World& world, double least,
                                                double promised_times) {
    SearchOptions options;
    options.min_similarity = least;
    std::vector<Contestant> all{read_limit(world, 1), read_limit(world, 2),
                                haggle_search(world, options, promised_times)};
    for (std::size_t i = 1; i < kernel_names().size(); ++i) {
      all.push_back(haggle_older(world, options, i));
    }
    options.executor = pair_.executor();
    all.push_back(haggle_search(world, options, promised_times));
    if (eigen_had()) all.push_back(eigen_loop(world, least));
    // What takes a second a query takes part now and then.
    const bool slow = world.size().rows > 200'000;
    if (faiss_had()) {
      all.push_back(faiss_flat(world, least, 1));
      all.back().every = slow ? 5 : 1;
    }
    all.push_back(plain_loop(world, least));
    all.back().every = slow ? 15 : 5;
    return all;
  }

  void single(const World& world) {
    const auto all = singles(world, min_similarity, promised(world.size()));
    compete("single", world, all,
            world.expected(compared_count(world.size().rows), min_similarity));
  }

  void fallback(const WorldSize& size) {
    if (!asked("fallback/" + name_of(size))) return;
    const World world{size, pair_};
    compete("fallback", world, singles(world, -1.0, 0.90), world.expected(16, -1.0));
  }

  void batch(const World& world) {
    SearchOptions options;
    options.min_similarity = min_similarity;
    std::vector<Contestant> all{read_limit(world, 1), read_limit(world, 2),
                                haggle_batch(world, options, 5)};
    if (faiss_had()) {
      all.back().against = "faiss_sgemm";
      all.push_back(faiss_flat(world, min_similarity, batch_queries));
    }
    options.executor = pair_.executor();
    all.push_back(haggle_batch(world, options, 0));
    // Where the plain loop takes seconds, with the single queries, which are compared with it.
    const bool small = world.size().rows <= 200'000;
    const auto timed = compete("batch", world, all,
                               small ? world.expected(batch_queries, min_similarity)
                                     : world.searched(batch_queries, min_similarity));
    if (peak_.products_per_second <= 0) return;
    const double products = static_cast<double>(world.size().rows * world.size().dimension);
    const double rate = products / timed[2].seconds;
    const std::string name = "comparables/batch/" + name_of(world.size());
    figures_.add_value(name + "/rate", rate * 1e-9, "GMAC/s", std::nullopt, std::nullopt);
    figures_.add_value(name + "/of_peak", rate / peak_.products_per_second, "of peak", 0.75,
                       std::nullopt);
  }

  /// The rows of passes_filter alone.
  void filter(const World& world) {
    const Label category = category_label(filtered_category);
    SearchOptions options;
    options.min_similarity = min_similarity;
    options.filter.category = category.text();
    options.filter.sold_from = bench_today + days(-std::int64_t{filtered_days});
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < world.facts().size(); ++i) {
      if (passes_filter(world.facts()[i])) rows.push_back(i);
    }
    Figures::say(fmt::format("\nfiltered: {} rows of {}", rows.size(), world.facts().size()));
    std::vector<Contestant> all{read_limit(world, 1), haggle_search(world, options, 5)};
    if (eigen_had()) {
      all.back().against = "eigen_dots";
      all.push_back(eigen_of_filtered(world, min_similarity));
    }
    compete("filtered", world, all, world.expected_of(rows, batch_queries, min_similarity));
  }

  void build(const World& world) {
    const std::string name = name_of(world.size());
    const double rows = static_cast<double>(world.size().rows);
    const double floats = rows * static_cast<double>(world.size().dimension) * 4;
    Figures::say("");
    figures_.add_value("comparables/build/" + name, rows / world.build_seconds(), "rows/s",
                       world.size().rows >= 100'000 ? std::optional{50'000.0} : std::nullopt,
                       std::nullopt);
    figures_.add_value("comparables/memory/" + name,
                       static_cast<double>(world.index().bytes()) / floats, "x floats",
                       std::nullopt, 1.45);
  }

  void memory(const WorldSize& size) {
    if (asked("memory/" + name_of(size))) build(World{size, pair_});
  }

  std::vector<Timed> compete(const std::string& what, const World& world,
                             const std::vector<Contestant>& all, const Answers& expected) {
    const auto timed = run_rounds(all, expected, rounds(), pair_);
    figures_.add("comparables/" + what + "/" + name_of(world.size()), all, timed);
    return timed;
  }

  void write() {
    nlohmann::json rows = nlohmann::json::array();
    if (std::filesystem::exists(options_.json)) {
      rows = nlohmann::json::parse(std::ifstream{options_.json});
    }
    rows.insert(rows.end(), figures_.rows().begin(), figures_.rows().end());
    std::ofstream{options_.json} << rows.dump(2) << "\n";
  }

  Options options_;
  Pair pair_;
  Figures figures_;
  BytePeak peak_{};
};

}  // namespace
}  // namespace haggle::bench

int main(int argc, char** argv) {
  namespace bench = haggle::bench;
  CLI::App app{"Prints the figures of comparables, each next to the limit of the same rounds."};
  bench::Options options;
  app.add_option("--only", options.only, "scenes whose name holds this text");
  app.add_option("--json", options.json, "add the figures to those in this file, as JSON");
  app.add_option("--rows-max", options.rows_max, "leave out larger catalogues");
  app.add_flag("--quick", options.quick, "small data and two short rounds, to see that it runs");
  CLI11_PARSE(app, argc, argv);
  bench::Bench all{options};
  all.run();
  return all.finish();
}
