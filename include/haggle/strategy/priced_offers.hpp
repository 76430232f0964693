// haggle/strategy/priced_offers.hpp -- floor 4 (strategy).
//
// The offers of one decision with the prices they have in it: for the business ladder an offer's
// item price depends on the quantity, so prices stand beside the offers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

#include "haggle/base/limits.hpp"
#include "haggle/market/offer.hpp"
#include "haggle/market/offer_rows.hpp"

namespace haggle {
inline namespace v0 {

/// What is known of each offer before any filter is asked, found once. A mark that rejects has the
/// bit of its verdict (strategy/filters.hpp).
namespace mark {
inline constexpr std::uint16_t ours = 1U << 0;        ///< our seller's, or marked as ours
inline constexpr std::uint16_t own_row = 1U << 1;     ///< ours, for this market's audience
inline constexpr std::uint16_t group = 1U << 2;       ///< ours or a sister account's
inline constexpr std::uint16_t price_zero = 1U << 3;  ///< item or landed price is not above zero
}  // namespace mark

/// The seller and its sister accounts.
struct Group {
  const SellerId& seller;
  const std::vector<SellerId>& sisters;
};

/// One element for each offer in each array.
struct PricedOffers {
  OfferRows offers{};
  const std::int64_t* item_minor{nullptr};
  const std::int64_t* landed_minor{nullptr};
  const std::uint16_t* marks{nullptr};
  bool has_points{false};

  [[nodiscard]] constexpr std::size_t count() const noexcept { return offers.size(); }
  [[nodiscard]] constexpr bool in_group(std::size_t i) const noexcept {
    return (marks[i] & mark::group) != 0;
  }
};

/// Room for the prices and marks of one decision; 18 KiB, meant for the stack and left unset.
struct OfferScratch {
  std::int64_t item_minor[offers_max];
  std::int64_t landed_minor[offers_max];
  std::uint16_t marks[offers_max];  // not bytes: those may alias everything, and cost reloads
};

namespace detail {

/// Two rows of one seller at one price may still differ in what a filter asks for. Whatever is left
/// of them is compared, so that not even then the place in the list decides.
constexpr bool says_less(const Offer& a, const Offer& b) noexcept {
  const auto rest = [](const Offer& o) {
    return std::tuple{o.condition,
                      o.audience,
                      o.eligible,
                      o.ships_from.text(),
                      o.feedback_score_ppm,
                      o.feedback_count,
                      o.stock,
                      o.handling_hours,
                      o.has,
                      o.flags};
  };
  return rest(a) < rest(b);
}

/// The canonical order where the landed prices are equal.
constexpr bool before_at_same_landed(const PricedOffers& priced, std::size_t i,
                                     std::size_t j) noexcept {
  const Offer a = priced.offers[i];
  const Offer b = priced.offers[j];
  if (a.fulfilment != b.fulfilment) return a.fulfilment == Fulfilment::marketplace;
  if (!(a.seller == b.seller)) return a.seller < b.seller;
  if (priced.item_minor[i] != priced.item_minor[j]) {
    return priced.item_minor[i] < priced.item_minor[j];
  }
  if (a.shipping_minor != b.shipping_minor) return a.shipping_minor < b.shipping_minor;
  if (a.points_minor != b.points_minor) return a.points_minor < b.points_minor;
  if (a.sub_condition != b.sub_condition) {
    return quality_rank(a.sub_condition) < quality_rank(b.sub_condition);
  }
  return says_less(a, b);
}

}  // namespace detail

/// The canonical order, wherever a tie must be broken or a list printed: landed,
/// marketplace-fulfilled first, seller id, item price, shipping, points, sub-condition.
[[nodiscard]] constexpr bool canonically_before(const PricedOffers& priced, std::size_t i,
                                                std::size_t j) noexcept {
  if (priced.landed_minor[i] != priced.landed_minor[j]) {
    return priced.landed_minor[i] < priced.landed_minor[j];
  }
  return detail::before_at_same_landed(priced, i, j);
}

/// The mark of an offer's prices.
[[nodiscard]] constexpr std::uint16_t price_mark(std::int64_t item_minor,
                                                 std::int64_t landed_minor) noexcept {
  const bool is_zero = (item_minor <= 0) | (landed_minor <= 0);
  return is_zero ? mark::price_zero : std::uint16_t{0};
}

/// An index that may be none; smaller than std::optional on the hot path.
struct OfferIndex {
  static constexpr std::uint32_t none = UINT32_MAX;
  std::uint32_t value{none};
  [[nodiscard]] constexpr bool exists() const noexcept { return value != none; }
  friend constexpr bool operator==(const OfferIndex&, const OfferIndex&) = default;
};

/// Our own row among the offers.
struct OwnRow {
  OfferIndex row{};             ///< none: no row of ours, or none that can be told apart
  std::uint32_t rows_count{0};  ///< rows of our seller for this audience
};

/// The first in canonical order of the offers that `wanted(i)`.  Cost: one pass.
template <class Wanted>
[[nodiscard]] constexpr OfferIndex first_of(const PricedOffers& priced, Wanted wanted) noexcept {
  OfferIndex best;
  for (std::size_t i = 0; i < priced.count(); ++i) {
    if (best.exists() && priced.landed_minor[i] > priced.landed_minor[best.value]) continue;
    if (!wanted(i)) continue;
    if (!best.exists() || canonically_before(priced, i, best.value)) {
      best.value = static_cast<std::uint32_t>(i);
    }
  }
  return best;
}

}  // namespace v0
}  // namespace haggle
