// Included before kernels_avx512.cpp instead of <immintrin.h>: its functions in plain C++, from
// SIMDe and, where that has none, from here. So the kernel's logic runs on every processor.
#pragma once

#include <simde/x86/avx512.h>

#include <cstdint>
#include <cstring>

inline simde__m512d _mm512_cvtps_pd(simde__m256 a) {
  float from[8];
  double to[8];
  std::memcpy(from, &a, sizeof from);
  for (int i = 0; i < 8; ++i) to[i] = static_cast<double>(from[i]);
  simde__m512d out;
  std::memcpy(&out, to, sizeof out);
  return out;
}

inline simde__m512i _mm512_srai_epi32(simde__m512i a, unsigned int by) {
  std::int32_t values[16];
  std::memcpy(values, &a, sizeof values);
  for (std::int32_t& one : values) one >>= by;
  std::memcpy(&a, values, sizeof a);
  return a;
}

inline std::int32_t _mm512_reduce_add_epi32(simde__m512i a) {
  std::int32_t values[16];
  std::memcpy(values, &a, sizeof values);
  std::int32_t out = 0;
  for (const std::int32_t one : values) out += one;
  return out;
}

inline float _mm512_reduce_add_ps(simde__m512 a) {
  float values[16];
  std::memcpy(values, &a, sizeof values);
  for (int half = 8; half > 0; half /= 2) {
    for (int i = 0; i < half; ++i) values[i] += values[i + half];
  }
  return values[0];
}
