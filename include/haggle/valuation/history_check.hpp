// haggle/valuation/history_check.hpp -- floor 4 (valuation).
//
// Are two copies of the history of sales the same, and is the history fit to value by? A report of
// findings, each with its measure, for a nightly check.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "haggle/base/error.hpp"
#include "haggle/market/instant.hpp"
#include "haggle/market/sale.hpp"

namespace haggle {
inline namespace v0 {

/// One row of a history: the sale, and how long its embedding is.
struct HistoryRow {
  Sale sale{};
  std::uint32_t dimension{0};  ///< 0: it has no embedding
};

/// What is looked at. The numbers are for ever.
enum class HistoryCheck : std::uint8_t {
  rows = 1,         ///< the numbers of rows, as a share of the source's
  missing = 2,      ///< sales of the source that the copy has not
  extra = 3,        ///< sales of the copy that the source has not
  altered = 4,      ///< sales that both have and that differ
  price_mean = 5,   ///< the mean prices, as a share of the source's; of the worst currency
  price_sigma = 6,  ///< the same of their standard deviations
  repeated = 7,     ///< rows whose key an earlier row has
  embeddings = 8,   ///< rows without an embedding or with one of another size
  outliers = 9,     ///< prices further than some standard deviations from their currency's mean
  fields = 10,      ///< fields that are not filled, counted
  freshness = 11,   ///< hours since the newest sale
  future = 12,      ///< sales later than now
};
inline constexpr std::array<std::string_view, 13> history_check_names{
    "",         "rows",       "missing",  "extra",  "altered",   "price_mean", "price_sigma",
    "repeated", "embeddings", "outliers", "fields", "freshness", "future"};

enum class HistoryCopy : std::uint8_t { both = 0, source = 1, copy = 2 };
enum class HistoryVerdict : std::uint8_t { good = 0, warns = 1, fails = 2 };
inline constexpr std::array<std::string_view, 3> history_copy_names{"both", "source", "copy"};
inline constexpr std::array<std::string_view, 3> history_verdict_names{"good", "warns", "fails"};

/// A measure above the first warns, above the second fails.
struct HistoryLimit {
  double warns{0};
  double fails{std::numeric_limits<double>::infinity()};  ///< infinity: never
};

/// What is asked of a history. Shares are of 1.
struct HistoryLimits {
  std::uint32_t dimension{1'024};       ///< of every embedding
  HistoryLimit variance{0.05, 0.10};    ///< of rows, missing, extra, altered and the prices
  HistoryLimit repeated{0.0, 0.10};     ///< share of the rows
  HistoryLimit embeddings{0.01, 0.05};  ///< share of the rows
  HistoryLimit outliers{0.10};          ///< share of the prices; cannot exceed 1 / sigmas^2
  HistoryLimit fields{10.0, 100.0};     ///< fields
  HistoryLimit freshness{24.0, 48.0};   ///< hours
  HistoryLimit future{};                ///< share of the rows
  double outlier_sigmas{3.0};           ///< above 0
};

/// One check of the two copies, or of one of them.
struct HistoryFinding {
  static constexpr std::size_t no_row = std::numeric_limits<std::size_t>::max();
  HistoryCheck check{};
  HistoryCopy copy{HistoryCopy::both};
  HistoryVerdict verdict{HistoryVerdict::good};
  std::size_t found{0};     ///< rows or fields that the check is about
  std::size_t of{0};        ///< out of so many
  double measure{0};        ///< a share, a number of fields, or hours; infinity: there is no sale
  std::size_t row{no_row};  ///< the first of them: of the copy's rows; missing: of the source's
};

/// Every check, in the order of their numbers; those of one copy first for the source.
struct HistoryReport {
  std::array<HistoryFinding, 18> findings{};

  /// The worst of all.
  [[nodiscard]] HistoryVerdict verdict() const noexcept;
  /// One of them; the source's where the check is of each copy and none is named.
  [[nodiscard]] const HistoryFinding& of(HistoryCheck check,
                                         HistoryCopy copy = HistoryCopy::both) const noexcept;
};

/// The two copies.
struct HistoryPair {
  std::span<const HistoryRow> source;
  std::span<const HistoryRow> copy;
};

/// Compares two copies of a history and looks at each. A sale is found by its tenant and its key; a
/// row without a key is counted among the fields that are not filled. Prices are compared within
/// their currency, those above zero only.
/// Source:  the limits are those of the nightly check that the first users ran; the standard
///          deviation is that of the population.
/// Errors:  bad_argument of `limits`: a dimension not in 1..4096, a limit below 0, not a number or
///          above the one it fails at.
/// Cost:    sorts both copies by their keys; allocates.
[[nodiscard]] Result<HistoryReport> check_history(const HistoryPair& history, Instant now,
                                                  const HistoryLimits& limits = {});

/// The report for people: a line for each finding, the worst first.
[[nodiscard]] std::string history_text(const HistoryReport& report);

}  // namespace v0
}  // namespace haggle
