// src/pipeline/worker_impl.hpp -- floor 7 (pipeline).
//
// The worker's state and its steps, in the order in which a batch goes through them: read, load,
// decide, take, history, bury, finish.
#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "haggle/pipeline/worker.hpp"
#include "pipeline/decider.hpp"
#include "pipeline/reading.hpp"
#include "pipeline/watch.hpp"

namespace haggle {
inline namespace v0 {

class Worker::Impl {
 public:
  Impl(const WorkerOptions& options, const Ports& ports);

  Stepped step();
  void stop() { stopping_ = true; }
  [[nodiscard]] bool is_done() const;
  [[nodiscard]] WorkerView view() const;
  [[nodiscard]] const Counters& counters() const { return watch_.counters; }

 private:
  using Batch = pipeline::Batch;
  using Held = pipeline::Held;

  /// A message that is done with and that the source could not be told of yet.
  struct Unfinished {
    Ticket ticket{0};
    std::int32_t tries_count{0};
    Instant try_at{};
  };

  // What begins (worker.cpp).
  [[nodiscard]] bool begin_work(Instant now);
  [[nodiscard]] bool begin_retries(Instant now);
  [[nodiscard]] bool begin_due(Instant now);
  [[nodiscard]] bool begin_received(Instant now);
  [[nodiscard]] bool sweep(Instant now);
  [[nodiscard]] bool look_at_depth(Instant now);
  [[nodiscard]] bool finish_again(Instant now);
  [[nodiscard]] Duration patience(Instant now) const;
  [[nodiscard]] Instant next_timer(Instant now) const;
  void begin(Batch batch) { preparing_ = std::move(batch); }
  [[nodiscard]] Batch new_batch();
  void extend_held(Instant now);
  void extend(std::vector<Held*>& held, Instant now);
  void give_back(const std::vector<Held>& held, Duration delay, Instant now);

  // What goes on (worker_steps.cpp).
  void prepare(Instant now);
  void read(Batch& batch, Instant now);
  [[nodiscard]] bool is_in_flight(const Batch& asked) const;
  void load(Batch& batch, Instant now);
  [[nodiscard]] bool load_kept(Batch& batch, Instant now);
  void decide(Batch& batch, Instant now);
  void advance(Batch& batch, Instant now);
  void take(Batch& batch, Instant now);
  void take_markets(Batch& batch, const SendResults& results);
  void take_price(Batch& batch, std::size_t at, const WriteResult& result, std::int64_t ticks_us);
  void write_history(Batch& batch, Instant now);
  [[nodiscard]] Answer<std::optional<DecisionRow>> row_of(const pipeline::Sent& sent);
  [[nodiscard]] std::vector<DecisionRow> rows_of(Batch& batch);
  void bury(Batch& batch, Instant now);
  void finish(Batch& batch, Instant now);
  void settle(Held& held);
  void finish(const std::vector<Ticket>& tickets, Instant now);
  void try_again(std::vector<Held>& unsettled, Instant now);
  void fail_messages(Batch& batch, const Fault& fault);

  WorkerOptions options_;
  Ports ports_;
  pipeline::Watch watch_;
  pipeline::Decider decider_;
  pipeline::Reading reading_;
  pipeline::Outgoing outgoing_{};
  SeededDice dice_;
  RatePacer pacer_;

  std::optional<Batch> preparing_{};
  std::deque<Batch> in_flight_{};
  std::vector<Batch> spare_{};  ///< batches that are done with, for their memory
  std::vector<Received> received_{};
  std::vector<Held> waiting_{};  ///< to be tried again
  std::vector<Unfinished> unfinished_{};
  std::vector<std::span<Listed* const>> shelves_{};
  std::optional<std::int64_t> depth_{};
  Duration visibility_{300'000};  ///< that messages come with
  Instant due_at_{}, sweep_at_{}, depth_at_{}, extend_at_{};
  bool stopping_{false};
};

}  // namespace v0
}  // namespace haggle
