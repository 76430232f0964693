// Markets of real sizes from a fixed seed, for the benches.
#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/policy.hpp"

namespace haggle::bench {

/// How many different markets a bench goes round: enough that no branch is learned by heart, few
/// enough that the offers of 20 stay in the second-level cache.
inline constexpr std::size_t markets_count = 256;

struct Case {
  BusinessListing business{};
  Market market{};
  std::vector<Offer> offers{};
  std::vector<QuantityBreak> breaks{};
};

using Random = std::mt19937_64;

inline std::int64_t below(Random& random, std::uint64_t limit) {
  return static_cast<std::int64_t>(random() % limit);
}

template <class IdType>
IdType id(const std::string& text) {
  return IdType::from(text).value_or(IdType{});
}

inline Offer random_offer(Random& random, std::size_t number) {
  Offer offer;
  offer.seller = id<SellerId>(fmt::format("A{}SELLER{}", 1000 + below(random, 9000), number));
  offer.price_minor = 1'800 + below(random, 1'400);
  offer.shipping_minor = below(random, 10) < 6 ? 0 : 499;
  offer.sub_condition = below(random, 20) == 0 ? SubCondition::open_box : SubCondition::new_;
  offer.fulfilment = below(random, 2) == 0 ? Fulfilment::marketplace : Fulfilment::merchant;
  offer.has = Offer::has_feedback_score | Offer::has_feedback_count | Offer::has_handling;
  offer.feedback_score_ppm = static_cast<std::uint32_t>(780'000 + below(random, 220'000));
  offer.feedback_count = static_cast<std::uint32_t>(below(random, 5'000));
  offer.handling_hours = static_cast<std::uint32_t>(24 * below(random, 4));
  return offer;
}

inline Listing our_listing() {
  Listing listing;
  listing.seller = id<SellerId>("A2XEXAMPLESELL");
  listing.item = id<ItemId>("B07XQXZXYX");
  listing.sku = id<Sku>("MUG-1");
  listing.marketplace = id<MarketplaceId>("US");
  listing.currency = Currency{{'U', 'S', 'D', '\0'}};
  listing.set_price(2'499, Instant{1'700'000'000'000});
  listing.set_shipping(0);
  listing.set_floor({1'700, Basis::item});
  listing.set_ceiling({3'990, Basis::item});
  listing.set_stock(12);
  listing.set_cost(900);
  listing.fee_ppm = 150'000;
  return listing;
}

/// One market with this many offers, our own among them from two on, one of them the winner.
inline Case random_case(Random& random, std::size_t offers_count) {
  Case out;
  out.business.listing = our_listing();
  out.market.currency = out.business.listing.currency;
  out.market.item = out.business.listing.item;
  out.market.marketplace = out.business.listing.marketplace;
  out.market.time = Instant{1'700'010'000'000};
  out.market.set_offers_counted(static_cast<std::int64_t>(offers_count));
  for (std::size_t i = 0; i < offers_count; ++i) out.offers.push_back(random_offer(random, i));
  const auto winner = static_cast<std::size_t>(below(random, offers_count));
  if (offers_count > 1) {
    Offer& ours = out.offers[(winner + 1) % offers_count];
    ours.seller = out.business.listing.seller;
    ours.sub_condition = SubCondition::new_;
    ours.price_minor = 2'499;
  }
  out.offers[winner].flags |= Offer::is_winner;
  return out;
}

inline std::vector<Case> random_cases(std::size_t offers_count) {
  Random random{42};
  std::vector<Case> cases;
  for (std::size_t i = 0; i < markets_count; ++i)
    cases.push_back(random_case(random, offers_count));
  return cases;
}

/// The policy of the front page: a cent below the buy box, else the lowest.
inline Policy usual_policy() {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 2);
  return Policy::make(spec).value_or(Policy{});
}

/// The same with what a careful seller adds: feedback of 90 % from 50 votes on, a margin of 10 %,
/// no market older than four hours.
inline Policy careful_policy() {
  PolicySpec spec;
  spec.beat_by = Amount::decimal(-1, 2);
  spec.filters.feedback_score_ppm_min = 900'000;
  spec.filters.feedback_count_min = 50;
  spec.bounds.margin = Margin{100'000};
  spec.gates.snapshot_age_max = minutes(240);
  return Policy::make(spec).value_or(Policy{});
}

}  // namespace haggle::bench
