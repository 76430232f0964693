// The kernels for 64-bit ARM, all of which have NEON.
#include <arm_neon.h>

#include "comparables/kernel_body.hpp"

namespace haggle::inline v0::detail::neon {
namespace {

struct Kind {
  static constexpr std::size_t runs = 3;  // rows whose Sums stand side by side

  struct Sums {
    float64x2_t s[8]{};
    // The product of two floats is exact in double, so a fused sum rounds as a plain one does.
    void add(const float* a, const double* b) {
      for (std::size_t i = 0; i < 4; ++i) {
        const float32x4_t x = vld1q_f32(a + 4 * i);
        const double* y = b + 4 * i;
        s[2 * i] = vfmaq_f64(s[2 * i], vcvt_f64_f32(vget_low_f32(x)), vld1q_f64(y));
        s[2 * i + 1] = vfmaq_f64(s[2 * i + 1], vcvt_high_f64_f32(x), vld1q_f64(y + 2));
      }
    }
    void store(double* out) const {
      for (std::size_t i = 0; i < 8; ++i) vst1q_f64(out + 2 * i, s[i]);
    }
  };

  /// The sums of two products each, then added to `sum` by pairs: four sums of four products.
  static int32x4_t add_fours(int32x4_t sum, uint8x16_t codes, int8x16_t words) {
    const int16x8_t a = vmulq_s16(vreinterpretq_s16_u16(vmovl_u8(vget_low_u8(codes))),
                                  vmovl_s8(vget_low_s8(words)));
    const int16x8_t b =
        vmulq_s16(vreinterpretq_s16_u16(vmovl_high_u8(codes)), vmovl_high_s8(words));
    return vaddq_s32(sum, vpaddq_s32(vpaddlq_s16(a), vpaddlq_s16(b)));
  }

  struct Bytes {
    int32x4_t s{};
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      for (std::size_t i = 0; i < 4; ++i)
        s = add_fours(s, vld1q_u8(codes + 16 * i), vld1q_s8(words + 16 * i));
    }
    [[nodiscard]] std::int32_t total() const { return vaddvq_s32(s); }
  };

  struct Lanes {
    int32x4_t s[4]{};
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      for (std::size_t g = 0; g < 4; ++g) {
        std::int32_t of_low = 0;
        std::int32_t of_high = 0;
        __builtin_memcpy(&of_low, words + 8 * g, 4);
        __builtin_memcpy(&of_high, words + 8 * g + 4, 4);
        const int8x16_t low = vreinterpretq_s8_s32(vdupq_n_s32(of_low));
        const int8x16_t high = vreinterpretq_s8_s32(vdupq_n_s32(of_high));
        for (std::size_t i = 0; i < 4; ++i) {
          const uint8x16_t both = vld1q_u8(codes + 64 * g + 16 * i);
          s[i] = add_fours(s[i], vandq_u8(both, vdupq_n_u8(15)), low);
          s[i] = add_fours(s[i], vshrq_n_u8(both, 4), high);
        }
      }
    }
    void store(std::int32_t* out) const {
      for (std::size_t i = 0; i < 4; ++i) vst1q_s32(out + 4 * i, s[i]);
    }
  };

  struct Floats {
    float32x4_t v[4]{};
    static Floats load(const float* from) {
      Floats out;
      for (std::size_t i = 0; i < 4; ++i) out.v[i] = vld1q_f32(from + 4 * i);
      return out;
    }
    void add(const Floats& a, const Floats& b) {
      for (std::size_t i = 0; i < 4; ++i) v[i] = vfmaq_f32(v[i], a.v[i], b.v[i]);
    }
    [[nodiscard]] float total() const {
      return vaddvq_f32(vaddq_f32(vaddq_f32(v[0], v[1]), vaddq_f32(v[2], v[3])));
    }
  };
};

}  // namespace

extern const Kernels table;
const Kernels table = KernelBody<Kind>::table("neon");

}  // namespace haggle::inline v0::detail::neon
