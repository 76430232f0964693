// haggle/strategy/filters.hpp -- floor 4 (strategy).
//
// Which offers count as competition. Filters come before any target is chosen and apply to the
// buy-box holder too. What an offer does not say does not reject it unless the policy says so.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "haggle/base/limits.hpp"
#include "haggle/base/wide.hpp"
#include "haggle/market/listing.hpp"
#include "haggle/market/market.hpp"
#include "haggle/strategy/priced_offers.hpp"

namespace haggle {
inline namespace v0 {

/// What became of one offer: not examined, kept, or the first filter that rejects it.
enum class Verdict : std::uint8_t {
  not_examined = 0,
  kept = 1,
  own_group = 2,
  price_zero = 3,
  price_absurd = 4,
  condition = 5,
  fulfilment = 6,
  feedback_score = 7,
  feedback_count = 8,
  handling = 9,
  ships_from = 10,
  stock = 11,
  not_eligible = 12,
  excluded = 13,
  not_included = 14,
};

inline constexpr std::array verdict_words{Word{Verdict::not_examined, "not_examined"},
                                          Word{Verdict::kept, "kept"},
                                          Word{Verdict::own_group, "own_group"},
                                          Word{Verdict::price_zero, "price_zero"},
                                          Word{Verdict::price_absurd, "price_absurd"},
                                          Word{Verdict::condition, "condition"},
                                          Word{Verdict::fulfilment, "fulfilment"},
                                          Word{Verdict::feedback_score, "feedback_score"},
                                          Word{Verdict::feedback_count, "feedback_count"},
                                          Word{Verdict::handling, "handling"},
                                          Word{Verdict::ships_from, "ships_from"},
                                          Word{Verdict::stock, "stock"},
                                          Word{Verdict::not_eligible, "not_eligible"},
                                          Word{Verdict::excluded, "excluded"},
                                          Word{Verdict::not_included, "not_included"}};

/// Which conditions compete with ours.
enum class ConditionFilter : std::uint8_t {
  equal = 0,           ///< our class and sub-condition
  same_or_better = 1,  ///< class new, or our class and no worse
  class_ = 2,          ///< our class
};
inline constexpr std::array condition_filter_words{
    Word{ConditionFilter::equal, "equal"}, Word{ConditionFilter::same_or_better, "same_or_better"},
    Word{ConditionFilter::class_, "class"}};

/// What becomes of an offer that does not say what a filter asks.
enum class Unknown : std::uint8_t { keep = 0, reject = 1 };
inline constexpr std::array unknown_words{Word{Unknown::keep, "keep"},
                                          Word{Unknown::reject, "reject"}};

/// The filters of a policy; thresholds are inclusive, absent ones ask nothing.
struct Filters {
  std::optional<std::int64_t> absurd_low_ppm{};   ///< of the listing's reference price
  std::optional<std::int64_t> absurd_high_ppm{};  ///< of the listing's reference price
  ConditionFilter condition{ConditionFilter::equal};
  std::optional<Fulfilment> fulfilment{};
  std::optional<std::uint32_t> feedback_score_ppm_min{};
  std::optional<std::uint32_t> feedback_count_min{};
  std::optional<std::uint32_t> handling_hours_max{};
  std::optional<std::vector<Country>> ships_from{};
  std::optional<std::uint32_t> stock_min{};
  bool eligible_only{false};
  std::vector<SellerId> exclude{};
  std::optional<std::vector<SellerId>> include{};
  Unknown unknown{Unknown::keep};

  /// Does any filter ask for more than a price and a condition?
  [[nodiscard]] bool asks_more() const noexcept {
    return fulfilment || feedback_score_ppm_min || feedback_count_min || handling_hours_max ||
           ships_from || stock_min || eligible_only || !exclude.empty() || include;
  }
};

/// What the filters go by besides the offer.
struct FilterFacts {
  Condition condition{};
  SubCondition sub_condition{};
  Country marketplace_country{};
  std::int64_t reference_price_minor{0};  ///< 0: none, or too old
};

/// Does the condition of an offer compete with ours?
[[nodiscard]] constexpr bool condition_fits(ConditionFilter filter, const FilterFacts& facts,
                                            const Offer& offer) noexcept {
  const bool same_class = offer.condition == facts.condition;
  if (filter == ConditionFilter::class_) return same_class;
  if (filter == ConditionFilter::equal) {
    return same_class && offer.sub_condition == facts.sub_condition;
  }
  return offer.condition == Condition::new_ ||
         (same_class && quality_rank(offer.sub_condition) <= quality_rank(facts.sub_condition));
}

namespace detail {

template <class List, class Value>
constexpr bool is_in(const List& list, const Value& value) noexcept {
  return std::find(list.begin(), list.end(), value) != list.end();
}

constexpr bool is_absurd(const Filters& filters, std::int64_t reference_minor,
                         std::int64_t landed) noexcept {
  if (reference_minor == 0) return false;
  const Wide price = Wide{landed} * ppm_one;
  return (filters.absurd_low_ppm && price < Wide{reference_minor} * *filters.absurd_low_ppm) ||
         (filters.absurd_high_ppm && price > Wide{reference_minor} * *filters.absurd_high_ppm);
}

/// Does a filter reject? Not asked: no. Not known: as the policy says. Else: unless it passes.
template <class Asked, class Passes>
constexpr bool rejects(const std::optional<Asked>& asked, bool known, Unknown unknown,
                       Passes passes) noexcept {
  if (!asked) return false;
  if (!known) return unknown == Unknown::reject;
  return !passes(*asked);
}

/// The filters on what an offer says of itself, in their order.
inline Verdict judge_more(const Filters& f, const FilterFacts& facts, const Offer& o) noexcept {
  const Unknown unknown = f.unknown;
  const bool from_marketplace = o.fulfilment == Fulfilment::marketplace;
  const Country country = from_marketplace ? facts.marketplace_country : o.ships_from;
  if (f.fulfilment && o.fulfilment != *f.fulfilment) return Verdict::fulfilment;
  if (rejects(f.feedback_score_ppm_min, o.knows(Offer::has_feedback_score), unknown,
              [&](std::uint32_t least) { return o.feedback_score_ppm >= least; })) {
    return Verdict::feedback_score;
  }
  if (rejects(f.feedback_count_min, o.knows(Offer::has_feedback_count), unknown,
              [&](std::uint32_t least) { return o.feedback_count >= least; })) {
    return Verdict::feedback_count;
  }
  if (rejects(f.handling_hours_max, o.knows(Offer::has_handling), unknown,
              [&](std::uint32_t most) { return o.handling_hours <= most; })) {
    return Verdict::handling;
  }
  if (rejects(f.ships_from, !country.empty(), unknown,
              [&](const auto& countries) { return is_in(countries, country); })) {
    return Verdict::ships_from;
  }
  if (rejects(f.stock_min, o.knows(Offer::has_stock), unknown,
              [&](std::uint32_t least) { return o.stock >= least; })) {
    return Verdict::stock;
  }
  const auto eligible = f.eligible_only ? std::optional{true} : std::nullopt;
  if (rejects(eligible, o.eligible != Tristate::unknown, unknown,
              [&](bool) { return o.eligible == Tristate::yes; })) {
    return Verdict::not_eligible;
  }
  if (is_in(f.exclude, o.seller)) return Verdict::excluded;
  if (f.include && !is_in(*f.include, o.seller)) return Verdict::not_included;
  return Verdict::kept;
}

}  // namespace detail

/// The filters of one decision, ready to be asked of each offer.
class Judge {
 public:
  Judge(const Filters& filters, const FilterFacts& facts) noexcept
      : filters_(filters),
        facts_(facts),
        asks_absurd_((filters.absurd_low_ppm || filters.absurd_high_ppm) &&
                     facts.reference_price_minor != 0),
        asks_more_(filters.asks_more()) {}

  /// The verdict on one offer.  Cost: a few comparisons; the lists of sellers and countries linear.
  [[nodiscard]] Verdict operator()(const PricedOffers& priced, std::size_t i) const noexcept {
    if (priced.in_group(i)) return Verdict::own_group;
    const std::int64_t landed = priced.landed_minor[i];
    if (priced.item_minor[i] <= 0 || landed <= 0) return Verdict::price_zero;
    if (asks_absurd_ && detail::is_absurd(filters_, facts_.reference_price_minor, landed)) {
      return Verdict::price_absurd;
    }
    if (!fits(priced.offers[i])) return Verdict::condition;
    return asks_more_ ? detail::judge_more(filters_, facts_, priced.offers[i]) : Verdict::kept;
  }

  [[nodiscard]] bool fits(const Offer& offer) const noexcept {
    return condition_fits(filters_.condition, facts_, offer);
  }
  /// Is it a rival: outside our group, of our class or let in by the condition filter?
  [[nodiscard]] bool is_rival(const PricedOffers& priced, std::size_t i) const noexcept {
    const Offer& offer = priced.offers[i];
    return !priced.in_group(i) && (offer.condition == facts_.condition || fits(offer));
  }
  [[nodiscard]] Condition condition() const noexcept { return facts_.condition; }

 private:
  const Filters& filters_;
  FilterFacts facts_;
  bool asks_absurd_;
  bool asks_more_;
};

}  // namespace v0
}  // namespace haggle
