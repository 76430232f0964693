// The reconciliation sweep: goes round all items and makes due what a failover, or a program that
// does not know of this one, has left behind.
#pragma once

#include <cstddef>
#include <deque>
#include <haggle/market/instant.hpp>
#include <string>
#include <vector>

#include "client.hpp"
#include "options.hpp"
#include "policies.hpp"
#include "shelf.hpp"

namespace redis {

class Sweeper {
 public:
  Sweeper(Client& client, const StoreOptions& options) : client_(&client), options_(&options) {}

  /// Looks at the next items. A listing becomes due whose kept market, or the revision of whose
  /// policy, is newer than its last decision's, unless it waits already. What finds listings by
  /// seller, SKU and policy is put right on the way.
  /// Returns: how many became due.
  [[nodiscard]] Outcome<std::size_t> sweep(haggle::Instant now, std::size_t items_max);

 private:
  struct Look {
    std::string row{};  ///< its field under the item
    std::unique_ptr<StoredListing> listing{};
    std::string item{};
  };
  [[nodiscard]] Done find_items();
  [[nodiscard]] Outcome<std::vector<Look>> read_listings(std::size_t items_max);
  [[nodiscard]] Outcome<std::vector<bool>> find_behind(const std::vector<Look>& looks);
  void mend(Batch& batch, const Look& look) const;

  Client* client_;
  const StoreOptions* options_;
  Policies policies_{};
  std::deque<std::string> keys_{};  ///< found and not yet looked at
  std::size_t node_{0};  ///< of the nodes with slots, the one whose keys are gone through
  std::string cursor_{"0"};
};

}  // namespace redis
