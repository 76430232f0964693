#include "topology.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <random>
#include <utility>

namespace redis {

std::chrono::milliseconds Backoff::next() noexcept {
  static thread_local std::minstd_rand random{std::random_device{}()};
  const auto step = std::exchange(next_, std::min(next_ * 2, most_));
  return step / 2 + step * static_cast<std::int64_t>(random() % 1024) / 2048;
}

Topology::Topology(Settings settings) : settings_(std::move(settings)) {
  for (const Endpoint& endpoint : settings_.endpoints) static_cast<void>(node_at(endpoint));
}

std::uint32_t Topology::node_at(const Endpoint& endpoint) {
  const auto found = std::ranges::find(nodes_, endpoint, &Node::endpoint);
  const auto index = static_cast<std::uint32_t>(found - nodes_.begin());
  if (found == nodes_.end()) {
    nodes_.emplace_back();
    nodes_.back().endpoint = endpoint;
  }
  return index;
}

Outcome<std::shared_ptr<Connection>> Topology::connection(std::uint32_t index) {
  Node& node = nodes_[index];
  if (node.connection && !node.connection->broken()) return node.connection;
  if (Clock::now() < node.not_before) return tl::unexpected(node.failure);
  auto made = Connection::open(node.endpoint, settings_, counters_);
  if (made) {
    node.connection = *made;
    node.backoff.reset();
    return made;
  }
  node.connection.reset();
  node.failure = made.error();
  node.not_before = Clock::now() + node.backoff.next();
  return made;
}

std::vector<std::uint32_t> Topology::masters() const {
  std::vector<std::uint32_t> nodes(owners_.begin(), owners_.end());
  std::ranges::sort(nodes);
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  return nodes;
}

Outcome<std::pair<std::uint16_t, std::uint32_t>> Topology::redirection(std::string_view text,
                                                                       std::uint32_t from) {
  text.remove_prefix(std::min(text.size(), text.find(' ') + 1));
  std::uint16_t slot = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, slot);
  if (read.ec != std::errc{} || read.ptr == end || slot >= slots_count) {
    return failed(Trouble::garbage, "a redirection without a slot");
  }
  auto endpoint = read_endpoint(text.substr(static_cast<std::size_t>(read.ptr + 1 - text.data())));
  if (!endpoint) return failed(Trouble::garbage, "a redirection without an address");
  // A node that does not know its own name means the one that was asked.
  if (endpoint->host.empty()) endpoint->host = nodes_[from].endpoint.host;
  return std::pair{slot, node_at(*endpoint)};
}

/// Rows of first slot, last slot, master, replicas ...; a node is host, port, id.
Done Topology::read_slots(ReplyView rows, std::uint32_t asked) {
  if (rows.is_error()) return failed(trouble_of(rows.text()), std::string(rows.text()));
  if (rows.size() == 0) return failed(Trouble::not_now, "no node of the cluster has slots yet");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t first = rows[i][0].integer();
    const std::int64_t last = rows[i][1].integer();
    const std::int64_t port = rows[i][2][1].integer();
    const bool fits = 0 <= first && first <= last && last < std::int64_t{slots_count} && 0 < port &&
                      port <= 65'535;
    if (!fits) return failed(Trouble::garbage, "the map of the slots cannot be read");
    Endpoint endpoint{std::string(rows[i][2][0].text()), static_cast<std::uint16_t>(port)};
    if (endpoint.host.empty()) endpoint.host = nodes_[asked].endpoint.host;
    std::fill(owners_.begin() + first, owners_.begin() + last + 1, node_at(endpoint));
  }
  return {};
}

Done Topology::refresh() {
  Commands question;
  question.add("CLUSTER", "SLOTS");
  Done done = failed(Trouble::unreachable, "no node of the cluster is known");
  std::vector<std::uint32_t> order(nodes_.size());
  std::iota(order.begin(), order.end(), 0U);
  // Those with a working connection first: they answer without a wait.
  std::ranges::partition(order, [this](std::uint32_t node) {
    return nodes_[node].connection && !nodes_[node].connection->broken();
  });
  for (const std::uint32_t node : order) {
    const auto open = connection(node);
    if (!open) {
      done = tl::unexpected(open.error());
      continue;
    }
    const auto replies = (*open)->call(question);
    done = replies ? read_slots(replies->front(), node) : tl::unexpected(replies.error());
    if (done) return done;
  }
  return done;
}

}  // namespace redis
