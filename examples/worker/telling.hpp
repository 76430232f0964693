// What the program says of itself: a status line on a terminal, JSON lines otherwise.
#pragma once

#include <haggle/pipeline/worker.hpp>
#include <mutex>
#include <string_view>

namespace worker {

/// Writes to standard error. May be used by several threads at once.
class Telling : public haggle::Observer, public haggle::Alerts {
 public:
  struct Wanted {
    bool status{false};     ///< a line that is drawn anew, instead of JSON
    bool decisions{false};  ///< each decision
  };
  explicit Telling(Wanted wanted) : wanted_(wanted) {}

  void decided(const haggle::Snapshot& snapshot, std::span<const haggle::Verdict> verdicts,
               const haggle::Result<haggle::Decision>& decision) override;
  void decided(const haggle::BusinessSnapshot& snapshot, std::span<const haggle::Verdict> verdicts,
               const haggle::Result<haggle::BusinessDecision>& decision) override;
  void raise(const haggle::Alert& alert) override;

  /// {"at", "event", "text"}, or the text alone above the status line.
  void say(std::string_view event, std::string_view text);
  /// How far it has come; drawn on a terminal, a line of JSON otherwise.
  void show(const haggle::WorkerView& view, double seconds);

 private:
  void write(std::string_view line);

  Wanted wanted_;
  std::mutex mutex_{};
  bool is_drawn_{false};
};

}  // namespace worker
