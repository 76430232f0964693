// haggle/reprice/survey.hpp -- floor 5 (reprice).
//
// The one pass over the offers of a decision: each is checked, priced, marked and judged while it
// is at hand, so that the offers are read from memory once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/check_input.hpp"
#include "haggle/reprice/effective_bounds.hpp"
#include "haggle/reprice/policy.hpp"
#include "haggle/strategy/sift.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// Is an offer for the market's audience? It is where it does not say.
constexpr bool is_for(OfferAudience offered_to, Audience audience) noexcept {
  if (offered_to == OfferAudience::as_market) return true;
  return (offered_to == OfferAudience::business) == (audience == Audience::business);
}

/// The mark of whose offer it is.
template <bool HasSisters>
constexpr std::uint32_t group_mark(const Offer& offer, const Group& group,
                                   Audience audience) noexcept {
  const bool ours = offer.is(Offer::is_mine) || offer.seller == group.seller;
  if (ours) {
    const std::uint32_t own = is_for(offer.audience, audience) ? mark::own_row : 0;
    return mark::ours | mark::group | own;
  }
  if constexpr (!HasSisters) return 0;
  return is_in(group.sisters, offer.seller) ? mark::group : 0;
}

/// The rows that carry the mark `own_row`, counted while the offers are passed.
struct OwnRows {
  std::uint32_t count{0};
  std::uint32_t last{0};
};

/// The only row of ours that is wanted, or none.
template <class Wanted>
OfferIndex single(const PricedOffers& priced, const OwnRows& rows, Wanted wanted) noexcept {
  OfferIndex found;
  for (std::uint32_t i = rows.count == 1 ? rows.last : 0; i <= rows.last; ++i) {
    if ((priced.marks[i] & mark::own_row) == 0 || !wanted(i)) continue;
    if (found.exists()) return {};
    found.value = i;
  }
  return found;
}

/// Our row: the one marked as ours, else the single one with our sub-condition and fulfilment; none
/// or several: no row.
inline OwnRow own_row_of(const Listing& l, const PricedOffers& priced,
                         const OwnRows& rows) noexcept {
  if (rows.count == 0) return {};
  if (rows.count == 1) {
    const bool is_it =
        priced.offers.is(rows.last, Offer::is_mine) || priced.offers.is_like(rows.last, l);
    return {is_it ? OfferIndex{rows.last} : OfferIndex{}, 1};
  }
  std::uint32_t marked_count = 0;
  const auto is_marked = [&](std::size_t i) {
    const bool marked = priced.offers.is(i, Offer::is_mine);
    marked_count += marked ? 1U : 0U;
    return marked;
  };
  const auto is_alike = [&](std::size_t i) { return priced.offers.is_like(i, l); };
  const OfferIndex marked = single(priced, rows, is_marked);
  return {marked_count != 0 ? marked : single(priced, rows, is_alike), rows.count};
}

/// What the pass finds besides prices, marks and verdicts.
struct Survey {
  bool sound{true};            ///< every offer is within its limits
  bool landed_differs{false};  ///< a stated landed price is not item + shipping - points
  OwnRow own_row{};
  Sifted sifted{};
};

/// Where the pass writes.
struct SurveyRoom {
  OfferScratch& scratch;
  Verdict* verdicts;
};

/// The filters of one listing's decision.
inline Judge judge_of(const Snapshot& s, const PolicySpec& spec) noexcept {
  const Listing& l = s.listing;
  return Judge{spec.filters, FilterFacts{l.condition, l.sub_condition, s.market.country,
                                         reference_price(l, spec.bounds, s.clock.now)}};
}

/// The pass itself; out of line, so that it has all registers.
template <bool Plain>
[[gnu::noinline]] Survey survey_as(const Snapshot& s, const Group& group, const Judge& judge,
                                   const SurveyRoom& room) noexcept {
  const SellerId seller = group.seller;  // a copy, which nothing that is written can be
  const Group ours{seller, group.sisters};
  const Audience audience = s.market.audience;
  const std::int64_t points_mask = s.market.is(Market::has_points) ? -1 : 0;
  OfferScratch& scratch = room.scratch;
  Verdict* const verdicts = room.verdicts;
  OwnRows own;
  Sifted sifted;
  bool differs = false;
  for (std::size_t i = 0; i < s.offers.size(); ++i) {
    const Offer& o = s.offers[i];
    if (!is_sound(o)) return {false, false, {}, {}};
    const std::int64_t landed = o.price_minor + o.shipping_minor - (o.points_minor & points_mask);
    const std::uint32_t marks =
        group_mark<!Plain>(o, ours, audience) | price_mark(o.price_minor, landed);
    scratch.item_minor[i] = o.price_minor;
    scratch.landed_minor[i] = landed;
    scratch.marks[i] = static_cast<std::uint16_t>(marks);
    verdicts[i] = sift_one<Plain>({i, o, landed, marks}, judge, sifted);
    differs |= o.knows(Offer::has_stated_landed) & (o.stated_landed_minor != landed);
    if ((marks & mark::own_row) != 0) own = {own.count + 1, static_cast<std::uint32_t>(i)};
  }
  const PricedOffers priced{s.offers, scratch.item_minor, scratch.landed_minor, scratch.marks,
                            points_mask != 0};
  return {true, differs, own_row_of(s.listing, priced, own), sifted};
}

/// Writes price, landed price, mark and verdict of each offer at quantity 1.  Cost: one pass.
/// Needs: at most offers_max offers, and room for as many verdicts.
inline Survey survey(const Snapshot& s, const PolicySpec& spec, const SurveyRoom& room) noexcept {
  const Group group{s.listing.seller, spec.sisters};
  const Judge judge = judge_of(s, spec);
  const bool plain = judge.is_plain() && spec.sisters.empty();
  return plain ? survey_as<true>(s, group, judge, room) : survey_as<false>(s, group, judge, room);
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
