// haggle/trail/trail.hpp -- floor 2 (trail).
//
// The way from the price that stood to the price that was decided: one step for each stage that
// changed, stopped or noted something. The trail is the computation itself, never a second run.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

#include "haggle/base/assert.hpp"
#include "haggle/base/limits.hpp"
#include "haggle/trail/reason.hpp"

namespace haggle {
inline namespace v0 {

/// One line of the trail. 24 bytes, no padding; made with braces, `Step{}` is all zero.
struct Step {
  std::int64_t before_minor;
  std::int64_t after_minor;
  std::uint32_t offer;  ///< index of the offer that decided, where `names_offer` is 1
  Reason reason;
  Stage stage;
  std::uint8_t names_offer;

  [[nodiscard]] constexpr std::optional<std::uint32_t> offer_index() const noexcept {
    return names_offer != 0 ? std::optional{offer} : std::nullopt;
  }
  friend constexpr bool operator==(const Step&, const Step&) = default;
};
static_assert(sizeof(Step) == 24 && std::has_unique_object_representations_v<Step>);

/// At most steps_max steps, oldest first; each begins where the one before ended.
struct Trail {
  Step entries[steps_max];

  /// Empty, every byte zero. Step by step, because of one clearing g++ makes `rep stos`, which
  /// takes 25 ns; the empty assembly keeps it from seeing that it is one.
  constexpr Trail() noexcept {
    for (Step& step : entries) {
      step = Step{};
      if (!std::is_constant_evaluated()) asm("" : "+m"(step));
    }
  }

  /// Adds a step.  Needs: room, and a step that begins where the last one ended.
  constexpr void push(std::uint32_t& count, const Step& step) noexcept {
    HAGGLE_ASSERT(count < steps_max);
    HAGGLE_ASSERT(count == 0 || entries[count - 1].after_minor == step.before_minor);
    entries[count++] = step;
  }
  [[nodiscard]] constexpr std::span<const Step> first(std::uint32_t count) const noexcept {
    return {entries, count};
  }
  friend constexpr bool operator==(const Trail&, const Trail&) = default;
};

}  // namespace v0
}  // namespace haggle
