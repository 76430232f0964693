#include "catalogue.hpp"

#include <algorithm>

namespace haggle::capi {
namespace {

template <class Map, class Key>
std::span<const std::uint32_t> find_in(const Map& map, const Key& key) noexcept {
  const auto found = map.find(key);
  if (found == map.end()) return {};
  return found->second;
}

template <class Map, class Key>
void forget_last(Map& map, const Key& key, std::uint32_t number) noexcept {
  const auto found = map.find(key);
  if (found == map.end() || found->second.empty()) return;
  if (found->second.back() == number) found->second.pop_back();
}

}  // namespace

// The defaults are a valid policy, so this does not fail.
Catalogue::Catalogue(std::shared_ptr<const PolicyContent> fallback)
    : fallback_{std::move(fallback)}, default_policy_{*Policy::make({})} {}

const Policy* Catalogue::policy_of(const std::string& name) const noexcept {
  if (!name.empty()) return policies_.find(name);
  return fallback_ != nullptr ? &fallback_->policy : &default_policy_;
}

bool Catalogue::has(const Listing& listing) const noexcept {
  const auto same = find_sku({listing.marketplace, listing.sku});
  return std::any_of(same.begin(), same.end(), [&](std::uint32_t number) {
    const Listing& known = entries_[number].listing();
    return known.seller == listing.seller && known.audience == listing.audience;
  });
}

std::uint32_t Catalogue::add(const BusinessListing& business, const Policy* policy) {
  const auto number = static_cast<std::uint32_t>(entries_.size());
  const Listing& listing = business.listing;
  entries_.push_back(Entry{business, policy});
  by_item_[{listing.marketplace, listing.item}].push_back(number);
  Numbers& same_sku = by_sku_[{listing.marketplace, listing.sku}];
  for (const std::uint32_t other : same_sku) {
    if (entries_[other].listing().seller == listing.seller) {
      entries_[other].pair = number;
      entries_[number].pair = other;
    }
  }
  same_sku.push_back(number);
  return number;
}

/// Takes back the last listings, which may not be in every table yet.
void Catalogue::drop(std::size_t count) noexcept {
  while (entries_.size() > count) {
    const auto number = static_cast<std::uint32_t>(entries_.size() - 1);
    const Entry& last = entries_.back();
    forget_last(by_item_, ItemKey{last.listing().marketplace, last.listing().item}, number);
    forget_last(by_sku_, SkuKey{last.listing().marketplace, last.listing().sku}, number);
    if (last.pair != HAGGLE_NO_LISTING) entries_[last.pair].pair = HAGGLE_NO_LISTING;
    entries_.pop_back();
  }
}

void Catalogue::add_all(const ListingEntry& line, const Policy* policy,
                        const Policy* ladder_policy) {
  std::uint32_t last = HAGGLE_NO_LISTING;
  if (line.listing) last = add({*line.listing, 0, 0, 0, {}}, policy);
  if (line.business) last = add(*line.business, ladder_policy);
  const Entry& entry = entries_[last];
  if (entry.pair == HAGGLE_NO_LISTING) return;
  Entry& ladder = entries_[entry.is_business() ? last : entry.pair];
  const Entry& consumer = entries_[entry.is_business() ? entry.pair : last];
  if (ladder.business.consumer_price_minor == 0)
    cap_by_consumer(ladder.business, consumer.listing());
}

std::optional<Error> Catalogue::put(std::string_view text) {
  const auto read = read_catalogue_line(text, policies_);
  if (!read) return read.error();
  if (!*read || (!(*read)->listing && !(*read)->business)) return std::nullopt;
  const ListingEntry& line = **read;
  const Policy* policy = policy_of(line.policy);
  const Policy* ladder_policy = policy_of(line.business_policy);
  if ((line.listing && policy == nullptr) || (line.business && ladder_policy == nullptr)) {
    return Error{Errc::unknown_policy, 0, 0, 0, "listing.policy"};
  }
  if ((line.listing && has(*line.listing)) || (line.business && has(line.business->listing))) {
    return Error{Errc::repeated_key, 0, 0, 0, "listing.sku"};
  }
  const std::size_t before = entries_.size();
  try {
    add_all(line, policy, ladder_policy);
  } catch (...) {
    drop(before);
    throw;
  }
  return std::nullopt;
}

std::span<const std::uint32_t> Catalogue::find_sku(const SkuKey& key) const noexcept {
  return find_in(by_sku_, key);
}

std::span<const std::uint32_t> Catalogue::find(const Message& message) const noexcept {
  const Market& market = message.market;
  if (!market.item.empty()) return find_in(by_item_, ItemKey{market.marketplace, market.item});
  if (message.sku.empty()) return {};
  return find_sku({market.marketplace, message.sku});
}

void Catalogue::keep(std::uint32_t number, const Decision& decision, const DecidedAt& at) noexcept {
  Entry& entry = entries_[number];
  Listing& listing = entry.business.listing;
  haggle::keep(listing, decision, at);
  const bool has_pair = entry.pair != HAGGLE_NO_LISTING;
  if (has_pair && decision.action == Action::reprice) {
    cap_by_consumer(entries_[entry.pair].business, listing);
  }
}

void Catalogue::keep(std::uint32_t number, const BusinessDecision& decision,
                     const DecidedAt& at) noexcept {
  haggle::keep(entries_[number].business, decision, at);
}

}  // namespace haggle::capi
