#include "valuation/history_prices.hpp"

#include <algorithm>
#include <cmath>

#include "haggle/base/wide.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {
namespace {

template <class Group>
Group* find(std::span<Group> groups, Currency currency) {
  const auto found = std::find_if(groups.begin(), groups.end(),
                                  [&](const Group& one) { return one.currency == currency; });
  return found == groups.end() ? nullptr : &*found;
}

/// The totals are exact, so that the order of the rows is no matter.
std::vector<PriceGroup> means_of(std::span<const HistoryRow> rows) {
  std::vector<PriceGroup> groups;
  std::vector<Wide> totals;
  for (const HistoryRow& row : rows) {
    if (row.sale.price_minor <= 0) continue;
    PriceGroup* group = find(std::span{groups}, row.sale.currency);
    if (group == nullptr) {
      group = &groups.emplace_back();
      group->currency = row.sale.currency;
      totals.emplace_back(0);
    }
    ++group->count;
    totals[static_cast<std::size_t>(group - groups.data())] += row.sale.price_minor;
  }
  for (std::size_t i = 0; i < groups.size(); ++i) {
    groups[i].mean = static_cast<double>(totals[i]) / static_cast<double>(groups[i].count);
  }
  return groups;
}

double apart(double source, double copy) {
  if (source == copy) return 0;
  return source == 0 ? 1 : std::abs(copy - source) / source;
}

}  // namespace

std::vector<PriceGroup> price_groups(std::span<const HistoryRow> rows) {
  std::vector<PriceGroup> groups = means_of(rows);
  for (const HistoryRow& row : rows) {
    if (row.sale.price_minor <= 0) continue;
    PriceGroup* const group = find(std::span{groups}, row.sale.currency);
    const double off = static_cast<double>(row.sale.price_minor) - group->mean;
    group->sigma += off * off;
  }
  for (PriceGroup& group : groups) {
    group.sigma = std::sqrt(group.sigma / static_cast<double>(group.count));
  }
  return groups;
}

bool is_outlier(std::span<const PriceGroup> groups, const Sale& sale, double sigmas) {
  if (sale.price_minor <= 0) return false;
  const PriceGroup* const group = find(groups, sale.currency);
  const double off = std::abs(static_cast<double>(sale.price_minor) - group->mean);
  return off > sigmas * group->sigma;
}

PriceDrift price_drift(std::span<const PriceGroup> source, std::span<const PriceGroup> copy) {
  PriceDrift worst;
  for (const PriceGroup& one : source) {
    const PriceGroup* const other = find(copy, one.currency);
    const PriceGroup gone{};
    const PriceGroup& seen = other == nullptr ? gone : *other;
    worst.mean = std::max(worst.mean, apart(one.mean, seen.mean));
    worst.sigma = std::max(worst.sigma, apart(one.sigma, seen.sigma));
  }
  for (const PriceGroup& one : copy) {
    if (find(source, one.currency) == nullptr) worst.mean = std::max(worst.mean, 1.0);
  }
  return worst;
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
