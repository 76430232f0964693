#include "endpoint.hpp"

#include <haggle/pipeline/health.hpp>

namespace worker {

std::unique_ptr<webhook::Server> make_endpoint(const Options& options, Shared& shared,
                                               const Board& board, ByHand& by_hand) {
  webhook::Options http;
  http.host = options.http_host;
  http.port = options.http_port;
  http.signature.secrets = options.secrets;
  http.signature.unsigned_allowed = options.unsigned_allowed;
  http.keys = options.api_keys;
  webhook::Hooks hooks;
  hooks.health = [&board] {
    const haggle::WorkerView view = board.total();
    return std::vector<haggle::PartHealth>(view.parts.begin(), view.parts.end());
  };
  hooks.metrics = [&board] { return haggle::write_metrics(board.total()); };
  hooks.stats = [&board] { return haggle::write_stats(board.total()); };
  hooks.operate = [&by_hand](const webhook::Operation& order) { return by_hand.operate(order); };
  return std::make_unique<webhook::Server>(http, *shared.spool, hooks);
}

}  // namespace worker
