#include "haggle/comparables/comparable_index.hpp"

#include <algorithm>
#include <new>
#include <utility>

#include "comparables/state.hpp"
#include "haggle/comparables/canonical_dot.hpp"

namespace haggle {
inline namespace v0 {
namespace {

std::optional<Error> failed(Errc code, const char* where, std::size_t index = 0) {
  return fail(code, where, index).value();
}

std::optional<Error> check_sale(const Sale& sale, std::size_t index) {
  const bool known = static_cast<std::size_t>(sale.condition) < sale_condition_names.size();
  if (!known) return failed(Errc::unknown_value, "sales[].condition", index);
  for (const Label* text : {&sale.id, &sale.tenant, &sale.category, &sale.brand}) {
    if (!text->well_formed()) return failed(Errc::bad_id, "sales[]", index);
  }
  const bool in_range = sale.sold_at.ms <= instant_ms_max && sale.sold_at.ms >= -instant_ms_max;
  if (!in_range) return failed(Errc::out_of_range, "sales[].sold_at", index);
  return std::nullopt;
}

}  // namespace

ComparableIndex::ComparableIndex(std::unique_ptr<State> state) noexcept
    : state_(std::move(state)) {}
ComparableIndex::ComparableIndex(ComparableIndex&&) noexcept = default;
ComparableIndex& ComparableIndex::operator=(ComparableIndex&&) noexcept = default;
ComparableIndex::~ComparableIndex() = default;

Result<ComparableIndex> ComparableIndex::make(std::size_t dimension, const IndexMemory& memory) {
  if (dimension == 0 || dimension > dimension_max) return fail(Errc::wrong_dimension, "dimension");
  return ComparableIndex{std::make_unique<State>(dimension, memory)};
}

ComparableIndex ComparableIndex::copy(const IndexMemory& memory) const {
  const detail::Vectors& from = state_->vectors;
  auto to = std::make_unique<State>(from.dimension(), memory);
  to->vectors.assign(from);
  to->facts.assign(state_->facts);
  return ComparableIndex{std::move(to)};
}

void ComparableIndex::reserve(std::size_t rows) {
  if (state_->is_view) return;
  state_->vectors.reserve(rows);
  state_->facts.reserve(rows);
}

std::optional<Error> ComparableIndex::add(std::span<const float> embedding, const Sale& sale) {
  return add_all(embedding, {&sale, 1});
}

std::optional<Error> ComparableIndex::add_all(std::span<const float> embeddings,
                                              std::span<const Sale> sales,
                                              const Executor& executor) {
  if (state_->is_view) return failed(Errc::index_read_only, "index");
  if (sales.empty() && embeddings.empty()) return std::nullopt;
  const std::size_t size = dimension();
  if (embeddings.size() != size * sales.size()) {
    return failed(Errc::wrong_dimension, "embeddings[]");
  }
  if (sales.size() > index_rows_max - state_->size()) return failed(Errc::out_of_range, "sales[]");
  for (std::size_t i = 0; i < sales.size(); ++i) {
    const auto row = embeddings.subspan(i * size, size);
    if (auto error = check_embedding(row, size, "embeddings[]")) {
      error->index = static_cast<std::uint32_t>(i);
      return error;
    }
    if (auto error = check_sale(sales[i], i)) return error;
  }
  const std::size_t before = state_->size();
  try {
    state_->vectors.add(embeddings, executor);
    for (const Sale& sale : sales) state_->facts.add(sale);
  } catch (...) {
    // Memory was refused; what was there stays.
    state_->vectors.cut(before);
    state_->facts.cut(before);
    throw;
  }
  return std::nullopt;
}

Result<std::size_t> ComparableIndex::remove(const SaleId& id) {
  if (state_->is_view) return fail(Errc::index_read_only, "index");
  return state_->facts.remove_where(
      [&](std::uint32_t row) { return state_->facts.ids[row] == id; });
}

Result<std::size_t> ComparableIndex::remove_sold_before(Instant moment) {
  if (state_->is_view) return fail(Errc::index_read_only, "index");
  return state_->facts.remove_where(
      [&](std::uint32_t row) { return state_->facts.sold_at[row] < moment; });
}

Result<std::vector<std::uint32_t>> ComparableIndex::compact(const Executor& executor) {
  if (state_->is_view) return fail(Errc::index_read_only, "index");
  std::vector<std::uint32_t> moved(size(), no_row);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t row = 0; row < size(); ++row) {
    if (removed(row)) continue;
    moved[row] = static_cast<std::uint32_t>(kept.size());
    kept.push_back(row);
  }
  // All that memory can be refused for comes before the first change, but for learning: without
  // that the same rows are found, later.
  detail::Postings postings = state_->facts.postings_of(kept);
  state_->vectors.keep(kept);
  state_->facts.keep(kept, std::move(postings));
  try {
    state_->vectors.learn(executor);
  } catch (const std::bad_alloc&) {
    state_->vectors.cut(kept.size());
  }
  return moved;
}

std::size_t ComparableIndex::dimension() const noexcept {
  return state_->vectors.dimension();
}
std::size_t ComparableIndex::size() const noexcept {
  return state_->size();
}
std::size_t ComparableIndex::live() const noexcept {
  return state_->size() - std::min<std::size_t>(state_->facts.gone_count, state_->size());
}
bool ComparableIndex::read_only() const noexcept {
  return state_->is_view;
}
bool ComparableIndex::removed(std::uint32_t row) const noexcept {
  return state_->facts.is_gone(row);
}
std::span<const float> ComparableIndex::embedding(std::uint32_t row) const noexcept {
  return state_->vectors.row(row);
}
Sale ComparableIndex::sale(std::uint32_t row) const noexcept {
  return state_->facts.sale(row);
}

}  // namespace v0
}  // namespace haggle
