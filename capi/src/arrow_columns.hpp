// capi/src/arrow_columns.hpp -- floor 8 (capi).
//
// The columns that a table may have, by name, and the ones that one table has.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "arrow_binding.hpp"
#include "arrow_complaint.hpp"

namespace haggle::arrow {

/// A column by its name. `price` and `price_minor` are one fact in two forms.
template <class Table>
struct Entry {
  std::string_view name;
  const char* where;
  std::string_view fact;
  const char* expected;
  bool (*accepts)(const Type&) noexcept;
  std::unique_ptr<Binding<Table>> (*make)(const Place&);
  std::uint8_t flag;  ///< the bit of a yes-or-no column, which has no `make`
};

/// What stands in each table. A gap in the offers is what an empty offer has in its place.
[[nodiscard]] std::span<const Entry<ListingColumns>> entries(const ListingColumns*) noexcept;
[[nodiscard]] std::span<const Entry<MarketColumns>> entries(const MarketColumns*) noexcept;
[[nodiscard]] std::span<const Entry<OfferColumns>> entries(const OfferColumns*) noexcept;

/// A column of another type than expected.
[[nodiscard]] Complaint wrong_type(const char* where, const ArrowSchema& schema,
                                   std::string_view expected);

/// The columns of one table.
template <class Table>
class ColumnSet {
 public:
  /// Takes a column if its name is known here; `taken` says so.
  Complaints take(const ArrowSchema& schema, std::size_t child, bool& taken) {
    const std::string_view name = schema.name == nullptr ? "" : schema.name;
    for (const Entry<Table>& entry : entries(static_cast<const Table*>(nullptr))) {
      if (entry.name != name) continue;
      taken = true;
      return add(entry, schema, child);
    }
    return {};
  }

  [[nodiscard]] bool has(std::string_view fact) const noexcept {
    return std::find(facts_.begin(), facts_.end(), fact) != facts_.end();
  }

  /// Returns: null, or where the array is broken.
  [[nodiscard]] const char* open(const ArrowArray& parent, std::size_t offset, std::size_t length) {
    for (std::size_t i = 0; i < bindings_.size(); ++i) {
      if (!bindings_[i]->open(parent, offset, length)) return wheres_[i];
    }
    return nullptr;
  }

  void fill(Range range, const Reading& reading, Table& out) {
    for (const auto& binding : bindings_) binding->fill(range, reading, out);
  }

 private:
  Complaints add(const Entry<Table>& entry, const ArrowSchema& schema, std::size_t child) {
    const bool clash = entry.flag != 0 ? has("flags") : entry.fact == "flags" && flags_ != nullptr;
    if (has(entry.fact) || clash) {
      return Complaint{Errc::repeated_key, entry.where, "the fact stands in two columns"};
    }
    const Place place{child, type_of(schema), entry.where};
    const bool is_null = place.type.kind == Kind::null && !place.type.is_dictionary();
    if (!is_null && !entry.accepts(place.type)) {
      return wrong_type(entry.where, schema, entry.expected);
    }
    facts_.push_back(entry.fact);
    if (entry.flag != 0) {
      add_flag(place, entry.flag);
    } else {
      keep(entry.make(place), entry.where);
    }
    return {};
  }

  void add_flag(const Place& place, std::uint8_t bit) {
    if (flags_ == nullptr) {
      auto flags = std::make_unique<FlagsBinding<Table>>();
      flags_ = flags.get();
      keep(std::move(flags), place.where);
    }
    flags_->add(place, bit);
  }

  void keep(std::unique_ptr<Binding<Table>> binding, const char* where) {
    bindings_.push_back(std::move(binding));
    wheres_.push_back(where);
  }

  std::vector<std::unique_ptr<Binding<Table>>> bindings_{};
  std::vector<const char*> wheres_{};
  std::vector<std::string_view> facts_{};
  FlagsBinding<Table>* flags_{nullptr};
};

}  // namespace haggle::arrow
