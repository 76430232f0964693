// The kernels for x86-64 with AVX2 and FMA.
#include <immintrin.h>

#include "comparables/kernel_body.hpp"

namespace haggle::inline v0::detail::avx2 {
namespace {

struct Kind {
  static constexpr std::size_t runs = 4;  // rows whose Sums stand side by side

  struct Sums {
    __m256d a{}, b{}, c{}, d{};
    // The product of two floats is exact in double, so a fused sum rounds as a plain one does.
    static __m256d add4(const float* x, const double* y, __m256d sum) {
      return _mm256_fmadd_pd(_mm256_cvtps_pd(_mm_loadu_ps(x)), _mm256_load_pd(y), sum);
    }
    void add(const float* x, const double* y) {
      a = add4(x, y, a);
      b = add4(x + 4, y + 4, b);
      c = add4(x + 8, y + 8, c);
      d = add4(x + 12, y + 12, d);
    }
    void store(double* out) const {
      _mm256_store_pd(out, a);
      _mm256_store_pd(out + 4, b);
      _mm256_store_pd(out + 8, c);
      _mm256_store_pd(out + 12, d);
    }
  };

  static __m256i load(const void* from) {
    return _mm256_loadu_si256(static_cast<const __m256i*>(from));
  }
  static __m256i pairs(__m256i a) { return _mm256_madd_epi16(a, _mm256_set1_epi16(1)); }

  struct Bytes {
    __m256i s{};
    // Sums of two products stay in 16 bits: 2 x 255 x 63 < 2^15.
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      const __m256i a = pairs(_mm256_maddubs_epi16(load(codes), load(words)));
      const __m256i b = pairs(_mm256_maddubs_epi16(load(codes + 32), load(words + 32)));
      s = _mm256_add_epi32(s, _mm256_add_epi32(a, b));
    }
    [[nodiscard]] std::int32_t total() const {
      __m128i t = _mm_add_epi32(_mm256_castsi256_si128(s), _mm256_extracti128_si256(s, 1));
      t = _mm_add_epi32(t, _mm_shuffle_epi32(t, 0x4E));
      return _mm_cvtsi128_si32(_mm_add_epi32(t, _mm_shuffle_epi32(t, 0xB1)));
    }
  };

  /// Codes of eight dimensions of a block's rows, 0 to 7 and 8 to 15, taken apart.
  struct Parts {
    __m256i low[2];
    __m256i high[2];
  };
  static Parts parts_of(const std::uint8_t* codes) {
    const __m256i four_bits = _mm256_set1_epi8(15);
    const __m256i first = load(codes), second = load(codes + 32);
    return {{_mm256_and_si256(first, four_bits), _mm256_and_si256(second, four_bits)},
            {_mm256_and_si256(_mm256_srli_epi16(first, 4), four_bits),
             _mm256_and_si256(_mm256_srli_epi16(second, 4), four_bits)}};
  }

  static __m256i four_words(const std::int8_t* words) {
    std::int32_t all = 0;
    __builtin_memcpy(&all, words, sizeof all);
    return _mm256_set1_epi32(all);
  }

  /// A query's words serve both halves: a word has to be read and spread, and that is what there
  /// are not enough ports for. Four times this stay in 16 bits: 16 products of at most 15 x 127.
  static void add(const Parts& parts, const std::int8_t* words, __m256i* sums) {
    const auto more = [&](std::size_t half, __m256i codes, __m256i word) {
      sums[half] = _mm256_add_epi16(sums[half], _mm256_maddubs_epi16(codes, word));
      asm("" : "+x"(sums[half]));
    };
    const __m256i of_low = four_words(words);
    more(0, parts.low[0], of_low);
    more(1, parts.low[1], of_low);
    const __m256i of_high = four_words(words + 4);
    more(0, parts.high[0], of_high);
    more(1, parts.high[1], of_high);
  }

  struct Lanes {
    __m256i halves[2]{};

