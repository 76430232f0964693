// Searching an index: what is asked is checked, the filter leaves rows, and the rows are looked
// through in one part or in many.
#include <algorithm>
#include <cmath>
#include <memory>

#include "comparables/query.hpp"
#include "comparables/scan.hpp"
#include "comparables/state.hpp"
#include "haggle/comparables/canonical_dot.hpp"
#include "haggle/comparables/comparable_index.hpp"

namespace haggle {
inline namespace v0 {
namespace {

using detail::Query;
using detail::Scan;
using detail::Selection;
using detail::Vectors;

/// A list of this share of the rows costs as much as the compressed prefix of all of them.
constexpr std::size_t listed_part = 8;

/// Fewer rows than this are looked through by the calling thread alone. Parts are as even as this
/// lets them be, and each begins without knowing how near the best rows are.
constexpr std::size_t part_least = 512;

std::optional<Error> failed(Errc code, const char* where, std::size_t index = 0) {
  return fail(code, where, index).value();
}

std::optional<Error> check(std::size_t k, const SearchOptions& options) {
  if (k == 0 || k > neighbours_max) return failed(Errc::out_of_range, "k");
  if (!(options.min_similarity >= -1.0 && options.min_similarity <= 1.0)) {
    return failed(Errc::out_of_range, "min_similarity");
  }
  const Executor& executor = options.executor;
  if (executor.parts == 0 || executor.parts > Executor::parts_max) {
    return failed(Errc::out_of_range, "executor.parts");
  }
  return std::nullopt;
}

Found found(std::size_t count, std::size_t k, std::size_t rows, std::size_t selected) {
  if (count == k) return {count, Shortfall::none};
  if (rows == 0) return {count, Shortfall::empty_index};
  if (selected == 0) return {count, Shortfall::all_filtered};
  return {count, count == selected ? Shortfall::few_rows : Shortfall::too_far};
}

Selection select(const ComparableIndex::State& state, const SaleFilter& filter) {
  const bool has_blocks = state.vectors.shape.prefix != 0;
  const std::size_t rows = state.size();
  return state.facts.select(filter, has_blocks ? rows / listed_part : rows);
}

/// What there is to split: places of the list, or rows.
std::size_t places(const Selection& selection, const Vectors& vectors) {
  const bool listed = selection.kind == Selection::Kind::listed;
  return listed ? selection.rows.size() : vectors.size();
}

/// A list is looked through by the codes of whole rows.
detail::Copies copies_for(const Selection& selection, const Vectors& vectors) {
  const bool listed = selection.kind == Selection::Kind::listed;
  return {vectors.coded(), listed ? detail::Basis{} : vectors.basis()};
}

void look(const Vectors& vectors, const Query& query, const Selection& selection,
          BestNeighbours& best, std::size_t first, std::size_t last) {
  Scan scan{vectors, query, selection, best};
  if (selection.kind == Selection::Kind::listed) {
    scan.list(first, last);
  } else {
    scan.range(first, last);
  }
}

/// Every part finds the best of its own; the best of these are the best of all.
std::size_t look_apart(const Vectors& vectors, const Query& query, const Selection& selection,
                       const SearchOptions& options, std::span<Neighbour> out) {
  const std::size_t k = out.size();
  const std::size_t count = places(selection, vectors);
  const std::uint32_t parts = options.executor.parts;
  std::vector<Neighbour> room(parts * k);
  std::vector<std::size_t> counts(parts, 0);
  const std::size_t size = detail::round_up((count + parts - 1) / parts, part_least);
  detail::split(options.executor, count, part_least, [&](std::size_t first, std::size_t last) {
    const std::size_t part = first / size;
    BestNeighbours best{std::span{room}.subspan(part * k, k), options.min_similarity};
    look(vectors, query, selection, best, first, last);
    counts[part] = best.count();
  });
  BestNeighbours best{out, options.min_similarity};
  for (std::size_t part = 0; part < parts; ++part) {
    for (const Neighbour& one : std::span{room}.subspan(part * k, counts[part])) best.offer(one);
  }
  return best.sorted().size();
}

}  // namespace

Result<Found> ComparableIndex::search(std::span<const float> query, const SearchOptions& options,
                                      std::span<Neighbour> out) const {
  if (auto error = check(out.size(), options)) return tl::unexpected(*error);
  if (auto error = check_embedding(query, dimension(), "query[]")) return tl::unexpected(*error);
  const Vectors& vectors = state_->vectors;
  const Selection selection = select(*state_, options.filter);
  if (selection.count == 0) return found(0, out.size(), live(), 0);
  const bool alone = places(selection, vectors) <= part_least;
  Query prepared;
  detail::prepare(query, copies_for(selection, vectors), alone ? Executor{} : options.executor,
                  prepared);
  std::size_t count = 0;
  if (options.executor.run != nullptr && options.executor.parts > 1) {
    count = look_apart(vectors, prepared, selection, options, out);
  } else {
    BestNeighbours best{out, options.min_similarity};
    look(vectors, prepared, selection, best, 0, places(selection, vectors));
    count = best.sorted().size();
  }
  return found(count, out.size(), live(), selection.count);
}

namespace {

/// One query of many: its own place in the answers.
struct One {
  Query query;
  BestNeighbours best;
  Scan scan;
  One(const Vectors& vectors, const Selection& selection, std::span<Neighbour> room, double least)
      : best{room, least}, scan{vectors, query, selection, best} {}
  One(const One&) = delete;
  One& operator=(const One&) = delete;
};

void prepare_all(std::span<const float> vectors, const detail::Copies& copies,
                 std::span<const std::unique_ptr<One>> out) {
  const std::size_t size = out.empty() ? 0 : vectors.size() / out.size();
  std::size_t i = 0;
  for (; i + 4 <= out.size(); i += 4) {
    Query* const four[4] = {&out[i]->query, &out[i + 1]->query, &out[i + 2]->query,
                            &out[i + 3]->query};
    detail::prepare_four(vectors.subspan(i * size, 4 * size), copies, four);
  }
  for (; i < out.size(); ++i) {
    detail::prepare(vectors.subspan(i * size, size), copies, {}, out[i]->query);
  }
}

/// The rows are the outer loop, so that they are read from memory once for all queries.
void look_together(std::span<const std::unique_ptr<One>> queries, const Selection& selection,
                   std::size_t rows) {
  if (selection.kind == Selection::Kind::listed) {
    for (const auto& one : queries) one->scan.list(0, selection.rows.size());
    return;
  }
  std::vector<Scan*> scans;
  for (const auto& one : queries) scans.push_back(&one->scan);
  if (!scans.empty()) Scan::ranges(scans, 0, rows);
}

}  // namespace

std::optional<Error> ComparableIndex::search_each(std::span<const float> queries, std::size_t k,
                                                  const SearchOptions& options,
                                                  std::span<Neighbour> out,
                                                  std::span<Found> found_each) const {
  if (auto error = check(k, options)) return error;
  const std::size_t count = found_each.size();
  if (queries.size() != count * dimension()) return failed(Errc::wrong_dimension, "queries[]");
  if (out.size() < count * k) return failed(Errc::bad_argument, "out");
  for (std::size_t i = 0; i < count; ++i) {
    const auto query = queries.subspan(i * dimension(), dimension());
    if (auto error = check_embedding(query, dimension(), "queries[]")) {
      error->index = static_cast<std::uint32_t>(i);
      return error;
    }
  }
  const Vectors& vectors = state_->vectors;
  const Selection selection = select(*state_, options.filter);
  const auto answer = [&](std::size_t first, std::size_t last) {
    std::vector<std::unique_ptr<One>> all;
    for (std::size_t i = first; i < last; ++i) {
      all.push_back(
          std::make_unique<One>(vectors, selection, out.subspan(i * k, k), options.min_similarity));
    }
    prepare_all(queries.subspan(first * dimension(), (last - first) * dimension()),
                copies_for(selection, vectors), all);
    look_together(all, selection, vectors.size());
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t n = all[i - first]->best.sorted().size();
      found_each[i] = found(n, k, live(), selection.count);
    }
  };
  detail::split(options.executor, count, 1, answer);
  return std::nullopt;
}

}  // namespace v0
}  // namespace haggle
