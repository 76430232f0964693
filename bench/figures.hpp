// What a figure is: a quantity and its peer or limit, measured in the same interleaved run, and the
// ratio that is promised between them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace haggle::bench {

/// One promise. `name` and `against` are names of benchmarks; times are medians of the repetitions.
struct Figure {
  std::string name;
  std::string against;
  double target_ratio;  ///< time of `name` / time of `against`, at most
};

/// The figures that the benches have registered.
std::vector<Figure>& figures();

/// Registers a figure before main.
struct RegisterFigure {
  explicit RegisterFigure(Figure figure) { figures().push_back(std::move(figure)); }
};

/// A checksum over results that does not depend on how often a bench ran.
class Checksum {
 public:
  void add(std::int64_t value) {
    sum_ = (sum_ ^ static_cast<std::uint64_t>(value)) * 1'099'511'628'211ULL;
  }
  [[nodiscard]] std::string text() const { return std::to_string(sum_ % 1'000'000'007ULL); }

 private:
  std::uint64_t sum_{14'695'981'039'346'656'037ULL};
};

}  // namespace haggle::bench
