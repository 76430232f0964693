#include "book.hpp"

#include <algorithm>

namespace reprice {
namespace {

std::string item_key(const haggle::MarketplaceId& marketplace, const haggle::ItemId& item) {
  return std::string{marketplace.text()} + '\n' + std::string{item.text()};
}

std::string sku_key(const haggle::Listing& listing) {
  return std::string{listing.seller.text()} + '\n' + std::string{listing.marketplace.text()} +
         '\n' + std::string{listing.sku.text()};
}

void advance(haggle::Listing& listing, haggle::Instant market_time) {
  const bool newer =
      !listing.knows(haggle::Listing::has_last_applied) || market_time > listing.last_applied;
  if (newer) listing.set_last_applied(market_time);
}

/// The consumer price that stands caps the business price of the same SKU.
void cap(haggle::BusinessListing& ladder, const haggle::Listing& consumer) {
  if (ladder.listing.currency == consumer.currency) {
    ladder.consumer_price_minor = consumer.price_minor;
  }
}

bool goes_out(const haggle::BusinessRung& rung) {
  return !rung.error && rung.dropped == haggle::Dropped::no;
}

bool is_sent(const haggle::BusinessRung& rung) {
  return goes_out(rung) && rung.decision.action == haggle::Action::reprice;
}

/// The price that stands when the ladder has gone out; a tier that is not in it has none.
std::int64_t standing(const haggle::BusinessRung& rung) {
  return goes_out(rung) ? rung.decision.price_minor : 0;
}

}  // namespace

// The defaults are a valid policy, so this does not fail.
Book::Book() : default_policy_{*haggle::Policy::make({})} {}

const haggle::Policy* Book::policy_of(const std::string& name) const {
  return name.empty() ? &default_policy_ : policies_.find(name);
}

bool Book::has_sku(std::string_view sku) const {
  const auto is_it = [sku](const haggle::Listing& listing) { return listing.sku.text() == sku; };
  return std::any_of(consumer_.begin(), consumer_.end(),
                     [&](const ConsumerEntry& entry) { return is_it(entry.listing); }) ||
         std::any_of(business_.begin(), business_.end(),
                     [&](const BusinessEntry& entry) { return is_it(entry.ladder.listing); });
}

std::optional<haggle::Error> Book::put(const haggle::ListingEntry& line) {
  const haggle::Policy* policy = policy_of(line.policy);
  const haggle::Policy* ladder_policy = policy_of(line.business_policy);
  if ((line.listing && policy == nullptr) || (line.business && ladder_policy == nullptr)) {
    return haggle::Error{haggle::Errc::unknown_policy, 0, 0, 0, "listing.policy"};
  }
  if (!line.listing && !line.business) return std::nullopt;
  const haggle::Listing& named = line.listing ? *line.listing : line.business->listing;
  Pair& pair = by_sku_[sku_key(named)];
  if ((line.listing && pair.consumer != nullptr) || (line.business && pair.business != nullptr)) {
    return haggle::Error{haggle::Errc::repeated_key, 0, 0, 0, "listing.sku"};
  }
  Shelf& shelf = by_item_[item_key(named.marketplace, named.item)];
  if (line.listing) {
    pair.consumer = &consumer_.emplace_back(ConsumerEntry{*line.listing, policy});
    shelf.consumer.push_back(pair.consumer);
  }
  if (line.business) {
    pair.business = &business_.emplace_back(BusinessEntry{*line.business, ladder_policy});
    shelf.business.push_back(pair.business);
  }
  const bool is_pair = pair.consumer != nullptr && pair.business != nullptr;
  if (is_pair && pair.business->ladder.consumer_price_minor == 0) {
    cap(pair.business->ladder, pair.consumer->listing);
  }
  return std::nullopt;
}

Shelf* Book::shelf_of(const haggle::Market& market) {
  const auto found = by_item_.find(item_key(market.marketplace, market.item));
  return found == by_item_.end() ? nullptr : &found->second;
}

void Book::keep(ConsumerEntry& entry, const haggle::Snapshot& decided_on,
                const haggle::Decision& decision) {
  haggle::Listing& listing = entry.listing;
  listing.memory = decision.memory;
  advance(listing, decided_on.market.time);
  if (decision.action != haggle::Action::reprice) return;
  listing.set_price(decision.price_minor, decided_on.clock.now);
  const auto pair = by_sku_.find(sku_key(listing));
  if (pair == by_sku_.end() || pair->second.business == nullptr) return;
  cap(pair->second.business->ladder, listing);
}

void Book::keep(BusinessEntry& entry, const haggle::BusinessSnapshot& decided_on,
                const haggle::BusinessDecision& decision) {
  haggle::BusinessListing& ladder = entry.ladder;
  const auto rungs = decision.ladder();
  const auto tiers = rungs.subspan(1);
  if (!rungs[0].error) ladder.listing.memory = rungs[0].decision.memory;
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (!tiers[i].error) ladder.tiers[i].memory = tiers[i].decision.memory;
  }
  advance(ladder.listing, decided_on.market.time);
  if (std::none_of(rungs.begin(), rungs.end(), is_sent)) return;
  const std::int64_t price =
      rungs[0].error ? ladder.listing.price_minor : rungs[0].decision.price_minor;
  ladder.listing.set_price(price, decided_on.clock.now);
  for (std::size_t i = 0; i < tiers.size(); ++i) ladder.tiers[i].price_minor = standing(tiers[i]);
}

}  // namespace reprice
