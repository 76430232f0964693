#include <algorithm>

#include "haggle/reprice/keep.hpp"
#include "pipeline/memory_session_impl.hpp"

namespace haggle {
inline namespace v0 {
namespace pipeline {

void copy_out(const Stored& stored, Listed& listed) {
  listed.ladder.listing = stored.listing;
  listed.ladder.tiers_count = 0;
  listed.ladder.consumer_price_minor = 0;
  if (stored.ladder != nullptr) {
    listed.ladder.tiers_count = stored.ladder->tiers_count;
    listed.ladder.consumer_price_minor = stored.ladder->consumer_price_minor;
    listed.ladder.tiers = stored.ladder->tiers;
  }
  listed.standing = stored.standing;
  listed.policy_id = stored.policy_id;
  listed.policy = stored.policy != nullptr ? stored.policy->policy : nullptr;
  listed.policy_revision = stored.policy != nullptr ? stored.policy->revision : 0;
}

}  // namespace pipeline

MemorySession::MemorySession(MemoryStore& store, TimeSource& time)
    : impl_(std::make_unique<Impl>(store.impl(), time)) {}
MemorySession::~MemorySession() = default;

// ---- reading -----------------------------------------------------------

// A large catalogue is in no cache, so the shelves of a batch are fetched together: what one step
// asks memory for is there when the next one reads it.

namespace {

constexpr std::size_t line_bytes = 64;

void fetch(const void* from, std::size_t bytes) {
  const char* const first = static_cast<const char*>(from);
  for (std::size_t i = 0; i < bytes; i += line_bytes) __builtin_prefetch(first + i);
}

}  // namespace

void MemorySession::Impl::find_shelves(std::span<const ItemKey> items) {
  found.clear();
  for (const ItemKey& item : items) {
    Stripe& stripe = store.stripe_of(item);
    const std::scoped_lock lock{stripe.mutex};
    StoredShelf* const shelf = stripe.find(item);
    found.push_back({&stripe, shelf});
    if (shelf == nullptr) continue;
    __builtin_prefetch(static_cast<const void*>(shelf->listings.data()));
    fetch(shelf->markets.data(), shelf->markets.size() * sizeof(StoredMarket));
  }
}

void MemorySession::Impl::fetch_shelves() {
  for (const Found& at : found) {
    if (at.shelf == nullptr) continue;
    const std::scoped_lock lock{at.stripe->mutex};
    for (const Stored* stored : at.shelf->listings) fetch(stored, sizeof *stored);
    for (const StoredMarket& market : at.shelf->markets) {
      fetch(market.image.data(), market.image.size());
    }
  }
}

void MemorySession::Impl::copy_shelf(const Found& at) {
  const std::size_t first = copies_count;
  if (at.shelf == nullptr) return;
  const std::scoped_lock lock{at.stripe->mutex};
  for (Stored* stored : at.shelf->listings) {
    if (copies_count == copies.size()) copies.emplace_back();
    Copied& copy = copies[copies_count++];
    pipeline::copy_out(*stored, copy);
    copy.stored = stored;
    copy.edits_count = stored->edits_count;
    pointers.push_back(&copy);
  }
  cap_businesses(first);
}

void MemorySession::Impl::cap_businesses(std::size_t first) {
  for (std::size_t i = first; i < copies_count; ++i) {
    if (!copies[i].is_business()) continue;
    ListingKey consumer = listing_key(copies[i].listing());
    consumer.audience = Audience::consumer;
    for (std::size_t j = first; j < copies_count; ++j) {
      if (listing_key(copies[j].listing()) != consumer) continue;
      cap_by_consumer(copies[i].ladder, copies[j].listing());
    }
  }
}

Answer<void> MemorySession::load(std::span<const ItemKey> items, Freshness,
                                 std::vector<std::span<Listed* const>>& shelves) {
  impl_->copies_count = 0;
  impl_->pointers.clear();
  std::vector<std::size_t> ends;
  ends.reserve(items.size());
  const std::shared_lock policies{impl_->store.policies_mutex};
  impl_->find_shelves(items);
  impl_->fetch_shelves();
  for (const Impl::Found& at : impl_->found) {
    impl_->copy_shelf(at);
    ends.push_back(impl_->pointers.size());
  }
  shelves.clear();
  std::size_t first = 0;
  for (const std::size_t end : ends) {
    shelves.emplace_back(impl_->pointers.data() + first, end - first);
    first = end;
  }
  return {};
}

void MemorySession::forget(const ItemKey&) {}  // nothing is remembered

Answer<void> MemorySession::load_markets(std::span<const MarketKey> keys,
                                         std::vector<std::string>& images) {
  images.clear();
  for (const MarketKey& key : keys) {
    std::string& image = images.emplace_back();
    Stripe& stripe = impl_->store.stripe_of(key.item);
    const std::scoped_lock lock{stripe.mutex};
    const StoredShelf* shelf = stripe.find(key.item);
    if (shelf == nullptr) continue;
    for (const StoredMarket& market : shelf->markets) {
      if (market.key == key) image = market.image;
    }
  }
  return {};
}

// ---- what waits --------------------------------------------------------

Answer<std::size_t> MemorySession::take_due(Instant now, Duration lease, std::size_t count_max,
                                            std::vector<DueListing>& into) {
  const std::size_t before = into.size();
  for (Stripe& stripe : impl_->store.stripes) {
    const std::scoped_lock lock{stripe.mutex};
    while (into.size() - before < count_max && !stripe.waiting.empty()) {
      const auto [until, stored] = *stripe.waiting.begin();
      if (until > now) break;
      stripe.wait(*stored, now + lease);
      into.push_back({listing_key(stored->listing), item_key(stored->listing), now + lease});
    }
  }
  return into.size() - before;
}

Answer<void> MemorySession::drop_due(std::span<const DueListing> due) {
  for (const DueListing& each : due) {
    Stripe& stripe = impl_->store.stripe_of(each.item);
    const std::scoped_lock lock{stripe.mutex};
    StoredShelf* shelf = stripe.find(each.item);
    Stored* stored = shelf == nullptr ? nullptr : find_in(*shelf, each.key);
    if (stored != nullptr && stored->waits_until == each.again_at) {
      stripe.wait(*stored, std::nullopt);
    }
  }
  return {};
}

Answer<std::size_t> MemorySession::sweep(Instant now, std::size_t items_max) {
  std::size_t found = 0;
  for (std::size_t left = items_max, stripes = 0;
       left > 0 && stripes <= impl_->store.stripes_count;) {
    Stripe& stripe = impl_->store.stripes[impl_->sweep_stripe];
    const std::scoped_lock lock{stripe.mutex};
    if (impl_->sweep_shelf >= stripe.shelves.size()) {
      impl_->sweep_stripe = (impl_->sweep_stripe + 1) % impl_->store.stripes_count;
      impl_->sweep_shelf = 0, ++stripes;
      continue;
    }
    const StoredShelf& shelf = stripe.shelves[impl_->sweep_shelf++];
    --left;
    for (const StoredMarket& market : shelf.markets) {
      for (Stored* stored : shelf.listings) {
        const bool is_behind =
            market_key(stored->listing) == market.key &&
            (!stored->standing.exists || stored->standing.version.stamp() < market.stamp);
        if (!is_behind || stored->waits_until) continue;
        stripe.make_due(*stored, now);
        ++found;
      }
    }
  }
  return found;
}

// ---- writing -----------------------------------------------------------

WriteStatus MemorySession::Impl::write(const MarketWrite& write) {
  Stripe& stripe = store.stripe_of(write.key.item);
  const std::scoped_lock lock{stripe.mutex};
  StoredShelf* shelf = stripe.find(write.key.item);
  if (shelf == nullptr) return WriteStatus::stale;  // nobody sells it any more
  for (StoredMarket& market : shelf->markets) {
    if (market.key != write.key) continue;
    if (write.stamp < market.stamp) return WriteStatus::stale;
    market.stamp = write.stamp;
    market.image.assign(write.image);
    return WriteStatus::written;
  }
  shelf->markets.push_back({write.key, write.stamp, std::string(write.image)});
  return WriteStatus::written;
}

WriteStatus MemorySession::Impl::write(const PriceWrite& write) {
  const auto& copy = static_cast<const Copied&>(*write.listed);
  Stripe& stripe = store.stripe_of(item_key(copy.listing()));
  const std::scoped_lock lock{stripe.mutex};
  Stored& stored = *copy.stored;
  const Standing& standing = copy.standing;
  if (stored.is_dropped) return WriteStatus::stale;
  if (stored.standing.exists) {
    if (standing.version < stored.standing.version) return WriteStatus::stale;
    if (standing.version == stored.standing.version) return WriteStatus::duplicate;
  }
  const bool is_same = stored.standing.exists == write.based_on.has_value() &&
                       (!write.based_on || stored.standing.version == *write.based_on);
  if (!is_same || stored.edits_count != copy.edits_count) return WriteStatus::changed;
  stored.listing = copy.listing();
  stored.standing = standing;
  if (stored.ladder != nullptr) stored.ladder->tiers = copy.ladder.tiers;
  stripe.wait(stored, standing.again_at);
  const StoredShelf* shelf = write.also_due ? stripe.find(item_key(copy.listing())) : nullptr;
  Stored* also = shelf == nullptr ? nullptr : find_in(*shelf, *write.also_due);
  if (also != nullptr) stripe.make_due(*also, write.now);
  return WriteStatus::written;
}

void MemorySession::send(std::span<const MarketWrite> markets, std::span<const PriceWrite> prices) {
  auto& answer = impl_->answers.emplace_back();
  for (const MarketWrite& each : markets) answer.first.push_back({impl_->write(each), {}});
  for (const PriceWrite& each : prices) answer.second.push_back({impl_->write(each), {}});
}

SendResults MemorySession::take() {
  impl_->markets = std::move(impl_->answers.front().first);
  impl_->prices = std::move(impl_->answers.front().second);
  impl_->answers.pop_front();
  return {impl_->markets, impl_->prices};
}

}  // namespace v0
}  // namespace haggle
