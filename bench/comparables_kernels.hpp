// Lets the bench say which kernels a search runs: those of older processors are timed here too.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace haggle::bench {

/// The names of the kernels that this processor runs, the best first; the best alone where the
/// linker gives no choice.
[[nodiscard]] std::vector<std::string> kernel_names();

/// From now on these are used; 0 are the best.
void choose_kernels(std::size_t which) noexcept;

}  // namespace haggle::bench
