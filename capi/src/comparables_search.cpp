#include <vector>

#include "comparables.hpp"
#include "haggle/comparables/canonical_dot.hpp"

namespace haggle::capi {
namespace {

static_assert(sizeof(haggle_neighbour) == sizeof(Neighbour));
static_assert(HAGGLE_NEIGHBOURS_MAX == neighbours_max && HAGGLE_DIMENSION_MAX == dimension_max);
static_assert(HAGGLE_INDEX_ROWS_MAX == index_rows_max && HAGGLE_NO_ROW == no_row);
static_assert(HAGGLE_INDEX_ALIGNMENT == index_alignment);
static_assert(HAGGLE_PARTS_MAX == Executor::parts_max);

/// Room for neighbours of some queries.  Errors: out_of_range (k), bad_argument.
Wrong room_from(haggle_neighbour* neighbours, std::size_t queries, std::size_t k,
                std::span<Neighbour>& out) noexcept {
  if (k == 0 || k > neighbours_max) return {Errc::out_of_range, "k"};
  if (neighbours == nullptr || !is_aligned(neighbours)) return {Errc::bad_argument, "neighbours"};
  out = {reinterpret_cast<Neighbour*>(neighbours), queries * k};
  return {};
}

/// An error of one vector of two.
Wrong check_vector_of(std::span<const float> vector, const char* where) noexcept {
  const auto error = check_embedding(vector, vector.size(), where);
  return error ? Wrong{*error} : Wrong{};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Errc;
using haggle::Found;
using haggle::Neighbour;

haggle_status haggle_index_search(const haggle_index* index, const float* query, uint32_t dimension,
                                  const haggle_search_options* options, haggle_run run,
                                  void* context, haggle_neighbour* neighbours, size_t k,
                                  haggle_found* found, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    SearchIn search;
    std::span<Neighbour> room;
    const Wrong wrong = first_wrong([&] { return check_handle(index, "index"); },
                                    [&] { return check_vector(query, "query"); },
                                    [&] { return check_pointer(found, "found"); },
                                    [&] { return room_from(neighbours, 1, k, room); },
                                    [&] { return search.read(options, run, context); });
    if (wrong) return wrong;
    const auto answer = index->content->search({query, dimension}, search.options, room);
    if (!answer) return answer.error();
    *found = found_of(*answer);
    return {};
  });
}

haggle_status haggle_index_search_each(const haggle_index* index, const float* queries,
                                       size_t queries_stride, size_t queries_count,
                                       uint32_t dimension, const haggle_search_options* options,
                                       haggle_run run, void* context, haggle_neighbour* neighbours,
                                       size_t k, haggle_found* found, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_handle(index, "index")) return wrong;
    if (dimension != index->content->dimension()) return {Errc::wrong_dimension, "queries"};
    if (queries_count == 0) return {};
    SearchIn search;
    VectorsIn vectors;
    std::span<Neighbour> room;
    const VectorsGiven given{queries,   queries_stride, queries_count,
                             dimension, "queries",      "queries_stride"};
    const Wrong wrong = first_wrong([&] { return check_pointer(found, "found"); },
                                    [&] { return vectors.read(given); },
                                    [&] { return room_from(neighbours, queries_count, k, room); },
                                    [&] { return search.read(options, run, context); });
    if (wrong) return wrong;
    std::vector<Found> each(queries_count);
    const auto error = index->content->search_each(*vectors, k, search.options, room, each);
    if (error) return in_row(*error);
    for (std::size_t i = 0; i < queries_count; ++i) found[i] = found_of(each[i]);
    return {};
  });
}

haggle_status haggle_cosine(const float* a, const float* b, uint32_t dimension, double* out,
                            haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (dimension == 0 || dimension > haggle::dimension_max) {
      return {Errc::wrong_dimension, "dimension"};
    }
    const Wrong wrong =
        first_wrong([&] { return check_vector(a, "a"); }, [&] { return check_vector(b, "b"); },
                    [&] { return check_pointer(out, "out"); },
                    [&] { return check_vector_of({a, dimension}, "a[]"); },
                    [&] { return check_vector_of({b, dimension}, "b[]"); });
    if (wrong) return wrong;
    *out = haggle::cosine({a, dimension}, {b, dimension});
    return {};
  });
}
