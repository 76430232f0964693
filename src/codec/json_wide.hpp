// src/codec/json_wide.hpp -- floor 6 (codec).
//
// 16 bytes of a text at once: on x86-64 with the instructions that every such processor has,
// elsewhere byte by byte. Sets of bytes are bits, the first byte in the lowest one. What the usual
// form asks for is always made a part of its one large function, which the compiler would not do.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace haggle {
inline namespace v0 {
namespace codec {

inline constexpr std::size_t wide_bytes = 16;

#if defined(__SSE2__)

namespace wide {
[[gnu::always_inline]] inline __m128i load(const char* from) {
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
}
[[gnu::always_inline]] inline std::uint32_t tops(__m128i bytes) {
  return static_cast<std::uint32_t>(_mm_movemask_epi8(bytes));
}
}  // namespace wide

/// The bytes that end the plain part of a string: a quote, a backslash, what is below a blank, what
/// is not ASCII.
[[nodiscard, gnu::always_inline]] inline std::uint32_t string_stops(const char* at) {
  const __m128i bytes = wide::load(at);
  const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  // A byte that is not ASCII is below zero here, and so below a blank.
  const __m128i others = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' '));
  return wide::tops(_mm_or_si128(_mm_or_si128(quotes, backslashes), others));
}

/// The bytes that are no digits.
[[nodiscard, gnu::always_inline]] inline std::uint32_t not_digits(const char* at) {
  const __m128i values = _mm_sub_epi8(wide::load(at), _mm_set1_epi8('0'));
  const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
  return ~wide::tops(digits) & 0xFFFF;
}

/// The bytes that two texts have in common.
[[nodiscard]] inline std::uint32_t common_bytes(const char* a, const char* b) {
  return wide::tops(_mm_cmpeq_epi8(wide::load(a), wide::load(b)));
}

#else

namespace wide {
template <class Test>
std::uint32_t bits_where(const char* at, Test test) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < wide_bytes; ++i) bits |= (test(at[i]) ? 1U : 0U) << i;
  return bits;
}
}  // namespace wide

[[nodiscard]] inline std::uint32_t string_stops(const char* at) {
  return wide::bits_where(at, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '"' || c == '\\' || byte < 0x20 || byte >= 0x80;
  });
}
[[nodiscard]] inline std::uint32_t not_digits(const char* at) {
  return wide::bits_where(at, [](char c) { return c < '0' || c > '9'; });
}
[[nodiscard]] inline std::uint32_t common_bytes(const char* a, const char* b) {
  std::uint32_t bits = 0;
  for (std::size_t i = 0; i < wide_bytes; ++i) bits |= (a[i] == b[i] ? 1U : 0U) << i;
  return bits;
}

#endif

/// Are so many bytes the same?  Needs: at most 32, and 32 readable bytes in both texts.
[[nodiscard]] inline bool same_bytes(const char* a, const char* b, std::size_t bytes_count) {
  if (bytes_count <= wide_bytes) {
    const std::uint32_t wanted = 0xFFFFU >> (wide_bytes - bytes_count);
    return (common_bytes(a, b) & wanted) == wanted;
  }
  const std::size_t rest = bytes_count - wide_bytes;
  return common_bytes(a, b) == 0xFFFF && common_bytes(a + rest, b + rest) == 0xFFFF;
}

}  // namespace codec
}  // namespace v0
}  // namespace haggle
