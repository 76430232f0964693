// The endpoint, where one is wanted: webhooks into the spool, health, numbers, prices by hand.
#pragma once

#include <memory>

#include "board.hpp"
#include "by_hand.hpp"
#include "options.hpp"
#include "webhook/server.hpp"

namespace worker {

/// Needs: a spool in `shared`, and all of the rest, that outlive it.
[[nodiscard]] std::unique_ptr<webhook::Server> make_endpoint(const Options& options, Shared& shared,
                                                             const Board& board, ByHand& by_hand);

}  // namespace worker
