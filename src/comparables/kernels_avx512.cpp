// The kernels for x86-64 with AVX-512 F, BW, DQ, VL and VNNI.
#include <immintrin.h>

#include "comparables/kernel_body.hpp"

namespace haggle::inline v0::detail::avx512 {
namespace {

struct Kind {
  static constexpr std::size_t runs = 4;  // rows whose Sums stand side by side

  struct Sums {
    __m512d low = _mm512_setzero_pd();
    __m512d high = _mm512_setzero_pd();
    // The product of two floats is exact in double, so a fused sum rounds as a plain one does.
    static __m512d add8(const float* a, const double* b, __m512d sum) {
      return _mm512_fmadd_pd(_mm512_cvtps_pd(_mm256_loadu_ps(a)), _mm512_loadu_pd(b), sum);
    }
    void add(const float* a, const double* b) {
      low = add8(a, b, low);
      high = add8(a + 8, b + 8, high);
    }
    void store(double* out) const {
      _mm512_storeu_pd(out, low);
      _mm512_storeu_pd(out + 8, high);
    }
  };

  static __m512i load(const void* from) { return _mm512_loadu_si512(from); }

  struct Bytes {
    __m512i s = _mm512_setzero_si512();
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      s = _mm512_dpbusd_epi32(s, load(codes), load(words));
    }
    [[nodiscard]] std::int32_t total() const { return _mm512_reduce_add_epi32(s); }
  };

  struct Lanes {
    __m512i low = _mm512_setzero_si512();
    __m512i high = _mm512_setzero_si512();  // of codes times 16
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      for (std::size_t g = 0; g < 4; ++g) {
        const __m512i both = load(codes + 64 * g);
        std::int32_t of_low = 0;
        std::int32_t of_high = 0;
        __builtin_memcpy(&of_low, words + 8 * g, 4);
        __builtin_memcpy(&of_high, words + 8 * g + 4, 4);
        low = _mm512_dpbusd_epi32(low, _mm512_and_si512(both, _mm512_set1_epi8(15)),
                                  _mm512_set1_epi32(of_low));
        high = _mm512_dpbusd_epi32(high, _mm512_and_si512(both, _mm512_set1_epi8(-16)),
                                   _mm512_set1_epi32(of_high));
      }
    }
    void store(std::int32_t* out) const {
      _mm512_storeu_si512(out, _mm512_add_epi32(low, _mm512_srai_epi32(high, 4)));
    }
  };

  struct Floats {
    __m512 v = _mm512_setzero_ps();
    static Floats load(const float* from) {
      Floats out;
      out.v = _mm512_loadu_ps(from);
      return out;
    }
    void add(const Floats& a, const Floats& b) { v = _mm512_fmadd_ps(a.v, b.v, v); }
    [[nodiscard]] float total() const { return _mm512_reduce_add_ps(v); }
  };
};

}  // namespace

extern const Kernels table;
const Kernels table = KernelBody<Kind>::table("avx512");

}  // namespace haggle::inline v0::detail::avx512
