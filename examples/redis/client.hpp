// One server or a whole cluster: routes batches, follows redirections, and survives what can be
// survived. Not for several threads at once; see pool.hpp.
#pragma once

#include <span>
#include <string>

#include "batch.hpp"
#include "script.hpp"
#include "topology.hpp"

namespace redis {

class Client {
 public:
  /// Connects when it is first used. Nodes that do not know the scripts are given them.
  explicit Client(Settings settings, std::span<const Script> scripts = {});

  /// Sends each node its part of the batch, and WAIT behind it where it writes. Several batches may
  /// be under way.  Needs: the batch stays where it is until it has been received.
  void send(Batch& batch);
  /// Waits for the replies; sends again what was redirected, or may or may not have been done,
  /// until all is settled or `patience_ms` have passed. Each request then has its reply or failure.
  void receive(Batch& batch);
  void execute(Batch& batch) { send(batch), receive(batch); }

  /// Is every node that has slots there?
  [[nodiscard]] Done ping();
  /// Nodes that have slots: where to look for keys.  Errors: those of the first question.
  [[nodiscard]] Outcome<std::vector<std::uint32_t>> masters();

  [[nodiscard]] bool is_cluster() const noexcept { return topology_.settings().cluster; }
  [[nodiscard]] const Counters& counters() noexcept { return topology_.counters(); }
  [[nodiscard]] const Settings& settings() const noexcept { return topology_.settings(); }

 private:
  struct Round {
    std::uint32_t number{0};
    bool pauses{false};   ///< something has to pass first
    bool map_old{false};  ///< somebody else has a slot
    bool unknown{false};  ///< a node was not reached, so its successor is looked for
  };
  void dispatch(Batch& batch, Round& round);
  void give(Batch& batch, Batch::Part& part, Round& round);
  void collect(Batch& batch, Round& round);
  void settle(Batch& batch, Batch::Part& part, Round& round);
  void judge(Batch::Part& part, Request& request, Reply reply, Round& round);
  void prepare(const Round& round);
  [[nodiscard]] std::uint32_t node_of(const Request& request) const noexcept;
  void teach(Connection& connection);
  [[nodiscard]] Failure why_not_taught(std::string_view otherwise);

  Topology topology_;
  std::span<const Script> scripts_;
  bool map_known_{false};
  Clock::time_point map_time_{};
  std::vector<const Connection*> ignorant_{};  ///< did not know a script
  std::shared_ptr<Exchange> lesson_{};         ///< the last time that scripts were given
};

}  // namespace redis
