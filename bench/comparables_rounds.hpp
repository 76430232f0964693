// Round by round: every contestant once a round, next to the limit of the same round, and the
// medians of all rounds. What a contestant found is compared with what plain_search finds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "comparables_threads.hpp"
#include "figures.hpp"
#include "haggle/comparables/neighbour.hpp"

namespace haggle::bench {

/// The answers to some queries, in order.
using Answers = std::vector<std::vector<Neighbour>>;

/// Somebody who answers queries, or reads memory as a limit does.
struct Contestant {
  std::string name;
  std::uint32_t threads{1};      ///< whose limit it is measured against
  std::size_t batch{1};          ///< queries of one run
  bool exact{true};              ///< owes the answers of plain_search, to the bit
  bool shows_answers{true};      ///< a limit has none
  std::size_t every{1};          ///< takes part in every so manieth round
  double promised_times{0};      ///< times as fast as `against`; 0: nothing is promised
  std::string against{"limit"};  ///< another contestant, of as many threads
  /// Answers queries `first` to `first + batch - 1`.
  std::function<void(std::size_t first)> run;
  /// The answer to query `first + i` of the run before.
  std::function<std::span<const Neighbour>(std::size_t i)> answer;
};

struct RoundsOptions {
  std::size_t rounds{15};
  double run_seconds{0.02};  ///< a contestant answers for so long in each round, at least
  std::size_t queries_count{1};
};

/// What is known of a contestant after the rounds.
struct Timed {
  double seconds{0};  ///< of one query, median
  double against_seconds{0};
  double ratio{0};          ///< to `against` in the same round, median
  std::size_t compared{0};  ///< answers
  std::size_t differ{0};    ///< of them, from plain_search: rows, order or bits
  std::string checksum{};
};

/// Times them all. Contestants named "limit" come first in every round.
[[nodiscard]] std::vector<Timed> run_rounds(const std::vector<Contestant>& contestants,
                                            const Answers& expected, const RoundsOptions& options,
                                            Pair& pair);

/// The rows of all figures, printed as they come.
class Figures {
 public:
  void add(const std::string& scene, const std::vector<Contestant>& contestants,
           const std::vector<Timed>& timed);
  /// A figure that is no time: `value` against what is promised.
  void add_value(const std::string& name, double value, const std::string& unit,
                 std::optional<double> least, std::optional<double> most);
  /// One line of words.
  static void say(const std::string& line);
  [[nodiscard]] const nlohmann::json& rows() const noexcept { return rows_; }
  [[nodiscard]] std::size_t differ() const noexcept { return differ_; }

 private:
  nlohmann::json rows_ = nlohmann::json::array();
  std::size_t differ_{0};
};

}  // namespace haggle::bench
