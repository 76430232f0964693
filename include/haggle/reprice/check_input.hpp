// haggle/reprice/check_input.hpp -- floor 5 (reprice).
//
// Everything that comes from outside is checked once, here: ranges, enumerators, currencies, and that
// the market is this listing's. What passes is taken as it is by the stages.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>

#include "haggle/market/snapshot.hpp"
#include "haggle/strategy/filters.hpp"
#include "haggle/strategy/priced_offers.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

constexpr bool is_amount(std::int64_t minor) noexcept {
  return -amount_minor_max <= minor && minor <= amount_minor_max;
}
constexpr bool is_own_amount(std::int64_t minor) noexcept {
  return 0 <= minor && minor <= amount_minor_max;
}
constexpr bool is_instant(Instant at) noexcept {
  return -instant_ms_max <= at.ms && at.ms <= instant_ms_max;
}
template <class Enum>
constexpr bool is_up_to(Enum value, Enum last) noexcept {
  return static_cast<unsigned>(value) <= static_cast<unsigned>(last);
}

/// A value and the path that names it.
struct Named {
  std::int64_t value;
  const char* where;
};

constexpr std::optional<Error> check_own_amounts(const Listing& l) noexcept {
  const std::initializer_list<Named> amounts{
      {l.price_minor, "listing.price"},
      {l.shipping_minor, "listing.shipping"},
      {l.points_minor, "listing.points"},
      {l.default_price_minor, "listing.default_price"},
      {l.model_price_minor, "listing.model_price"},
      {l.reference_price_minor, "listing.reference_price"},
      {l.cost_minor, "listing.cost"},
      {l.fee_fixed_minor, "listing.fee_fixed"},
      {l.memory.safe_minor, "listing.memory.safe"},
      {l.memory.lost_minor, "listing.memory.lost"},
  };
  for (const Named& amount : amounts) {
    if (!is_own_amount(amount.value)) return Error{Errc::out_of_range, 0, 0, 0, amount.where};
  }
  return std::nullopt;
}

constexpr std::optional<Error> check_times(const Listing& l, const Market& m,
                                           const Clock& clock) noexcept {
  const std::initializer_list<Named> times{
      {clock.now.ms, "now"},
      {m.time.ms, "market.time"},
      {l.price_time.ms, "listing.price_time"},
      {l.reference_time.ms, "listing.reference_time"},
      {l.last_applied.ms, "listing.last_applied"},
      {l.memory.step_time.ms, "listing.memory.step_time"},
      {l.memory.lost_time.ms, "listing.memory.lost_time"},
  };
  for (const Named& time : times) {
    if (!is_instant({time.value})) return Error{Errc::out_of_range, 0, 0, 0, time.where};
  }
  const bool offset_fits =
      -minutes_per_day <= clock.utc_offset_minutes && clock.utc_offset_minutes <= minutes_per_day;
  if (!offset_fits) return Error{Errc::out_of_range, 0, 0, 0, "utc_offset_minutes"};
  return std::nullopt;
}

constexpr std::optional<Error> check_listing(const Listing& l) noexcept {
  if (l.size != sizeof(Listing)) return Error{Errc::bad_size, 0, 0, 0, "listing.size"};
  if (const auto fault = check_own_amounts(l)) return fault;
  if (l.fee_ppm < 0 || l.fee_ppm > ppm_one) {
    return Error{Errc::out_of_range, 0, 0, 0, "listing.fee"};
  }
  const bool known = is_up_to(l.audience, Audience::business) &&
                     is_up_to(l.condition, Condition::club) &&
                     is_up_to(l.sub_condition, SubCondition::other) &&
                     is_up_to(l.fulfilment, Fulfilment::marketplace) &&
                     is_up_to(l.status, ListingStatus::inactive);
  if (!known) return Error{Errc::unknown_value, 0, 0, 0, "listing"};
  return std::nullopt;
}

