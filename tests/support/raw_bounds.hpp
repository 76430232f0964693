// Is every bound of the raw input kept at a price? Written from the words of the contract alone,
// with none of the library's arithmetic, so that a test of the bounds is not the bounds tested by
// themselves.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle::test {

__extension__ typedef __int128 Exact;

namespace raw {

inline bool for_this_audience(const Snapshot& s, const Offer& o) {
  if (o.audience == OfferAudience::as_market) return true;
  const bool business = s.market.audience == Audience::business;
  return o.audience == (business ? OfferAudience::business : OfferAudience::consumer);
}

/// The rows of our seller, those marked as ours, and those that look like the listing.
inline std::int64_t shipping(const Snapshot& s) {
  const Listing& l = s.listing;
  if (l.knows(Listing::has_shipping)) return l.shipping_minor;
  std::vector<const Offer*> marked, alike;
  for (const Offer& o : s.offers) {
    const bool ours = o.is(Offer::is_mine) || o.seller.text() == l.seller.text();
    if (!ours || !for_this_audience(s, o)) continue;
    if (o.is(Offer::is_mine)) marked.push_back(&o);
    const bool same = o.condition == l.condition && o.sub_condition == l.sub_condition;
    if (same && o.fulfilment == l.fulfilment) alike.push_back(&o);
  }
  const std::vector<const Offer*>& rows = marked.empty() ? alike : marked;
  return rows.size() == 1 ? rows[0]->shipping_minor : 0;
}

inline std::int64_t points(const Snapshot& s) {
  return s.market.is(Market::has_points) ? s.listing.points_minor : 0;
}

/// The price as a bound on this basis sees it.
inline Exact shown(const Snapshot& s, Basis basis, std::int64_t price) {
  if (basis == Basis::item) return price;
  const Exact less_points = Exact{price} - points(s);
  return basis == Basis::landed ? less_points + shipping(s) : less_points;
}

inline std::string broken_profit(const Listing& l, const BoundSpec& asked, std::int64_t price) {
  if (!l.knows(Listing::has_cost)) return {};
  Exact fee = Exact{price} * l.fee_ppm / 1'000'000;
  if (Exact{price} * l.fee_ppm % 1'000'000 >= 500'000) fee += 1;
  const Exact net = Exact{price} - fee - l.fee_fixed_minor - l.cost_minor;
  if (asked.margin && net * 1'000'000 < Exact{asked.margin->ppm} * price) return "margin";
  if (asked.roi && net * 1'000'000 < Exact{asked.roi->ppm} * l.cost_minor) return "roi";
  if (asked.profit && net < asked.profit->digits) return "profit";
  return {};
}

inline bool breaks_ratio(const Snapshot& s, const BoundSpec& asked, std::int64_t price) {
  const Listing& l = s.listing;
  if (!asked.ceiling_ratio || l.reference_price_minor == 0) return false;
  const bool dated = l.knows(Listing::has_reference_time);
  if (asked.reference_age_max && !dated) return false;
  const std::int64_t age = s.clock.now.ms - l.reference_time.ms;
  if (asked.reference_age_max && age > asked.reference_age_max->ms) return false;
  return Exact{price} * 1'000'000 > Exact{l.reference_price_minor} * asked.ceiling_ratio->ppm;
}

}  // namespace raw

/// The name of the first bound that the price breaks; empty where it keeps them all.
/// Needs: a policy whose amounts are in minor units, and the listing as the rung sees it.
inline std::string broken_bound(const Snapshot& s, const PolicySpec& in_force, std::int64_t price) {
  const Listing& l = s.listing;
  if (price < 1) return "one minor unit";
  if (!l.knows(Listing::has_floor)) return "no floor";
  if (raw::shown(s, l.floor.basis, price) < l.floor.amount_minor) return "floor";
  if (l.knows(Listing::has_map) && price < l.map_minor) return "map";
  const bool capped = l.knows(Listing::has_ceiling);
  if (capped && raw::shown(s, l.ceiling.basis, price) > l.ceiling.amount_minor) return "ceiling";
  if (raw::breaks_ratio(s, in_force.bounds, price)) return "ratio";
  return raw::broken_profit(l, in_force.bounds, price);
}

/// The listing as one tier sees it, for the bounds.
inline Listing rung_listing(const BusinessListing& b, std::uint32_t rung) {
  Listing out = b.listing;
  if (rung == 0) return out;
  const Tier& tier = b.tiers[rung - 1];
  out.has &= ~(Listing::has_floor | Listing::has_ceiling | Listing::has_map);
  if (tier.knows(Tier::has_floor)) out.set_floor(tier.floor);
  if (tier.knows(Tier::has_ceiling)) out.set_ceiling(tier.ceiling);
  if (tier.knows(Tier::has_map)) out.set_map(tier.map_minor);
  return out;
}

}  // namespace haggle::test
