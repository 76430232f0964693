// haggle/base/assert.hpp -- floor 0 (base).
//
// HAGGLE_ASSERT states what must be true unless haggle itself is wrong. A caller's bad input is
// never an assertion, it is an Error. Off where NDEBUG is set, unless HAGGLE_ASSERTIONS is 1.
#pragma once

#include <cassert>
#include <cstdlib>

#if defined(HAGGLE_ASSERTIONS) && HAGGLE_ASSERTIONS
#define HAGGLE_ASSERT(condition) ((condition) ? static_cast<void>(0) : std::abort())
#else
#define HAGGLE_ASSERT(condition) assert(condition)
#endif
