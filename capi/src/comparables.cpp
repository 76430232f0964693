#include "comparables.hpp"

#include <utility>

#include "comparables_memory.hpp"

namespace haggle::capi {
namespace {

haggle_index_facts facts_of(const ComparableIndex& index) noexcept {
  haggle_index_facts out = HAGGLE_INDEX_FACTS_INIT;
  out.dimension = static_cast<std::uint32_t>(index.dimension());
  out.rows_count = index.size();
  out.live_count = index.live();
  out.bytes_count = index.bytes();
  out.read_only = index.read_only() ? 1 : 0;
  return out;
}

Wrong check_row(const haggle_index* index, std::uint32_t row) noexcept {
  if (const Wrong wrong = check_handle(index, "index")) return wrong;
  return row < index->content->size() ? Wrong{} : Wrong{Errc::out_of_range, "row"};
}

/// The index that was made, as a handle.
Wrong put_index(haggle::Result<ComparableIndex> made, haggle_index** out) {
  if (!made) return made.error();
  *out = new haggle_index{std::move(*made)};
  return {};
}

}  // namespace
}  // namespace haggle::capi

using namespace haggle::capi;
using haggle::ComparableIndex;
using haggle::Errc;

haggle_status haggle_index_create(uint32_t dimension, haggle_allocate allocate,
                                  haggle_release release, void* context, haggle_index** out,
                                  haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    haggle::IndexMemory memory;
    if (const Wrong wrong = memory_from(allocate, release, context, memory)) return wrong;
    return put_index(ComparableIndex::make(dimension, memory), out);
  });
}

haggle_status haggle_index_view(const void* bytes, size_t bytes_count, haggle_index** out,
                                haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    if (const Wrong wrong = check_pointer(bytes, "bytes")) return wrong;
    return put_index(ComparableIndex::view({static_cast<const std::byte*>(bytes), bytes_count}),
                     out);
  });
}

haggle_status haggle_index_copy(const haggle_index* index, haggle_allocate allocate,
                                haggle_release release, void* context, haggle_index** out,
                                haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_pointer(out, "out")) return wrong;
    *out = nullptr;
    haggle::IndexMemory memory;
    const Wrong wrong =
        first_wrong([&] { return check_handle(index, "index"); },
                    [&] { return memory_from(allocate, release, context, memory); });
    if (wrong) return wrong;
    return put_index(index->content->copy(memory), out);
  });
}

void haggle_index_destroy(haggle_index* index) {
  destroy(index);
}

haggle_status haggle_index_about(const haggle_index* index, haggle_index_facts* out,
                                 haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_handle(index, "index"); },
                                    [&] { return check_out(out, "out"); });
    if (wrong) return wrong;
    write_struct(facts_of(*index->content), out);
    return {};
  });
}

haggle_status haggle_index_row(const haggle_index* index, uint32_t row, haggle_sale* out,
                               uint8_t* removed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_row(index, row); },
                                    [&] { return check_frozen(out, "out"); });
    if (wrong) return wrong;
    *out = sale_of(index->content->sale(row));
    if (removed != nullptr) *removed = index->content->removed(row) ? 1 : 0;
    return {};
  });
}

haggle_status haggle_index_embedding(const haggle_index* index, uint32_t row, float* out,
                                     size_t capacity, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_row(index, row); },
                                    [&] { return check_vector(out, "out"); });
    if (wrong) return wrong;
    const auto embedding = index->content->embedding(row);
    if (capacity < embedding.size()) return {buffer_too_small, "out"};
    std::memcpy(out, embedding.data(), embedding.size_bytes());
    return {};
  });
}

haggle_status haggle_index_write(const haggle_index* index, void* buffer, size_t capacity,
                                 size_t* needed, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    const Wrong wrong = first_wrong([&] { return check_handle(index, "index"); },
                                    [&] { return check_pointer(needed, "needed"); });
    if (wrong) return wrong;
    *needed = index->content->bytes();
    if (capacity == 0) return {};
    if (buffer == nullptr) return {Errc::bad_argument, "buffer"};
    if (capacity < *needed) return {buffer_too_small, "buffer"};
    const auto error = index->content->write({static_cast<std::byte*>(buffer), *needed});
    return error ? Wrong{error->code, "buffer"} : Wrong{};
  });
}

haggle_status haggle_index_verify(const haggle_index* index, haggle_error* err) {
  return guarded(err, [&]() -> Wrong {
    if (const Wrong wrong = check_handle(index, "index")) return wrong;
    const auto error = index->content->verify();
    return error ? Wrong{*error} : Wrong{};
  });
}
