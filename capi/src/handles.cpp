#include "handles.hpp"

#include "haggle/base/version.hpp"

#if defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS

namespace haggle::capi {
namespace {
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<Marked*> buried{nullptr};
}  // namespace

void Marked::bury() noexcept {
  mark_ = dead;
  next_ = buried.load(std::memory_order_relaxed);
  while (!buried.compare_exchange_weak(next_, this, std::memory_order_release)) {
  }
}

}  // namespace haggle::capi

#endif

uint32_t haggle_abi(void) {
  return HAGGLE_ABI;
}

const char* haggle_version(void) {
  return HAGGLE_VERSION_TEXT;
}
