// capi/src/structs.hpp -- floor 8 (capi).
//
// Reading and writing the caller's structs, whatever version of the header they were compiled with.
// A short struct is an older caller's: what it lacks is zero. A long one is a newer caller's: what
// is not known here must be zero, and is set to zero where it is written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>

#include "haggle/haggle.h"
#include "haggle/market/business.hpp"
#include "haggle/market/market.hpp"
#include "haggle/market/snapshot.hpp"
#include "haggle/reprice/decision.hpp"
#include "wrong.hpp"

namespace haggle::capi {

/// The size that a struct had when it was first published; a smaller one never was.
template <class C>
inline constexpr std::size_t first_size = 0;
template <>
inline constexpr std::size_t first_size<haggle_error> = 320;
template <>
inline constexpr std::size_t first_size<haggle_listing> = 416;
template <>
inline constexpr std::size_t first_size<haggle_ladder> = 536;
template <>
inline constexpr std::size_t first_size<haggle_market> = 128;
template <>
inline constexpr std::size_t first_size<haggle_clock> = 16;
template <>
inline constexpr std::size_t first_size<haggle_decision> = 536;
template <>
inline constexpr std::size_t first_size<haggle_rung> = 632;
template <>
inline constexpr std::size_t first_size<haggle_reader_options> = 24;
template <>
inline constexpr std::size_t first_size<haggle_outcome> = 648;
template <>
inline constexpr std::size_t first_size<haggle_delivery> = 272;
template <>
inline constexpr std::size_t first_size<haggle_arrow_options> = 16;
template <>
inline constexpr std::size_t first_size<haggle_schedule_rule> = 24;
template <>
inline constexpr std::size_t first_size<haggle_submission> = 480;
template <>
inline constexpr std::size_t first_size<haggle_summary> = 120;
template <>
inline constexpr std::size_t first_size<haggle_refusal> = 8;
template <>
inline constexpr std::size_t first_size<haggle_issue> = 40;
template <>
inline constexpr std::size_t first_size<haggle_feed_item> = 32;
template <>
inline constexpr std::size_t first_size<haggle_fee_estimate> = 216;
template <>
inline constexpr std::size_t first_size<haggle_fee> = 48;
template <>
inline constexpr std::size_t first_size<haggle_expected_offer> = 480;
template <>
inline constexpr std::size_t first_size<haggle_expected_price> = 568;
template <>
inline constexpr std::size_t first_size<haggle_presence> = 56;
template <>
inline constexpr std::size_t first_size<haggle_shown_price> = 48;
template <>
inline constexpr std::size_t first_size<haggle_life_step> = 184;
template <>
inline constexpr std::size_t first_size<haggle_index_facts> = 40;
template <>
inline constexpr std::size_t first_size<haggle_search_options> = 232;
template <>
inline constexpr std::size_t first_size<haggle_valuation_options> = 296;
template <>
inline constexpr std::size_t first_size<haggle_query> = 112;
template <>
inline constexpr std::size_t first_size<haggle_valuation> = 88;
template <>
inline constexpr std::size_t first_size<haggle_season_options> = 40;
template <>
inline constexpr std::size_t first_size<haggle_season> = 152;
template <>
inline constexpr std::size_t first_size<haggle_fit> = 32;
template <>
inline constexpr std::size_t first_size<haggle_history_limits> = 128;
template <>
inline constexpr std::size_t first_size<haggle_sale_defaults> = 96;
template <>
inline constexpr std::size_t first_size<haggle_sale_event> = 528;

/// The value in C++ that has the same bytes; the struct itself where there is none.
template <class C>
struct SameBytes {
  using Type = C;
};
template <>
struct SameBytes<haggle_listing> {
  using Type = Listing;
};
template <>
struct SameBytes<haggle_market> {
  using Type = Market;
};
template <>
struct SameBytes<haggle_decision> {
  using Type = Decision;
};
template <class C>
using Same = typename SameBytes<C>::Type;

inline constexpr std::size_t alignment = 8;

[[nodiscard]] inline bool is_aligned(const void* given) noexcept {
  return reinterpret_cast<std::uintptr_t>(given) % alignment == 0;
}

[[nodiscard]] inline std::uint32_t size_of(const void* given) noexcept {
  std::uint32_t size = 0;
  std::memcpy(&size, given, sizeof size);
  return size;
}

/// May a struct say that size of itself?
template <class C>
[[nodiscard]] constexpr bool is_size_of(std::size_t size) noexcept {
  static_assert(first_size<C> != 0 && first_size<C> <= sizeof(C));
  return first_size<C> <= size && size <= HAGGLE_STRUCT_BYTES_MAX;
}

[[nodiscard]] inline bool is_zero(const char* from, const char* end) noexcept {
  return std::all_of(from, end, [](char byte) { return byte == 0; });
}

/// Copies a struct of another size into one of ours.
template <class C>
[[nodiscard]] Wrong copy_struct(const void* given, C& room, const char* where) noexcept {
  const std::size_t size = size_of(given);
  if (!is_size_of<C>(size)) return {Errc::bad_size, where};
  const char* bytes = static_cast<const char*>(given);
  const std::size_t known = std::min(size, sizeof(C));
  if (!is_zero(bytes + known, bytes + size)) return {Errc::bad_size, where};
  auto* to = reinterpret_cast<char*>(&room);
  std::memcpy(to, bytes, known);
  if (known < sizeof(C)) std::memset(to + known, 0, sizeof(C) - known);
  const auto own = static_cast<std::uint32_t>(sizeof(C));
  std::memcpy(to, &own, sizeof own);
  return {};
}

/// A struct of the caller's, in place where it is of our size, else a copy.
template <class C>
class Given {
 public:
  using Value = Same<C>;
  static_assert(sizeof(Value) == sizeof(C) && alignof(Value) <= alignment);

