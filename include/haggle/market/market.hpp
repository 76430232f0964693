// haggle/market/market.hpp -- floor 2 (market).
//
// What a message says of one item's market at one moment, but for the offers themselves, which
// stand beside it as an array.
#pragma once

#include <cstdint>
#include <type_traits>

#include "haggle/market/id.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/kinds.hpp"
#include "haggle/market/offer.hpp"
#include "haggle/money/currency.hpp"

namespace haggle {
inline namespace v0 {

struct Market {
  static constexpr std::uint32_t has_offers_counted = 1U << 0;
  static constexpr std::uint32_t has_buy_box_landed = 1U << 1;

  static constexpr std::uint32_t has_points = 1U << 0;     ///< buyers are given points here
  static constexpr std::uint32_t list_is_whole = 1U << 1;  ///< no offer is left out of the list
  static constexpr std::uint32_t buy_box_suppressed = 1U << 2;  ///< the message says so

  std::uint32_t size{sizeof(Market)};
  std::uint32_t has{0};    ///< which of the optional facts are known
  std::uint32_t flags{0};  ///< has_points, list_is_whole, buy_box_suppressed
  Currency currency{};     ///< of every offer
  ItemId item{};
  MarketplaceId marketplace{};
  SellerId winner_seller{};  ///< the buy-box holder by id, where the message names one
  Country country{};         ///< where marketplace-fulfilled offers ship from
  Audience audience{Audience::consumer};
  Condition condition{Condition::new_};  ///< the class whose offers are listed
  std::uint8_t reserved[2]{};            ///< zero
  Instant time{};                        ///< when the market was so
  std::int64_t offers_counted{
      0};  ///< offers of this class that exist, ours included, listed or not
  std::int64_t buy_box_landed_minor{0};  ///< landed price of the buy-box row, at quantity 1

  [[nodiscard]] constexpr bool knows(std::uint32_t fact) const noexcept {
    return (has & fact) != 0;
  }
  [[nodiscard]] constexpr bool is(std::uint32_t flag) const noexcept { return (flags & flag) != 0; }
  constexpr void set_offers_counted(std::int64_t count) noexcept {
    offers_counted = count, has |= has_offers_counted;
  }
  constexpr void set_buy_box_landed(std::int64_t minor) noexcept {
    buy_box_landed_minor = minor, has |= has_buy_box_landed;
  }
  friend constexpr bool operator==(const Market&, const Market&) = default;
};
static_assert(std::is_standard_layout_v<Market> && std::is_trivially_copyable_v<Market> &&
              std::has_unique_object_representations_v<Market>);

}  // namespace v0
}  // namespace haggle
