// haggle/market/listing.hpp -- floor 2 (market).
//
// Our own listing: what we sell, where, at which price now, within which bounds. Flat and without
// padding, with the layout that the C ABI shares. Zero in a field is what a caller who says nothing
// means; a fact that may be unknown has a bit in `has`, set by its setter.
#pragma once

#include <cstdint>
#include <type_traits>

#include "haggle/market/bound.hpp"
#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/market/memory.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

struct Listing {
  static constexpr std::uint32_t has_price_time = 1U << 0;
  static constexpr std::uint32_t has_shipping = 1U << 1;
  static constexpr std::uint32_t has_stock = 1U << 2;
  static constexpr std::uint32_t has_age = 1U << 3;
  static constexpr std::uint32_t has_floor = 1U << 4;
  static constexpr std::uint32_t has_ceiling = 1U << 5;
  static constexpr std::uint32_t has_map = 1U << 6;
  static constexpr std::uint32_t has_reference_time = 1U << 7;
  static constexpr std::uint32_t has_last_applied = 1U << 8;
  static constexpr std::uint32_t has_cost = 1U << 9;

  std::uint32_t size{sizeof(Listing)};
  std::uint32_t has{0};  ///< which of the optional facts are known
  SellerId seller{};
  ItemId item{};  ///< the marketplace's id of the product (an ASIN, an item id)
  Sku sku{};
  MarketplaceId marketplace{};
  Currency currency{};  ///< of every amount of the listing
  Audience audience{Audience::consumer};
  Condition condition{Condition::new_};
  SubCondition sub_condition{SubCondition::new_};
  Fulfilment fulfilment{Fulfilment::merchant};
  ListingStatus status{ListingStatus::active};
  std::uint8_t reserved[3]{};        ///< zero
  std::int32_t stock{0};             ///< units; not known: unlimited
  std::int32_t age_days{0};          ///< days in stock
  std::uint32_t reserved_middle{0};  ///< zero

  std::int64_t price_minor{0};  ///< what we last sent; 0: none
  Instant price_time{};         ///< when; not known: long ago
  std::int64_t shipping_minor{0};
  std::int64_t points_minor{0};
  std::int64_t default_price_minor{0};    ///< asked where nobody competes; 0: none
  std::int64_t model_price_minor{0};      ///< from the caller's demand model; 0: none
  Bound floor{};                          ///< the hard minimum; without one nothing is priced
  Bound ceiling{};                        ///< the hard maximum
  std::int64_t map_minor{0};              ///< minimum advertised price, on the item
  std::int64_t reference_price_minor{0};  ///< a dated outside price such as the list price; 0: none
  Instant reference_time{};
  Instant last_applied{};  ///< time of the market that was last decided on
  std::int64_t cost_minor{0};
  std::int64_t fee_ppm{0};          ///< referral fee, of the item price, rounded half up
  std::int64_t fee_fixed_minor{0};  ///< fixed fee of a unit
  Memory memory{};                  ///< as the last decision gave it

  [[nodiscard]] constexpr bool knows(std::uint32_t fact) const noexcept {
    return (has & fact) != 0;
  }

  constexpr void set_price(std::int64_t minor, Instant sent) noexcept {
    price_minor = minor, price_time = sent, has |= has_price_time;
  }
  constexpr void set_shipping(std::int64_t minor) noexcept {
    shipping_minor = minor, has |= has_shipping;
  }
  constexpr void set_stock(std::int32_t units) noexcept { stock = units, has |= has_stock; }
  constexpr void set_age_days(std::int32_t days) noexcept { age_days = days, has |= has_age; }
  constexpr void set_floor(Bound bound) noexcept { floor = bound, has |= has_floor; }
  constexpr void set_ceiling(Bound bound) noexcept { ceiling = bound, has |= has_ceiling; }
  constexpr void set_map(std::int64_t minor) noexcept { map_minor = minor, has |= has_map; }
  constexpr void set_reference(std::int64_t minor, Instant at) noexcept {
    reference_price_minor = minor, reference_time = at, has |= has_reference_time;
  }
  constexpr void set_last_applied(Instant at) noexcept {
    last_applied = at, has |= has_last_applied;
  }
  constexpr void set_cost(std::int64_t minor) noexcept { cost_minor = minor, has |= has_cost; }

  friend constexpr bool operator==(const Listing&, const Listing&) = default;
};
static_assert(std::is_standard_layout_v<Listing> && std::is_trivially_copyable_v<Listing> &&
              std::has_unique_object_representations_v<Listing>);

}  // namespace v0
}  // namespace haggle
