// haggle/reprice/check_input.hpp -- floor 5 (reprice).
//
// Everything that comes from outside is checked once, here: ranges, enumerators, currencies, and
// that the market is this listing's. What passes is taken as it is by the stages.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <span>
#include <vector>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/fault.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

constexpr bool is_amount(std::int64_t minor) noexcept {
  constexpr auto most = static_cast<std::uint64_t>(amount_minor_max);
  return static_cast<std::uint64_t>(minor) + most <= 2 * most;  // both ends in one comparison
}
constexpr bool is_own_amount(std::int64_t minor) noexcept {
  return static_cast<std::uint64_t>(minor) <= static_cast<std::uint64_t>(amount_minor_max);
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

/// The first of the values that the range does not hold.
template <class Holds>
constexpr Fault first_out_of_range(std::initializer_list<Named> values, Holds holds) noexcept {
  for (const Named& named : values) {
    if (!holds(named.value)) return Fault{Errc::out_of_range, named.where};
  }
  return {};
}

constexpr Fault find_bad_amount(const Listing& l) noexcept {
  return first_out_of_range({{l.price_minor, "listing.price"},
                             {l.shipping_minor, "listing.shipping"},
                             {l.points_minor, "listing.points"},
                             {l.default_price_minor, "listing.default_price"},
                             {l.model_price_minor, "listing.model_price"},
                             {l.reference_price_minor, "listing.reference_price"},
                             {l.cost_minor, "listing.cost"},
                             {l.fee_fixed_minor, "listing.fee_fixed"},
                             {l.memory.safe_minor, "listing.memory.safe"},
                             {l.memory.lost_minor, "listing.memory.lost"}},
                            is_own_amount);
}

/// Are all amounts so small that none needs a closer look? One comparison for all of them.
constexpr bool has_usual_amounts(const Listing& l) noexcept {
  constexpr std::int64_t usual = std::int64_t{1} << 48U;
  static_assert(usual < amount_minor_max);
  const std::int64_t joined = l.price_minor | l.shipping_minor | l.points_minor |
                              l.default_price_minor | l.model_price_minor |
                              l.reference_price_minor | l.cost_minor | l.fee_fixed_minor |
                              l.memory.safe_minor | l.memory.lost_minor;
  return 0 <= joined && joined < usual;
}

constexpr Fault check_own_amounts(const Listing& l) noexcept {
  return has_usual_amounts(l) ? Fault{} : find_bad_amount(l);
}

constexpr Fault find_bad_time(const Listing& l, const Market& m, const Clock& clock) noexcept {
  return first_out_of_range({{clock.now.ms, "now"},
                             {m.time.ms, "market.time"},
                             {l.price_time.ms, "listing.price_time"},
                             {l.reference_time.ms, "listing.reference_time"},
                             {l.last_applied.ms, "listing.last_applied"},
                             {l.memory.step_time.ms, "listing.memory.step_time"},
                             {l.memory.lost_time.ms, "listing.memory.lost_time"}},
                            [](std::int64_t ms) { return is_instant({ms}); });
}

/// The same for the moments: from 1970 on, and not so far away that one needs a closer look.
constexpr bool has_usual_times(const Listing& l, const Market& m, const Clock& clock) noexcept {
  constexpr std::int64_t usual = std::int64_t{1} << 46U;
  static_assert(usual < instant_ms_max);
  const std::int64_t joined = clock.now.ms | m.time.ms | l.price_time.ms | l.reference_time.ms |
                              l.last_applied.ms | l.memory.step_time.ms | l.memory.lost_time.ms;
  return 0 <= joined && joined < usual;
}

constexpr Fault check_times(const Listing& l, const Market& m, const Clock& clock) noexcept {
  if (!has_usual_times(l, m, clock)) {
    if (const Fault fault = find_bad_time(l, m, clock)) return fault;
  }
  const bool offset_fits =
      -minutes_per_day <= clock.utc_offset_minutes && clock.utc_offset_minutes <= minutes_per_day;
  return offset_fits ? Fault{} : Fault{Errc::out_of_range, "utc_offset_minutes"};
}

constexpr Fault check_listing(const Listing& l) noexcept {
  if (l.size != sizeof(Listing)) return Fault{Errc::bad_size, "listing.size"};
  if (const auto fault = check_own_amounts(l)) return fault;
  if (l.fee_ppm < 0 || l.fee_ppm > ppm_one) {
    return Fault{Errc::out_of_range, "listing.fee"};
  }
  const bool known = is_up_to(l.audience, Audience::business) &&
                     is_up_to(l.condition, Condition::club) &&
                     is_up_to(l.sub_condition, SubCondition::other) &&
                     is_up_to(l.fulfilment, Fulfilment::marketplace) &&
                     is_up_to(l.status, ListingStatus::inactive);
  if (!known) return Fault{Errc::unknown_value, "listing"};
  return {};
}

/// Is the market this listing's: marketplace, audience, condition class, item and currency?
constexpr Fault check_match(const Listing& l, const Market& m, std::size_t offers_count) noexcept {
  if (m.size != sizeof(Market)) return Fault{Errc::bad_size, "market.size"};
  const auto other = [](const char* where) { return Fault{Errc::not_this_listing, where}; };
  if (!(m.marketplace == l.marketplace)) return other("market.marketplace");
  if (m.audience != l.audience) return other("market.audience");
  if (m.condition != l.condition) return other("market.condition");
  if (!m.item.empty() && !l.item.empty() && !(m.item == l.item)) return other("market.item");
  const bool priced = offers_count != 0 || m.knows(Market::has_buy_box_landed);
  if (priced && !(m.currency == l.currency)) {
    return Fault{Errc::currency_mismatch, "market.currency"};
  }
  if (!is_amount(m.buy_box_landed_minor)) {
    return Fault{Errc::out_of_range, "market.buy_box_landed"};
  }
  if (m.offers_counted < 0 || m.offers_counted > amount_minor_max) {
    return Fault{Errc::out_of_range, "market.offers_counted"};
  }
  return {};
}

/// The last value of each word of an offer, and zero for the reserved bytes behind them.
inline constexpr std::array<std::uint8_t, 8> last_words{
    static_cast<std::uint8_t>(Condition::club), static_cast<std::uint8_t>(SubCondition::other),
    static_cast<std::uint8_t>(Fulfilment::marketplace),
    static_cast<std::uint8_t>(OfferAudience::business), static_cast<std::uint8_t>(Tristate::no)};
static_assert(offsetof(Offer, reserved_small) == offsetof(Offer, condition) + 5);

/// Is each of the eight bytes at most its last? All at once: with its high bit set, a last value
/// less the byte keeps that bit just where the byte is not greater.
inline bool has_known_words(const Offer& o) noexcept {
  constexpr std::uint64_t high = 0x8080'8080'8080'8080U;
  constexpr auto last = std::bit_cast<std::uint64_t>(last_words);
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, reinterpret_cast<const char*>(&o) + offsetof(Offer, condition), sizeof bytes);
  return (((last | high) - bytes) & ~bytes & high) == high;
}

