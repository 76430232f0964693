#include "connection.hpp"

#include <poll.h>

#include <array>
#include <utility>

namespace redis {

Connection::Connection(Transport transport, const Settings& settings, Counters& counters)
    : transport_(std::move(transport)),
      patience_(settings.reply_ms + settings.wait_ms),
      counters_(&counters) {}

Outcome<std::shared_ptr<Connection>> Connection::open(const Endpoint& endpoint,
                                                      const Settings& settings,
                                                      Counters& counters) {
  auto transport = Transport::connect(endpoint, settings);
  if (!transport) return tl::unexpected(transport.error());
  ++counters.connections;
  std::shared_ptr<Connection> made(new Connection(*std::move(transport), settings, counters));
  if (Done done = made->log_in(settings); !done) {
    return failed(done.error().trouble, name_of(endpoint) + ": " + done.error().text);
  }
  return made;
}

Done Connection::log_in(const Settings& settings) {
  Commands commands;
  const std::string user = settings.user.empty() ? "default" : settings.user;
  if (!settings.password.empty()) commands.add("AUTH", user, settings.password);
  if (settings.database != 0) commands.add("SELECT", std::int64_t{settings.database});
  commands.add("PING");
  const auto replies = call(commands);
  if (!replies) return tl::unexpected(replies.error());
  for (const Reply& reply : *replies) {
    if (reply.is_error()) return failed(trouble_of(reply.text()), std::string(reply.text()));
  }
  return {};
}

std::shared_ptr<Exchange> Connection::append(const Commands& commands, const Commands& more) {
  auto exchange = std::make_shared<Exchange>();
  exchange->expected = commands.count() + more.count();
  exchange->failure = failure_;
  if (failure_ || exchange->expected == 0) return exchange;
  exchange->replies.reserve(exchange->expected);
  out_.append(commands.bytes()).append(more.bytes());
  awaited_.push_back(exchange);
  counters_->commands += exchange->expected;
  return exchange;
}

void Connection::flush() {
  std::size_t sent = 0;
  while (sent < out_.size() && !failure_) {
    const auto moved = transport_.write_some(std::string_view(out_).substr(sent));
    sent += moved.bytes;
    counters_->bytes_sent += moved.bytes;
    if (moved.step == Transport::Step::wants_read) wait(POLLIN);
    if (moved.step == Transport::Step::closed) {
      // Whoever hung up may have said why before.
      while (!failure_ && read_available()) continue;
      give_up(transport_.why_closed());
    }
    if (moved.step == Transport::Step::wants_write) {
      // A server that cannot get rid of its replies stops reading; so they are read meanwhile.
      while (read_available()) continue;
      wait(POLLIN | POLLOUT);
    }
  }
  out_.clear();
}

void Connection::finish(const Exchange& exchange) {
  while (!exchange.settled() && !failure_) {
    if (!read_available() && !exchange.settled() && !failure_) wait(POLLIN);
  }
}

Outcome<std::vector<Reply>> Connection::call(const Commands& commands) {
  const auto exchange = append(commands);
  flush();
  finish(*exchange);
  if (exchange->failure) return tl::unexpected(*exchange->failure);
  return std::move(exchange->replies);
}

/// Reads once what is there.  Returns: whether anything was.
bool Connection::read_available() {
  std::array<char, 64 * 1024> bytes;
  const auto moved = transport_.read_some(bytes);
  if (moved.step == Transport::Step::closed) give_up(transport_.why_closed());
  if (moved.step == Transport::Step::wants_write) wait(POLLOUT);
  if (moved.bytes == 0) return false;
  counters_->bytes_received += moved.bytes;
  if (Done fed = reader_.feed(std::span(bytes.data(), moved.bytes)); !fed) give_up(fed.error());
  return take_replies();
}

bool Connection::take_replies() {
  Reply reply;
  while (!failure_) {
    const auto got = reader_.next(reply);
    if (!got) {
      give_up(got.error());
    } else if (!*got) {
      return true;
    } else if (awaited_.empty()) {
      give_up({Trouble::garbage, "a reply that nobody asked for"});
    } else {
      awaited_.front()->replies.push_back(std::move(reply));
      if (awaited_.front()->settled()) awaited_.pop_front();
    }
  }
  return false;
}

void Connection::wait(short events) {
  if (failure_) return;
  if (transport_.socket().wait(events, Clock::now() + patience_) == 0) {
    give_up({Trouble::unreachable, "no answer in time"});
  }
}

/// What was asked and not answered may have been done or not; whoever asked has to ask again.
void Connection::give_up(Failure failure) {
  if (failure_) return;  // the first reason counts
  failure_ = std::move(failure);
  for (const auto& exchange : awaited_) exchange->failure = failure_;
  awaited_.clear();
  out_.clear();
}

}  // namespace redis
