#include <algorithm>

#include "pipeline/memory_store_impl.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

StoredShelf* Stripe::find(const ItemKey& item) {
  const auto [first, last] = by_item.equal_range(KeyHash{}(item));
  for (auto at = first; at != last; ++at) {
    if (at->second->item == item) return at->second;
  }
  return nullptr;
}

StoredShelf& Stripe::shelf(const ItemKey& item) {
  if (StoredShelf* known = find(item)) return *known;
  StoredShelf& shelf = shelves.emplace_back(StoredShelf{item, {}, {}});
  by_item.emplace(KeyHash{}(item), &shelf);
  return shelf;
}

void Stripe::wait(Stored& stored, std::optional<Instant> until) {
  if (stored.waits_until == until) return;
  if (stored.waits_until) waiting.erase({*stored.waits_until, &stored});
  stored.waits_until = until;
  if (until) waiting.emplace(*until, &stored);
}

Stored* find_in(const StoredShelf& shelf, const ListingKey& key) {
  for (Stored* each : shelf.listings) {
    if (listing_key(each->listing) == key) return each;
  }
  return nullptr;
}

}  // namespace pipeline

using pipeline::Stored;
using pipeline::StoredShelf;
using pipeline::Stripe;

MemoryStore::MemoryStore() : impl_(std::make_unique<Impl>()) {}
MemoryStore::~MemoryStore() = default;

std::size_t MemoryStore::listings_count() const {
  std::size_t count = 0;
  for (const Stripe& stripe : impl_->stripes) {
    const std::scoped_lock lock{stripe.mutex};
    for (const StoredShelf& shelf : stripe.shelves) count += shelf.listings.size();
  }
  return count;
}

std::size_t MemoryStore::bytes() const {
  constexpr std::size_t node = 4 * sizeof(void*);  // of a table, beside its value
  std::size_t sum = 0;
  for (const Stripe& stripe : impl_->stripes) {
    const std::scoped_lock lock{stripe.mutex};
    sum += stripe.by_item.size() * (sizeof(std::size_t) + sizeof(void*) + node);
    sum += stripe.waiting.size() * (sizeof(Instant) + sizeof(void*) + 2 * node);
    sum += stripe.listings.size() * (sizeof(Stored) + sizeof(std::size_t) + sizeof(ItemKey) + node);
    for (const StoredShelf& shelf : stripe.shelves) {
      sum += sizeof shelf + shelf.listings.capacity() * sizeof(void*);
      for (const auto& market : shelf.markets) sum += sizeof market + market.image.capacity();
    }
    for (const Stored& stored : stripe.listings) {
      sum += stored.ladder ? sizeof *stored.ladder : 0;
    }
  }
  return sum;
}

void MemoryStore::each(const std::function<void(const Listed&)>& look) const {
  Listed listed;
  const std::shared_lock policies{impl_->policies_mutex};
  for (const Stripe& stripe : impl_->stripes) {
    const std::scoped_lock lock{stripe.mutex};
    for (const Stored& stored : stripe.listings) {
      if (stored.is_dropped) continue;
      pipeline::copy_out(stored, listed);
      look(listed);
    }
  }
}

}  // namespace v0
}  // namespace haggle
