// haggle/strategy/judge.hpp -- floor 4 (strategy).
//
// The filters of one decision, asked of one offer after the other.
#pragma once

#include <cstdint>

#include "haggle/strategy/filters.hpp"
#include "haggle/strategy/priced_offers.hpp"

namespace haggle {
inline namespace v0 {

/// The filters of one decision, ready to be asked of each offer. All that they branch on is which
/// filters the policy asks for, which is the same for every offer; what the offers say only sets
/// bits, so that a market of mixed offers costs no more than one of equal ones.
class Judge {
 public:
  Judge(const Filters& filters, const FilterFacts& facts) noexcept
      : filters_(filters),
        facts_(facts),
        thresholds_(filters),
        asks_absurd_((filters.absurd_low_ppm || filters.absurd_high_ppm) &&
                     facts.reference_price_minor != 0),
        asks_numbers_(detail::asks_numbers(filters)),
        asks_more_(asks_absurd_ || detail::asks_kind(filters)),
        by_quality_(filters.condition == ConditionFilter::same_or_better),
        any_sub_(filters.condition == ConditionFilter::class_) {}

  /// Does the policy ask for our class and sub-condition, or class, and for nothing else?
  [[nodiscard]] bool is_plain() const noexcept {
    return !asks_numbers_ && !asks_more_ && !by_quality_;
  }

  /// The verdict on one offer.  Cost: a few comparisons; the lists of sellers and countries linear.
  /// Needs: where `Plain`, a policy that is.
  template <bool Plain>
  [[nodiscard]] Verdict verdict(const Offer& offer, std::uint32_t marks,
                                std::int64_t landed_minor) const noexcept {
    const bool fit = fits<Plain>(offer);
    if constexpr (Plain) return plain_verdict(marks, fit);
    detail::Rejections rejections =
        (marks & rejecting) | detail::rejected_if(!fit, Verdict::condition);
    if (asks_numbers_) rejections |= thresholds_.reject(offer);
    if (asks_more_) rejections |= reject_more(offer, landed_minor);
    return detail::first_rejection(rejections);
  }
  /// The same of a plain policy, once it is known whether the condition fits.
  [[nodiscard]] static Verdict plain_verdict(std::uint32_t marks, bool fit) noexcept {
    if ((marks & rejecting) == 0) return fit ? Verdict::kept : Verdict::condition;
    return detail::first_rejection((marks & rejecting) |
                                   detail::rejected_if(!fit, Verdict::condition));
  }

  template <bool Plain>
  [[nodiscard]] bool fits(const Offer& offer) const noexcept {
    if (!Plain && by_quality_) return condition_fits(filters_.condition, facts_, offer);
    const bool same_class = in_class(offer);
    const bool sub_fits = is_sub(offer.sub_condition);
    return same_class & sub_fits;
  }
  [[nodiscard]] bool in_class(const Offer& offer) const noexcept {
    return is_class(offer.condition);
  }
  [[nodiscard]] bool is_class(Condition condition) const noexcept {
    return condition == facts_.condition;
  }
  [[nodiscard]] Condition own_condition() const noexcept { return facts_.condition; }
  [[nodiscard]] SubCondition own_sub() const noexcept { return facts_.sub_condition; }
  [[nodiscard]] bool asks_sub() const noexcept { return !any_sub_; }
  /// Is it a sub-condition that a plain policy lets in?
  [[nodiscard]] bool is_sub(SubCondition sub) const noexcept {
    return any_sub_ | (sub == facts_.sub_condition);
  }

 private:
  static constexpr detail::Rejections rejecting = mark::group | mark::price_zero;

  /// The filters that few policies ask for; out of line, so that the others stay in registers.
  [[nodiscard, gnu::noinline]] detail::Rejections reject_more(
      const Offer& offer, std::int64_t landed_minor) const noexcept {
    const bool absurd =
        asks_absurd_ && detail::is_absurd(filters_, facts_.reference_price_minor, landed_minor);
    return detail::rejected_if(absurd, Verdict::price_absurd) |
           detail::reject_by_kind(filters_, facts_, offer);
  }

  const Filters& filters_;
  FilterFacts facts_;
  detail::Thresholds thresholds_;
  bool asks_absurd_;
  bool asks_numbers_;
  bool asks_more_;
  bool by_quality_;
  bool any_sub_;
};

}  // namespace v0
}  // namespace haggle
