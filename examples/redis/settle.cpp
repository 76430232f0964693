// What became of each request: its reply, a redirection, a reason to try again, or a failure.
#include <algorithm>
#include <utility>

#include "client.hpp"

namespace redis {
namespace {

/// Would the same request to the same or another node succeed a little later?
bool passes(const Failure& failure, bool cluster) noexcept {
  return failure.trouble == Trouble::not_now || failure.trouble == Trouble::unreachable ||
         (cluster && failure.trouble == Trouble::read_only);
}

}  // namespace

/// A server that was given the scripts and did not take them said why.
Failure Client::why_not_taught(std::string_view otherwise) {
  const auto lesson = std::exchange(lesson_, nullptr);
  Failure why{Trouble::not_now, std::string(otherwise)};
  if (!lesson) return why;
  for (const Reply& reply : lesson->replies) {
    if (reply.is_error()) why = {trouble_of(reply.text()), std::string(reply.text())};
  }
  return why;
}

void Client::settle(Batch& batch, Batch::Part& part, Round& round) {
  Exchange& exchange = *part.exchange;
  const bool whole = !exchange.failure;
  const auto counted = whole && part.waits ? exchange.replies.back().integer() : 0;
  std::size_t next = 0;
  for (const std::uint32_t index : part.requests) {
    Request& request = batch.requests_[index];
    const std::size_t at = next + (request.asking ? 1 : 0);
    next = at + 1;
    const bool answered = at < exchange.replies.size();
    // A write is nothing without its WAIT; what was read, or refused, is what it is.
    const bool stands =
        answered && (whole || request.effect == Effect::reads || exchange.replies[at].is_error());
    if (stands) {
      judge(part, request, std::move(exchange.replies[at]), round);
    } else {
      request.failure = *exchange.failure;
      round.unknown = round.unknown || request.failure->trouble == Trouble::unreachable;
    }
    if (request.failure && passes(*request.failure, is_cluster())) {
      batch.open_.push_back(index);
      continue;
    }
    const bool written = !request.failure && request.effect == Effect::writes && part.waits;
    if (written && counted < std::int64_t{settings().replicas}) {
      request.failure = Failure{Trouble::unconfirmed, "too few replicas confirmed the write"};
    }
  }
}

void Client::judge(Batch::Part& part, Request& request, Reply reply, Round& round) {
  request.failure.reset();
  if (request.asking) request.node.reset(), request.asking = false;
  if (!reply.is_error()) {
    request.reply = std::move(reply);
    return;
  }
  const std::string_view text = reply.text();
  request.failure = Failure{trouble_of(text), std::string(text)};
  const bool moved = text.starts_with("MOVED ");
  if (is_cluster() && (moved || text.starts_with("ASK "))) {
    const auto target = topology_.redirection(text, part.node);
    if (!target) {
      request.failure = target.error();
    } else if (moved) {
      ++topology_.counters().moved;
      topology_.move(target->first, target->second);
      round.map_old = true;
    } else {
      ++topology_.counters().asked;
      request.node = target->second, request.asking = true;
    }
  } else if (moved || text.starts_with("ASK ")) {
    request.failure = Failure{Trouble::misuse, "this server is of a cluster: use redis-cluster://"};
  } else if (text.starts_with("NOSCRIPT ")) {
    request.failure = why_not_taught(text);
    const Connection* const connection = part.connection.get();
    if (!std::ranges::count(ignorant_, connection)) ignorant_.push_back(connection);
  } else {
    round.pauses = true;
    round.unknown =
        round.unknown || text.starts_with("CLUSTERDOWN ") || text.starts_with("READONLY ");
  }
}

}  // namespace redis
