// Compiled for the processor that it runs on.
#include "comparables_limit.hpp"

#include <algorithm>
#include <cstring>

#include "comparables_threads.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace haggle::bench {
namespace {

#if defined(__AVX512F__)
constexpr std::size_t word_bytes = 64;
#else
constexpr std::size_t word_bytes = 32;
#endif
using Word [[gnu::vector_size(word_bytes)]] = std::uint64_t;

constexpr std::size_t step_bytes = 256;
constexpr std::size_t words = step_bytes / word_bytes;

/// Reads `streams` runs of memory side by side and asks for what stands `ahead`.
template <std::size_t streams, std::size_t ahead>
std::uint64_t read(const std::byte* data, std::size_t bytes) {
  const std::size_t run = bytes / streams / step_bytes * step_bytes;
  Word seen[words]{};
  for (std::size_t at = 0; at < run; at += step_bytes) {
    for (std::size_t s = 0; s < streams; ++s) {
      const std::byte* from = data + s * run + at;
      for (std::size_t line = 0; ahead > 0 && line < step_bytes; line += 64) {
        __builtin_prefetch(from + ahead + line);
      }
#pragma GCC unroll 8
      for (std::size_t w = 0; w < words; ++w) {
        Word one;
        std::memcpy(&one, from + w * word_bytes, word_bytes);
        seen[w] |= one;
      }
    }
  }
  std::uint64_t all = 0;
  for (const Word& one : seen) {
    for (std::size_t i = 0; i < word_bytes / sizeof(std::uint64_t); ++i) all |= one[i];
  }
  return all;
}

double seconds_of(ReadLoop loop, const std::byte* data, std::size_t bytes) {
  double best = 1e9;
  for (int turn = 0; turn < 3; ++turn) {
    const double begin = thread_seconds();
    const volatile std::uint64_t kept = loop(data, bytes);
    static_cast<void>(kept);
    best = std::min(best, thread_seconds() - begin);
  }
  return best;
}

#if defined(__AVX512VNNI__)
constexpr std::string_view instruction = "vpdpbusd, 64 bytes";
std::size_t multiply(std::size_t turns) {
  __m512i a = _mm512_set1_epi8(3);
  const __m512i b = _mm512_set1_epi8(5);
  __m512i sums[12]{};
  for (std::size_t turn = 0; turn < turns; ++turn) {
    asm volatile("" : "+v"(a));
#pragma GCC unroll 12
    for (__m512i& sum : sums) sum = _mm512_dpbusd_epi32(sum, a, b);
  }
  for (__m512i& sum : sums) asm volatile("" : "+v"(sum));
  return turns * 12 * 64;
}
#elif defined(__AVX2__)
constexpr std::string_view instruction = "vpmaddubsw and vpmaddwd, 32 bytes";
std::size_t multiply(std::size_t turns) {
  __m256i a = _mm256_set1_epi8(3);
  const __m256i b = _mm256_set1_epi8(5);
  const __m256i ones = _mm256_set1_epi16(1);
  __m256i sums[6]{};
  for (std::size_t turn = 0; turn < turns; ++turn) {
#pragma GCC unroll 6
    for (__m256i& sum : sums) {
      asm volatile("" : "+x"(a));
      sum = _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(a, b), ones));
    }
  }
  for (__m256i& sum : sums) asm volatile("" : "+x"(sum));
  return turns * 6 * 32;
}
#else
constexpr std::string_view instruction = "";
std::size_t multiply(std::size_t) {
  return 0;
}
#endif

}  // namespace

ReadLoop fastest_read(const std::byte* data, std::size_t bytes) {
  constexpr ReadLoop loops[] = {read<1, 0>, read<2, 0>, read<4, 0>, read<8, 0>, read<4, 1'024>};
  ReadLoop best = loops[0];
  double least = 1e9;
  for (const ReadLoop loop : loops) {
    const double seconds = seconds_of(loop, data, bytes);
    if (seconds < least) best = loop;
    least = std::min(least, seconds);
  }
  return best;
}

BytePeak byte_peak() {
  double best = 0;
  for (int turn = 0; turn < 9; ++turn) {
    const double begin = thread_seconds();
    const std::size_t products = multiply(200'000);
    const double seconds = thread_seconds() - begin;
    if (seconds > 0) best = std::max(best, static_cast<double>(products) / seconds);
  }
  return {best, instruction};
}

}  // namespace haggle::bench
