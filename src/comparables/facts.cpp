#include "comparables/facts.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace haggle::inline v0::detail {
namespace {

/// A row's place in the order of a cell.
auto order_by(std::span<const Instant> sold_at) {
  return [sold_at](std::uint32_t a, std::uint32_t b) {
    return sold_at[a] != sold_at[b] ? sold_at[a] < sold_at[b] : a < b;
  };
}

struct Wanted {
  std::uint32_t tenant, category, brand;
  std::optional<std::uint32_t> condition;
  [[nodiscard]] bool all() const {
    return tenant == 0 && category == 0 && brand == 0 && !condition;
  }
  [[nodiscard]] bool matches(const Cell& cell) const {
    return (tenant == 0 || tenant == cell.tenant) && (category == 0 || category == cell.category) &&
           (brand == 0 || brand == cell.brand) && (!condition || *condition == cell.condition);
  }
};

/// A text of a damaged index may have no end.
Label sound(const Label& text) {
  return text.well_formed() ? text : Label{};
}

Selection marked(Selection from, std::size_t size) {
  from.marks.assign((size + 63) / 64, 0);
  for (const std::uint32_t row : from.rows) from.marks[row / 64] |= std::uint64_t{1} << (row % 64);
  from.rows.clear();
  from.kind = Selection::Kind::marked;
  return from;
}

}  // namespace

std::size_t CellHash::operator()(const Cell& cell) const noexcept {
  std::uint64_t mixed = cell.tenant;
  for (const std::uint32_t part : {cell.category, cell.brand, cell.condition}) {
    mixed = (mixed ^ part) * 0x9E3779B97F4A7C15U;
    mixed ^= mixed >> 29U;
  }
  return mixed;
}

std::span<const std::uint32_t> Postings::rows(std::size_t cell) const noexcept {
  if (starts_.empty()) {
    return cell < lists_.size() ? std::span<const std::uint32_t>{lists_[cell]}
                                : std::span<const std::uint32_t>{};
  }
  const std::uint64_t first = starts_[cell];
  const std::uint64_t last = starts_[cell + 1];
  if (first > last || last > viewed_.size()) return {};
  return viewed_.subspan(first, last - first);
}

void Postings::add(std::size_t cell, std::uint32_t row, std::span<const Instant> sold_at) {
  if (cell >= lists_.size()) lists_.resize(cell + 1);
  std::vector<std::uint32_t>& list = lists_[cell];
  const auto before = order_by(sold_at);
  // Sales come in their order as a rule.
  if (list.empty() || before(list.back(), row)) {
    list.push_back(row);
  } else {
    list.insert(std::upper_bound(list.begin(), list.end(), row, before), row);
  }
}

void Postings::cut(std::size_t rows) noexcept {
  for (auto& list : lists_) std::erase_if(list, [rows](std::uint32_t row) { return row >= rows; });
}

void Postings::view(std::span<const std::uint64_t> starts,
                    std::span<const std::uint32_t> rows) noexcept {
  starts_ = starts;
  viewed_ = rows;
}

Facts::Facts(const IndexMemory& memory)
    : ids(memory), sold_at(memory), cell_of(memory), gone(memory), labels(memory), cells(memory) {}

void Facts::reserve(std::size_t rows) {
  ids.reserve(rows);
  sold_at.reserve(rows);
  cell_of.reserve(rows);
  gone.reserve((rows + 63) / 64);
}

void Facts::add(const Sale& sale) {
  const auto row = static_cast<std::uint32_t>(size());
  const std::uint32_t cell =
      cell_number({number_of(sale.tenant), number_of(sale.category), number_of(sale.brand),
                   static_cast<std::uint32_t>(sale.condition)});
  ids.add(sale.id);
  sold_at.add(sale.sold_at);
  cell_of.add(cell);
  if (row % 64 == 0) gone.add(0);
  postings.add(cell, row, sold_at.values());
}

void Facts::remove(std::uint32_t row) noexcept {
  if (is_gone(row)) return;
  gone[row / 64] |= std::uint64_t{1} << (row % 64);
  ++gone_count;
}

void Facts::cut(std::size_t count) noexcept {
  ids.cut(count);
  sold_at.cut(count);
  cell_of.cut(count);
  gone.cut((count + 63) / 64);
  postings.cut(count);
}

void Facts::assign(const Facts& from) {
  ids.assign(from.ids.values());
  sold_at.assign(from.sold_at.values());
  cell_of.assign(from.cell_of.values());
  gone.assign(from.gone.values());
  labels.assign(from.labels.values());
  cells.assign(from.cells.values());
  gone_count = from.gone_count;
  index_labels();
  index_rows();
}

Postings Facts::postings_of(std::span<const std::uint32_t> rows) const {
  std::vector<Instant> sold;
  for (const std::uint32_t row : rows) sold.push_back(sold_at[row]);
  Postings out;
  for (std::uint32_t i = 0; i < rows.size(); ++i) {
    // A copy of a damaged view may name cells that are not there.
    if (cell_of[rows[i]] < cells.size()) out.add(cell_of[rows[i]], i, sold);
  }
  return out;
}

