#include <cmath>
#include <vector>

#include "haggle/valuation/value.hpp"
#include "valuation.hpp"

namespace haggle::capi {
namespace {

constexpr double ms_per_day = 86'400'000.0;

/// A search for the comparables of one item, and the prices beside the index.
struct Wanted {
  const ComparableIndex& index;
  const ValuationPolicy& policy;
  std::span<const float> embedding;
  const Query& query;
  const std::int64_t* prices;
};

struct Neighbours {
  std::vector<Neighbour> rows{};
  Found found{};
};

/// What of the policy and of the moment the caller's search says nothing of.
SearchOptions with_policy(SearchOptions options, const Wanted& wanted, bool has_similarity) {
  const NeighbourChoice& choice = wanted.policy.choice();
  if (!has_similarity) options.min_similarity = choice.similarity_min;
  if (!options.filter.sold_from) {
    const double age_ms = std::floor(choice.age_days_max * ms_per_day);
    options.filter.sold_from = Instant{wanted.query.now.ms - static_cast<std::int64_t>(age_ms)};
  }
  return options;
}

Wrong search(const Wanted& wanted, const SearchOptions& options, Neighbours& out) {
  out.rows.resize(wanted.policy.choice().neighbours_max);
  const auto found = wanted.index.search(wanted.embedding, options, out.rows);
  if (!found) return found.error();
  out.found = *found;
  out.rows.resize(found->count);
  return {};
}

/// The neighbours that a price is made of; where there is none, those that are nearest all the
/// same.
Wrong find(const Wanted& wanted, const SearchIn& asked, Neighbours& out) {
  SearchOptions widest = asked.options;
  if (!widest.filter.sold_until) widest.filter.sold_until = wanted.query.now;
  const Wrong wrong = search(wanted, with_policy(widest, wanted, asked.has_similarity), out);
  if (wrong || out.found.count != 0) return wrong;
  const Found none = out.found;
  const Wrong again = search(wanted, widest, out);
  out.found.shortfall = none.shortfall;
  return again;
}

std::vector<Comparable> comparables_of(const Wanted& wanted, std::span<const Neighbour> rows) {
  std::vector<Comparable> out;
  out.reserve(rows.size());
  for (const Neighbour& found : rows) {
    Sale sale = wanted.index.sale(found.row);
    sale.price_minor = wanted.prices[found.row];
    sale.currency = wanted.query.currency;
    out.push_back(comparable_from(found, sale));
  }
  return out;
}

/// Where the neighbours and their weights go.
struct NeighboursOut {
  haggle_neighbour* neighbours;
  haggle_weight* weights;
  std::size_t capacity;
  haggle_found* found;

  [[nodiscard]] Wrong check(const haggle_valuation_policy* policy) const noexcept {
    const std::size_t most = policy->content->choice().neighbours_max;
    if (most > neighbours_max) return {Errc::out_of_range, "policy.neighbours_max"};
    if (capacity == 0) return {};
    if (neighbours == nullptr || !is_aligned(neighbours)) return {Errc::bad_argument, "neighbours"};
    if (!is_aligned(weights)) return {Errc::bad_argument, "weights"};
    return most <= capacity ? Wrong{} : Wrong{buffer_too_small, "neighbours"};
  }
  void put(const Neighbours& from, const Valuation& valued) const noexcept {
    if (found != nullptr) *found = found_of(from.found);
    if (capacity == 0) return;
    if (!from.rows.empty()) {
      std::memcpy(neighbours, from.rows.data(), from.rows.size() * sizeof(Neighbour));
    }
    put_weights(valued.weights, weights);
  }
};

Wrong check_prices(const haggle_index* index, const std::int64_t* prices, std::size_t count) {
  const std::size_t rows = index->content->size();
  if (rows > 0 && (prices == nullptr || !is_aligned(prices))) {
    return {Errc::bad_argument, "prices"};
  }
  return count < rows ? Wrong{buffer_too_small, "prices"} : Wrong{};
}

/// A moment whose sums stay in 64 bits; `value` says the same of it.
Wrong check_now(const Query& query) noexcept {
  const bool good = -instant_ms_max <= query.now.ms && query.now.ms <= instant_ms_max;
  return good ? Wrong{} : Wrong{Errc::out_of_range, "query.now"};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;

haggle_status haggle_index_value(const haggle_index* index, const haggle_valuation_policy* policy,
                                 const float* embedding, uint32_t dimension,
                                 const haggle_query* query, const haggle_search_options* options,
                                 const int64_t* prices, size_t prices_count, haggle_run run,
                                 void* context, haggle_neighbour* neighbours,
                                 haggle_weight* weights, size_t capacity, haggle_found* found,
                                 haggle_valuation* valuation, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_out(valuation, "valuation")) return wrong;
    clear_struct(valuation);
    const NeighboursOut out{neighbours, weights, capacity, found};
    haggle::Query asked;
    SearchIn search;
    const Wrong wrong =
        first_wrong([&] { return check_handle(index, "index"); },
                    [&] { return check_handle(policy, "policy"); },
                    [&] { return check_vector(embedding, "embedding"); },
                    [&] { return query_from(query, {}, asked); }, [&] { return check_now(asked); },
                    [&] { return search.read(options, run, context); },
                    [&] { return check_prices(index, prices, prices_count); },
                    [&] { return out.check(policy); });
    if (wrong) return wrong;
    const Wanted wanted{*index->content, *policy->content, {embedding, dimension}, asked, prices};
    Neighbours near;
    if (const Wrong bad = find(wanted, search, near)) return bad;
    const auto valued = haggle::value(asked, comparables_of(wanted, near.rows), *policy->content);
    if (!valued) return valued.error();
    out.put(near, *valued);
    write_struct(valuation_of(*valued), valuation);
    return {};
  });
}
