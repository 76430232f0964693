// haggle/market/offer_rows.hpp -- floor 2 (market).
//
// The offers of one market, whether they stand as rows or as columns. What is asked of all offers
// is asked of the arrays directly; this is for the few that a decision turns on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "haggle/market/columns.hpp"
#include "haggle/market/offer.hpp"

namespace haggle {
inline namespace v0 {

class OfferRows {
 public:
  constexpr OfferRows() noexcept = default;
  constexpr OfferRows(std::span<const Offer> rows) noexcept  // NOLINT: a span of rows is one
      : rows_(rows.data()), count_(rows.size()) {}
  /// Needs: columns without gaps in the flags, the seller, the words and the amounts.
  constexpr OfferRows(const OfferColumns& columns, std::size_t market) noexcept
      : columns_(&columns), first_(columns.first[market]), count_(columns.count(market)) {}

  [[nodiscard]] constexpr std::size_t size() const noexcept { return count_; }
  /// The offers where they stand as rows; none else.
  [[nodiscard]] constexpr std::span<const Offer> rows() const noexcept {
    return {rows_, rows_ == nullptr ? 0 : count_};
  }

  [[nodiscard]] constexpr bool is(std::size_t i, std::uint32_t flag) const noexcept {
    if (columns_ == nullptr) return rows_[i].is(flag);
    return columns_->flags.exists() && (columns_->flags[first_ + i] & flag) != 0;
  }
  [[nodiscard]] constexpr bool is_of(std::size_t i, const SellerId& seller) const noexcept {
    if (columns_ == nullptr) return rows_[i].seller == seller;
    return columns_->seller.exists() ? columns_->seller[first_ + i] == seller : seller.empty();
  }
  [[nodiscard]] constexpr std::int64_t price_minor(std::size_t i) const noexcept {
    return columns_ == nullptr ? rows_[i].price_minor : columns_->price_minor[first_ + i];
  }
  [[nodiscard]] constexpr OfferAudience audience(std::size_t i) const noexcept {
    if (columns_ == nullptr) return rows_[i].audience;
    return word(columns_->audience, i, Offer{}.audience);
  }
  [[nodiscard]] constexpr Condition condition(std::size_t i) const noexcept {
    if (columns_ == nullptr) return rows_[i].condition;
    return word(columns_->condition, i, Offer{}.condition);
  }
  [[nodiscard]] constexpr SubCondition sub_condition(std::size_t i) const noexcept {
    if (columns_ == nullptr) return rows_[i].sub_condition;
    return word(columns_->sub_condition, i, Offer{}.sub_condition);
  }
  [[nodiscard]] constexpr Fulfilment fulfilment(std::size_t i) const noexcept {
    if (columns_ == nullptr) return rows_[i].fulfilment;
    return word(columns_->fulfilment, i, Offer{}.fulfilment);
  }
  [[nodiscard]] constexpr Tristate eligible(std::size_t i) const noexcept {
    if (columns_ == nullptr) return rows_[i].eligible;
    return word(columns_->eligible, i, Offer{}.eligible);
  }
  /// Is it of this condition, and sent by the same hand?
  [[nodiscard]] constexpr bool is_like(std::size_t i, const Listing& l) const noexcept {
    return condition(i) == l.condition && sub_condition(i) == l.sub_condition &&
           fulfilment(i) == l.fulfilment;
  }
  /// Landed at quantity 1.
  [[nodiscard]] constexpr std::int64_t landed_minor(std::size_t i, bool has_points) const noexcept {
    if (columns_ == nullptr) return haggle::landed_minor(rows_[i], has_points);
    const auto amount = [&](const Column<std::int64_t>& column) {
      return column.exists() ? column[first_ + i] : 0;
    };
    return amount(columns_->price_minor) + amount(columns_->shipping_minor) -
           (has_points ? amount(columns_->points_minor) : 0);
  }
  /// The whole offer; gathered where it stands in columns.
  [[nodiscard]] constexpr Offer operator[](std::size_t i) const noexcept {
    return columns_ == nullptr ? rows_[i] : offer_at(*columns_, first_ + i);
  }

 private:
  template <class Enum>
  [[nodiscard]] constexpr Enum word(const Column<Enum>& column, std::size_t i,
                                    Enum otherwise) const noexcept {
    return column.exists() ? column[first_ + i] : otherwise;
  }

  const Offer* rows_{nullptr};
  const OfferColumns* columns_{nullptr};
  std::size_t first_{0};
  std::size_t count_{0};
};

}  // namespace v0
}  // namespace haggle
