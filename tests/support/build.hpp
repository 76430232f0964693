// Builders for tests: a listing with its market that a snapshot can view, said in few words.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/decide_business.hpp"
#include "haggle/reprice/decide_each.hpp"
#include "haggle/reprice/policy.hpp"

namespace haggle::test {

/// The moment of most tests: 1970-01-02 03:46:40 UTC, minute 226 of the day.
inline constexpr Instant test_now{100'000'000};

/// The value of a result that a test takes for granted; throws the error's name else.
template <class T>
T must(Result<T> result) {
  if (result) return *std::move(result);
  const Error& error = result.error();
  throw std::runtime_error(std::string(entry_of(error.code).name) + " at " + error.where);
}

template <class IdType>
IdType id(std::string_view text) {
  return must(IdType::from(text, "id"));
}
inline SellerId seller(std::string_view text) {
  return id<SellerId>(text);
}
inline Currency currency(std::string_view code) {
  return must(currency_from(code));
}
inline Country country(std::string_view code) {
  Country out;
  for (std::size_t i = 0; i < code.size() && i < 3; ++i) out.code[i] = code[i];
  return out;
}
inline Instant ago(Duration span, Instant from = test_now) {
  return {from.ms - span.ms};
}

/// A policy that must be valid.
inline Policy policy(PolicySpec spec = {}) {
  return must(Policy::make(std::move(spec)));
}

/// Somebody's new offer of an item in dollars, without shipping or points.
inline Offer offer(std::string_view seller_id, std::int64_t price_minor) {
  Offer out;
  out.seller = seller(seller_id);
  out.price_minor = price_minor;
  return out;
}
inline Offer with_shipping(Offer given, std::int64_t shipping_minor) {
  given.shipping_minor = shipping_minor;
  return given;
}
inline Offer by_marketplace(Offer given) {
  given.fulfilment = Fulfilment::marketplace;
  return given;
}
inline Offer winner(Offer given) {
  given.flags |= Offer::is_winner;
  return given;
}
inline Offer mine(Offer given) {
  given.flags |= Offer::is_mine;
  return given;
}

/// Seller "US" asks 10.00 USD since two hours, free delivery, within 8.00 .. 15.00.
inline Listing listing() {
  Listing out;
  out.seller = seller("US");
  out.item = id<ItemId>("B07XQXZXYX");
  out.sku = id<Sku>("MUG-1");
  out.marketplace = id<MarketplaceId>("US");
  out.currency = currency("USD");
  out.set_price(1'000, ago(minutes(120)));
  out.set_shipping(0);
  out.set_floor({800, Basis::item});
  out.set_ceiling({1'500, Basis::item});
  return out;
}

/// The market of that listing, now.
inline Market market() {
  Market out;
  out.marketplace = id<MarketplaceId>("US");
  out.currency = currency("USD");
  out.country = country("US");
  out.time = test_now;
  return out;
}

/// Everything that one decision reads.
struct World {
  Listing listing{test::listing()};
  Market market{test::market()};
  std::vector<Offer> offers{};
  Clock clock{test_now, 0};

  [[nodiscard]] Snapshot snapshot() const { return {listing, market, offers, clock}; }
};

inline World world(std::vector<Offer> offers) {
  World out;
  out.offers = std::move(offers);
  return out;
}

/// A rung of a ladder with a floor of its own.
inline Tier tier(std::uint32_t quantity, std::int64_t price_minor, std::int64_t floor_minor) {
  Tier out;
  out.quantity = quantity;
  out.price_minor = price_minor;
  out.set_floor({floor_minor, Basis::item});
  return out;
}

/// Everything that one ladder reads.
struct BusinessWorld {
  BusinessListing business{};
  Market market{test::market()};
  std::vector<Offer> offers{};
  std::vector<QuantityBreak> breaks{};
  Clock clock{test_now, 0};

  [[nodiscard]] BusinessSnapshot snapshot() const {
    return {business, market, offers, breaks, clock};
  }
};

inline BusinessWorld business_world(std::vector<Offer> offers, const std::vector<Tier>& tiers) {
  if (tiers.size() > tiers_max) throw std::runtime_error("a ladder has at most five tiers");
  BusinessWorld out;
  out.business.listing = listing();
  out.business.listing.audience = out.market.audience = Audience::business;
  out.business.tiers_count = static_cast<std::uint32_t>(tiers.size());
  std::copy(tiers.begin(), tiers.end(), out.business.tiers.begin());
  out.offers = std::move(offers);
  return out;
}

/// A decision with its verdicts.
struct Decided {
  Decision decision{};
  std::vector<Verdict> verdicts{};
};

/// Decides what must be decidable.
inline Decided decided(const World& given, const PolicySpec& spec = {}) {
  std::vector<Verdict> verdicts(given.offers.size());
  return {must(decide(given.snapshot(), policy(spec), verdicts)), verdicts};
}
inline Decision decision(const World& given, const PolicySpec& spec = {}) {
  return decided(given, spec).decision;
}

/// The names of the trail's reasons, separated by blanks.
inline std::string reasons(const Decision& given) {
  std::string out;
  for (const Step& step : given.steps()) {
    if (!out.empty()) out += ' ';
    out += name_of(step.reason);
  }
  return out;
}

}  // namespace haggle::test
