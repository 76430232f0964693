// haggle/pipeline/listed.hpp -- floor 7 (pipeline).
//
// A listing as a store gives it: its facts, its policy, and what the last decision on it left.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/market/business.hpp"
#include "haggle/pipeline/decision_version.hpp"
#include "haggle/reprice/decision.hpp"
#include "haggle/reprice/policy.hpp"

namespace haggle {
inline namespace v0 {

/// An item on a marketplace: every listing that holds it, of every seller, is repriced by one
/// message.
struct ItemKey {
  ItemId item{};
  MarketplaceId marketplace{};
  friend constexpr bool operator==(const ItemKey&, const ItemKey&) = default;
};

/// What a listing is known by.
struct ListingKey {
  SellerId seller{};
  Sku sku{};
  MarketplaceId marketplace{};
  Audience audience{Audience::consumer};
  friend constexpr bool operator==(const ListingKey&, const ListingKey&) = default;
};

[[nodiscard]] inline ItemKey item_key(const Listing& listing) noexcept {
  return {listing.item, listing.marketplace};
}
[[nodiscard]] inline ListingKey listing_key(const Listing& listing) noexcept {
  return {listing.seller, listing.sku, listing.marketplace, listing.audience};
}

/// What the last decision left beside the listing's own price and memory.
struct Standing {
  bool exists{false};  ///< false: nothing was ever decided
  DecisionVersion version{};
  Action action{Action::hold};
  Strategy strategy{Strategy::not_reached};
  Reason reason{Reason::no_change};
  BoundKind binding{BoundKind::none};
  std::int64_t old_price_minor{0};   ///< the price before it; 0: none
  std::int64_t competitor_minor{0};  ///< landed price of the offer it went by; 0: none
  Instant decided_at{};
  std::optional<Instant> again_at{};  ///< when to decide again on the same market

  friend bool operator==(const Standing&, const Standing&) = default;
};

/// One listing with all that a decision needs but the market. Of a consumer listing the ladder has
/// no tiers.
struct Listed {
  BusinessListing ladder{};
  std::shared_ptr<const Policy> policy{};  ///< null: the policy that it names is nowhere
  std::string policy_id{};                 ///< as the listing names it; empty: the default policy
  std::int64_t policy_revision{0};         ///< rises with each edit of the policy
  Standing standing{};
  std::optional<Error> unreadable{};  ///< why the store's text is no listing; the key is set then

  [[nodiscard]] const Listing& listing() const noexcept { return ladder.listing; }
  [[nodiscard]] Listing& listing() noexcept { return ladder.listing; }
  [[nodiscard]] bool is_business() const noexcept {
    return ladder.listing.audience == Audience::business;
  }
};

/// Hashes of keys, for tables in memory. Ids are read as words: equal ones have equal bytes.
struct KeyHash {
  [[nodiscard]] std::size_t operator()(const ItemKey& key) const noexcept {
    return mixed(mixed(0, key.item), key.marketplace);
  }
  [[nodiscard]] std::size_t operator()(const ListingKey& key) const noexcept {
    const std::size_t whose = mixed(mixed(0, key.seller), key.sku);
    return mixed(whose + static_cast<std::size_t>(key.audience), key.marketplace);
  }

 private:
  template <std::size_t Bytes>
  [[nodiscard]] static std::size_t mixed(std::size_t sum, const Id<Bytes>& id) noexcept {
    std::array<std::uint64_t, Bytes / sizeof(std::uint64_t)> words{};
    std::memcpy(words.data(), &id, Bytes);
    for (const std::uint64_t word : words) {
      sum = (sum ^ word) * 0x9E3779B97F4A7C15U;
      sum ^= sum >> 32;
    }
    return sum;
  }
};

}  // namespace v0
}  // namespace haggle
