// haggle/market/row_reader.hpp -- floor 2 (market).
//
// Listings and markets put together from their columns, row by row. Which columns there are is
// found out once; a row then costs what its own columns cost.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "haggle/market/columns.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// The columns of amounts and moments of one kind of row.
template <class Row, std::size_t Most>
class AmountColumns {
 public:
  /// Needs: `at`, the place in the row of a fact of eight bytes; `bit`, 0 where nothing says
  /// whether it is known; `row`, which all rows are written over.
  template <class T>
  void add(const Column<T>& column, std::size_t at, std::uint32_t bit, Row& row) noexcept {
    static_assert(sizeof(T) == sizeof(std::int64_t));
    if (!column.exists()) return;
    if (column.has_no_gaps()) row.has |= bit;
    entries_[count_++] = {reinterpret_cast<const char*>(column.values + column.offset),
                          column.known, column.offset, static_cast<std::uint32_t>(at), bit};
  }
  /// Writes one row's over `out`.
  /// Returns: all of them in one; its sign is set where one is negative.
  std::int64_t take(std::size_t row, Row& out) const noexcept {
    std::int64_t joined = 0;
    for (std::size_t i = 0; i < count_; ++i) {
      const Entry& entry = entries_[i];
      std::int64_t value = 0;
      if (entry.known == nullptr || is_known(entry, row, out)) {
        std::memcpy(&value, entry.values + row * sizeof value, sizeof value);
      }
      std::memcpy(reinterpret_cast<char*>(&out) + entry.at, &value, sizeof value);
      joined |= value;
    }
    return joined;
  }

 private:
  struct Entry {
    const char* values;
    const std::uint8_t* known;
    std::size_t offset;
    std::uint32_t at;
    std::uint32_t bit;
  };
  /// Reads the bit, and notes it in the row.
  static bool is_known(const Entry& entry, std::size_t row, Row& out) noexcept {
    const std::size_t bit = entry.offset + row;
    const bool known = ((entry.known[bit / 8] >> (bit % 8)) & 1U) != 0;
    out.has = known ? out.has | entry.bit : out.has & ~entry.bit;
    return known;
  }

  std::array<Entry, Most> entries_;
  std::size_t count_{0};
};

inline bool has_other_columns(const ListingColumns& c) noexcept {
  return c.seller.exists() || c.item.exists() || c.sku.exists() || c.status.exists() ||
         c.condition.exists() || c.sub_condition.exists() || c.fulfilment.exists() ||
         c.stock.exists() || c.age_days.exists() || c.fee_ppm.exists() || c.memory.exists();
}
inline bool has_other_columns(const MarketColumns& c) noexcept {
  return c.condition.exists() || c.winner_seller.exists() || c.flags.exists();
}

}  // namespace detail

/// Reads the rows of a table.  Needs: columns that outlive it.
class RowReader {
 public:
  RowReader(const ListingColumns& listings, const MarketColumns& markets) noexcept
      : listings_(listings),
        markets_(markets),
        only_amounts_(!detail::has_other_columns(listings) && !detail::has_other_columns(markets)),
        listing_(listings.like),
        market_(markets.like) {
    if (!only_amounts_) return;
    find_listing_amounts();
    find_market_amounts();
  }

  /// Puts one row together.  Cost: linear in the columns there are.
  void read(std::size_t row) noexcept {
    if (only_amounts_) {
      joined_ = listing_amounts_.take(row, listing_) | market_amounts_.take(row, market_);
    } else {
      take_listing(listings_, row, listing_);
      take_market(markets_, row, market_);
    }
  }
  [[nodiscard]] const Listing& listing() const noexcept { return listing_; }
  [[nodiscard]] const Market& market() const noexcept { return market_; }

  /// Does the row differ from `like` in nothing but amounts and moments from 0 to this limit?
  [[nodiscard]] bool differs_below(std::int64_t limit) const noexcept {
    return only_amounts_ && 0 <= joined_ && joined_ < limit;
  }

 private:
  void find_listing_amounts() noexcept {
    using L = Listing;
    const ListingColumns& c = listings_;
    const auto add = [&](const auto& column, std::size_t at, std::uint32_t bit = 0) {
      listing_amounts_.add(column, at, bit, listing_);
    };
    add(c.price_minor, offsetof(L, price_minor));
    add(c.price_time, offsetof(L, price_time), L::has_price_time);
    add(c.shipping_minor, offsetof(L, shipping_minor), L::has_shipping);
    add(c.points_minor, offsetof(L, points_minor));
    add(c.default_price_minor, offsetof(L, default_price_minor));
    add(c.model_price_minor, offsetof(L, model_price_minor));
    add(c.floor_minor, offsetof(L, floor) + offsetof(Bound, amount_minor), L::has_floor);
    add(c.ceiling_minor, offsetof(L, ceiling) + offsetof(Bound, amount_minor), L::has_ceiling);
    add(c.map_minor, offsetof(L, map_minor), L::has_map);
    add(c.reference_price_minor, offsetof(L, reference_price_minor));
    add(c.reference_time, offsetof(L, reference_time), L::has_reference_time);
    add(c.last_applied, offsetof(L, last_applied), L::has_last_applied);
    add(c.cost_minor, offsetof(L, cost_minor), L::has_cost);
    add(c.fee_fixed_minor, offsetof(L, fee_fixed_minor));
  }

  void find_market_amounts() noexcept {
    using M = Market;
    const MarketColumns& c = markets_;
    const auto add = [&](const auto& column, std::size_t at, std::uint32_t bit = 0) {
      market_amounts_.add(column, at, bit, market_);
    };
    add(c.time, offsetof(M, time));
    add(c.offers_counted, offsetof(M, offers_counted), M::has_offers_counted);
    add(c.buy_box_landed_minor, offsetof(M, buy_box_landed_minor), M::has_buy_box_landed);
  }

  const ListingColumns& listings_;
  const MarketColumns& markets_;
  bool only_amounts_;
  std::int64_t joined_{0};
  detail::AmountColumns<Listing, 14> listing_amounts_;
  detail::AmountColumns<Market, 3> market_amounts_;
  Listing listing_;
  Market market_;
};

}  // namespace v0
}  // namespace haggle
