// capi/src/comparables.hpp -- floor 8 (capi).
//
// What a call about sold items brings: the index, vectors and sales, in place where they stand side
// by side, and what is searched for.
#pragma once

#include <algorithm>
#include <cstring>
#include <span>
#include <vector>

#include "haggle/comparables/comparable_index.hpp"
#include "haggle/comparables/search.hpp"
#include "haggle/market/sale.hpp"
#include "handles.hpp"

namespace haggle::capi {

inline constexpr std::size_t label_bytes = HAGGLE_LABEL_BYTES;
static_assert(sizeof(Label) == label_bytes && sizeof(haggle_sale) == sizeof(Sale));

/// The label of a caller's bytes.  Errors: bad_id where bytes follow its NUL, or none is there.
[[nodiscard]] Wrong label_from(const char (&bytes)[label_bytes], const char* where,
                               Label& out) noexcept;

/// The same of a text with a size.  Errors: bad_argument, id_too_long, bad_id.
[[nodiscard]] Wrong label_from(const char* text, std::size_t size, const char* where,
                               Label& out) noexcept;

/// Are reserved bytes what they must be?
template <std::size_t N>
[[nodiscard]] bool are_zero(const std::uint8_t (&reserved)[N]) noexcept {
  return std::all_of(std::begin(reserved), std::end(reserved), [](auto byte) { return byte == 0; });
}

/// A sale as the caller sees it, without bytes of padding.
[[nodiscard]] haggle_sale sale_of(const Sale& from) noexcept;

/// Are all texts of a sale texts, and its reserved bytes zero?
[[nodiscard]] Wrong check_sale(const haggle_sale& sale, std::size_t index) noexcept;

/// Vectors of the caller's: `names` are those of the array and of its stride.
struct VectorsGiven {
  const float* data;
  std::size_t stride;
  std::size_t count;
  std::size_t dimension;
  const char* where;
  const char* where_stride;
};

/// Vectors one behind the other, in place where they stand so, else a copy.
class VectorsIn {
 public:
  /// Errors: bad_argument; out_of_range where no index holds so many.
  [[nodiscard]] Wrong read(const VectorsGiven& given);
  [[nodiscard]] std::span<const float> operator*() const noexcept { return vectors_; }

 private:
  std::vector<float> copy_{};
  std::span<const float> vectors_{};
};

/// Sales in place where they stand side by side, else a copy.
class SalesIn {
 public:
  [[nodiscard]] Wrong read(const Strided<haggle_sale>& given);
  [[nodiscard]] std::span<const Sale> operator*() const noexcept { return sales_; }

 private:
  std::vector<Sale> copy_{};
  std::span<const Sale> sales_{};
};

/// The caller's threads.  Errors: out_of_range (parts).
[[nodiscard]] Wrong executor_from(std::uint32_t parts, haggle_run run, void* context,
                                  Executor& out) noexcept;

/// What is searched for, with its texts.
class SearchIn {
 public:
  SearchOptions options{};
  bool has_similarity{false};  ///< the caller said how similar

  /// Null is all rows.
  [[nodiscard]] Wrong read(const haggle_search_options* given, haggle_run run,
                           void* context) noexcept;

 private:
  [[nodiscard]] Wrong read_labels(const haggle_search_options& given) noexcept;
  Label tenant_{};
  Label category_{};
  Label brand_{};
};

/// The vector of a search.  Errors: bad_argument.
[[nodiscard]] Wrong check_vector(const float* given, const char* where) noexcept;

[[nodiscard]] haggle_found found_of(const Found& from) noexcept;

/// An error of the core, whose index is a row of the caller's.
[[nodiscard]] Wrong in_row(const Error& error) noexcept;

/// The word of a number, "unknown" where it is none's.
template <class Names>
[[nodiscard]] const char* name_in(const Names& names, std::uint8_t number) noexcept {
  return number < names.size() ? names[number].data() : "unknown";
}

}  // namespace haggle::capi

struct haggle_index : haggle::capi::Handle<haggle::ComparableIndex> {
  using Handle::Handle;
};
