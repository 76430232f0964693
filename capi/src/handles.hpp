// capi/src/handles.hpp -- floor 8 (capi).
//
// What stands behind the opaque pointers. Where assertions are on, a handle that is destroyed keeps
// its memory and is marked, so that using it once more stops the program instead of reading what is
// there by now.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "guard.hpp"
#include "haggle/base/assert.hpp"
#include "haggle/reprice/policy.hpp"

#if defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS
#include <atomic>
#endif

namespace haggle::capi {

#if defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS

/// A live handle begins with its mark; a dead one with another, and the next dead one.
class Marked {
 public:
  void check() const noexcept { HAGGLE_ASSERT(mark_ == alive); }
  void bury() noexcept;

 private:
  static constexpr std::uint64_t alive = 0x6861'6767'6c65'2031;
  static constexpr std::uint64_t dead = 0xdead'dead'dead'dead;
  std::uint64_t mark_{alive};
  Marked* next_{nullptr};  ///< of those that are dead, so that their memory is not lost
};

#else

class Marked {
 public:
  void check() const noexcept {}
};

#endif

/// A handle and what it holds.
template <class Content>
struct Handle : Marked {
  template <class... Arguments>
  explicit Handle(Arguments&&... arguments)
      : content(std::make_unique<Content>(std::forward<Arguments>(arguments)...)) {}
  std::unique_ptr<Content> content;
};

/// Ends a handle; null is passed over.
template <class H>
void destroy(H* handle) noexcept {
  if (handle == nullptr) return;
  handle->check();
#if defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS
  handle->content.reset();
  handle->bury();
#else
  delete handle;
#endif
}

/// Is there a handle? One that is destroyed stops the program where assertions are on.
template <class H>
[[nodiscard]] Wrong check_handle(const H* handle, const char* where) noexcept {
  if (handle == nullptr) return {Errc::bad_argument, where};
  handle->check();
  return {};
}

/// A policy and the text that it is.
struct PolicyContent {
  Policy policy;
  std::string json;
};

}  // namespace haggle::capi

/// Others may hold on to the policy when the handle is gone.
struct haggle_policy : haggle::capi::Handle<std::shared_ptr<const haggle::capi::PolicyContent>> {
  template <class... Arguments>
  explicit haggle_policy(Arguments&&... arguments)
      : Handle(std::forward<Arguments>(arguments)...), policy_(&(*content)->policy) {}
  [[nodiscard]] const haggle::Policy& policy() const noexcept { return *policy_; }
  [[nodiscard]] std::shared_ptr<const haggle::capi::PolicyContent> share() const noexcept {
    return *content;
  }

 private:
  const haggle::Policy* policy_;  // one step away, for every decision asks for it
};
