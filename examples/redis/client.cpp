#include "client.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace redis {
namespace {

constexpr std::chrono::milliseconds pause_first{5}, pause_most{250}, map_rest{100};

}  // namespace

Client::Client(Settings settings, std::span<const Script> scripts)
    : topology_(std::move(settings)), scripts_(scripts) {
  map_known_ = !is_cluster();
}

std::uint32_t Client::node_of(const Request& request) const noexcept {
  return request.node.value_or(topology_.node_of_slot(request.slot));
}

void Client::send(Batch& batch) {
  batch.close();
  batch.deadline_ = Clock::now() + std::chrono::milliseconds(settings().patience_ms);
  batch.open_.clear();
  for (std::uint32_t i = 0; i < batch.size(); ++i) {
    if (!batch.requests_[i].failure) batch.open_.push_back(i);
  }
  if (batch.open_.empty()) return batch.parts_.clear();
  Round round;
  if (!map_known_) prepare({.number = 0, .pauses = false, .map_old = true, .unknown = true});
  dispatch(batch, round);
}

void Client::receive(Batch& batch) {
  Backoff backoff(pause_first, pause_most);
  Round round;
  collect(batch, round);
  while (!batch.open_.empty() && Clock::now() < batch.deadline_) {
    // The first redirections are followed at once; two nodes that name each other are not.
    if (round.pauses || round.number > 2) std::this_thread::sleep_for(backoff.next());
    prepare(round);
    topology_.counters().retried += batch.open_.size();
    round = {.number = round.number + 1, .pauses = false, .map_old = false, .unknown = false};
    dispatch(batch, round);
    collect(batch, round);
  }
}

/// Reads the map again where it is old, but not with every single slot that moves.
void Client::prepare(const Round& round) {
  if (!is_cluster() || !(round.map_old || round.unknown)) return;
  const auto now = Clock::now();
  if (!round.unknown && now - map_time_ < map_rest) return;
  map_time_ = now;
  map_known_ = topology_.refresh().has_value() || map_known_;
}

/// Makes the parts of what is open and sends them.
void Client::dispatch(Batch& batch, Round& round) {
  batch.parts_.clear();
  for (const std::uint32_t index : batch.open_) {
    const std::uint32_t node = node_of(batch.requests_[index]);
    auto part = std::ranges::find(batch.parts_, node, &Batch::Part::node);
    if (part == batch.parts_.end()) {
      part = batch.parts_.emplace(part);
      part->node = node;
      part->requests.reserve(batch.open_.size());
    }
    part->requests.push_back(index);
  }
  batch.open_.clear();
  for (Batch::Part& part : batch.parts_) give(batch, part, round);
}

void Client::give(Batch& batch, Batch::Part& part, Round& round) {
  const auto connection = topology_.connection(part.node);
  if (!connection) {
    part.exchange = std::make_shared<Exchange>();
    part.exchange->failure = connection.error();
    // Of one server nobody else has the keys; whoever asked decides how long to wait.
    if (!is_cluster()) batch.deadline_ = Clock::now();
    round.unknown = true;
    return;
  }
  part.connection = *connection;
  teach(**connection);
  Commands own, wait;
  const bool whole = part.requests.size() == batch.size() && round.number == 0;
  for (const std::uint32_t index : part.requests) {
    const Request& request = batch.requests_[index];
    if (request.asking) own.add("ASKING");
    if (!whole) own.raw(batch.bytes_of(request), 1);
    part.waits = part.waits || request.effect == Effect::writes;
  }
  part.waits = part.waits && settings().replicas > 0;
  if (part.waits) {
    wait.add("WAIT", std::int64_t{settings().replicas}, std::int64_t{settings().wait_ms});
  }
  // A batch that goes to one node as it is need not be put together again.
  part.exchange = part.connection->append(whole ? batch.commands_ : own, wait);
  part.connection->flush();
}

/// Sends the scripts ahead on a connection whose server did not know one.
void Client::teach(Connection& connection) {
  if (std::erase(ignorant_, &connection) == 0) return;
  Commands commands;
  for (const Script& script : scripts_) commands.add("SCRIPT", "LOAD", script.text());
  lesson_ = connection.append(commands);
}

void Client::collect(Batch& batch, Round& round) {
  for (Batch::Part& part : batch.parts_) {
    if (part.connection) part.connection->finish(*part.exchange);
    settle(batch, part, round);
  }
  std::ranges::sort(batch.open_);
}

Outcome<std::vector<std::uint32_t>> Client::masters() {
  if (is_cluster() && !map_known_) {
    if (Done done = topology_.refresh(); !done) return tl::unexpected(done.error());
    map_known_ = true;
  }
  return topology_.masters();
}

Done Client::ping() {
  const auto nodes = masters();
  if (!nodes) return tl::unexpected(nodes.error());
  Commands commands;
  commands.add("PING");
  for (const std::uint32_t node : *nodes) {
    const auto connection = topology_.connection(node);
    if (!connection) return tl::unexpected(connection.error());
    const auto replies = (*connection)->call(commands);
    if (!replies) return tl::unexpected(replies.error());
    const std::string_view text = replies->front().text();
    if (replies->front().is_error()) return failed(trouble_of(text), std::string(text));
  }
  return {};
}

}  // namespace redis
