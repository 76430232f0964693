// How what is sold is changed: the editing side of a memory session.
#include <algorithm>

#include "haggle/codec/listing_json.hpp"
#include "pipeline/memory_session_impl.hpp"

namespace haggle {
inline namespace v0 {

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
