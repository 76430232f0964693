// The whole job: the catalogue into the store, then message after message, then the summary.
#pragma once

#include <fstream>
#include <optional>
#include <ostream>
#include <string_view>

#include "book.hpp"
#include "catalogue.hpp"
#include "dead_letters.hpp"
#include "options.hpp"
#include "progress.hpp"
#include "sources.hpp"
#include "tally.hpp"
#include "worker.hpp"

namespace reprice {

/// Says what is wrong, on standard error.
void complain(std::string_view sentence);

class Job {
 public:
  /// Needs: options and sources that live longer.
  Job(const Options& options, const Sources& sources) : options_(options), sources_(sources) {}

  /// Does it, and gives the exit status.
  int run();

 private:
  [[nodiscard]] bool load();
  [[nodiscard]] bool open_outputs();
  void work();
  void deliver(const Source& source, Worker& worker, Progress& progress);
  void say_summary();
  [[nodiscard]] int closing_status();
  [[nodiscard]] Time start_time(haggle::Instant newest) const;
  [[nodiscard]] std::ostream& out();

  const Options& options_;
  const Sources& sources_;
  Book book_{};
  Catalogue catalogue_{};
  Tally tally_{};
  std::ofstream file_{};
  std::optional<DeadLetters> dead_letters_{};
  double seconds_{0};
  bool read_all_{true};
};

}  // namespace reprice