    void add(const std::uint8_t* codes, const std::int8_t* words) {
      __m256i sums[2] = {};
      for (std::size_t g = 0; g < 4; ++g) {
        Kind::add(parts_of(codes + 64 * g), words + 8 * g, sums);
      }
      halves[0] = _mm256_add_epi32(halves[0], pairs(sums[0]));
      halves[1] = _mm256_add_epi32(halves[1], pairs(sums[1]));
    }
    void store(std::int32_t* out) const {
      _mm256_store_si256(reinterpret_cast<__m256i*>(out), halves[0]);
      _mm256_store_si256(reinterpret_cast<__m256i*>(out + 8), halves[1]);
    }
  };

  struct Floats {
    __m256 low{};
    __m256 high{};
    static Floats load(const float* from) {
      return {_mm256_loadu_ps(from), _mm256_loadu_ps(from + 8)};
    }
    void add(const Floats& x, const Floats& y) {
      low = _mm256_fmadd_ps(x.low, y.low, low);
      high = _mm256_fmadd_ps(x.high, y.high, high);
    }
    [[nodiscard]] float total() const {
      const __m256 s = _mm256_add_ps(low, high);
      __m128 t = _mm_add_ps(_mm256_castps256_ps128(s), _mm256_extractf128_ps(s, 1));
      t = _mm_add_ps(t, _mm_movehl_ps(t, t));
      return _mm_cvtss_f32(_mm_add_ss(t, _mm_shuffle_ps(t, t, 1)));
    }
    static void totals_of_four(const Floats* sums, float* out) {
      const auto both = [&](int i) { return _mm256_add_ps(sums[i].low, sums[i].high); };
      const __m256 t =
          _mm256_hadd_ps(_mm256_hadd_ps(both(0), both(1)), _mm256_hadd_ps(both(2), both(3)));
      _mm_storeu_ps(out, _mm_add_ps(_mm256_castps256_ps128(t), _mm256_extractf128_ps(t, 1)));
    }
  };

  static unsigned lanes_reaching(const float* lanes, float least) {
    const __m256 bar = _mm256_set1_ps(least);
    const auto eight = [&](const float* from) {
      return static_cast<unsigned>(
          _mm256_movemask_ps(_mm256_cmp_ps(_mm256_load_ps(from), bar, _CMP_GE_OQ)));
    };
    return eight(lanes) | eight(lanes + 8) << 8U;
  }

  static void products_of_four(const std::int8_t* const words[4], const std::uint8_t* block,
                               std::size_t prefix, std::int32_t (*out)[block_rows]) {
    __m256i totals[4][2] = {};
    for (std::size_t g = 0; g < prefix / 8; g += 4) {
      __m256i sums[4][2] = {};  // in 16 bits
#pragma GCC unroll 1            // side by side they do not fit into the registers
      for (std::size_t i = g; i < g + 4; ++i) {
        const Parts parts = parts_of(block + 64 * i);
        add(parts, words[0] + 8 * i, sums[0]);
        add(parts, words[1] + 8 * i, sums[1]);
        add(parts, words[2] + 8 * i, sums[2]);
        add(parts, words[3] + 8 * i, sums[3]);
      }
      for (std::size_t q = 0; q < 4; ++q) {
        totals[q][0] = _mm256_add_epi32(totals[q][0], pairs(sums[q][0]));
        totals[q][1] = _mm256_add_epi32(totals[q][1], pairs(sums[q][1]));
      }
    }
    for (std::size_t q = 0; q < 4; ++q) {
      _mm256_store_si256(reinterpret_cast<__m256i*>(out[q]), totals[q][0]);
      _mm256_store_si256(reinterpret_cast<__m256i*>(out[q] + 8), totals[q][1]);
    }
  }
};

}  // namespace

extern const Kernels table;
const Kernels table = KernelBody<Kind>::table("avx2");

}  // namespace haggle::inline v0::detail::avx2
