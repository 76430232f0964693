// haggle/reprice/last_check.hpp -- floor 5 (reprice).
//
// The last check: at this price, is every bound of the raw input kept? Forward only, from the
// caller's own listing, market and policy, by code that shares nothing with the stages that
// proposed the price, so that one mistake cannot be made twice. It is never compiled out.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "haggle/base/wide.hpp"
#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/policy_spec.hpp"

namespace haggle {
inline namespace v0 {

/// What the last check reads: the rung's own bounds stand in `listing`.
struct CheckedPrice {
  std::int64_t price_minor{0};
  std::int64_t consumer_price_minor{0};  ///< a cap on business prices; 0: none
  std::optional<Profit> profit{};        ///< the policy's profit in the listing's currency
};

namespace last_check_detail {

/// What we ask for delivery: the listing's, else that of the one row that is plainly ours.
inline std::int64_t shipping_asked(const Snapshot& s) noexcept {
  if ((s.listing.has & Listing::has_shipping) != 0) return s.listing.shipping_minor;
  int marked = 0, alike = 0;
  std::int64_t of_marked = 0, of_alike = 0;
  for (const Offer& o : s.offers) {
    const bool mine = (o.flags & Offer::is_mine) != 0;
    const bool other_audience =
        (o.audience == OfferAudience::consumer && s.market.audience == Audience::business) ||
        (o.audience == OfferAudience::business && s.market.audience == Audience::consumer);
    if (other_audience || !(mine || o.seller == s.listing.seller)) continue;
    if (mine) ++marked, of_marked = o.shipping_minor;
    if (o.condition == s.listing.condition && o.sub_condition == s.listing.sub_condition &&
        o.fulfilment == s.listing.fulfilment) {
      ++alike, of_alike = o.shipping_minor;
    }
  }
  if (marked != 0) return marked == 1 ? of_marked : 0;
  return alike == 1 ? of_alike : 0;
}

inline std::int64_t shown(Basis basis, std::int64_t price, std::int64_t shipping,
                          std::int64_t points) noexcept {
  if (basis == Basis::item) return price;
  return basis == Basis::landed ? price + shipping - points : price - points;
}

inline bool keeps_hard_bounds(const Snapshot& s, std::int64_t price) noexcept {
  const Listing& l = s.listing;
  const bool points_count = (s.market.flags & Market::has_points) != 0;
  const std::int64_t points = points_count ? l.points_minor : 0;
  const std::int64_t shipping = shipping_asked(s);
  if (price < 1 || (l.has & Listing::has_floor) == 0) return false;
  if (shown(l.floor.basis, price, shipping, points) < l.floor.amount_minor) return false;
  if ((l.has & Listing::has_map) != 0 && price < l.map_minor) return false;
  if ((l.has & Listing::has_ceiling) == 0) return true;
  return shown(l.ceiling.basis, price, shipping, points) <= l.ceiling.amount_minor;
}

inline bool keeps_profit(const Listing& l, const BoundSpec& asked,
                         const CheckedPrice& checked) noexcept {
  if (!asked.margin && !asked.roi && !checked.profit) return true;
  if ((l.has & Listing::has_cost) == 0) return true;
  const Wide million = 1'000'000;
  const Wide price = checked.price_minor;
  const Wide fee = (2 * price * l.fee_ppm + million) / (2 * million);
  const Wide net = price - fee - l.fee_fixed_minor - l.cost_minor;
  if (asked.margin && net * million < asked.margin->ppm * price) return false;
  if (asked.roi && net * million < Wide{asked.roi->ppm} * l.cost_minor) return false;
  return !checked.profit || net >= checked.profit->minor;
}

inline bool keeps_ratio(const Snapshot& s, const BoundSpec& asked, std::int64_t price) noexcept {
  if (!asked.ceiling_ratio || s.listing.reference_price_minor == 0) return true;
  if (asked.reference_age_max) {
    const bool dated = (s.listing.has & Listing::has_reference_time) != 0;
    const std::int64_t age_ms = s.clock.now.ms - s.listing.reference_time.ms;
    if (!dated || age_ms > asked.reference_age_max->ms) return true;
  }
  return Wide{price} * 1'000'000 <=
         Wide{s.listing.reference_price_minor} * asked.ceiling_ratio->ppm;
}

}  // namespace last_check_detail

/// Is every bound kept at this price: hard minimum and maximum on their own basis, MAP, the ratio
/// to the reference price, the consumer price, margin, ROI and profit?
/// Cost: one pass over the offers where the listing does not say its own shipping.
[[nodiscard]] inline bool last_check(const Snapshot& snapshot, const BoundSpec& asked,
                                     const CheckedPrice& checked) noexcept {
  namespace own = last_check_detail;
  const std::int64_t cap = checked.consumer_price_minor;
  return own::keeps_hard_bounds(snapshot, checked.price_minor) &&
         (cap == 0 || checked.price_minor <= cap) &&
         own::keeps_profit(snapshot.listing, asked, checked) &&
         own::keeps_ratio(snapshot, asked, checked.price_minor);
}

}  // namespace v0
}  // namespace haggle
