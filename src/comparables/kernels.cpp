#include "comparables/kernels.hpp"

namespace haggle::inline v0::detail {

#if defined(__x86_64__)
namespace avx512 {
extern const Kernels table;
}
namespace avx2 {
extern const Kernels table;
}
namespace sse2 {
extern const Kernels table;
}
#elif defined(__aarch64__)
namespace neon {
extern const Kernels table;
}
#else
namespace plain {
extern const Kernels table;
}
#endif

namespace {

struct Tables {
  const Kernels* list[4]{};
  Tables() noexcept {
    const Kernels** next = list;
#if defined(__x86_64__)
    __builtin_cpu_init();
    const bool has_avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
    const bool has_avx512 =
        has_avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512vnni");
    if (has_avx512) *next++ = &avx512::table;
    if (has_avx2) *next++ = &avx2::table;
    *next = &sse2::table;
#elif defined(__aarch64__)
    *next = &neon::table;
#else
    *next = &plain::table;
#endif
  }
};

}  // namespace

const Kernels* const* all_kernels() noexcept {
  static const Tables tables;
  return tables.list;
}

const Kernels& kernels() noexcept {
  return *all_kernels()[0];
}

}  // namespace haggle::inline v0::detail
