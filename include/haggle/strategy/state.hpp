// haggle/strategy/state.hpp -- floor 4 (strategy).
//
// Who holds the buy box, and so which of eight states the market is in. "No offer is known", "all
// are filtered", "we are alone" and "the box is suppressed" are different things and get
// different answers.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "haggle/market/market.hpp"
#include "haggle/strategy/sift.hpp"

namespace haggle {
inline namespace v0 {

enum class State : std::uint8_t {
  not_reached = 0,
  only_seller = 1,
  all_filtered = 2,
  buy_box_ours = 3,
  buy_box_sister = 4,
  buy_box_suppressed = 5,
  buy_box_unknown = 6,
  buy_box_other = 7,
  offers_unknown = 8,
};
inline constexpr std::array state_words{Word{State::not_reached, "not_reached"},
                                        Word{State::only_seller, "only_seller"},
                                        Word{State::all_filtered, "all_filtered"},
                                        Word{State::buy_box_ours, "buy_box_ours"},
                                        Word{State::buy_box_sister, "buy_box_sister"},
                                        Word{State::buy_box_suppressed, "buy_box_suppressed"},
                                        Word{State::buy_box_unknown, "buy_box_unknown"},
                                        Word{State::buy_box_other, "buy_box_other"},
                                        Word{State::offers_unknown, "offers_unknown"}};

/// What is done in a state.
enum class Strategy : std::uint8_t {
  not_reached = 0,
  chase_buy_box = 1,
  maximize_profit = 2,
  only_seller = 3,
  floor = 4,
  hold = 5,
};
inline constexpr std::array strategy_words{Word{Strategy::not_reached, "not_reached"},
                                           Word{Strategy::chase_buy_box, "chase_buy_box"},
                                           Word{Strategy::maximize_profit, "maximize_profit"},
                                           Word{Strategy::only_seller, "only_seller"},
                                           Word{Strategy::floor, "floor"},
                                           Word{Strategy::hold, "hold"}};

/// The answers that a policy may choose; the other states have one answer each.
struct Reactions {
  Strategy all_filtered{Strategy::only_seller};          ///< or hold
  Strategy buy_box_sister{Strategy::hold};               ///< or chase_buy_box
  Strategy buy_box_suppressed{Strategy::chase_buy_box};  ///< or hold, floor
};

/// The strategy that answers a state.
[[nodiscard]] constexpr Strategy reaction_to(State state, const Reactions& chosen) noexcept {
  switch (state) {
    case State::only_seller:
      return Strategy::only_seller;
    case State::all_filtered:
      return chosen.all_filtered;
    case State::buy_box_ours:
      return Strategy::maximize_profit;
    case State::buy_box_sister:
      return chosen.buy_box_sister;
    case State::buy_box_suppressed:
      return chosen.buy_box_suppressed;
    case State::buy_box_unknown:
    case State::buy_box_other:
      return Strategy::chase_buy_box;
    case State::offers_unknown:
    case State::not_reached:
      break;
  }
  return Strategy::hold;
}

/// Who holds the buy box.
struct Holder {
  enum class Who : std::uint8_t { nobody_known, ours, sister, other };
  Who who{Who::nobody_known};
  OfferIndex row{};  ///< the holder's row, where it is listed
};

namespace detail {

/// Of several flagged rows: one of our seller's, else the first in canonical order.
inline OfferIndex foremost_winner(const PricedOffers& priced) noexcept {
  const auto flagged = [&](std::size_t i) { return priced.offers.is(i, Offer::is_winner); };
  const OfferIndex ours = first_of(
      priced, [&](std::size_t i) { return flagged(i) && (priced.marks[i] & mark::ours) != 0; });
  return ours.exists() ? ours : first_of(priced, flagged);
}

inline Holder flagged_holder(const PricedOffers& priced, const Sifted& sifted,
                             OwnRow own) noexcept {
  if (own.row.exists() && priced.offers.is(own.row.value, Offer::is_winner)) {
    return {Holder::Who::ours, own.row};
  }
  const OfferIndex row = sifted.winners_count == 1 ? sifted.winner : foremost_winner(priced);
  return {priced.in_group(row.value) ? Holder::Who::sister : Holder::Who::other, row};
}

}  // namespace detail

/// The buy-box holder by a winner flag, else by the winning seller's id.
/// Ties: of several flags our row, else a row of our seller, else the first in canonical order;
///       of a
/// rival's several rows its first in canonical order.
[[nodiscard]] inline Holder find_holder(const PricedOffers& priced, const Sifted& sifted,
                                        const SellerId& winner, const Group& group,
                                        OwnRow own) noexcept {
  if (sifted.winners_count != 0) return detail::flagged_holder(priced, sifted, own);
  if (winner.empty()) return {};
  if (winner == group.seller) {
    const bool is_this = own.rows_count == 0 || (own.rows_count == 1 && own.row.exists());
    return {is_this ? Holder::Who::ours : Holder::Who::sister, own.row};
  }
  if (detail::is_in(group.sisters, winner)) return {Holder::Who::sister, {}};
  const auto theirs = [&](std::size_t i) { return priced.offers.is_of(i, winner); };
  return {Holder::Who::other, first_of(priced, theirs)};
}

/// Is it known that nobody else offers this item in our class? By the counts less our group's
/// listed rows (one at least), else by a list that is known to be whole.
[[nodiscard]] constexpr bool known_alone(const Market& market, const Sifted& sifted) noexcept {
  if (!market.knows(Market::has_offers_counted)) return market.is(Market::list_is_whole);
  const std::int64_t ours = sifted.group_listed_count > 1 ? sifted.group_listed_count : 1;
  return market.offers_counted <= ours;
}

/// The first state that applies.
[[nodiscard]] constexpr State find_state(const Market& market, const Sifted& sifted,
                                         const Holder& holder) noexcept {
  const bool rivals = sifted.rivals_count != 0;
  const bool row = market.knows(Market::has_buy_box_landed);
  const bool nobody = holder.who == Holder::Who::nobody_known;
  if (!rivals && known_alone(market, sifted)) return State::only_seller;
  if (rivals && sifted.survivors_count == 0) return State::all_filtered;
  if (holder.who == Holder::Who::ours) return State::buy_box_ours;
  if (holder.who == Holder::Who::sister) return State::buy_box_sister;
  if (market.is(Market::buy_box_suppressed) || (rivals && nobody && !row)) {
    return State::buy_box_suppressed;
  }
  if (row && nobody) return State::buy_box_unknown;
  if (holder.who == Holder::Who::other) return State::buy_box_other;
  return State::offers_unknown;
}

}  // namespace v0
}  // namespace haggle
