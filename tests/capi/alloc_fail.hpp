// tests/capi/alloc_fail.hpp
//
// Lets every allocation of a call fail once. The program counts all of its allocations.
#pragma once

#include <haggle/haggle.h>

#include <functional>

namespace haggle::test {

/// One call: makes what it needs, is called while allocations fail, gives everything back.
using Call = std::function<haggle_status(haggle_error*)>;

/// Lets the first, then the second, ... allocation fail until the call needs no more.
void fail_each(const char* name, const Call& call);

void expect(bool good, const char* call, const char* what);

/// A handle is about to end; where assertions are on it keeps its first bytes.
void count_kept() noexcept;

template <class Handle>
void end(void (*destroy)(Handle*), Handle* handle) {
  if (handle != nullptr) count_kept();
  destroy(handle);
}

/// The calls about sold items.
void fail_each_of_sold_items();

}  // namespace haggle::test
