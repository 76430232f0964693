// capi/src/arrow_binding.hpp -- floor 8 (capi).
//
// One Arrow column that stands for one of our columns. Block by block it is given where it stands,
// or gathered into memory that is used again for the next block.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "arrow_read.hpp"

namespace haggle::arrow {

/// What a gap of a column means.
enum class Gaps : std::uint8_t {
  unknown,  ///< not known, which is something else than zero
  zero,     ///< zero, so that a column with gaps need not be asked for them again
};

/// Where a column stands in its table, as the schema says.
struct Place {
  std::size_t child{0};
  Type type{};
  const char* where{""};
};

template <class Table>
class Binding {
 public:
  Binding() = default;
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;
  virtual ~Binding() = default;

  /// Looks at the next chunk: `length` elements of the parent from `offset` on.
  /// Returns: false where the array is broken.
  virtual bool open(const ArrowArray& parent, std::size_t offset, std::size_t length) = 0;
  /// Sets the column of a block.
  virtual void fill(Range range, Reading reading, Table& out) = 0;
};

/// The child of a struct; null where it has none such.
inline const ArrowArray* child_of(const ArrowArray& parent, std::size_t child) noexcept {
  const bool exists = parent.children != nullptr && parent.n_children > 0 &&
                      child < static_cast<std::size_t>(parent.n_children);
  return exists ? parent.children[child] : nullptr;
}

template <class Table, class T, class Read, Gaps gaps>
class ColumnBinding final : public Binding<Table> {
 public:
  ColumnBinding(Column<T> Table::* slot, const Place& place) : slot_(slot), place_(place) {}

  bool open(const ArrowArray& parent, std::size_t offset, std::size_t length) override {
    const auto view = View::of(child_of(parent, place_.child), place_.type, offset, length);
    if (view) view_ = *view;
    return view.has_value();
  }

  void fill(Range range, Reading reading, Table& out) override {
    Column<T>& column = out.*slot_;
    column = {};
    if (range.count == 0) return;  // an empty array may be nowhere
    const bool whole = view_.knows_all(range);
    const bool may_stay = view_.has_values() && (whole || gaps == Gaps::unknown);
    const T* const values = may_stay ? Read::in_place(view_) : nullptr;
    if (values != nullptr) {
      column = {values, whole ? nullptr : view_.bits(), view_.offset() + range.first};
      return;
    }
    reading.where = place_.where;
    if (values_.size() < range.count) values_.resize(range.count);
    Read::read(view_, range, reading, values_.data());
    column = {values_.data(), nullptr, 0};
    if (!whole && gaps == Gaps::unknown) column.known = gather_bits(range);
  }

 private:
  const std::uint8_t* gather_bits(Range range) {
    bits_.assign(range.count / 8 + 1, 0);
    for (std::size_t k = 0; k < range.count; ++k) {
      const unsigned bit = view_.knows(range.first + k) ? 1U << (k % 8) : 0U;
      bits_[k / 8] = static_cast<std::uint8_t>(bits_[k / 8] | bit);
    }
    return bits_.data();
  }

  Column<T> Table::* slot_;
  Place place_;
  View view_{};
  std::vector<T> values_{};
  std::vector<std::uint8_t> bits_{};
};

/// Yes-or-no columns that are bits of one byte here.
template <class Table>
class FlagsBinding final : public Binding<Table> {
 public:
  void add(const Place& place, std::uint8_t bit) {
    flags_.push_back({place, bit, {}});
    covered_ = static_cast<std::uint8_t>(covered_ | bit);
  }

  bool open(const ArrowArray& parent, std::size_t offset, std::size_t length) override {
    for (Flag& flag : flags_) {
      const ArrowArray* const array = child_of(parent, flag.place.child);
      const auto view = View::of(array, flag.place.type, offset, length);
      if (!view) return false;
      flag.view = *view;
    }
    return true;
  }

  void fill(Range range, Reading, Table& out) override {
    std::uint8_t others = 0;
    if constexpr (requires { out.like.flags; }) {
      others = static_cast<std::uint8_t>(out.like.flags & ~unsigned{covered_});
    }
    values_.assign(range.count + 1, others);
    for (const Flag& flag : flags_) {
      each_set(flag.view, range, [&](std::size_t k) {
        values_[k] = static_cast<std::uint8_t>(values_[k] | flag.bit);
      });
    }
    if constexpr (requires { out.flags; }) out.flags = {values_.data(), nullptr, 0};
  }

 private:
  struct Flag {
    Place place;
    std::uint8_t bit;
    View view;
  };
  std::vector<Flag> flags_{};
  std::uint8_t covered_{0};
  std::vector<std::uint8_t> values_{};
};

}  // namespace haggle::arrow