void Facts::keep(std::span<const std::uint32_t> rows, Postings kept) noexcept {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    ids[i] = ids[rows[i]];
    sold_at[i] = sold_at[rows[i]];
    cell_of[i] = cell_of[rows[i]];
  }
  cut(rows.size());
  std::fill_n(gone.data(), gone.size(), 0);
  gone_count = 0;
  postings = std::move(kept);
}

std::uint32_t Facts::number_of(const Label& label) {
  if (label.empty()) return 0;
  const auto found = label_numbers_.find(label.text());
  if (found != label_numbers_.end()) return found->second;
  labels.add(label);
  const auto number = static_cast<std::uint32_t>(labels.size());
  label_numbers_.emplace(label.text(), number);
  return number;
}

std::uint32_t Facts::cell_number(const Cell& cell) {
  const auto found = cell_numbers_.find(cell);
  if (found != cell_numbers_.end()) return found->second;
  // The column first: a number in the map is always one of the column.
  cells.add(cell);
  return cell_numbers_.try_emplace(cell, static_cast<std::uint32_t>(cells.size() - 1))
      .first->second;
}

Label Facts::label(std::uint32_t number) const noexcept {
  return number == 0 || number > labels.size() ? Label{} : sound(labels[number - 1]);
}

std::optional<std::uint32_t> Facts::find(std::string_view text) const {
  if (text.empty()) return 0;
  const auto found = label_numbers_.find(text);
  if (found == label_numbers_.end()) return std::nullopt;
  return found->second;
}

Sale Facts::sale(std::uint32_t row) const noexcept {
  Sale out;
  out.id = sound(ids[row]);
  out.sold_at = sold_at[row];
  if (cell_of[row] >= cells.size()) return out;
  const Cell& cell = cells[cell_of[row]];
  out.tenant = label(cell.tenant);
  out.category = label(cell.category);
  out.brand = label(cell.brand);
  const bool known = cell.condition < sale_condition_names.size();
  if (known) out.condition = static_cast<SaleCondition>(cell.condition);
  return out;
}

void Facts::take(std::size_t cell, const SaleFilter& filter,
                 std::vector<std::uint32_t>& out) const {
  const auto rows = postings.rows(cell);
  const std::size_t count = size();
  const auto sold = [&](std::uint32_t row) { return row < count ? sold_at[row] : Instant{}; };
  auto first = rows.begin();
  auto last = rows.end();
  if (filter.sold_from) {
    first = std::lower_bound(first, last, *filter.sold_from,
                             [&](std::uint32_t row, Instant at) { return sold(row) < at; });
  }
  if (filter.sold_until) {
    last = std::upper_bound(first, last, *filter.sold_until,
                            [&](Instant at, std::uint32_t row) { return at < sold(row); });
  }
  // A damaged index may name rows that are not there.
  std::copy_if(first, last, std::back_inserter(out),
               [&](std::uint32_t row) { return row < count && !is_gone(row); });
}

Selection Facts::all_but_gone() const {
  Selection out;
  out.count = size() - gone_count;
  if (gone_count == 0) return out;
  out.kind = Selection::Kind::marked;
  out.marks.resize(gone.size());
  std::transform(gone.data(), gone.data() + gone.size(), out.marks.begin(), std::bit_not<>{});
  return out;
}

Selection Facts::select(const SaleFilter& filter, std::size_t list_most) const {
  Selection out;
  const auto tenant = find(filter.tenant);
  const auto category = find(filter.category);
  const auto brand = find(filter.brand);
  out.kind = Selection::Kind::listed;
  if (!tenant || !category || !brand) return out;
  std::optional<std::uint32_t> condition;
  if (filter.condition) condition = static_cast<std::uint32_t>(*filter.condition);
  const Wanted wanted{*tenant, *category, *brand, condition};
  if (wanted.all() && !filter.sold_from && !filter.sold_until) return all_but_gone();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (wanted.matches(cells[i])) take(i, filter, out.rows);
  }
  out.count = out.rows.size();
  return out.count > list_most ? marked(std::move(out), size()) : out;
}

void Facts::index_labels() {
  for (std::size_t i = 0; i < labels.size(); ++i) {
    label_numbers_.try_emplace(std::string{labels[i].text()}, static_cast<std::uint32_t>(i + 1));
  }
}

void Facts::index_rows() {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    cell_numbers_.try_emplace(cells[i], static_cast<std::uint32_t>(i));
  }
  for (std::size_t row = 0; row < size(); ++row) {
    // A copy of a damaged view may name cells that are not there.
    if (cell_of[row] >= cells.size()) continue;
    postings.add(cell_of[row], static_cast<std::uint32_t>(row), sold_at.values());
  }
}

}  // namespace haggle::inline v0::detail
