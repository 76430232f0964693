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
  /// Needs: columns without gaps in the flags, the seller and the words.
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
    const auto like = [&](Condition condition, SubCondition sub, Fulfilment fulfilled) {
      return condition == l.condition && sub == l.sub_condition && fulfilled == l.fulfilment;
    };
    if (columns_ == nullptr) {
      return like(rows_[i].condition, rows_[i].sub_condition, rows_[i].fulfilment);
    }
    return like(word(columns_->condition, i, Offer{}.condition),
                word(columns_->sub_condition, i, Offer{}.sub_condition), fulfilment(i));
  }
  /// Landed at quantity 1.
  [[nodiscard]] constexpr std::int64_t landed_minor(std::size_t i, bool has_points) const noexcept {
    return haggle::landed_minor(columns_ == nullptr ? rows_[i] : (*this)[i], has_points);
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
