// haggle/market/id.hpp -- floor 2 (market).
//
// Ids are inline text, so that an offer is one flat run of bytes: at most Bytes - 1 bytes of
// text, a NUL always follows, and zeros after it. Two ids are equal where their bytes are.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "haggle/base/error.hpp"

namespace haggle {
inline namespace v0 {

/// Text of at most Bytes - 1 bytes, held in place. Empty means not known.
template <std::size_t Bytes>
class Id {
 public:
  static constexpr std::size_t text_bytes_max = Bytes - 1;

  constexpr Id() noexcept = default;

  /// The id of a text.
  /// Errors: id_too_long; bad_id where the text holds a NUL byte.
  [[nodiscard]] static constexpr Result<Id> from(std::string_view text,
                                                 const char* where = "id") noexcept {
    if (text.size() > text_bytes_max) return fail(Errc::id_too_long, where);
    if (text.find('\0') != std::string_view::npos) return fail(Errc::bad_id, where);
    Id id;
    std::copy(text.begin(), text.end(), id.text_);
    return id;
  }

  [[nodiscard]] constexpr std::string_view text() const noexcept {
    return {text_, static_cast<std::size_t>(std::find(text_, text_ + Bytes, '\0') - text_)};
  }
  [[nodiscard]] constexpr bool empty() const noexcept { return text_[0] == '\0'; }

  /// Is a NUL at the end and nothing but zeros after the text? True of every id that `from` made;
  /// bytes that came from elsewhere are asked once, at the door.
  [[nodiscard]] constexpr bool well_formed() const noexcept {
    const char* end = std::find(text_, text_ + Bytes, '\0');
    return end != text_ + Bytes && std::all_of(end, text_ + Bytes, [](char c) { return c == 0; });
  }

  friend constexpr bool operator==(const Id& a, const Id& b) noexcept {
    if (std::is_constant_evaluated()) return std::equal(a.text_, a.text_ + Bytes, b.text_);
    // Two different ids differ in their first word as a rule; a call would cost more than all
    // words.
    for (std::size_t at = 0; at < Bytes; at += sizeof(std::uint64_t)) {
      if (a.word(at) != b.word(at)) return false;
    }
    return true;
  }
  /// Order of the bytes, so that a list of sellers prints the same everywhere.
  friend constexpr bool operator<(const Id& a, const Id& b) noexcept { return a.text() < b.text(); }

 private:
  static_assert(Bytes % sizeof(std::uint64_t) == 0);
  [[nodiscard]] std::uint64_t word(std::size_t at) const noexcept {
    std::uint64_t out = 0;
    std::memcpy(&out, text_ + at, sizeof out);
    return out;
  }

  char text_[Bytes]{};
};

using SellerId = Id<32>;
using ItemId = Id<32>;
using Sku = Id<128>;
using MarketplaceId = Id<16>;

static_assert(sizeof(SellerId) == 32 && sizeof(Sku) == 128 && std::is_standard_layout_v<SellerId>);

}  // namespace v0
}  // namespace haggle
