#include <algorithm>

#include "haggle/codec/listing_json.hpp"
#include "haggle/reprice/keep.hpp"
#include "pipeline/memory_store_impl.hpp"

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

MemorySession::MemorySession(MemoryStore& store, TimeSource& time)
    : impl_(std::make_unique<Impl>(store.impl(), time)) {}
MemorySession::~MemorySession() = default;

// ---- reading -----------------------------------------------------------

// A large catalogue is in no cache, so the shelves of a batch are fetched together: what one step
// asks memory for is there when the next one reads it.

namespace {

constexpr std::size_t line_bytes = 64;

template <class T>
void fetch(const T* from, std::size_t bytes = sizeof(T)) {
  const char* const first = reinterpret_cast<const char*>(from);
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
    fetch(shelf->listings.data());
    fetch(shelf->markets.data());
  }
}

void MemorySession::Impl::fetch_shelves() {
  for (const Found& at : found) {
    if (at.shelf == nullptr) continue;
    const std::scoped_lock lock{at.stripe->mutex};
    for (const Stored* stored : at.shelf->listings) fetch(stored);
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

// ---- editing -----------------------------------------------------------

std::optional<ItemKey> MemorySession::Impl::find_item(const ListingKey& key) {
  const std::scoped_lock lock{store.items_mutex};
  const auto [first, last] = store.items_by_listing.equal_range(KeyHash{}(key));
  for (auto at = first; at != last; ++at) {
    Stripe& stripe = store.stripe_of(at->second);
    const std::scoped_lock shelf_lock{stripe.mutex};
    const StoredShelf* shelf = stripe.find(at->second);
    if (shelf != nullptr && find_in(*shelf, key) != nullptr) return at->second;
  }
  return std::nullopt;
}

bool MemorySession::Impl::change(const ListingKey& key,
                                 const std::function<void(Stripe&, Stored&)>& how) {
  const auto item = find_item(key);
  if (!item) return false;
  Stripe& stripe = store.stripe_of(*item);
  const std::scoped_lock lock{stripe.mutex};
  Stored* stored = find_in(*stripe.find(*item), key);
  if (stored == nullptr) return false;
  how(stripe, *stored);
  return true;
}

namespace {

/// Takes it off its shelf. The workers that copied it out find it dropped.
void drop(Stripe& stripe, Stored& stored) {
  stripe.wait(stored, std::nullopt);
  stored.is_dropped = true;
  std::erase(stripe.find(item_key(stored.listing))->listings, &stored);
}

/// What the seller says anew; what the last decision left stays, and its price where it is newer.
void replace(Stored& stored, const BusinessListing& said) {
  const Listing old = stored.listing;
  stored.listing = said.listing;
  stored.listing.memory = old.memory;
  if (old.knows(Listing::has_last_applied)) stored.listing.set_last_applied(old.last_applied);
  const bool was_sent = stored.standing.exists && old.knows(Listing::has_price_time);
  const bool is_newer =
      said.listing.knows(Listing::has_price_time) && said.listing.price_time > old.price_time;
  if (was_sent && !is_newer) stored.listing.set_price(old.price_minor, old.price_time);
  if (said.tiers_count == 0 && said.consumer_price_minor == 0) {
    stored.ladder.reset();
    return;
  }
  auto ladder = std::make_unique<StoredLadder>();
  ladder->consumer_price_minor = said.consumer_price_minor;
  ladder->tiers_count = said.tiers_count;
  ladder->tiers = said.tiers;
  for (std::uint32_t i = 0; stored.ladder != nullptr && i < said.tiers_count; ++i) {
    for (std::uint32_t j = 0; j < stored.ladder->tiers_count; ++j) {
      const Tier& kept = stored.ladder->tiers[j];
      if (kept.quantity != ladder->tiers[i].quantity) continue;
      ladder->tiers[i].memory = kept.memory;
      if (was_sent && !is_newer) ladder->tiers[i].price_minor = kept.price_minor;
    }
  }
  stored.ladder = std::move(ladder);
}

}  // namespace

void MemorySession::Impl::put_listing(const BusinessListing& business,
                                      const std::string& policy_id) {
  const ListingKey key = listing_key(business.listing);
  const ItemKey item = item_key(business.listing);
  const auto old_item = find_item(key);
  if (old_item && *old_item != item) (void)change(key, drop);
  const bool is_new = !old_item || *old_item != item;
  if (is_new) {
    const std::scoped_lock lock{store.items_mutex};
    store.items_by_listing.emplace(KeyHash{}(key), item);
  }
  const std::shared_lock policies{store.policies_mutex};
  Stripe& stripe = store.stripe_of(item);
  const std::scoped_lock lock{stripe.mutex};
  StoredShelf& shelf = stripe.shelf(item);
  Stored* stored = find_in(shelf, key);
  if (stored == nullptr) {
    stored = &stripe.listings.emplace_back();
    shelf.listings.push_back(stored);
    stored->listing = business.listing;
  }
  replace(*stored, business);
  stored->policy_id = policy_id;
  stored->policy = store.policies.find(policy_id);
  const bool has_market = std::any_of(
      shelf.markets.begin(), shelf.markets.end(),
      [&](const StoredMarket& market) { return market.key == market_key(stored->listing); });
  if (has_market) stripe.make_due(*stored, time.now());
  if (!has_market) ++stored->edits_count;
}

Answer<void> MemorySession::put(std::string_view catalogue_line) {
  PolicyBook nobody;
  const auto entry = read_catalogue_line(catalogue_line, nobody);
  if (entry && *entry) {
    const ListingEntry& line = **entry;
    BusinessListing consumer;
    if (line.listing) consumer.listing = *line.listing;
    if (line.listing) impl_->put_listing(consumer, line.policy);
    if (line.business) impl_->put_listing(*line.business, line.business_policy);
    return {};
  }
  if (!entry && entry.error().code != Errc::unknown_policy) {
    return tl::unexpected<Fault>(fault_of(entry.error()));
  }
  const std::unique_lock policies{impl_->store.policies_mutex};
  const auto changed = impl_->store.policies.put(catalogue_line);
  if (!changed) return tl::unexpected<Fault>(fault_of(changed.error()));
  const Instant now = impl_->time.now();
  for (Stripe& stripe : impl_->store.stripes) {
    const std::scoped_lock lock{stripe.mutex};
    for (Stored& stored : stripe.listings) {
      const bool is_its =
          std::find(changed->begin(), changed->end(), stored.policy_id) != changed->end();
      if (!is_its || stored.is_dropped) continue;
      stored.policy = impl_->store.policies.find(stored.policy_id);
      stripe.make_due(stored, now);
    }
  }
  return {};
}

Answer<bool> MemorySession::drop_policy(std::string_view id) {
  const std::unique_lock policies{impl_->store.policies_mutex};
  return impl_->store.policies.drop(id);
}

Answer<bool> MemorySession::drop_listing(const ListingKey& key) {
  return impl_->change(key, drop);
}

Answer<bool> MemorySession::set_status(const ListingKey& key, ListingStatus status) {
  return impl_->change(key, [&](Stripe& stripe, Stored& stored) {
    stored.listing.status = status;
    stripe.make_due(stored, impl_->time.now());
  });
}

Answer<std::optional<ItemKey>> MemorySession::item_of(const ListingKey& key) {
  return impl_->find_item(key);
}

}  // namespace v0
}  // namespace haggle
