// haggle/strategy/filters.hpp -- floor 4 (strategy).
//
// Which offers count as competition. Filters come before any target is chosen and apply to the
// buy-box holder too. What an offer does not say does not reject it unless the policy says so.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
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
  const bool same_sub = offer.sub_condition == facts.sub_condition;
  if (filter != ConditionFilter::same_or_better) {
    return same_class & (same_sub | (filter == ConditionFilter::class_));
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

/// One bit for each filter, at the number of its verdict: the first that rejects is the lowest.
using Rejections = std::uint32_t;

constexpr Rejections rejected_if(bool rejects, Verdict verdict) noexcept {
  return Rejections{rejects} << static_cast<unsigned>(verdict);
}

/// The first filter that rejects; kept where none does. A bit above all of them keeps the count of
/// zeros defined, so that it needs no branch.
constexpr Verdict first_rejection(Rejections rejections) noexcept {
  const int first = std::countr_zero(std::uint64_t{rejections} | (std::uint64_t{1} << 32U));
  return rejections == 0 ? Verdict::kept : static_cast<Verdict>(first);
}

static_assert(rejected_if(true, Verdict::own_group) == mark::group &&
                  rejected_if(true, Verdict::price_zero) == mark::price_zero,
              "a mark that rejects is a rejection as it stands");
static_assert(rejected_if(true, Verdict::feedback_score) == Offer::has_feedback_score &&
                  rejected_if(true, Verdict::feedback_count) == Offer::has_feedback_count &&
                  rejected_if(true, Verdict::handling) == Offer::has_handling &&
                  rejected_if(true, Verdict::stock) == Offer::has_stock,
              "what an offer says and what rejects it are joined without moving a bit");

/// The filters on numbers that an offer may not say. One that is not asked has a threshold that
/// everything passes.
struct Thresholds {
  std::uint32_t score_ppm_min{0};
  std::uint32_t count_min{0};
  std::uint32_t hours_max{UINT32_MAX};
  std::uint32_t stock_min{0};
  std::uint32_t must_say{0};  ///< facts without which an offer is rejected

  explicit Thresholds(const Filters& f) noexcept
      : score_ppm_min(f.feedback_score_ppm_min.value_or(0)),
        count_min(f.feedback_count_min.value_or(0)),
        hours_max(f.handling_hours_max.value_or(UINT32_MAX)),
        stock_min(f.stock_min.value_or(0)) {
    if (f.unknown == Unknown::keep) return;
    must_say = rejected_if(f.feedback_score_ppm_min.has_value(), Verdict::feedback_score) |
               rejected_if(f.feedback_count_min.has_value(), Verdict::feedback_count) |
               rejected_if(f.handling_hours_max.has_value(), Verdict::handling) |
               rejected_if(f.stock_min.has_value(), Verdict::stock);
  }

  [[nodiscard]] constexpr Rejections reject(const Offer& o) const noexcept {
    const Rejections misses =
        rejected_if(o.feedback_score_ppm < score_ppm_min, Verdict::feedback_score) |
        rejected_if(o.feedback_count < count_min, Verdict::feedback_count) |
        rejected_if(o.handling_hours > hours_max, Verdict::handling) |
        rejected_if(o.stock < stock_min, Verdict::stock);
    return (misses & o.has) | (must_say & ~o.has);
  }
};

/// Does any filter ask for a number that an offer may not say?
inline bool asks_numbers(const Filters& f) noexcept {
  return f.feedback_score_ppm_min || f.feedback_count_min || f.handling_hours_max || f.stock_min;
}

/// Does any filter ask for a kind of offer, seller or country?
inline bool asks_kind(const Filters& f) noexcept {
  return f.fulfilment || f.ships_from || f.eligible_only || !f.exclude.empty() || f.include;
}

/// Does a policy ask for our class and sub-condition, or class, and for nothing else?
inline bool asks_only_condition(const Filters& f) noexcept {
  return !asks_numbers(f) && !asks_kind(f) && !f.absurd_low_ppm && !f.absurd_high_ppm &&
         f.condition != ConditionFilter::same_or_better;
}

/// The filters on kinds, sellers and countries.
inline Rejections reject_by_kind(const Filters& f, const FilterFacts& facts,
                                 const Offer& o) noexcept {
  const bool rejects_unknown = f.unknown == Unknown::reject;
  const bool by_marketplace = o.fulfilment == Fulfilment::marketplace;
  const Country& country = by_marketplace ? facts.marketplace_country : o.ships_from;
  Rejections out = 0;
  if (f.fulfilment) out |= rejected_if(o.fulfilment != *f.fulfilment, Verdict::fulfilment);
  if (f.ships_from) {
    const bool fails = country.empty() ? rejects_unknown : !is_in(*f.ships_from, country);
    out |= rejected_if(fails, Verdict::ships_from);
  }
  if (f.eligible_only) {
    const bool unknown = o.eligible == Tristate::unknown;
    const bool fails = unknown ? rejects_unknown : o.eligible == Tristate::no;
    out |= rejected_if(fails, Verdict::not_eligible);
  }
  out |= rejected_if(is_in(f.exclude, o.seller), Verdict::excluded);
  if (f.include) out |= rejected_if(!is_in(*f.include, o.seller), Verdict::not_included);
  return out;
}

}  // namespace detail

}  // namespace v0
}  // namespace haggle
