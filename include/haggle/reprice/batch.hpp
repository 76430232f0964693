// haggle/reprice/batch.hpp -- floor 5 (reprice).
//
// One decision after the other in the same memory: at a glance where one offer decides alone, else
// by a survey of all offers, where they stand or put together as rows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "haggle/market/columns.hpp"
#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/decision_columns.hpp"
#include "haggle/reprice/glance.hpp"
#include "haggle/reprice/survey_columns.hpp"
#include "haggle/reprice/usual.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {

/// Of the steps of the decision before, those that are not written over stay, which nobody reads.
class Batch {
 public:
  Batch(const Policy& policy, const DecisionColumns& out) noexcept : policy_(policy), out_(out) {}

  void decide(std::size_t row, const Snapshot& s) noexcept {
    Fault fault = check_but_offers(s, s.offers.size());
    if (!fault) fault = look_up(s.listing);
    if (!fault && !at_a_glance(s)) fault = decide_rows(s);
    put_row(row, s.listing, fault);
  }

  /// What is known of the offers of the next rows.
  void expect(const ColumnFacts& facts) noexcept { facts_ = facts; }

  /// The same of a market in columns; the snapshot itself has no offers.
  /// Needs: to be told where listing and market are `checked` already.
  void decide(std::size_t row, const Snapshot& s, const OfferArrays& offers,
              bool checked) noexcept {
    Fault fault = checked ? Fault{} : check_but_offers(s, offers.count);
    if (!fault) fault = look_up(s.listing);
    if (!fault && !at_a_glance(s, offers)) {
      fault = can_stand(s.listing) ? decide_standing(s, offers) : decide_gathered(s, offers);
    }
    put_row(row, s.listing, fault);
  }

 private:
  /// What is in force for the listing; kept while nothing that it goes by changes.
  Fault look_up(const Listing& listing) noexcept {
    const Currency currency = listing.currency;
    if (known_ && currency_ == currency && !policy_.has_bands()) return {};
    known_ = false;
    if (const Fault fault = find_in_force(policy_, listing, in_force_)) return fault;
    currency_ = currency;
    known_ = true;
    const PolicySpec& spec = in_force_.terms->spec();
    usual_ = UsualWay{*in_force_.terms, *in_force_.amounts};
    can_glance_ = usual_.can_glance();
    any_sub_ = spec.filters.condition == ConditionFilter::class_;
    return {};
  }

  /// Clears the decision but for its steps, which are counted from none.
  void begin() noexcept {
    // In pieces, because of one copy of this size g++ makes `rep movs`.
    constexpr std::size_t piece = 64;
    constexpr std::size_t size = offsetof(Decision, trail);
    static_assert(2 * piece < size && size <= 3 * piece);
    auto* to = reinterpret_cast<char*>(&decision_);
    const auto* from = reinterpret_cast<const char*>(&blank_);
    std::memcpy(to, from, piece);
    std::memcpy(to + piece, from + piece, piece);
    std::memcpy(to + 2 * piece, from + 2 * piece, size - 2 * piece);
  }

  /// By the usual way, if one offer decides alone.
  bool at_a_glance(const Snapshot& s) noexcept {
    if (!can_glance_ || s.offers.size() > glanced_max) return false;
    std::uint64_t special = 0;
    return find_special(s.offers, s.listing.seller, special) &&
           follow(s, OfferRows{s.offers}, special);
  }
  bool at_a_glance(const Snapshot& s, const OfferArrays& offers) noexcept {
    if (!can_glance_ || !facts_.can_survey || offers.count > glanced_max) return false;
    const std::uint64_t special = find_special(offers, s.listing.seller);
    return follow(s, OfferRows{offers.columns, offers.market}, special);
  }
  bool follow(const Snapshot& s, const OfferRows& offers, std::uint64_t special) noexcept {
    Lead lead;
    return find_lead(offers, special, s, any_sub_, lead) && decide_led(s, lead);
  }

  bool decide_led(const Snapshot& s, const Lead& lead) noexcept {
    memory_ = s.listing.memory;
    return usual_.decide(s, lead, outline_);
  }

  /// By the usual way if it leads there, else by the stages.
  Fault decide_seen(const Snapshot& s, const PricedOffers& priced, const Survey& found) noexcept {
    const Surveyed seen{priced, found, verdicts_.verdicts};
    Lead lead;
    if (usual_.find_lead(s, seen, lead) && decide_led(s, lead)) return {};
    begin();
    if (const Fault fault = decide_surveyed(s, in_force_, seen, decision_)) return fault;
    outline_ = outline_of(decision_);
    memory_ = decision_.memory;
    return {};
  }

  [[gnu::noinline]] Fault decide_rows(const Snapshot& s) noexcept {
    const Survey found = survey(s, in_force_.terms->spec(), {scratch_, verdicts_.verdicts});
    if (!found.sound) return fault_of(s.offers);
    const PricedOffers priced{s.offers, scratch_.item_minor, scratch_.landed_minor, scratch_.marks,
                              s.market.is(Market::has_points)};
    return decide_seen(s, priced, found);
  }

  /// Can the offers be read where they stand? The last check looks for our shipping among them
  /// where the listing does not state it.
  [[nodiscard]] bool can_stand(const Listing& l) const noexcept {
    const PolicySpec& spec = in_force_.terms->spec();
    return facts_.can_survey && asks_only_condition(spec.filters) && spec.sisters.empty() &&
           l.knows(Listing::has_shipping);
  }

  [[gnu::noinline]] Fault decide_standing(const Snapshot& s, const OfferArrays& offers) noexcept {
    const SurveyRoom room{scratch_, verdicts_.verdicts};
    const Judge judge = judge_of(s, in_force_.terms->spec());
    const Survey found = ColumnSurvey{s, offers, judge, room}.run(facts_.any_zero);
    const PricedOffers priced{OfferRows{offers.columns, offers.market},
                              offers.of(offers.columns.price_minor), scratch_.landed_minor,
                              scratch_.marks, s.market.is(Market::has_points)};
    return decide_seen(s, priced, found);
  }

  [[gnu::noinline]] Fault decide_gathered(const Snapshot& s, const OfferArrays& offers) noexcept {
    Offer rows[offers_max];
    for (std::size_t i = 0; i < offers.count; ++i) {
      rows[i] = offer_at(offers.columns, offers.first + i);
    }
    return decide_rows(Snapshot{s.listing, s.market, {rows, offers.count}, s.clock});
  }

  void put_row(std::size_t row, const Listing& listing, const Fault& fault) noexcept {
    if (fault) return put_fault(out_, row, fault, listing.memory);
    put_outline(out_, row, outline_, memory_);
  }

  const Policy& policy_;
  const DecisionColumns& out_;
  ColumnFacts facts_{};
  InForce in_force_{};
  Currency currency_{};
  bool known_{false};
  bool can_glance_{false};
  bool any_sub_{false};
  UsualWay usual_{};
  Outline outline_{};
  Memory memory_{};
  const Decision blank_{};
  Decision decision_{};
  VerdictScratch verdicts_;
  OfferScratch scratch_;
};

}  // namespace detail
}  // namespace v0
}  // namespace haggle
