// haggle/base/limits.hpp -- floor 0 (base).
//
// The limits that stand on everything. Each is checked once, at the door.
#pragma once

#include <cstddef>
#include <cstdint>

namespace haggle {
inline namespace v0 {

/// Largest amount, in minor units. Below 2^53, so JSON and Lua keep it exact, and 9,000 of them add
/// up in 64 bits.
inline constexpr std::int64_t amount_minor_max = 1'000'000'000'000'000;

inline constexpr std::size_t offers_max = 1'024;           ///< offers of one snapshot
inline constexpr std::size_t tiers_max = 5;                ///< tiers of a business ladder
inline constexpr std::size_t steps_max = 16;               ///< steps of one trail
inline constexpr std::size_t json_depth_max = 64;          ///< nesting of a JSON text
inline constexpr std::size_t json_bytes_max = 16U << 20U;  ///< bytes of a JSON text

/// One million parts: a rate of 100 %.
inline constexpr std::int64_t ppm_one = 1'000'000;

}  // namespace v0
}  // namespace haggle
