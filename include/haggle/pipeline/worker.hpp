// haggle/pipeline/worker.hpp -- floor 7 (pipeline).
//
// Takes messages in, decides on every listing that holds their items, writes the decisions and
// only then finishes the messages. It does no I/O itself and never blocks but inside a port; its
// steps are small, so that a simulation can come in between any two.
#pragma once

#include <cstdint>
#include <memory>

#include "haggle/codec/message.hpp"
#include "haggle/market/snapshot.hpp"
#include "haggle/pipeline/breaker.hpp"
#include "haggle/pipeline/counters.hpp"
#include "haggle/pipeline/pace.hpp"
#include "haggle/pipeline/ports.hpp"
#include "haggle/reprice/decide_business.hpp"

namespace haggle {
inline namespace v0 {

/// Is told each decision as it is made, before it is written; for logs and for tests.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual void decided(const Snapshot&, std::span<const Verdict>, const Result<Decision>&) {}
  virtual void decided(const BusinessSnapshot&, std::span<const Verdict>,
                       const Result<BusinessDecision>&) {}
  virtual void settled(const Received&, MessageFate) {}
};

/// Everything outside. The worker owns none of it; null where it may be.
struct Ports {
  MessageSource* source{nullptr};
  ListingStore* listings{nullptr};
  PriceSink* prices{nullptr};
  DeadLetters* dead_letters{nullptr};
  TimeSource* time{nullptr};
  HistoryStore* history{nullptr};  ///< may be null
  Alerts* alerts{nullptr};         ///< may be null
  Observer* observer{nullptr};     ///< may be null
};

struct WorkerOptions {
  std::size_t batch_max{10};     ///< messages decided on together
  std::size_t in_flight_max{1};  ///< batches whose answers are waited for
  Duration wait_max{20'000};     ///< for a message; below the grace period of a shutdown
  Duration visibility{0};        ///< asked for when a message is kept longer; 0: what it came with
  Duration extend_before{30'000};  ///< the end of its visibility; at most a third of it
  std::int32_t tries_max{3};       ///< of what can pass; then the message is given back
  BackoffOptions backoff{};
  BreakerOptions breaker{};
  Duration age_max{7'200'000};              ///< an older market is not decided on
  Duration ahead_max{300'000};              ///< a later one waits until its time has come
  std::int64_t messages_per_second_max{0};  ///< 0: no limit
  Duration due_interval{1'000};             ///< between two looks at what waits
  Duration due_lease{60'000};
  std::size_t due_max{100};
  Duration sweep_interval{60'000};  ///< 0: no sweep
  std::size_t sweep_items_max{100};
  Duration depth_interval{10'000};     ///< between two looks at the queue's depth; 0: none
  std::int32_t utc_offset_minutes{0};  ///< of the sellers, for their hours
  bool dry_run{false};    ///< decides and tells its observer; writes and finishes nothing
  std::uint64_t seed{1};  ///< of the jitter
  MessageDefaults defaults{};
};

/// What a step did.
struct Stepped {
  bool worked{false};  ///< false: there was nothing to do
  Instant wake_at{};   ///< where it did nothing: when there may be something
};

class Worker {
 public:
  /// Needs: ports that outlive the worker; what the defaults view does too.
  Worker(const WorkerOptions& options, const Ports& ports);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;
  ~Worker();

  /// Does the next small piece of work.
  Stepped step();

  /// Takes nothing new; finishes what was sent, gives back the rest.
  void stop();
  /// Stopped, or the source has ended, and nothing is held any more.
  [[nodiscard]] bool is_done() const;

  [[nodiscard]] WorkerView view() const;
  [[nodiscard]] const Counters& counters() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace v0
}  // namespace haggle
