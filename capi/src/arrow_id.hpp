// capi/src/arrow_id.hpp -- floor 8 (capi).
//
// Text into an inline id. A seller stands at every offer, so that sixteen bytes of text are loaded
// at once, with what follows them in the column, and the rest is masked away: no loop, no call.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#include "arrow_view.hpp"
#include "haggle/market/id.hpp"

namespace haggle::arrow {

using Bytes16 [[gnu::vector_size(16)]] = std::uint8_t;

/// 32 bytes that keep, then 32 that do not: so many are kept as one starts before the middle.
inline constexpr auto keeping = [] {
  std::array<std::uint8_t, 64> out{};
  for (std::size_t i = 0; i < 32; ++i) out[i] = 0xFF;
  return out;
}();

/// A mask of the bytes of a text, at most 32, from `start` on.
[[nodiscard]] inline Bytes16 mask_of(std::size_t size, std::size_t start) noexcept {
  return load<Bytes16>(keeping.data() + 32 + start - size, 0);
}

[[nodiscard]] inline bool any(Bytes16 bytes) noexcept {
  const auto words = std::bit_cast<std::array<std::uint64_t, 2>>(bytes);
  return (words[0] | words[1]) != 0;
}

/// Which of the bytes that a mask keeps are NUL.
[[nodiscard]] inline Bytes16 nuls(Bytes16 bytes, Bytes16 mask) noexcept {
  return std::bit_cast<Bytes16>(bytes == 0) & mask;
}

/// An id of text that stands too near the end of its array, or is too long for one.
template <std::size_t Bytes>
[[gnu::noinline]] Errc read_id_slowly(const Text& text, Id<Bytes>& out) noexcept {
  if (text.size >= Bytes) return Errc::id_too_long;
  if (text.size == 0) return Errc{};
  if (std::memchr(text.data, '\0', text.size) != nullptr) return Errc::bad_id;
  std::memcpy(reinterpret_cast<char*>(&out), text.data, text.size);
  return Errc{};
}

/// Needs: an id that is empty.  Returns: what is wrong, or nothing.
template <std::size_t Bytes>
[[gnu::always_inline]] inline Errc read_id(const Text& text, Id<Bytes>& out) noexcept {
  if (Bytes != 32 || text.readable < 32 || text.size >= 32) return read_id_slowly(text, out);
  const Bytes16 mask[2]{mask_of(text.size, 0), mask_of(text.size, 16)};
  const Bytes16 kept[2]{load<Bytes16>(text.data, 0) & mask[0],
                        load<Bytes16>(text.data, 1) & mask[1]};
  std::memcpy(reinterpret_cast<char*>(&out), kept, sizeof kept);
  return any(nuls(kept[0], mask[0]) | nuls(kept[1], mask[1])) ? Errc::bad_id : Errc{};
}

}  // namespace haggle::arrow
