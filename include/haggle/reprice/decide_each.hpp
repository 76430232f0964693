// haggle/reprice/decide_each.hpp -- floor 5 (reprice).
//
// Many decisions in one call, each the one that `decide` makes: from snapshots or from columns, as
// whole decisions or as columns of what is asked for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

#include "haggle/market/columns.hpp"
#include "haggle/reprice/decide.hpp"
#include "haggle/reprice/decision_columns.hpp"
#include "haggle/reprice/survey_columns.hpp"

namespace haggle {
inline namespace v0 {

/// Listings, each with its market, row by row.
struct SnapshotColumns {
  std::size_t rows_count{0};
  ListingColumns listings{};
  MarketColumns markets{};
  OfferColumns offers{};
  Clock clock{};
};

namespace detail {

/// Decides one after the other in the same memory. Of the steps of the decision before, those that
/// are not written over stay, which nobody reads.
class Batch {
 public:
  Batch(const Policy& policy, const DecisionColumns& out) noexcept : policy_(policy), out_(out) {}

  void decide(std::size_t row, const Snapshot& s) noexcept {
    Fault fault = check_but_offers(s, s.offers.size());
    if (!fault) fault = look_up(s.listing);
    if (!fault) fault = decide_rows(s);
    put_row(row, s.listing, fault);
  }

  /// What is known of the offers of the next rows.
  void expect(const ColumnFacts& facts) noexcept { facts_ = facts; }

  /// The same of a market in columns; the snapshot itself has no offers.
  void decide(std::size_t row, const Snapshot& s, const OfferArrays& offers) noexcept {
    Fault fault = check_but_offers(s, offers.count);
    if (!fault) fault = look_up(s.listing);
    if (!fault && !decide_where_they_stand(s, offers, fault)) fault = decide_gathered(s, offers);
    put_row(row, s.listing, fault);
  }

 private:
  /// What is in force for the listing; kept while nothing that it goes by changes.
  Fault look_up(const Listing& listing) noexcept {
    if (known_ && currency_ == listing.currency && !policy_.has_bands()) return {};
    known_ = false;
    if (const Fault fault = find_in_force(policy_, listing, in_force_)) return fault;
    currency_ = listing.currency;
    known_ = true;
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

  Fault decide_rows(const Snapshot& s) noexcept {
    begin();
    const Survey found = survey(s, in_force_.terms->spec(), {scratch_, verdicts_.verdicts});
    if (!found.sound) return fault_of(s.offers);
    const PricedOffers priced{s.offers, scratch_.item_minor, scratch_.landed_minor, scratch_.marks,
                              s.market.is(Market::has_points)};
    return decide_surveyed(s, in_force_, {priced, found, verdicts_.verdicts}, decision_);
  }

  /// Returns: false where the offers must be put together after all, and nothing is decided.
  bool decide_where_they_stand(const Snapshot& s, const OfferArrays& offers,
                               Fault& fault) noexcept {
    const PolicySpec& spec = in_force_.terms->spec();
    const Judge judge = judge_of(s, spec);
    // The last check looks for our shipping among the offers where the listing does not state it.
    const bool short_way = facts_.can_survey && judge.is_plain() && spec.sisters.empty() &&
                           s.listing.knows(Listing::has_shipping);
    if (!short_way) return false;
    const SurveyRoom room{scratch_, verdicts_.verdicts};
    const Survey found = ColumnSurvey{s, offers, judge, room}.run(facts_.any_zero);
    begin();
    const PricedOffers priced{OfferRows{offers.columns, offers.market},
                              offers.of(offers.columns.price_minor), scratch_.landed_minor,
                              scratch_.marks, s.market.is(Market::has_points)};
    fault = decide_surveyed(s, in_force_, {priced, found, verdicts_.verdicts}, decision_);
    return true;
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
    put_decision(out_, row, decision_);
  }

  const Policy& policy_;
  const DecisionColumns& out_;
  ColumnFacts facts_{};
  InForce in_force_{};
  Currency currency_{};
  bool known_{false};
  const Decision blank_{};
  Decision decision_{};
  VerdictScratch verdicts_;
  OfferScratch scratch_;
};

/// So many markets are looked through at once, few enough that their offers are still in the
/// processor's cache when each is decided.
inline constexpr std::size_t rows_at_once = 32;

inline ColumnFacts facts_of_rows(const SnapshotColumns& in, std::size_t row) noexcept {
  const std::size_t end = std::min(row + rows_at_once, in.rows_count);
  const std::size_t first = in.offers.first[row];
  return facts_of(in.offers, {first, in.offers.first[end] - first});
}

}  // namespace detail

/// Decides many, one result each; one failure does not stop the others.
/// Needs: as many results as snapshots, else bad_argument and nothing is written.
[[nodiscard]] inline std::optional<Error> decide_each(std::span<const Snapshot> snapshots,
                                                      const Policy& policy,
                                                      std::span<Result<Decision>> results) {
  if (results.size() != snapshots.size()) return Error{Errc::bad_argument, 0, 0, 0, "results"};
  for (std::size_t i = 0; i < snapshots.size(); ++i) {
    results[i] = decide(snapshots[i], policy);
  }
  return std::nullopt;
}

/// The same, of each decision only what is asked for: no trail and no verdicts.
/// Needs: columns as long as there are snapshots, else bad_argument and nothing is written.
/// Cost:  about that of `decide`, see bench/README.md; allocates nothing.
[[nodiscard]] inline std::optional<Error> decide_each(std::span<const Snapshot> snapshots,
                                                      const Policy& policy,
                                                      const DecisionColumns& out) noexcept {
  if (const auto error = detail::check_room(snapshots.size(), out)) return error;
  detail::Batch batch{policy, out};
  for (std::size_t i = 0; i < snapshots.size(); ++i) batch.decide(i, snapshots[i]);
  return std::nullopt;
}

/// The same from columns. Offers are read where they stand if the columns that a decision needs
/// have no gaps, the policy's filters ask for no more than a condition, it names no sister
/// accounts and the listing states its shipping; else a market's offers are put together as rows.
/// Needs:  `offers.first` of one element more than rows, rising; columns as long as that says.
/// Errors: bad_argument, and nothing is written. A row's own errors stand in its row.
/// Cost:   less than `decide` where the offers stand, see bench/README.md, else somewhat more; 20
///         KiB of stack, 150 where offers are put together; allocates nothing.
[[nodiscard]] inline std::optional<Error> decide_each(const SnapshotColumns& in,
                                                      const Policy& policy,
                                                      const DecisionColumns& out) noexcept {
  if (const auto error = detail::check_room(in.rows_count, out)) return error;
  const std::span<const std::uint32_t> first = in.offers.first;
  if (first.size() != in.rows_count + 1 || !std::is_sorted(first.begin(), first.end())) {
    return Error{Errc::bad_argument, 0, 0, 0, "offers.first"};
  }
  detail::Batch batch{policy, out};
  Listing listing = in.listings.like;
  Market market = in.markets.like;
  for (std::size_t row = 0; row < in.rows_count; ++row) {
    if (row % detail::rows_at_once == 0) batch.expect(detail::facts_of_rows(in, row));
    take_listing(in.listings, row, listing);
    take_market(in.markets, row, market);
    const Snapshot snapshot{listing, market, {}, in.clock};
    batch.decide(row, snapshot, detail::OfferArrays{in.offers, row});
  }
  return std::nullopt;
}

}  // namespace v0
}  // namespace haggle
