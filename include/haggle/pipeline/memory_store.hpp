// haggle/pipeline/memory_store.hpp -- floor 7 (pipeline).
//
// Listings, policies, prices and markets in memory, shared by the workers of one process: the
// default where nothing else is asked for, and the model that the other stores are tested against.
// It ends with the process.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "haggle/pipeline/ports.hpp"

namespace haggle {
inline namespace v0 {

/// What is shared. May be used by several threads at once.
class MemoryStore {
 public:
  /// Listings that name no policy have the default one.
  MemoryStore();
  MemoryStore(const MemoryStore&) = delete;
  MemoryStore& operator=(const MemoryStore&) = delete;
  ~MemoryStore();

  [[nodiscard]] std::size_t listings_count() const;
  /// About how many bytes of memory all of it takes, tables included.
  [[nodiscard]] std::size_t bytes() const;

  /// Calls with each listing as it stands, in no particular order; nothing changes meanwhile.
  void each(const std::function<void(const Listed&)>& look) const;

  class Impl;
  [[nodiscard]] Impl& impl() noexcept { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// One worker's door to a shared store, which outlives it. Not to be used by two threads at once.
class MemorySession : public ListingStore, public PriceSink, public ListingEditor {
 public:
  /// Edits make listings due at the moment that `time` says.
  MemorySession(MemoryStore& store, TimeSource& time);
  ~MemorySession() override;

  Answer<void> load(std::span<const ItemKey> items, Freshness freshness,
                    std::vector<std::span<Listed* const>>& shelves) override;
  void forget(const ItemKey& item) override;
  Answer<void> load_markets(std::span<const MarketKey> keys,
                            std::vector<std::string>& images) override;
  Answer<std::size_t> take_due(Instant now, Duration lease, std::size_t count_max,
                               std::vector<DueListing>& into) override;
  Answer<void> drop_due(std::span<const DueListing> due) override;
  Answer<std::size_t> sweep(Instant now, std::size_t items_max) override;

  void send(std::span<const MarketWrite> markets, std::span<const PriceWrite> prices) override;
  SendResults take() override;

  Answer<void> put(std::string_view catalogue_line) override;
  Answer<bool> drop_policy(std::string_view id) override;
  Answer<bool> drop_listing(const ListingKey& key) override;
  Answer<bool> set_status(const ListingKey& key, ListingStatus status) override;
  Answer<std::optional<ItemKey>> item_of(const ListingKey& key) override;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace v0
}  // namespace haggle
