// haggle/market/business.hpp -- floor 2 (market).
//
// A business listing: the listing itself (its price is the business price, for one unit) and the
// ladder of quantity prices now in force.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "haggle/base/limits.hpp"
#include "haggle/market/listing.hpp"

namespace haggle {
inline namespace v0 {

/// One rung of the ladder: from this quantity, this unit price, within its own bounds.
struct Tier {
  static constexpr std::uint32_t has_floor = Listing::has_floor;
  static constexpr std::uint32_t has_ceiling = Listing::has_ceiling;
  static constexpr std::uint32_t has_map = Listing::has_map;

  std::uint32_t size{sizeof(Tier)};
  std::uint32_t has{0};  ///< which of floor, ceiling and MAP are known
  std::uint32_t quantity{0};
  std::uint32_t reserved{0};    ///< zero
  std::int64_t price_minor{0};  ///< now in force; 0: none
  Bound floor{};
  Bound ceiling{};
  std::int64_t map_minor{0};
  Memory memory{};

  [[nodiscard]] constexpr bool knows(std::uint32_t fact) const noexcept {
    return (has & fact) != 0;
  }
  constexpr void set_floor(Bound bound) noexcept { floor = bound, has |= has_floor; }
  constexpr void set_ceiling(Bound bound) noexcept { ceiling = bound, has |= has_ceiling; }
  constexpr void set_map(std::int64_t minor) noexcept { map_minor = minor, has |= has_map; }
  friend constexpr bool operator==(const Tier&, const Tier&) = default;
};
static_assert(sizeof(Tier) == 104 && std::has_unique_object_representations_v<Tier>);

struct BusinessListing {
  Listing listing{};                     ///< audience is business
  std::int64_t consumer_price_minor{0};  ///< the consumer price that stands, a cap; 0: none
  std::uint32_t tiers_count{0};          ///< at most tiers_max
  std::uint32_t reserved{0};             ///< zero
  std::array<Tier, tiers_max> tiers{};   ///< rising quantities from 2
  friend constexpr bool operator==(const BusinessListing&, const BusinessListing&) = default;
};
static_assert(std::is_standard_layout_v<BusinessListing> &&
              std::has_unique_object_representations_v<BusinessListing>);

}  // namespace v0
}  // namespace haggle
