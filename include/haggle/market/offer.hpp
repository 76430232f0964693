// haggle/market/offer.hpp -- floor 2 (market).
//
// Anybody's offer at one moment. 128 bytes, two cache lines, no pointers and no padding: an array
// of them is what the C ABI takes as it stands, frozen, with reserved zero bytes.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "haggle/market/id.hpp"
#include "haggle/market/kinds.hpp"

namespace haggle {
inline namespace v0 {

/// A two-letter country code (ISO 3166-1), upper case; all zero means not known.
struct Country {
  char code[4]{};
  friend constexpr bool operator==(const Country&, const Country&) = default;
  [[nodiscard]] constexpr bool empty() const noexcept { return code[0] == '\0'; }
  [[nodiscard]] constexpr std::string_view text() const noexcept {
    return {code, static_cast<std::size_t>(std::find(code, code + 4, '\0') - code)};
  }
};

struct Offer {
  // A fact that a filter asks for has the bit of that filter's verdict (strategy/filters.hpp).
  static constexpr std::uint32_t has_stated_landed = 1U << 0;
  static constexpr std::uint32_t has_feedback_score = 1U << 7;
  static constexpr std::uint32_t has_feedback_count = 1U << 8;
  static constexpr std::uint32_t has_handling = 1U << 9;
  static constexpr std::uint32_t has_stock = 1U << 11;

  static constexpr std::uint32_t is_mine = 1U << 0;    ///< the message marks it as ours (MyOffer)
  static constexpr std::uint32_t is_winner = 1U << 1;  ///< it is flagged as the buy-box winner

  std::int64_t price_minor{0};     ///< the item alone
  std::int64_t shipping_minor{0};  ///< what the buyer pays for delivery
  std::int64_t points_minor{0};    ///< given back to the buyer; counts where the market has points
  std::uint32_t has{0};            ///< which of the optional facts are known
  std::uint32_t flags{0};          ///< is_mine, is_winner
  SellerId seller{};
  Condition condition{Condition::new_};
  SubCondition sub_condition{SubCondition::new_};
  Fulfilment fulfilment{Fulfilment::merchant};
  OfferAudience audience{OfferAudience::as_market};
  Tristate eligible{Tristate::unknown};  ///< may it hold the buy box?
  std::uint8_t reserved_small[3]{};      ///< zero
  Country ships_from{};
  std::uint32_t feedback_count{0};
  std::uint32_t feedback_score_ppm{0};  ///< share of positive feedback, 0..1'000'000
  std::uint32_t handling_hours{0};      ///< longest time until it ships
  std::uint32_t stock{0};
  std::uint32_t reserved_middle{0};     ///< zero
  std::int64_t stated_landed_minor{0};  ///< the landed price as the message said it
  std::uint8_t reserved[24]{};          ///< zero

  [[nodiscard]] constexpr bool knows(std::uint32_t fact) const noexcept {
    return (has & fact) != 0;
  }
  [[nodiscard]] constexpr bool is(std::uint32_t flag) const noexcept { return (flags & flag) != 0; }
  friend constexpr bool operator==(const Offer&, const Offer&) = default;
};
static_assert(sizeof(Offer) == 128 && std::is_standard_layout_v<Offer> &&
              std::is_trivially_copyable_v<Offer> &&
              std::has_unique_object_representations_v<Offer>);

/// One row of an offer's quantity prices: from this quantity, this unit price.
struct QuantityBreak {
  std::uint32_t offer{0};     ///< index of the offer in its market
  std::uint32_t quantity{0};  ///< at least 2
  std::int64_t price_minor{0};
  friend constexpr bool operator==(const QuantityBreak&, const QuantityBreak&) = default;
};
static_assert(sizeof(QuantityBreak) == 16);

/// What the buyer pays: item + shipping - points, where the market has points.
/// Source: wire formats disagree on stated landed prices, so this is always recomputed.
[[nodiscard]] constexpr std::int64_t landed_minor(const Offer& offer, bool has_points) noexcept {
  return offer.price_minor + offer.shipping_minor - (has_points ? offer.points_minor : 0);
}

}  // namespace v0
}  // namespace haggle
