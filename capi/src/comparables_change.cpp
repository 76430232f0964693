#include <algorithm>

#include "comparables.hpp"

namespace haggle::capi {
namespace {

/// How many were removed, or why none.
Wrong put_removed(const haggle::Result<std::size_t>& done, std::uint64_t* removed) noexcept {
  if (!done) return done.error();
  *removed = *done;
  return {};
}

/// Rows of vectors and of sales, as many as each other.
struct Added {
  VectorsGiven vectors;
  Strided<haggle_sale> sales;
  Executor executor{};
};

Wrong add(ComparableIndex& index, const Added& added) {
  if (added.vectors.dimension != index.dimension()) {
    return {Errc::wrong_dimension, added.vectors.where};
  }
  VectorsIn vectors;
  SalesIn sales;
  const Wrong wrong = first_wrong([&] { return vectors.read(added.vectors); },
                                  [&] { return sales.read(added.sales); });
  if (wrong) return wrong;
  const auto error = index.add_all(*vectors, *sales, added.executor);
  return error ? in_row(*error) : Wrong{};
}

/// Is there room for the new number of each row, where they are wanted?
Wrong check_rows_out(const haggle_index* index, const std::uint32_t* rows,
                     std::size_t capacity) noexcept {
  if (capacity == 0) return {};
  if (const Wrong wrong = check_pointer(rows, "rows")) return wrong;
  return capacity < index->content->size() ? Wrong{buffer_too_small, "rows"} : Wrong{};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::Errc;
using haggle::Executor;
using haggle::Instant;

haggle_status haggle_index_reserve(haggle_index* index, uint64_t rows_count, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_handle(index, "index")) return wrong;
    if (index->content->read_only()) return {Errc::index_read_only, "index"};
    if (rows_count > haggle::index_rows_max) return {Errc::out_of_range, "rows_count"};
    index->content->reserve(rows_count);
    return {};
  });
}

haggle_status haggle_index_add(haggle_index* index, const float* embeddings,
                               size_t embeddings_stride, uint32_t dimension,
                               const haggle_sale* sales, size_t sales_stride, size_t count,
                               uint32_t parts, haggle_run run, void* context, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Executor executor;
    const Wrong wrong = first_wrong([&] { return check_handle(index, "index"); },
                                    [&] { return executor_from(parts, run, context, executor); });
    if (wrong) return wrong;
    const VectorsGiven vectors{embeddings, embeddings_stride, count,
                               dimension,  "embeddings",      "embeddings_stride"};
    return add(*index->content, {vectors, {sales, count, sales_stride}, executor});
  });
}

haggle_status haggle_index_remove(haggle_index* index, const char* sale, size_t sale_size,
                                  uint64_t* removed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    haggle::SaleId id;
    const Wrong wrong = first_wrong([&] { return check_handle(index, "index"); },
                                    [&] { return check_pointer(removed, "removed"); },
                                    [&] { return label_from(sale, sale_size, "sale", id); });
    if (wrong) return wrong;
    return put_removed(index->content->remove(id), removed);
  });
}

haggle_status haggle_index_remove_sold_before(haggle_index* index, int64_t moment_ms,
                                              uint64_t* removed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_handle(index, "index"); },
                                    [&] { return check_pointer(removed, "removed"); });
    if (wrong) return wrong;
    return put_removed(index->content->remove_sold_before(Instant{moment_ms}), removed);
  });
}

haggle_status haggle_index_compact(haggle_index* index, uint32_t* rows, size_t capacity,
                                   uint32_t parts, haggle_run run, void* context,
                                   haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    Executor executor;
    const Wrong wrong = first_wrong([&] { return check_handle(index, "index"); },
                                    [&] { return check_rows_out(index, rows, capacity); },
                                    [&] { return executor_from(parts, run, context, executor); });
    if (wrong) return wrong;
    const auto moved = index->content->compact(executor);
    if (!moved) return moved.error();
    if (capacity != 0) std::copy(moved->begin(), moved->end(), rows);
    return {};
  });
}
