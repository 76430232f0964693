// One worker as a process: the real worker, its ports to everything outside, and a clock of its
// own. It can die at any call and is then gone with all it knew.
#pragma once

#include <memory>

#include "haggle/pipeline/worker.hpp"
#include "queue.hpp"
#include "referee.hpp"
#include "store_port.hpp"

namespace haggle::sim {

class Clockwork : public TimeSource {
 public:
  Clockwork(Weather& weather, Strain& strain, Duration skew)
      : weather_(weather), strain_(strain), skew_(skew) {}
  Instant now() override {
    if (weather_.strikes(Ill::pause)) strain_.spent.ms += weather_.dice.between(1'000, 120'000);
    return epoch + Duration{weather_.now.ms + strain_.spent.ms + skew_.ms};
  }
  std::int64_t ticks_us() override { return (weather_.now.ms + strain_.spent.ms) * 1'000; }

 private:
  Weather& weather_;
  Strain& strain_;
  Duration skew_;
};

class LettersDoor : public DeadLetters {
 public:
  LettersDoor(Weather& weather, Strain& strain, Referee& referee)
      : weather_(weather), strain_(strain), referee_(referee) {}
  Answer<void> put(std::span<const DeadLetter> letters) override;

 private:
  Weather& weather_;
  Strain& strain_;
  Referee& referee_;
};

class HistoryDoor : public HistoryStore {
 public:
  HistoryDoor(Weather& weather, Strain& strain, Referee& referee)
      : weather_(weather), strain_(strain), referee_(referee) {}
  Answer<void> put(std::span<const DecisionRow> rows) override;

 private:
  Weather& weather_;
  Strain& strain_;
  Referee& referee_;
};

class Onlooker : public Observer {
 public:
  Onlooker(QueuePort& queue, StorePort& store, Referee& referee, Duration age_max)
      : queue_(queue), store_(store), referee_(referee), age_max_(age_max) {}
  void decided(const BusinessSnapshot& snapshot, std::span<const Verdict>,
               const Result<BusinessDecision>&) override {
    store_.note_cap(snapshot.business);
  }
  void decided(const Snapshot&, std::span<const Verdict>, const Result<Decision>&) override {}
  void settled(const Received& received, MessageFate outcome) override {
    referee_.settled(queue_.message_of(received.ticket), outcome, age_max_);
  }

 private:
  QueuePort& queue_;
  StorePort& store_;
  Referee& referee_;
  Duration age_max_;
};

/// How a run's workers are set up.
struct Setting {
  WorkerOptions options{};
  Canary canary{Canary::none};
  bool keeps_history{true};
};

class Process {
 public:
  Process(const Setting& setting, Queue& queue, Store& store, Referee& referee);

  /// One step of the worker.  Returns: how long until the next.  Throws Crash.
  Duration step();
  void stop() { worker_->stop(); }
  [[nodiscard]] bool is_done() const { return worker_->is_done(); }
  [[nodiscard]] bool holds_messages() const { return queue_port_.open_count() != 0; }
  [[nodiscard]] std::uint64_t calls() const { return strain_.calls; }

 private:
  Weather& weather_;
  Duration skew_;
  Strain strain_{};
  Clockwork clock_;
  QueuePort queue_port_;
  StorePort store_port_;
  LettersDoor letters_;
  HistoryDoor history_;
  Onlooker onlooker_;
  std::unique_ptr<Worker> worker_{};
};

/// Settings by chance.
[[nodiscard]] Setting any_setting(Dice& dice, Canary canary);

}  // namespace haggle::sim
