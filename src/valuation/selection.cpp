#include "valuation/selection.hpp"

#include <algorithm>

#include "haggle/base/limits.hpp"

namespace haggle {
inline namespace v0 {
namespace detail {
namespace {

Cut cut_of(const Asked& asked, const NeighbourChoice& choice, const Comparable& sold) noexcept {
  if (sold.similarity < choice.similarity_min) return Cut::too_far;
  if (age_days(asked.query.now, sold) > choice.age_days_max) return Cut::too_old;
  return Cut::kept;
}

/// The parts after the row matter only where two comparables have the same one.
bool looks_closer(const Comparable& a, const Comparable& b) noexcept {
  if (a.similarity != b.similarity) return a.similarity > b.similarity;
  if (a.row != b.row) return a.row < b.row;
  if (a.price_minor != b.price_minor) return a.price_minor < b.price_minor;
  return a.sold_at < b.sold_at;
}

/// Why nothing is left: the last cut that anything came to.
Refusal refusal_of(const Valuation& out) noexcept {
  if (out.weights.empty()) return Refusal::too_few;
  const bool any_old = std::any_of(out.weights.begin(), out.weights.end(),
                                   [](const auto& each) { return each.cut == Cut::too_old; });
  return any_old ? Refusal::too_old : Refusal::too_far;
}

double rounded(double amount) noexcept {
  const double most = static_cast<double>(amount_minor_max);
  return std::clamp(std::floor(amount + 0.5), 1.0, most);
}

}  // namespace

std::vector<std::size_t> select(const Asked& asked, const NeighbourChoice& choice, Valuation& out) {
  std::vector<std::size_t> places;
  out.top_similarity = asked.comparables.empty() ? 0 : -1;
  for (std::size_t i = 0; i < asked.comparables.size(); ++i) {
    const Comparable& sold = asked.comparables[i];
    out.weights.push_back({sold.row, cut_of(asked, choice, sold), 0});
    out.top_similarity = std::max(out.top_similarity, sold.similarity);
    if (out.weights.back().cut == Cut::kept) places.push_back(i);
  }
  std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return looks_closer(asked.comparables[a], asked.comparables[b]);
  });
  for (std::size_t i = choice.neighbours_max; i < places.size(); ++i) {
    out.weights[places[i]].cut = Cut::beyond_top;
  }
  if (places.size() > choice.neighbours_max) places.resize(choice.neighbours_max);
  if (places.empty()) out.refusal = refusal_of(out);
  return places;
}

void share_out(std::span<const std::size_t> places, std::span<const Weighted> numbers,
               Valuation& out) {
  double total = 0;
  for (const Weighted& number : numbers) total += number.weight;
  for (std::size_t i = 0; i < places.size(); ++i) {
    out.weights[places[i]].weight = numbers[i].weight / total;
  }
  out.effective_count = effective_count(numbers);
}

double confidence_of(const ConfidenceParts& parts) noexcept {
  const double enough = std::min(parts.count / 10, 1.0);
  const double similar = std::max(parts.similarity, 0.0);
  const double recent = std::min(2 * parts.recent_share, 1.0);
  const double steady = std::clamp(1 - parts.variation, 0.0, 1.0);
  const double sum = 0.30 * enough + 0.40 * similar + 0.15 * recent + 0.15 * steady;
  return std::clamp(sum, 0.0, 1.0);
}

Result<Valuation> priced(Valuation out, double price, double low, double high) {
  if (!(price <= static_cast<double>(amount_minor_max))) {
    return fail(Errc::out_of_range, "valuation.price");
  }
  out.price_minor = static_cast<std::int64_t>(rounded(price));
  out.low_minor = static_cast<std::int64_t>(rounded(low));
  out.high_minor = static_cast<std::int64_t>(rounded(high));
  return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace haggle
