// haggle/strategy/sift.hpp -- floor 4 (strategy).
//
// One pass over the offers with the filters: a verdict for each, and what the later stages ask of
// them all, so that nothing is sorted.
#pragma once

#include <cstdint>

#include "haggle/strategy/filters.hpp"

namespace haggle {
inline namespace v0 {

/// What the filters left.
struct Sifted {
  std::uint32_t rivals_count{0};
  std::uint32_t survivors_count{0};
  std::uint32_t group_listed_count{0};  ///< rows of our group in our class
  std::uint32_t winners_count{0};       ///< rows flagged as the buy-box winner, anybody's
  OfferIndex lowest{};                  ///< first survivor in canonical order
  OfferIndex lowest_fulfilled{};        ///< the same among those that the marketplace fulfils
};

namespace detail {

constexpr void keep_first(OfferIndex& best, const PricedOffers& priced, std::size_t i) noexcept {
  if (!best.exists() || canonically_before(priced, i, best.value)) {
    best.value = static_cast<std::uint32_t>(i);
  }
}

}  // namespace detail

/// Writes one verdict an offer and returns what the filters left.  Cost: one pass.
/// Needs: room for one verdict an offer.
[[nodiscard]] inline Sifted sift(const PricedOffers& priced, const Judge& judge,
                                 Verdict* verdicts) noexcept {
  Sifted out;
  for (std::size_t i = 0; i < priced.count(); ++i) {
    const Offer& offer = priced.offers[i];
    const Verdict verdict = judge(priced, i);
    verdicts[i] = verdict;
    out.winners_count += offer.is(Offer::is_winner) ? 1U : 0U;
    if (verdict == Verdict::kept) {
      ++out.rivals_count;
      ++out.survivors_count;
      detail::keep_first(out.lowest, priced, i);
      if (offer.fulfilment == Fulfilment::marketplace) {
        detail::keep_first(out.lowest_fulfilled, priced, i);
      }
    } else if (verdict == Verdict::own_group) {
      out.group_listed_count += offer.condition == judge.condition() ? 1U : 0U;
    } else {
      out.rivals_count += judge.is_rival(priced, i) ? 1U : 0U;
    }
  }
  return out;
}

}  // namespace v0
}  // namespace haggle
