#include "handles.hpp"

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
