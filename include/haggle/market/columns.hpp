// haggle/market/columns.hpp -- floor 2 (market).
//
// Many listings, markets and offers as columns: one array for each fact, as tables hold them. What
// is no column is the same in every row. Nothing is copied; the arrays are the caller's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "haggle/market/instant.hpp"
#include "haggle/market/listing.hpp"
#include "haggle/market/market.hpp"
#include "haggle/market/offer.hpp"

namespace haggle {
inline namespace v0 {

/// One fact of every row: as many values as there are rows, and a bit for each that is known, least
/// significant bit first, both from `offset` on. No values: no such column. No bits: all are known.
template <class T>
struct Column {
  const T* values{nullptr};
  const std::uint8_t* known{nullptr};
  std::size_t offset{0};

  [[nodiscard]] constexpr bool exists() const noexcept { return values != nullptr; }
  /// Is it a column without a gap, or none at all?
  [[nodiscard]] constexpr bool has_no_gaps() const noexcept { return known == nullptr; }
  [[nodiscard]] constexpr bool knows(std::size_t row) const noexcept {
    const std::size_t bit = offset + row;
    return known == nullptr || ((known[bit / 8] >> (bit % 8)) & 1U) != 0;
  }
  [[nodiscard]] constexpr const T& operator[](std::size_t row) const noexcept {
    return values[offset + row];
  }
  /// The values from one row on.
  [[nodiscard]] constexpr const T* from(std::size_t row) const noexcept {
    return values == nullptr ? nullptr : values + offset + row;
  }
};

/// The offers of all markets, one market's after the other's. A gap, and a column that is not
/// there, is what `Offer{}` has in its place.
struct OfferColumns {
  std::span<const std::uint32_t> first{};  ///< of each market; and at the end how many offers
  Column<std::int64_t> price_minor{};
  Column<std::int64_t> shipping_minor{};
  Column<std::int64_t> points_minor{};
  Column<SellerId> seller{};
  Column<Condition> condition{};
  Column<SubCondition> sub_condition{};
  Column<Fulfilment> fulfilment{};
  Column<OfferAudience> audience{};
  Column<Tristate> eligible{};
  Column<std::uint8_t> flags{};  ///< Offer::is_mine, Offer::is_winner
  Column<Country> ships_from{};
  Column<std::uint32_t> feedback_score_ppm{};
  Column<std::uint32_t> feedback_count{};
  Column<std::uint32_t> handling_hours{};
  Column<std::uint32_t> stock{};
  Column<std::int64_t> stated_landed_minor{};

  [[nodiscard]] constexpr std::size_t count(std::size_t market) const noexcept {
    return first[market + 1] - first[market];
  }
};

/// What differs from listing to listing; a gap is not known.
struct ListingColumns {
  Listing like{};  ///< the rest, and what stands in place of columns that are not there
  Column<SellerId> seller{};
  Column<ItemId> item{};
  Column<Sku> sku{};
  Column<ListingStatus> status{};
  Column<Condition> condition{};
  Column<SubCondition> sub_condition{};
  Column<Fulfilment> fulfilment{};
  Column<std::int32_t> stock{};
  Column<std::int32_t> age_days{};
  Column<std::int64_t> price_minor{};
  Column<Instant> price_time{};
  Column<std::int64_t> shipping_minor{};
  Column<std::int64_t> points_minor{};
  Column<std::int64_t> default_price_minor{};
  Column<std::int64_t> model_price_minor{};
  Column<std::int64_t> floor_minor{};    ///< on the basis of `like`
  Column<std::int64_t> ceiling_minor{};  ///< on the basis of `like`
  Column<std::int64_t> map_minor{};
  Column<std::int64_t> reference_price_minor{};
  Column<Instant> reference_time{};
  Column<Instant> last_applied{};
  Column<std::int64_t> cost_minor{};
  Column<std::int64_t> fee_ppm{};
  Column<std::int64_t> fee_fixed_minor{};
  Column<Memory> memory{};
};

/// What differs from market to market; a gap is not known. The item is the listing's.
struct MarketColumns {
  Market like{};  ///< the rest, and what stands in place of columns that are not there
  Column<Condition> condition{};
  Column<Instant> time{};
  Column<SellerId> winner_seller{};
  Column<std::int64_t> offers_counted{};
  Column<std::int64_t> buy_box_landed_minor{};
  Column<std::uint8_t> flags{};  ///< has_points, list_is_whole, buy_box_suppressed
};

namespace detail {

/// A fact that is zero where it is not known.
template <class T>
constexpr void take(const Column<T>& column, std::size_t row, T& out) noexcept {
  if (column.exists()) out = column.knows(row) ? column[row] : T{};
}

/// A fact with a bit that says whether it is known.
template <class T>
constexpr void take(const Column<T>& column, std::size_t row, T& out, std::uint32_t& has,
                    std::uint32_t bit) noexcept {
  if (!column.exists()) return;
  const bool known = column.knows(row);
  out = known ? column[row] : T{};
  has = known ? has | bit : has & ~bit;
}

}  // namespace detail

/// Writes what the columns say of one listing over `out`.  Needs: `out` of another row or `like`.
constexpr void take_listing(const ListingColumns& c, std::size_t row, Listing& out) noexcept {
  using detail::take;
  take(c.seller, row, out.seller);
  take(c.item, row, out.item);
  take(c.sku, row, out.sku);
  take(c.status, row, out.status);
  take(c.condition, row, out.condition);
  take(c.sub_condition, row, out.sub_condition);
  take(c.fulfilment, row, out.fulfilment);
  take(c.stock, row, out.stock, out.has, Listing::has_stock);
  take(c.age_days, row, out.age_days, out.has, Listing::has_age);
  take(c.price_minor, row, out.price_minor);
  take(c.price_time, row, out.price_time, out.has, Listing::has_price_time);
  take(c.shipping_minor, row, out.shipping_minor, out.has, Listing::has_shipping);
  take(c.points_minor, row, out.points_minor);
  take(c.default_price_minor, row, out.default_price_minor);
  take(c.model_price_minor, row, out.model_price_minor);
  take(c.floor_minor, row, out.floor.amount_minor, out.has, Listing::has_floor);
  take(c.ceiling_minor, row, out.ceiling.amount_minor, out.has, Listing::has_ceiling);
  take(c.map_minor, row, out.map_minor, out.has, Listing::has_map);
  take(c.reference_price_minor, row, out.reference_price_minor);
  take(c.reference_time, row, out.reference_time, out.has, Listing::has_reference_time);
  take(c.last_applied, row, out.last_applied, out.has, Listing::has_last_applied);
  take(c.cost_minor, row, out.cost_minor, out.has, Listing::has_cost);
  take(c.fee_ppm, row, out.fee_ppm);
  take(c.fee_fixed_minor, row, out.fee_fixed_minor);
  take(c.memory, row, out.memory);
}

/// The same of one market.
constexpr void take_market(const MarketColumns& c, std::size_t row, Market& out) noexcept {
  using detail::take;
  take(c.condition, row, out.condition);
  take(c.time, row, out.time);
  take(c.winner_seller, row, out.winner_seller);
  take(c.offers_counted, row, out.offers_counted, out.has, Market::has_offers_counted);
  take(c.buy_box_landed_minor, row, out.buy_box_landed_minor, out.has, Market::has_buy_box_landed);
  if (c.flags.exists()) out.flags = c.flags.knows(row) ? c.flags[row] : 0;
}

/// One offer, by its place in the columns.
constexpr Offer offer_at(const OfferColumns& c, std::size_t place) noexcept {
  using detail::take;
  Offer out;
  take(c.price_minor, place, out.price_minor);
  take(c.shipping_minor, place, out.shipping_minor);
  take(c.points_minor, place, out.points_minor);
  take(c.seller, place, out.seller);
  take(c.condition, place, out.condition);
  take(c.sub_condition, place, out.sub_condition);
  take(c.fulfilment, place, out.fulfilment);
  take(c.audience, place, out.audience);
  take(c.eligible, place, out.eligible);
  take(c.ships_from, place, out.ships_from);
  take(c.feedback_score_ppm, place, out.feedback_score_ppm, out.has, Offer::has_feedback_score);
  take(c.feedback_count, place, out.feedback_count, out.has, Offer::has_feedback_count);
  take(c.handling_hours, place, out.handling_hours, out.has, Offer::has_handling);
  take(c.stock, place, out.stock, out.has, Offer::has_stock);
  take(c.stated_landed_minor, place, out.stated_landed_minor, out.has, Offer::has_stated_landed);
  if (c.flags.exists() && c.flags.knows(place)) out.flags = c.flags[place];
  return out;
}

}  // namespace v0
}  // namespace haggle
