// haggle/strategy/sift.hpp -- floor 4 (strategy).
//
// One pass over the offers with the filters: a verdict for each, and how many there are of each
// kind.
#pragma once

#include <cstdint>

#include "haggle/strategy/filters.hpp"

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

/// Writes one verdict an offer and returns what the filters left.  Cost: one pass.
/// Needs: room for one verdict an offer.
[[nodiscard]] inline Sifted sift(const PricedOffers& priced, const Judge& judge,
                                 Verdict* verdicts) noexcept {
  std::uint32_t rivals = 0;
  std::uint32_t survivors = 0;
  std::uint32_t group_listed = 0;
  std::uint32_t winners = 0;
  OfferIndex winner;
  for (std::size_t i = 0; i < priced.count(); ++i) {
    const Offer& offer = priced.offers[i];
    const Verdict verdict = judge(priced, i);
    const bool in_group = priced.in_group(i);
    const bool in_class = offer.condition == judge.condition();
    const bool competes = in_class || judge.fits(offer);
    verdicts[i] = verdict;
    survivors += verdict == Verdict::kept ? 1U : 0U;
    rivals += !in_group && competes ? 1U : 0U;
    group_listed += in_group && in_class ? 1U : 0U;
    if (offer.is(Offer::is_winner)) {
      ++winners;
      winner.value = static_cast<std::uint32_t>(i);
    }
  }
  return {rivals, survivors, group_listed, winners, winner};
}

}  // namespace v0
}  // namespace haggle
