// A progress bar with its rate, for a terminal; nothing where there is none.
#pragma once

#include <chrono>
#include <cstddef>

namespace reprice {

class Progress {
 public:
  /// Draws on standard error where it is wanted. A total of 0 means that it is not known.
  Progress(bool wanted, std::size_t total) : wanted_(wanted), total_(total) {}

  /// Is standard error a terminal?
  [[nodiscard]] static bool has_terminal();
  [[nodiscard]] double seconds() const;

  /// One more is done. Draws at most ten times a second, and where it was cleared.
  void advance();
  /// Takes the bar away, so that something else can be written there.
  void clear();

 private:
  void draw();
  bool wanted_;
  bool drawn_{false};
  std::size_t total_;
  std::size_t done_{0};
  std::chrono::steady_clock::time_point started_{std::chrono::steady_clock::now()};
  double next_seconds_{0};
};

}  // namespace reprice
