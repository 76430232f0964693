// haggle/strategy/sift.hpp -- floor 4 (strategy).
//
// One pass over the offers with the filters: a verdict for each, and how many there are of each
// kind.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "haggle/strategy/judge.hpp"

namespace haggle {
inline namespace v0 {

/// What the filters left.
struct Sifted {
  std::uint32_t rivals_count{0};  ///< outside our group, of our class or let in by condition
  std::uint32_t survivors_count{0};
  std::uint32_t group_listed_count{0};  ///< rows of our group in our class
  std::uint32_t winners_count{0};       ///< rows flagged as the buy-box winner, anybody's
  OfferIndex winner{};                  ///< the last of them
};

namespace detail {

/// An offer with the price and marks that it has in one decision.
struct PricedOffer {
  std::size_t place;
  const Offer& offer;
  std::int64_t landed_minor;
  std::uint32_t marks;
};

/// Judges one offer.  Returns: its verdict, counted.
template <bool Plain>
Verdict sift_one(const PricedOffer& one, const Judge& judge, Sifted& out) noexcept {
  const Verdict verdict = judge.verdict<Plain>(one.offer, one.marks, one.landed_minor);
  const bool in_class = judge.in_class(one.offer);
  if ((one.marks & mark::group) != 0) {
    out.group_listed_count += in_class ? 1U : 0U;
  } else {
    const bool competes = Plain ? in_class : in_class | judge.fits<Plain>(one.offer);
    out.rivals_count += competes ? 1U : 0U;
    out.survivors_count += verdict == Verdict::kept ? 1U : 0U;
  }
  if (one.offer.is(Offer::is_winner)) {
    ++out.winners_count;
    out.winner.value = static_cast<std::uint32_t>(one.place);
  }
  return verdict;
}

}  // namespace detail

/// Writes one verdict an offer and returns what the filters left.  Cost: one pass.
/// Needs: offers that stand as rows, and room for one verdict each.
[[nodiscard]] inline Sifted sift(const PricedOffers& priced, const Judge& judge,
                                 Verdict* verdicts) noexcept {
  const std::span<const Offer> rows = priced.offers.rows();
  Sifted out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const detail::PricedOffer one{i, rows[i], priced.landed_minor[i], priced.marks[i]};
    verdicts[i] = detail::sift_one<false>(one, judge, out);
  }
  return out;
}

}  // namespace v0
}  // namespace haggle
