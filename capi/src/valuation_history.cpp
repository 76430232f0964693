#include <algorithm>
#include <vector>

#include "comparables.hpp"
#include "haggle/valuation/history_check.hpp"

namespace haggle::capi {
namespace {

static_assert(sizeof(haggle_history_row) == sizeof(HistoryRow));
static_assert(HAGGLE_FINDINGS_COUNT == std::tuple_size_v<decltype(HistoryReport::findings)>);

/// The limits of the two worlds, side by side.
struct LimitPair {
  HistoryLimit HistoryLimits::* ours;
  double haggle_history_limits::* warns;
  double haggle_history_limits::* fails;
};
using Ours = HistoryLimits;
using Theirs = haggle_history_limits;
constexpr LimitPair limit_pairs[]{
    {&Ours::variance, &Theirs::variance_warns, &Theirs::variance_fails},
    {&Ours::repeated, &Theirs::repeated_warns, &Theirs::repeated_fails},
    {&Ours::embeddings, &Theirs::embeddings_warns, &Theirs::embeddings_fails},
    {&Ours::outliers, &Theirs::outliers_warns, &Theirs::outliers_fails},
    {&Ours::fields, &Theirs::fields_warns, &Theirs::fields_fails},
    {&Ours::freshness, &Theirs::freshness_warns, &Theirs::freshness_fails},
    {&Ours::future, &Theirs::future_warns, &Theirs::future_fails}};

Wrong limits_from(const haggle_history_limits* given, HistoryLimits& out) noexcept {
  if (given == nullptr) return {};
  Given<haggle_history_limits> in;
  if (const Wrong wrong = in.read(given, "limits")) return wrong;
  out.dimension = in->dimension;
  out.outlier_sigmas = in->outlier_sigmas;
  for (const LimitPair& pair : limit_pairs) {
    out.*pair.ours = {(*in).*pair.warns, (*in).*pair.fails};
  }
  return {};
}

haggle_history_limits limits_of(const HistoryLimits& from) noexcept {
  haggle_history_limits out = HAGGLE_HISTORY_LIMITS_INIT;
  out.dimension = from.dimension;
  out.outlier_sigmas = from.outlier_sigmas;
  for (const LimitPair& pair : limit_pairs) {
    out.*pair.warns = (from.*pair.ours).warns;
    out.*pair.fails = (from.*pair.ours).fails;
  }
  return out;
}

/// The names of a copy and of what is in it.
struct CopyNames {
  const char* rows;
  const char* stride;
  const char* row;
};
constexpr CopyNames source_names{"source", "source_stride", "source[]"};
constexpr CopyNames copy_names{"copy", "copy_stride", "copy[]"};

/// The rows of a history, in place where they stand side by side, else a copy.
class HistoryIn {
 public:
  [[nodiscard]] Wrong read(const Strided<haggle_history_row>& given, const CopyNames& names) {
    const Wrong wrong = check_array(given, sizeof(haggle_history_row), names.rows, names.stride);
    if (wrong) return wrong;
    for (std::size_t i = 0; i < given.count; ++i) {
      if (const Wrong bad = check_sale(given.at(i)->sale, i)) {
        return {bad.error.code, names.row, i};
      }
    }
    return take(given);
  }
  [[nodiscard]] std::span<const HistoryRow> operator*() const noexcept { return rows_; }

 private:
  [[nodiscard]] Wrong take(const Strided<haggle_history_row>& given) {
    if (given.stride == sizeof(HistoryRow) || given.count == 0) {
      rows_ = {reinterpret_cast<const HistoryRow*>(given.data), given.count};
      return {};
    }
    copy_.resize(given.count);
    for (std::size_t i = 0; i < given.count; ++i) {
      std::memcpy(static_cast<void*>(&copy_[i]), given.at(i), sizeof(HistoryRow));
    }
    rows_ = copy_;
    return {};
  }

  std::vector<HistoryRow> copy_{};
  std::span<const HistoryRow> rows_{};
};

haggle_finding finding_of(const HistoryFinding& from) noexcept {
  haggle_finding out{};
  out.check = static_cast<std::uint8_t>(from.check);
  out.copy = static_cast<std::uint8_t>(from.copy);
  out.verdict = static_cast<std::uint8_t>(from.verdict);
  out.found_count = from.found;
  out.of_count = from.of;
  out.measure = from.measure;
  out.row = from.row == HistoryFinding::no_row ? HAGGLE_NO_ROW : from.row;
  return out;
}

Wrong finding_from(const haggle_finding& given, std::size_t index, HistoryFinding& out) noexcept {
  const bool known = given.check != 0 && given.check < history_check_names.size() &&
                     given.copy < history_copy_names.size() &&
                     given.verdict < history_verdict_names.size();
  if (!known) return {Errc::unknown_value, "findings[]", index};
  out.check = HistoryCheck{given.check};
  out.copy = HistoryCopy{given.copy};
  out.verdict = HistoryVerdict{given.verdict};
  out.found = given.found_count;
  out.of = given.of_count;
  out.measure = given.measure;
  out.row = given.row == HAGGLE_NO_ROW ? HistoryFinding::no_row : given.row;
  return {};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_history_limits_usual(uint32_t dimension, haggle_history_limits* out,
                                          haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(out, "out")) return wrong;
    haggle::HistoryLimits limits;
    limits.dimension = dimension;
    write_struct(limits_of(limits), out);
    return {};
  });
}

haggle_status haggle_check_history(const haggle_history_row* source, size_t source_count,
                                   size_t source_stride, const haggle_history_row* copy,
                                   size_t copy_count, size_t copy_stride, int64_t now_ms,
                                   const haggle_history_limits* limits, haggle_finding* findings,
                                   uint8_t* verdict, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    haggle::HistoryLimits asked;
    HistoryIn before;
    HistoryIn after;
    const Wrong wrong = first_wrong(
        [&] { return check_frozen(findings, "findings"); },
        [&] { return check_pointer(verdict, "verdict"); },
        [&] { return limits_from(limits, asked); },
        [&] { return before.read({source, source_count, source_stride}, source_names); },
        [&] { return after.read({copy, copy_count, copy_stride}, copy_names); });
    if (wrong) return wrong;
    const auto report = haggle::check_history({*before, *after}, haggle::Instant{now_ms}, asked);
    if (!report) return report.error();
    std::transform(report->findings.begin(), report->findings.end(), findings, finding_of);
    *verdict = static_cast<std::uint8_t>(report->verdict());
    return {};
  });
}

haggle_status haggle_history_text(const haggle_finding* findings, char* buffer, size_t capacity,
                                  size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const TextOut text{buffer, capacity, needed};
    const Wrong wrong = first_wrong([&] { return check_frozen(findings, "findings"); },
                                    [&] { return text.check(); });
    if (wrong) return wrong;
    haggle::HistoryReport report;
    for (std::size_t i = 0; i < report.findings.size(); ++i) {
      if (const Wrong bad = finding_from(findings[i], i, report.findings[i])) return bad;
    }
    return text.put(haggle::history_text(report));
  });
}
