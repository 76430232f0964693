// haggle/reprice/decision.hpp -- floor 5 (reprice).
//
// What was decided and by which way: a flat value that owns everything it says, and names offers by
// their index in the snapshot.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

#include "haggle/bounds/bounds.hpp"
#include "haggle/market/memory.hpp"
#include "haggle/money/currency.hpp"
#include "haggle/strategy/state.hpp"
#include "haggle/trail/trail.hpp"

namespace haggle {
inline namespace v0 {

enum class Action : std::uint8_t {
  hold = 0,     ///< leave the price as it is
  reprice = 1,  ///< send `price_minor`
};
inline constexpr std::array action_words{Word{Action::hold, "hold"},
                                         Word{Action::reprice, "reprice"}};

/// What else was seen, as bits of `Decision::notes`.
namespace note {
inline constexpr std::uint32_t landed_differs = 1U << 0;  ///< a stated landed price was wrong
inline constexpr std::uint32_t standing_price_out_of_bounds = 1U << 1;
inline constexpr std::uint32_t total_falls = 1U << 2;  ///< more units of this tier cost less in all
}  // namespace note
inline constexpr std::array note_words{
    Word{note::landed_differs, "landed_differs"},
    Word{note::standing_price_out_of_bounds, "standing_price_out_of_bounds"},
    Word{note::total_falls, "total_falls"}};

struct Decision {
  static constexpr std::uint32_t has_again_at = 1U << 0;
  static constexpr std::uint32_t has_reference = 1U << 1;
  static constexpr std::uint32_t has_holder = 1U << 2;
  static constexpr std::uint32_t has_bounds = 1U << 3;
  static constexpr std::uint32_t has_ceiling = 1U << 4;

  std::uint32_t size{sizeof(Decision)};
  std::uint32_t has{0};    ///< which of the optional facts are known
  std::uint32_t notes{0};  ///< bits of `note`
  std::uint32_t steps_count{0};
  Action action{Action::hold};
  State state{State::not_reached};
  Strategy strategy{Strategy::not_reached};
  BoundKind floor_kind{BoundKind::none};    ///< which floor is the highest
  BoundKind ceiling_kind{BoundKind::none};  ///< which ceiling is the lowest
  BoundKind binding{BoundKind::none};       ///< which of the two the price stands on
  std::uint8_t reserved[2]{};               ///< zero
  std::uint32_t reference{0};               ///< index of the offer that the price goes by
  std::uint32_t holder{0};                  ///< index of the buy-box holder's offer
  std::uint32_t rivals_count{0};
  std::uint32_t survivors_count{0};
  Currency currency{};
  std::uint32_t reserved_middle{0};  ///< zero
  std::int64_t price_minor{0};       ///< to send; on a hold the current price
  std::int64_t current_minor{0};     ///< the price that was taken as the current one; 0: none
  std::int64_t goal_minor{0};        ///< where the price goes in the end, before step and bounds
  std::int64_t change_minor{0};      ///< price - current; 0 without a current price
  std::int64_t change_ppm{0};        ///< of the current price, to the nearest; at most 10^15
  std::int64_t floor_minor{0};       ///< the effective floor, an item price on the tick
  std::int64_t ceiling_minor{0};     ///< the effective ceiling
  Instant again_at{};                ///< when to decide again on the same market
  Memory memory{};                   ///< to be stored and given back, after holds too
  Trail trail{};

  /// A hold of nothing. Written out, because a constructor that is not would clear all bytes first.
  constexpr Decision() noexcept {}

  [[nodiscard]] constexpr bool knows(std::uint32_t fact) const noexcept {
    return (has & fact) != 0;
  }
  [[nodiscard]] constexpr bool notes_that(std::uint32_t bit) const noexcept {
    return (notes & bit) != 0;
  }
  /// The way, oldest step first; never empty.
  [[nodiscard]] constexpr std::span<const Step> steps() const noexcept {
    return trail.first(steps_count);
  }
  /// The reason of the last step: why it holds, or what last moved the price.
  [[nodiscard]] constexpr Reason reason() const noexcept {
    return trail.entries[steps_count == 0 ? 0 : steps_count - 1].reason;
  }
  [[nodiscard]] constexpr bool passed(Stage stage) const noexcept {
    for (const Step& step : steps()) {
      if (step.stage == stage) return true;
    }
    return false;
  }
  friend constexpr bool operator==(const Decision&, const Decision&) = default;
};
static_assert(std::is_standard_layout_v<Decision> && std::is_trivially_copyable_v<Decision> &&
              std::has_unique_object_representations_v<Decision>);

}  // namespace v0
}  // namespace haggle
