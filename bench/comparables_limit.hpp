// What no search that looks at every row can beat: reading the matrix once. And what a processor
// multiplies at most.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace haggle::bench {

/// A loop that reads memory and does nothing else. Returns something of all bytes.
using ReadLoop = std::uint64_t (*)(const std::byte* data, std::size_t bytes);

/// The fastest of a few loops for this memory, by the least time of three.
[[nodiscard]] ReadLoop fastest_read(const std::byte* data, std::size_t bytes);

/// Products of bytes a second on one thread, from registers, by the instruction for them that was
/// compiled for this processor. Zero where there is none.
struct BytePeak {
  double products_per_second;
  std::string_view instruction;
};
[[nodiscard]] BytePeak byte_peak();

/// The half of some bytes that a thread reads, in whole lines.
[[nodiscard]] constexpr std::pair<std::size_t, std::size_t> half_of(std::size_t bytes,
                                                                    std::uint32_t which) noexcept {
  const std::size_t first = bytes / 2 / 64 * 64;
  return which == 0 ? std::pair{std::size_t{0}, first} : std::pair{first, bytes - first};
}

}  // namespace haggle::bench
