// The kernels for every x86-64.
#include <emmintrin.h>

#include "comparables/kernel_body.hpp"

namespace haggle::inline v0::detail::sse2 {
namespace {

struct Kind {
  static constexpr std::size_t runs = 2;  // rows whose Sums stand side by side

  struct Sums {
    __m128d s[8]{};
    void add(const float* a, const double* b) {
      for (std::size_t i = 0; i < 4; ++i) {
        const __m128 x = _mm_loadu_ps(a + 4 * i);
        const __m128d low = _mm_mul_pd(_mm_cvtps_pd(x), _mm_load_pd(b + 4 * i));
        const __m128d high =
            _mm_mul_pd(_mm_cvtps_pd(_mm_movehl_ps(x, x)), _mm_load_pd(b + 4 * i + 2));
        s[2 * i] = _mm_add_pd(s[2 * i], low);
        s[2 * i + 1] = _mm_add_pd(s[2 * i + 1], high);
      }
    }
    void store(double* out) const {
      for (std::size_t i = 0; i < 8; ++i) _mm_storeu_pd(out + 2 * i, s[i]);
    }
  };

  static __m128i load(const void* from) {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
  }

  /// The sums of four products each of sixteen unsigned and sixteen signed bytes.
  static __m128i fours(__m128i codes, __m128i words) {
    const __m128i zero = _mm_setzero_si128();
    const __m128i low = _mm_madd_epi16(_mm_unpacklo_epi8(codes, zero),
                                       _mm_srai_epi16(_mm_unpacklo_epi8(zero, words), 8));
    const __m128i high = _mm_madd_epi16(_mm_unpackhi_epi8(codes, zero),
                                        _mm_srai_epi16(_mm_unpackhi_epi8(zero, words), 8));
    const __m128 a = _mm_castsi128_ps(low);
    const __m128 b = _mm_castsi128_ps(high);
    return _mm_add_epi32(_mm_castps_si128(_mm_shuffle_ps(a, b, 0x88)),
                         _mm_castps_si128(_mm_shuffle_ps(a, b, 0xDD)));
  }

  struct Bytes {
    __m128i s{};
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      for (std::size_t i = 0; i < 4; ++i) {
        s = _mm_add_epi32(s, fours(load(codes + 16 * i), load(words + 16 * i)));
      }
    }
    [[nodiscard]] std::int32_t total() const {
      const __m128i t = _mm_add_epi32(s, _mm_shuffle_epi32(s, 0x4E));
      return _mm_cvtsi128_si32(_mm_add_epi32(t, _mm_shuffle_epi32(t, 0xB1)));
    }
  };

  struct Lanes {
    __m128i s[4]{};
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      const __m128i four_bits = _mm_set1_epi8(15);
      for (std::size_t g = 0; g < 4; ++g) {
        std::int32_t of_low = 0;
        std::int32_t of_high = 0;
        __builtin_memcpy(&of_low, words + 8 * g, 4);
        __builtin_memcpy(&of_high, words + 8 * g + 4, 4);
        for (std::size_t i = 0; i < 4; ++i) {
          const __m128i both = load(codes + 64 * g + 16 * i);
          const __m128i low = _mm_and_si128(both, four_bits);
          const __m128i high = _mm_and_si128(_mm_srli_epi16(both, 4), four_bits);
          s[i] = _mm_add_epi32(s[i], _mm_add_epi32(fours(low, _mm_set1_epi32(of_low)),
                                                   fours(high, _mm_set1_epi32(of_high))));
        }
      }
    }
    void store(std::int32_t* out) const {
      for (std::size_t i = 0; i < 4; ++i)
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + 4 * i), s[i]);
    }
  };

  struct Floats {
    __m128 v[4]{};
    static Floats load(const float* from) {
      Floats out;
      for (std::size_t i = 0; i < 4; ++i) out.v[i] = _mm_loadu_ps(from + 4 * i);
      return out;
    }
    void add(const Floats& a, const Floats& b) {
      for (std::size_t i = 0; i < 4; ++i) v[i] = _mm_add_ps(v[i], _mm_mul_ps(a.v[i], b.v[i]));
    }
    [[nodiscard]] float total() const {
      __m128 t = _mm_add_ps(_mm_add_ps(v[0], v[1]), _mm_add_ps(v[2], v[3]));
      t = _mm_add_ps(t, _mm_movehl_ps(t, t));
      return _mm_cvtss_f32(_mm_add_ss(t, _mm_shuffle_ps(t, t, 1)));
    }
  };
};

}  // namespace

extern const Kernels table;
const Kernels table = KernelBody<Kind>::table("sse2");

}  // namespace haggle::inline v0::detail::sse2
