// haggle/market/memory.hpp -- floor 2 (market).
//
// What a price probe wants to be given back next time. The caller stores it after every decision,
// holds included, and hands it in with the listing. All zero means that nothing is remembered.
#pragma once

#include <cstdint>
#include <type_traits>

#include "haggle/market/instant.hpp"

namespace haggle {
inline namespace v0 {

struct Memory {
  static constexpr std::uint32_t version_now = 1;
  static constexpr std::uint32_t has_step_time = 1U << 0;
  static constexpr std::uint32_t has_lost_time = 1U << 1;

  std::uint32_t version{0};    ///< 0: nothing is remembered; else `version_now`
  std::uint32_t has{0};        ///< which of the moments are known
  std::int64_t safe_minor{0};  ///< the price before the open probe; 0: no probe is open
  Instant step_time{};         ///< when the last probe step was sent
  std::int64_t lost_minor{0};  ///< the price at which a probe lost the buy box; 0: none
  Instant lost_time{};         ///< when that was
  friend constexpr bool operator==(const Memory&, const Memory&) = default;
};
static_assert(sizeof(Memory) == 40 && std::has_unique_object_representations_v<Memory>);

}  // namespace v0
}  // namespace haggle
