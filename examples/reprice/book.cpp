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
    haggle::cap_by_consumer(pair.business->ladder, pair.consumer->listing);
  }
  return std::nullopt;
}

Shelf* Book::shelf_of(const haggle::Market& market) {
  const auto found = by_item_.find(item_key(market.marketplace, market.item));
  return found == by_item_.end() ? nullptr : &found->second;
}

void Book::keep(ConsumerEntry& entry, const haggle::Decision& decision,
                const haggle::DecidedAt& at) {
  haggle::keep(entry.listing, decision, at);
  if (decision.action != haggle::Action::reprice) return;
  const auto pair = by_sku_.find(sku_key(entry.listing));
  if (pair == by_sku_.end() || pair->second.business == nullptr) return;
  haggle::cap_by_consumer(pair->second.business->ladder, entry.listing);
}

void Book::keep(BusinessEntry& entry, const haggle::BusinessDecision& decision,
                const haggle::DecidedAt& at) {
  haggle::keep(entry.ladder, decision, at);
}

}  // namespace reprice
