// src/pipeline/memory_session_impl.hpp -- floor 7 (pipeline).
//
// One worker's view of a memory store: what it copied out, and the answers it has not taken.
#pragma once

#include <deque>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/memory_store_impl.hpp"

namespace haggle {
inline namespace v0 {

using pipeline::Stored;
using pipeline::StoredLadder;
using pipeline::StoredMarket;
using pipeline::StoredShelf;
using pipeline::Stripe;

/// What a session copied out, and from where.
struct Copied : Listed {
  Stored* stored{nullptr};
  std::uint32_t edits_count{0};
};

class MemorySession::Impl {
 public:
  Impl(MemoryStore::Impl& to, TimeSource& clock) : store(to), time(clock) {}

  MemoryStore::Impl& store;
  TimeSource& time;
  std::deque<Copied> copies{};  // used again by each load
  std::size_t copies_count{0};
  std::vector<Listed*> pointers{};
  std::deque<std::pair<std::vector<WriteResult>, std::vector<WriteResult>>> answers{};
  std::vector<WriteResult> markets{}, prices{};  // that were taken
  std::size_t sweep_stripe{0}, sweep_shelf{0};

  struct Found {
    Stripe* stripe{nullptr};
    StoredShelf* shelf{nullptr};
  };
  std::vector<Found> found{};  // of each item that is loaded

  void find_shelves(std::span<const ItemKey> items);
  void fetch_shelves();
  void copy_shelf(const Found& at);
  void cap_businesses(std::size_t first);
  [[nodiscard]] WriteStatus write(const MarketWrite& write);
  [[nodiscard]] WriteStatus write(const PriceWrite& write);
  void put_listing(const BusinessListing& business, const std::string& policy_id);
  [[nodiscard]] std::optional<ItemKey> find_item(const ListingKey& key);
  [[nodiscard]] bool change(const ListingKey& key,
                            const std::function<void(Stripe&, Stored&)>& how);
};

}  // namespace v0
}  // namespace haggle
