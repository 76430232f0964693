#include "valuation/history_keys.hpp"

#include <numeric>

namespace haggle {
inline namespace v0 {
namespace detail {
namespace {

int compare_keys(const Sale& a, const Sale& b) {
  if (const int tenants = a.tenant.text().compare(b.tenant.text()); tenants != 0) return tenants;
  return a.id.text().compare(b.id.text());
}

bool is_altered(const HistoryRow& a, const HistoryRow& b) {
  const Sale& x = a.sale;
  const Sale& y = b.sale;
  return a.dimension != b.dimension || x.price_minor != y.price_minor || x.currency != y.currency ||
         x.sold_at != y.sold_at || x.condition != y.condition || x.product != y.product ||
         x.category != y.category || x.brand != y.brand;
}

}  // namespace

std::vector<std::size_t> by_key(HistoryRows rows) {
  std::vector<std::size_t> out(rows.size());
  std::iota(out.begin(), out.end(), std::size_t{0});
  std::erase_if(out, [&](std::size_t i) { return rows[i].sale.id.empty(); });
  std::sort(out.begin(), out.end(), [&](std::size_t a, std::size_t b) {
    const int order = compare_keys(rows[a].sale, rows[b].sale);
    return order != 0 ? order < 0 : a < b;
  });
  return out;
}

RowTally take_repeated(HistoryRows rows, std::vector<std::size_t>& order) {
  RowTally repeated;
  std::size_t kept = 0;
  for (const std::size_t row : order) {
    const bool again = kept != 0 && compare_keys(rows[order[kept - 1]].sale, rows[row].sale) == 0;
    if (again) {
      repeated.add(row);
    } else {
      order[kept++] = row;
    }
  }
  order.resize(kept);
  return repeated;
}

MatchedKeys match_keys(const HistoryPair& given, const std::vector<std::size_t>& source,
                       const std::vector<std::size_t>& copy) {
  MatchedKeys out;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < source.size() || j < copy.size()) {
    const int order = i == source.size() ? 1
                      : j == copy.size()
                          ? -1
                          : compare_keys(given.source[source[i]].sale, given.copy[copy[j]].sale);
    if (order < 0) {
      out.missing.add(source[i++]);
    } else if (order > 0) {
      out.extra.add(copy[j++]);
    } else {
      if (is_altered(given.source[source[i]], given.copy[copy[j]])) out.altered.add(copy[j]);
      ++i, ++j;
    }
  }
  return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
