// Everything that one worker needs of Redis: its listings, its prices, its edits.
#pragma once

#include "client.hpp"
#include "editor.hpp"
#include "listings.hpp"
#include "options.hpp"
#include "prices.hpp"
#include "scripts.hpp"

namespace redis {

/// One worker, one thread, one store, one connection to each node.
class Store {
 public:
  Store(Settings settings, StoreOptions options, haggle::TimeSource& time)
      : options_(std::move(options)),
        client_(std::move(settings), scripts()),
        listings_(client_, options_),
        prices_(client_, options_),
        editor_(client_, options_, time) {}
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  [[nodiscard]] haggle::ListingStore& listings() noexcept { return listings_; }
  [[nodiscard]] haggle::PriceSink& prices() noexcept { return prices_; }
  [[nodiscard]] haggle::ListingEditor& editor() noexcept { return editor_; }
  /// For pings and for what was sent and received.
  [[nodiscard]] Client& client() noexcept { return client_; }

 private:
  StoreOptions options_;
  Client client_;
  Listings listings_;
  Prices prices_;
  Editor editor_;
};

}  // namespace redis
