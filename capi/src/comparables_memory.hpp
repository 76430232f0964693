// capi/src/comparables_memory.hpp -- floor 8 (capi).
//
// Where an index keeps its columns: the caller's memory, or the process's, in huge pages where the
// system gives them, because a search reads all of them and page tables would cost as much.
#pragma once

#include "guard.hpp"
#include "haggle/comparables/comparable_index.hpp"

namespace haggle::capi {

/// The caller's two functions, or ours where there is neither.
/// Errors: bad_argument where there is one without the other.
[[nodiscard]] Wrong memory_from(haggle_allocate allocate, haggle_release release, void* context,
                                haggle::IndexMemory& out) noexcept;

}  // namespace haggle::capi
