#include <fmt/format.h>

#include <cmath>

#include "haggle/valuation/history_check.hpp"

namespace haggle {
inline namespace v0 {
namespace {

std::string measure_text(const HistoryFinding& one) {
  switch (one.check) {
    case HistoryCheck::freshness:
      return std::isinf(one.measure) ? "no sale" : fmt::format("{:.1f} h", one.measure);
    case HistoryCheck::fields:
      return fmt::format("{} not filled in {} rows", one.found, one.of);
    case HistoryCheck::price_mean:
    case HistoryCheck::price_sigma:
      return fmt::format("{:.2f} %", 100 * one.measure);
    case HistoryCheck::rows:
      return fmt::format("{} for {}, {:.2f} %", one.found, one.of, 100 * one.measure);
    default:
      return fmt::format("{} of {}, {:.2f} %", one.found, one.of, 100 * one.measure);
  }
}

std::string line_of(const HistoryFinding& one) {
  std::string line = fmt::format(
      "{:<5}  {:<11}  {:<6}  {}", history_verdict_names[static_cast<std::size_t>(one.verdict)],
      history_check_names[static_cast<std::size_t>(one.check)],
      history_copy_names[static_cast<std::size_t>(one.copy)], measure_text(one));
  if (one.row != HistoryFinding::no_row) line += fmt::format(", first at row {}", one.row);
  return line + '\n';
}

}  // namespace

std::string history_text(const HistoryReport& report) {
  std::string text;
  for (const auto verdict : {HistoryVerdict::fails, HistoryVerdict::warns, HistoryVerdict::good}) {
    for (const HistoryFinding& one : report.findings) {
      if (one.verdict == verdict) text += line_of(one);
    }
  }
  return text;
}

}  // namespace v0
}  // namespace haggle