constexpr bool has_sound_amounts(const Offer& o) noexcept {
  return is_amount(o.price_minor) && is_amount(o.shipping_minor) && is_amount(o.points_minor);
}

/// Amounts from 0 to here need no closer look.
inline constexpr std::int64_t usual_offer_limit = std::int64_t{1} << 48U;
static_assert(usual_offer_limit < amount_minor_max);

/// Are the three amounts so small? One comparison for all three.
constexpr bool has_usual_amounts(const Offer& o) noexcept {
  const auto joined = static_cast<std::uint64_t>(o.price_minor | o.shipping_minor | o.points_minor);
  return joined < static_cast<std::uint64_t>(usual_offer_limit);  // a negative one is above it
}

/// Is everything within its limits?
inline bool is_sound(const Offer& o) noexcept {
  return (has_usual_amounts(o) || has_sound_amounts(o)) && has_known_words(o);
}

/// The fault of the first offer that has one.  Needs: an offer with a fault.
inline Fault fault_of(std::span<const Offer> offers) noexcept {
  for (std::uint32_t i = 0; i < offers.size(); ++i) {
    const Offer& o = offers[i];
    if (!is_amount(o.price_minor)) return {Errc::out_of_range, "offers[].price", i};
    if (!is_amount(o.shipping_minor)) return {Errc::out_of_range, "offers[].shipping", i};
    if (!is_amount(o.points_minor)) return {Errc::out_of_range, "offers[].points", i};
    if (!has_known_words(o)) return {Errc::unknown_value, "offers[]", i};
  }
  return {Errc::out_of_range, "offers[]"};
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
