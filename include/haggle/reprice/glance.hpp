// haggle/reprice/glance.hpp -- floor 5 (reprice).
//
// Most markets are decided by one offer: a single rival holds the buy box, and no filter is against
// it. To see that takes a look at the few offers that carry a flag or may be ours; who else
// competes, and at what price, then changes nothing.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/check_input.hpp"
#include "haggle/reprice/survey.hpp"
#include "haggle/reprice/survey_columns.hpp"
#include "haggle/strategy/state.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// More offers than these are surveyed: one bit for each.
inline constexpr std::size_t glanced_max = 64;

/// The offer that a price goes by, and what our own row shows.
struct Lead {
  State state{};
  std::int64_t landed_minor{0};  ///< of the reference
  std::int64_t shown_minor{0};   ///< 0: no row of ours, or none that can be told apart
};

/// Enough of an id to tell most others from it.
inline std::uint64_t beginning(const SellerId& id) noexcept {
  std::uint64_t out = 0;
  std::memcpy(&out, &id, sizeof out);
  return out;
}

/// A bit for each offer that carries a flag or may be ours. Without a branch, because nobody can
/// tell where in the list those are.
/// Needs:   at most glanced_max offers.
/// Returns: false where an offer is, or may be, out of its limits.
inline bool find_special(std::span<const Offer> offers, const SellerId& seller,
                         std::uint64_t& out) noexcept {
  constexpr std::uint64_t high = 0x8080'8080'8080'8080U;
  constexpr auto last = std::bit_cast<std::uint64_t>(last_words);
  const std::uint64_t ours = beginning(seller);
  std::int64_t amounts = 0;
  std::uint64_t known = high;
  std::uint64_t special = 0;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    const Offer& o = offers[i];
    std::uint64_t words = 0;
    std::memcpy(&words, reinterpret_cast<const char*>(&o) + offsetof(Offer, condition),
                sizeof words);
    amounts |= o.price_minor | o.shipping_minor | o.points_minor;
    known &= ((last | high) - words) & ~words;  // as has_known_words
    special |= static_cast<std::uint64_t>((beginning(o.seller) == ours) | (o.flags != 0)) << i;
  }
  out = special;
  return known == high && 0 <= amounts && amounts < usual_offer_limit;
}

/// A bit for each of so many sellers whose id begins so; four at a time, shifted by constants.
inline std::uint64_t find_beginnings(const SellerId* sellers, std::size_t count,
                                     std::uint64_t wanted) noexcept {
  const auto bit = [&](std::size_t i) { return std::uint64_t{beginning(sellers[i]) == wanted}; };
  std::uint64_t out = 0;
  std::size_t i = 0;
  for (; i + 4 <= count; i += 4) {
    out |= (bit(i) | bit(i + 1) << 1U | bit(i + 2) << 2U | bit(i + 3) << 3U) << i;
  }
  for (; i < count; ++i) out |= bit(i) << i;
  return out;
}

/// The same of offers in columns, which are sound already.
inline std::uint64_t find_special(const OfferArrays& offers, const SellerId& seller) noexcept {
  const std::uint8_t* const flags = offers.of(offers.columns.flags);
  const std::size_t count = offers.count;
  std::uint64_t out = find_beginnings(offers.of(offers.columns.seller), count, beginning(seller));
  if (flags == nullptr) return out;
  const std::size_t readable = offers.readable();
  for (std::size_t i = 0; i < count; i += 8) {
    const std::uint64_t inside = eight::inside(count - i);
    out |= eight::set_bits(eight::load(flags + i, readable - i) & (inside * 0xFF)) << i;
  }
  return out;
}

/// Finds the rival that decides alone.
/// Needs:   the special offers; a policy that asks for no more than a condition, names no sisters
///          and goes by the buy box first.
/// Returns: false where there is no such rival, or ours cannot be told apart.
inline bool find_lead(const OfferRows& offers, std::uint64_t special, const Snapshot& s,
                      bool any_sub, Lead& out) noexcept {
  const Listing& l = s.listing;
  OfferIndex winner;
  OfferIndex own;
  for (; special != 0; special &= special - 1) {
    const auto i = static_cast<std::uint32_t>(std::countr_zero(special));
    const bool ours = offers.is(i, Offer::is_mine) || offers.is_of(i, l.seller);
    if (offers.is(i, Offer::is_winner)) {
      if (ours || winner.exists()) return false;
      winner.value = i;
    }
    if (ours && is_for(offers.audience(i), s.market.audience)) {
      if (own.exists()) return false;
      own.value = i;
    }
  }
  if (!winner.exists() || s.market.is(Market::buy_box_suppressed)) return false;
  const std::uint32_t i = winner.value;
  const bool fits =
      offers.condition(i) == l.condition && (any_sub || offers.sub_condition(i) == l.sub_condition);
  const std::int64_t landed = offers.landed_minor(i, s.market.is(Market::has_points));
  if (!fits || price_mark(offers.price_minor(i), landed) != 0) return false;
  const bool is_row =
      own.exists() && (offers.is(own.value, Offer::is_mine) || offers.is_like(own.value, l));
  out = {State::buy_box_other, landed, is_row ? offers.price_minor(own.value) : 0};
  return true;
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
