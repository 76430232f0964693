// The kernels for any other processor, without a vector in them.
#include "comparables/kernel_body.hpp"

namespace haggle::inline v0::detail::plain {
namespace {

struct Kind {
  static constexpr std::size_t runs = 1;  // rows whose Sums stand side by side

  struct Sums {
    double s[16]{};
    void add(const float* a, const double* b) {
      for (std::size_t i = 0; i < 16; ++i) s[i] += static_cast<double>(a[i]) * b[i];
    }
    void store(double* out) const { __builtin_memcpy(out, s, sizeof s); }
  };

  struct Bytes {
    std::int32_t s{0};
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      for (std::size_t i = 0; i < 64; ++i) s += codes[i] * words[i];
    }
    [[nodiscard]] std::int32_t total() const { return s; }
  };

  struct Lanes {
    std::int32_t s[16]{};
    void add(const std::uint8_t* codes, const std::int8_t* words) {
      for (std::size_t i = 0; i < 256; ++i) {
        const std::int8_t* word = words + 8 * (i / 64) + i % 4;
        s[i % 64 / 4] += (codes[i] & 15) * word[0] + (codes[i] >> 4) * word[4];
      }
    }
    void store(std::int32_t* out) const { __builtin_memcpy(out, s, sizeof s); }
  };

  struct Floats {
    float v[16]{};
    static Floats load(const float* from) {
      Floats out;
      __builtin_memcpy(out.v, from, sizeof out.v);
      return out;
    }
    void add(const Floats& a, const Floats& b) {
      for (std::size_t i = 0; i < 16; ++i) v[i] += a.v[i] * b.v[i];
    }
    [[nodiscard]] float total() const {
      float sum = 0;
      for (const float one : v) sum += one;
      return sum;
    }
  };
};

}  // namespace

extern const Kernels table;
const Kernels table = KernelBody<Kind>::table("plain");

}  // namespace haggle::inline v0::detail::plain