/// Is the market this listing's: marketplace, audience, condition class, item and currency?
constexpr std::optional<Error> check_match(const Listing& l, const Market& m,
                                           std::size_t offers_count) noexcept {
  if (m.size != sizeof(Market)) return Error{Errc::bad_size, 0, 0, 0, "market.size"};
  const auto other = [](const char* where) {
    return Error{Errc::not_this_listing, 0, 0, 0, where};
  };
  if (!(m.marketplace == l.marketplace)) return other("market.marketplace");
  if (m.audience != l.audience) return other("market.audience");
  if (m.condition != l.condition) return other("market.condition");
  if (!m.item.empty() && !l.item.empty() && !(m.item == l.item)) return other("market.item");
  const bool priced = offers_count != 0 || m.knows(Market::has_buy_box_landed);
  if (priced && !(m.currency == l.currency)) {
    return Error{Errc::currency_mismatch, 0, 0, 0, "market.currency"};
  }
  if (!is_amount(m.buy_box_landed_minor)) {
    return Error{Errc::out_of_range, 0, 0, 0, "market.buy_box_landed"};
  }
  if (m.offers_counted < 0 || m.offers_counted > amount_minor_max) {
    return Error{Errc::out_of_range, 0, 0, 0, "market.offers_counted"};
  }
  return std::nullopt;
}

constexpr bool has_known_words(const Offer& o) noexcept {
  return is_up_to(o.condition, Condition::club) && is_up_to(o.sub_condition, SubCondition::other) &&
         is_up_to(o.fulfilment, Fulfilment::marketplace) &&
         is_up_to(o.audience, OfferAudience::business) && is_up_to(o.eligible, Tristate::no);
}

/// The fault of the first offer that has one.  Needs: an offer with a fault.
constexpr Error fault_of(std::span<const Offer> offers) noexcept {
  for (std::uint32_t i = 0; i < offers.size(); ++i) {
    const Offer& o = offers[i];
    if (!is_amount(o.price_minor)) return {Errc::out_of_range, 0, i, 0, "offers[].price"};
    if (!is_amount(o.shipping_minor)) return {Errc::out_of_range, 0, i, 0, "offers[].shipping"};
    if (!is_amount(o.points_minor)) return {Errc::out_of_range, 0, i, 0, "offers[].points"};
    if (!has_known_words(o)) return {Errc::unknown_value, 0, i, 0, "offers[]"};
  }
  return {Errc::out_of_range, 0, 0, 0, "offers[]"};
}

/// The audience of an offer, or the market's where it does not say.
constexpr bool is_for(const Offer& offer, Audience audience) noexcept {
  if (offer.audience == OfferAudience::as_market) return true;
  return (offer.audience == OfferAudience::business) == (audience == Audience::business);
}

constexpr std::uint8_t mark_of(const Offer& offer, const Group& group, Audience audience) noexcept {
  const bool ours = offer.is(Offer::is_mine) || offer.seller == group.seller;
  if (ours)
    return is_for(offer, audience) ? mark::ours | mark::group | mark::own_row
                                   : mark::ours | mark::group;
  const bool sister = !group.sisters.empty() && is_in(group.sisters, offer.seller);
  return sister ? mark::group : 0;
}

/// What one pass over the offers finds besides their prices.
struct OfferFacts {
  bool sound{true};            ///< every offer is within its limits
  bool landed_differs{false};  ///< a stated landed price is not item + shipping - points
};

/// Writes price, landed price and mark of each offer at quantity 1.  Cost: one pass.
/// Needs: at most offers_max offers.
constexpr OfferFacts price_offers(std::span<const Offer> offers, const Market& market,
                                  const Group& group, OfferScratch& scratch) noexcept {
  const bool has_points = market.is(Market::has_points);
  bool sound = true;
  bool differs = false;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const Offer& o = offers[i];
    sound = sound && is_amount(o.price_minor) && is_amount(o.shipping_minor) &&
            is_amount(o.points_minor) && has_known_words(o);
    if (!sound) break;
    const std::int64_t landed = landed_minor(o, has_points);
    scratch.item_minor[i] = o.price_minor;
    scratch.landed_minor[i] = landed;
    scratch.marks[i] = mark_of(o, group, market.audience);
    differs = differs || (o.knows(Offer::has_stated_landed) && o.stated_landed_minor != landed);
  }
  return {sound, differs};
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
