// Listings, policies and kept markets in Redis, as the pipeline's port.
#pragma once

#include <haggle/pipeline/ports.hpp>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "client.hpp"
#include "keys.hpp"
#include "options.hpp"
#include "policies.hpp"
#include "shelf.hpp"
#include "sweep.hpp"

namespace redis {

class Listings : public haggle::ListingStore {
 public:
  Listings(Client& client, const StoreOptions& options)
      : client_(&client), options_(&options), sweeper_(client, options) {}

  /// What is remembered costs nothing; all else is read in two or three round trips for the whole
  /// batch.
  haggle::Answer<void> load(std::span<const haggle::ItemKey> items, haggle::Freshness freshness,
                            std::vector<std::span<haggle::Listed* const>>& shelves) override;
  void forget(const haggle::ItemKey& item) override;
  haggle::Answer<void> load_markets(std::span<const haggle::MarketKey> keys,
                                    std::vector<std::string>& images) override;
  haggle::Answer<std::size_t> take_due(haggle::Instant now, haggle::Duration lease,
                                       std::size_t count_max,
                                       std::vector<haggle::DueListing>& into) override;
  haggle::Answer<void> drop_due(std::span<const haggle::DueListing> due) override;
  haggle::Answer<std::size_t> sweep(haggle::Instant now, std::size_t items_max) override;

 private:
  using Asked = std::vector<Shelf*>;
  [[nodiscard]] Done read(const Asked& shelves);
  [[nodiscard]] Outcome<bool> read_again(const Asked& shelves);
  static void ask_texts(Batch& batch, const Asked& shelves);
  [[nodiscard]] Outcome<bool> take_texts(const Batch& batch, const Asked& shelves);
  [[nodiscard]] static std::vector<StoredListing*> ask_records(Batch& batch, const Asked& shelves);
  [[nodiscard]] static Done take_records(const Batch& batch,
                                         const std::vector<StoredListing*>& listings);
  [[nodiscard]] Done read_policies(const Asked& shelves);
  [[nodiscard]] Outcome<std::vector<std::pair<std::string, std::int64_t>>> due_by_seller(
      haggle::Instant now);

  Client* client_;
  const StoreOptions* options_;
  std::unordered_map<haggle::ItemKey, Shelf, haggle::KeyHash> shelves_{};
  Policies policies_{};
  Sweeper sweeper_;
  std::size_t next_seller_{0};
};

}  // namespace redis
