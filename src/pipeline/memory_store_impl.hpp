// src/pipeline/memory_store_impl.hpp -- floor 7 (pipeline).
//
// What a memory store holds. Items are spread over stripes, each with its lock: all that one item's
// listings, markets and waiting entries are stands in one stripe.
#pragma once

#include <array>
#include <deque>
#include <memory>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <unordered_map>
#include <utility>
#include <vector>

#include "haggle/pipeline/memory_store.hpp"
#include "haggle/pipeline/policy_shelf.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

/// The tiers of a business listing, which most listings do not have.
struct StoredLadder {
  std::int64_t consumer_price_minor{0};
  std::uint32_t tiers_count{0};
  std::array<Tier, tiers_max> tiers{};
};

struct Stored {
  Listing listing{};
  Standing standing{};
  const ShelvedPolicy* policy{nullptr};  ///< null: its name was never put
  std::unique_ptr<StoredLadder> ladder{};
  std::string policy_id{};
  std::optional<Instant> waits_until{};
  std::uint32_t edits_count{0};  ///< rises with what makes it due; tells a worker that it is behind
  bool is_dropped{false};
};

struct StoredMarket {
  MarketKey key{};
  MarketStamp stamp{};
  std::string image{};
};

/// All listings of an item.
struct StoredShelf {
  ItemKey item{};
  std::vector<Stored*> listings{};
  std::vector<StoredMarket> markets{};
};

struct Stripe {
  mutable std::mutex mutex{};
  std::deque<Stored> listings{};  // never move
  std::deque<StoredShelf> shelves{};
  std::unordered_multimap<std::size_t, StoredShelf*> by_item{};  // by the hash of its key
  std::set<std::pair<Instant, Stored*>> waiting{};

  [[nodiscard]] StoredShelf* find(const ItemKey& item);
  StoredShelf& shelf(const ItemKey& item);
  /// Needs the lock. None: it does not wait.
  void wait(Stored& stored, std::optional<Instant> until);
  void make_due(Stored& stored, Instant now) {
    ++stored.edits_count;
    wait(stored, now);
  }
};

/// The listing as a worker is given it; needs the stripe's lock and the policies'.
void copy_out(const Stored& stored, Listed& listed);

[[nodiscard]] Stored* find_in(const StoredShelf& shelf, const ListingKey& key);

}  // namespace pipeline

class MemoryStore::Impl {
 public:
  static constexpr std::size_t stripes_count = 64;

  [[nodiscard]] pipeline::Stripe& stripe_of(const ItemKey& item) {
    return stripes[KeyHash{}(item) % stripes_count];
  }

  std::array<pipeline::Stripe, stripes_count> stripes{};
  std::shared_mutex policies_mutex{};  // before a stripe's
  PolicyShelf policies{};
  std::mutex items_mutex{};  // alone
  /// Of which item a listing is, by the hash of its key.
  std::unordered_multimap<std::size_t, ItemKey> items_by_listing{};
};

}  // namespace v0
}  // namespace haggle
