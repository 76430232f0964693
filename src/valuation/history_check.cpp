#include "haggle/valuation/history_check.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "valuation/history_keys.hpp"
#include "valuation/history_prices.hpp"

namespace haggle {
inline namespace v0 {
namespace {

constexpr std::uint32_t dimension_max = 4'096;
constexpr double ms_per_hour = 3'600'000.0;

using detail::HistoryRows;
using detail::MatchedKeys;
using detail::RowTally;

bool is_in_order(const HistoryLimit& limit) {
  return limit.warns >= 0 && limit.warns <= limit.fails;  // false where one is not a number
}

Result<void> check_limits(const HistoryLimits& limits) {
  if (limits.dimension == 0 || limits.dimension > dimension_max) {
    return fail(Errc::bad_argument, "limits.dimension");
  }
  if (!(limits.outlier_sigmas > 0)) return fail(Errc::bad_argument, "limits.outlier_sigmas");
  const std::pair<const HistoryLimit*, const char*> all[] = {
      {&limits.variance, "limits.variance"},     {&limits.repeated, "limits.repeated"},
      {&limits.embeddings, "limits.embeddings"}, {&limits.outliers, "limits.outliers"},
      {&limits.fields, "limits.fields"},         {&limits.freshness, "limits.freshness"},
      {&limits.future, "limits.future"}};
  for (const auto& [limit, where] : all) {
    if (!is_in_order(*limit)) return fail(Errc::bad_argument, where);
  }
  return {};
}

/// What of nothing is all of it, unless there is nothing of either.
double share(std::size_t found, std::size_t of) {
  if (of == 0) return found == 0 ? 0 : 1;
  return static_cast<double>(found) / static_cast<double>(of);
}

/// Counts the rows that are so.
template <class IsSo>
RowTally tally(HistoryRows rows, IsSo is_so) {
  RowTally out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (is_so(rows[i])) out.add(i);
  }
  return out;
}

std::size_t unfilled(const Sale& sale) {
  const bool gaps[] = {sale.id.empty(),       sale.product.empty(),     sale.tenant.empty(),
                       sale.category.empty(), sale.brand.empty(),       sale.price_minor <= 0,
                       sale.currency.empty(), sale.sold_at == Instant{}};
  return static_cast<std::size_t>(std::count(std::begin(gaps), std::end(gaps), true));
}

/// Hours since the newest sale that is not later than now; infinity where there is none.
double age_hours(HistoryRows rows, Instant now) {
  double age = std::numeric_limits<double>::infinity();
  for (const HistoryRow& row : rows) {
    const Instant sold = row.sale.sold_at;
    if (sold == Instant{} || sold > now) continue;
    age = std::min(age, (static_cast<double>(now.ms) - static_cast<double>(sold.ms)) / ms_per_hour);
  }
  return age;
}

/// Puts the findings into their order and judges them.
class ReportWriter {
 public:
  explicit ReportWriter(HistoryReport& report) : report_(report) {}

  void put(HistoryCheck check, HistoryCopy copy, const HistoryLimit& limit,
           const HistoryFinding& measured) {
    HistoryFinding& out = report_.findings[used_++];
    out = measured;
    out.check = check;
    out.copy = copy;
    if (out.measure > limit.warns) out.verdict = HistoryVerdict::warns;
    if (out.measure > limit.fails) out.verdict = HistoryVerdict::fails;
  }

 private:
  HistoryReport& report_;
  std::size_t used_{0};
};

HistoryFinding shared(const RowTally& tally, std::size_t of) {
  HistoryFinding out;
  out.found = tally.found, out.of = of, out.row = tally.row;
  out.measure = share(tally.found, of);
  return out;
}

HistoryFinding measured(double measure, std::size_t found, std::size_t of) {
  HistoryFinding out;
  out.found = found, out.of = of, out.measure = measure;
  return out;
}

/// The checks of the two against each other.
void compare(const HistoryPair& given, const MatchedKeys& matched, const HistoryLimits& limits,
             ReportWriter& out) {
  const std::size_t before = given.source.size();
  const std::size_t after = given.copy.size();
  const auto put = [&](HistoryCheck check, const HistoryFinding& finding) {
    out.put(check, HistoryCopy::both, limits.variance, finding);
  };
  const std::size_t apart = before > after ? before - after : after - before;
  put(HistoryCheck::rows, measured(share(apart, before), after, before));
  put(HistoryCheck::missing, shared(matched.missing, before));
  put(HistoryCheck::extra, shared(matched.extra, before));
  put(HistoryCheck::altered, shared(matched.altered, before));
  const auto drift =
      detail::price_drift(detail::price_groups(given.source), detail::price_groups(given.copy));
  put(HistoryCheck::price_mean, measured(drift.mean, after, before));
  put(HistoryCheck::price_sigma, measured(drift.sigma, after, before));
}

/// One copy by itself.
struct Inspected {
  HistoryRows rows;
  RowTally repeated{};
};

RowTally outliers(HistoryRows rows, double sigmas) {
  const auto groups = detail::price_groups(rows);
  return tally(rows,
               [&](const HistoryRow& row) { return detail::is_outlier(groups, row.sale, sigmas); });
}

RowTally all_unfilled(HistoryRows rows) {
  RowTally out;
  for (std::size_t i = 0; i < rows.size(); ++i) out.add(i, unfilled(rows[i].sale));
  return out;
}

HistoryFinding inspect(HistoryCheck check, const Inspected& one, Instant now,
                       const HistoryLimits& limits) {
  const HistoryRows rows = one.rows;
  const auto of_rows = [&](const RowTally& found) { return shared(found, rows.size()); };
  switch (check) {
    case HistoryCheck::repeated:
      return of_rows(one.repeated);
    case HistoryCheck::embeddings:
      return of_rows(
          tally(rows, [&](const HistoryRow& row) { return row.dimension != limits.dimension; }));
    case HistoryCheck::outliers: {
      const RowTally priced =
          tally(rows, [](const HistoryRow& row) { return row.sale.price_minor > 0; });
      return shared(outliers(rows, limits.outlier_sigmas), priced.found);
    }
    case HistoryCheck::fields: {
      HistoryFinding out = of_rows(all_unfilled(rows));
      out.measure = static_cast<double>(out.found);
      return out;
    }
    case HistoryCheck::freshness:
      return measured(age_hours(rows, now), 0, rows.size());
    default:
      return of_rows(tally(rows, [&](const HistoryRow& row) { return row.sale.sold_at > now; }));
  }
}

}  // namespace

HistoryVerdict HistoryReport::verdict() const noexcept {
  HistoryVerdict worst = HistoryVerdict::good;
  for (const HistoryFinding& one : findings) worst = std::max(worst, one.verdict);
  return worst;
}

const HistoryFinding& HistoryReport::of(HistoryCheck check, HistoryCopy copy) const noexcept {
  for (const HistoryFinding& one : findings) {
    const bool is_it = copy == HistoryCopy::both || one.copy == copy;
    if (one.check == check && is_it) return one;
  }
  return findings[0];
}

Result<HistoryReport> check_history(const HistoryPair& history, Instant now,
                                    const HistoryLimits& limits) {
  if (const auto checked = check_limits(limits); !checked) {
    return tl::unexpected<Error>(checked.error());
  }
  auto source_order = detail::by_key(history.source);
  auto copy_order = detail::by_key(history.copy);
  const Inspected source{history.source, detail::take_repeated(history.source, source_order)};
  const Inspected copy{history.copy, detail::take_repeated(history.copy, copy_order)};
  HistoryReport report;
  ReportWriter out{report};
  compare(history, detail::match_keys(history, source_order, copy_order), limits, out);
  const std::pair<HistoryCheck, const HistoryLimit&> alone[] = {
      {HistoryCheck::repeated, limits.repeated},   {HistoryCheck::embeddings, limits.embeddings},
      {HistoryCheck::outliers, limits.outliers},   {HistoryCheck::fields, limits.fields},
      {HistoryCheck::freshness, limits.freshness}, {HistoryCheck::future, limits.future}};
  for (const auto& [check, limit] : alone) {
    out.put(check, HistoryCopy::source, limit, inspect(check, source, now, limits));
    out.put(check, HistoryCopy::copy, limit, inspect(check, copy, now, limits));
  }
  return report;
}

}  // namespace v0
}  // namespace haggle