  [[nodiscard]] Wrong read(const C* given, const char* where) noexcept {
    if (given == nullptr || !is_aligned(given)) return {Errc::bad_argument, where};
    if (size_of(given) == sizeof(C)) {
      value_ = reinterpret_cast<const Value*>(given);
      return {};
    }
    return take_copy(given, where);
  }
  [[nodiscard]] const Value& operator*() const noexcept { return *value_; }
  [[nodiscard]] const Value* operator->() const noexcept { return value_; }

 private:
  [[nodiscard, gnu::cold, gnu::noinline]] Wrong take_copy(const C* given,
                                                          const char* where) noexcept {
    value_ = reinterpret_cast<const Value*>(bytes_);
    return copy_struct(given, *reinterpret_cast<C*>(bytes_), where);
  }

  const Value* value_{nullptr};
  alignas(alignment) char bytes_[sizeof(C)];  // written where it is read
};

/// Can it be written to?
template <class C>
[[nodiscard]] Wrong check_out(const C* out, const char* where) noexcept {
  if (out == nullptr || !is_aligned(out)) return {Errc::bad_argument, where};
  return is_size_of<C>(size_of(out)) ? Wrong{} : Wrong{Errc::bad_size, where};
}

/// The same of a frozen struct, which says no size.
template <class C>
[[nodiscard]] Wrong check_frozen(const C* out, const char* where) noexcept {
  return out != nullptr && is_aligned(out) ? Wrong{} : Wrong{Errc::bad_argument, where};
}

/// Clears all but the size.  Needs: a struct that can be written to.
template <class C>
void clear_struct(C* out) noexcept {
  constexpr std::size_t behind = sizeof(std::uint32_t);
  std::memset(reinterpret_cast<char*>(out) + behind, 0, size_of(out) - behind);
}

/// Writes a struct of ours into the caller's, as much of it as that knows.
template <class C>
void write_struct(const C& from, C* out) noexcept {
  const std::uint32_t size = size_of(out);
  auto* to = reinterpret_cast<char*>(out);
  const std::size_t known = std::min<std::size_t>(size, sizeof(C));
  std::memcpy(to, &from, known);
  std::memset(to + known, 0, size - known);
  std::memcpy(to, &size, sizeof size);
}

/// A value in C++ into the caller's struct of the same bytes.
template <class C>
void write_value(const Same<C>& from, C* out) noexcept {
  write_struct(reinterpret_cast<const C&>(from), out);
}

/// An array of the caller's: a pointer, a count and a stride.
template <class T>
struct Strided {
  const T* data;
  std::size_t count;
  std::size_t stride;

  [[nodiscard]] const T* at(std::size_t i) const noexcept {
    return reinterpret_cast<const T*>(reinterpret_cast<const char*>(data) + i * stride);
  }
};

/// Is it an array of elements that do not overlap? Zero elements may stand nowhere.
template <class T>
[[nodiscard]] Wrong check_array(const Strided<T>& array, std::size_t element_bytes,
                                const char* where, const char* where_stride) noexcept {
  if (array.count == 0) return {};
  if (array.data == nullptr || !is_aligned(array.data)) return {Errc::bad_argument, where};
  const bool good = array.stride >= element_bytes && array.stride % alignment == 0;
  return good ? Wrong{} : Wrong{Errc::bad_argument, where_stride};
}

/// Is the element of an array no longer than the stride, so that none overlaps the next?
template <class T>
[[nodiscard]] bool fits(const T* element, std::size_t stride) noexcept {
  return size_of(element) <= stride;
}

}  // namespace haggle::capi
