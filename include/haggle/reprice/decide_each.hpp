// haggle/reprice/decide_each.hpp -- floor 5 (reprice).
//
// Many decisions in one call, each the one that `decide` makes: from snapshots or from columns, as
// whole decisions or as columns of what is asked for.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "haggle/market/columns.hpp"
#include "haggle/market/row_reader.hpp"
#include "haggle/reprice/batch.hpp"
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

/// So many markets are looked through at once, few enough that their offers are still in the
/// processor's cache when each is decided.
inline constexpr std::size_t rows_at_once = 32;

/// Amounts and moments from 0 to here are inside every limit that a listing or a market has.
inline constexpr std::int64_t usual_limit = std::int64_t{1} << 46U;
static_assert(usual_limit < amount_minor_max && usual_limit < instant_ms_max);

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
/// Cost:  about half of `decide` where a single rival holds the buy box and the policy chases it
///        with filters on no more than a condition, else about that of `decide` (bench/README.md);
///        allocates nothing.
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
/// Cost:   about a third of `decide` where a single rival holds the buy box and the policy chases
///         it, less than `decide` where the offers stand, else somewhat more (bench/README.md);
///         20 KiB of stack, 150 where offers are put together; allocates nothing.
[[nodiscard]] inline std::optional<Error> decide_each(const SnapshotColumns& in,
                                                      const Policy& policy,
                                                      const DecisionColumns& out) noexcept {
  if (const auto error = detail::check_room(in.rows_count, out)) return error;
  const std::span<const std::uint32_t> first = in.offers.first;
  if (first.size() != in.rows_count + 1 || !std::is_sorted(first.begin(), first.end())) {
    return Error{Errc::bad_argument, 0, 0, 0, "offers.first"};
  }
  detail::Batch batch{policy, out};
  RowReader rows{in.listings, in.markets};
  const Snapshot like{in.listings.like, in.markets.like, {}, in.clock};
  const bool like_is_sound = !detail::check_but_offers(like, 1);
  for (std::size_t row = 0; row < in.rows_count; ++row) {
    if (row % detail::rows_at_once == 0) batch.expect(detail::facts_of_rows(in, row));
    rows.read(row);
    const Snapshot snapshot{rows.listing(), rows.market(), {}, in.clock};
    const detail::OfferArrays offers{in.offers, row};
    const bool checked =
        like_is_sound && rows.differs_below(detail::usual_limit) && offers.count <= offers_max;
    batch.decide(row, snapshot, offers, checked);
  }
  return std::nullopt;
}

}  // namespace v0
}  // namespace haggle
