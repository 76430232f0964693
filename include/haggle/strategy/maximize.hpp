// haggle/strategy/maximize.hpp -- floor 4 (strategy).
//
// MaximizeProfit: the buy box is ours, so go up as far as it holds. It acts once per market and
// never proposes below the current price, but for the way back of a probe that lost the box.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "haggle/market/memory.hpp"
#include "haggle/strategy/reference.hpp"

namespace haggle {
inline namespace v0 {

enum class MaximizeMode : std::uint8_t {
  match_next = 0,  ///< to the next eligible rival's landed price
  below_next = 1,  ///< a little below it
  hold = 2,        ///< stay
  probe = 3,       ///< step up and see whether the box is kept
  model = 4,       ///< to the price of the caller's demand model
};
inline constexpr std::array maximize_mode_words{
    Word{MaximizeMode::match_next, "match_next"}, Word{MaximizeMode::below_next, "below_next"},
    Word{MaximizeMode::hold, "hold"}, Word{MaximizeMode::probe, "probe"},
    Word{MaximizeMode::model, "model"}};

/// How a policy maximizes.
struct MaximizeTerms {
  MaximizeMode mode{MaximizeMode::match_next};
  Size beat_by{};
  std::int64_t tick_minor{1};
  std::int64_t probe_step_minor{1};
  Duration probe_interval{};
  Duration probe_memory{};
};

/// Our own side of a decision.
struct OwnPrice {
  std::int64_t current_minor{0};
  std::optional<Instant> sent{};  ///< when the price was sent
  std::int64_t model_price_minor{0};
};

/// What MaximizeProfit says, and what it wants remembered.
struct Maximized {
  Outcome outcome{};
  OfferIndex reference{};
  Memory memory{};                    ///< whatever becomes of the proposal
  std::optional<Memory> if_sent{};    ///< instead, once the price is sent: a probe is open then
  std::optional<Instant> again_at{};  ///< when a hold ends by itself
};

/// A memory with what it says now; all zero where it says nothing.
[[nodiscard]] constexpr Memory settled(Memory memory) noexcept {
  const bool empty = memory.safe_minor == 0 && memory.lost_minor == 0 && memory.has == 0;
  memory.version = empty ? 0 : Memory::version_now;
  return memory;
}

/// A memory whose probe is closed.
[[nodiscard]] constexpr Memory probe_closed(Memory memory) noexcept {
  memory.safe_minor = 0;
  return settled(memory);
}

/// The way back of a probe that lost the box: the price that lost it is remembered.
[[nodiscard]] constexpr Memory probe_lost(Memory memory, std::int64_t lost_minor,
                                          Instant now) noexcept {
  memory.safe_minor = 0;
  memory.lost_minor = lost_minor;
  memory.lost_time = now;
  memory.has |= Memory::has_lost_time;
  return settled(memory);
}

namespace detail {

constexpr Memory probe_opened(Memory memory, std::int64_t safe_minor, Instant now) noexcept {
  memory.safe_minor = safe_minor;
  memory.step_time = now;
  memory.has |= Memory::has_step_time;
  return settled(memory);
}

/// The lowest surviving rival at or above our landed price that may hold the box.
inline OfferIndex next_above(const Scene& scene, std::int64_t current_minor) noexcept {
  const std::int64_t ours = current_minor + scene.own.shipping_minor - scene.own.points_minor;
  return first_of(scene.priced, [&](std::size_t i) {
    return scene.survives(i) && scene.priced.landed_minor[i] >= ours &&
           scene.priced.offers.eligible(i) != Tristate::no;
  });
}

inline Maximized by_next(const Scene& scene, const MaximizeTerms& terms, const OwnPrice& own,
                         const Memory& memory) noexcept {
  const OfferIndex next = next_above(scene, own.current_minor);
  if (!next.exists()) return {hold(Reason::no_next), {}, memory, {}, {}};
  std::int64_t target = scene.priced.landed_minor[next.value];
  if (terms.mode == MaximizeMode::below_next) {
    const bool undercuts = terms.beat_by.value < 0;
    target += undercuts ? away_from_zero(terms.beat_by, target) : -terms.tick_minor;
  }
  const std::int64_t price = std::max(own.current_minor, scene.to_item(target));
  return {go(Reason::maximize_profit, price), next, memory, {}, {}};
}

constexpr Maximized by_model(const OwnPrice& own, const Memory& memory) noexcept {
  if (own.model_price_minor == 0) return {hold(Reason::no_model_price), {}, memory, {}, {}};
  const std::int64_t price = std::max(own.current_minor, own.model_price_minor);
  return {go(Reason::maximize_profit, price), {}, memory, {}, {}};
}

/// The highest price that a probe may propose: the ceiling, and one step below a price that lost
/// the box, until that is forgotten.
constexpr std::int64_t probe_limit(const MaximizeTerms& terms, const Memory& memory,
                                   std::int64_t ceiling_minor, Instant now) noexcept {
  const bool remembered = memory.lost_minor != 0 && (memory.has & Memory::has_lost_time) != 0 &&
                          now - memory.lost_time < terms.probe_memory;
  return remembered ? std::min(ceiling_minor, memory.lost_minor - terms.probe_step_minor)
                    : ceiling_minor;
}

constexpr Maximized by_probe(const MaximizeTerms& terms, const OwnPrice& own, const Memory& memory,
                             const Bounds& bounds, Instant now) noexcept {
  if ((memory.has & Memory::has_step_time) != 0 && now - memory.step_time < terms.probe_interval) {
    const Instant next = memory.step_time + terms.probe_interval;
    return {hold(Reason::probe_interval), {}, memory, {}, next};
  }
  const Memory kept = probe_closed(memory);  // it held the box for the interval
  if (!bounds.has_ceiling) return {hold(Reason::ceiling_required), {}, kept, {}, {}};
  const std::int64_t limit = probe_limit(terms, kept, bounds.ceiling_minor, now);
  const std::int64_t price = std::min(own.current_minor + terms.probe_step_minor, limit);
  if (price <= own.current_minor) return {hold(Reason::probe_at_limit), {}, kept, {}, {}};
  return {
      go(Reason::maximize_profit, price), {}, kept, probe_opened(kept, own.current_minor, now), {}};
}

}  // namespace detail

/// Does a MaximizeProfit decision have to wait? Without a current price, or without news since the
/// last price was sent.
[[nodiscard]] constexpr std::optional<Reason> must_wait(const OwnPrice& own,
                                                        Instant market_time) noexcept {
  if (own.current_minor == 0) return Reason::no_current_price;
  if (own.sent && *own.sent >= market_time) return Reason::waits_for_news;
  return std::nullopt;
}

/// The proposal of MaximizeProfit, once it need not wait.  Cost: at most one pass.
[[nodiscard]] inline Maximized maximize(const Scene& scene, const MaximizeTerms& terms,
                                        const OwnPrice& own, const Memory& memory,
                                        const Bounds& bounds, Instant now) noexcept {
  switch (terms.mode) {
    case MaximizeMode::hold:
      return {hold(Reason::maximize_hold), {}, memory, {}, {}};
    case MaximizeMode::probe:
      return detail::by_probe(terms, own, memory, bounds, now);
    case MaximizeMode::model:
      return detail::by_model(own, memory);
    case MaximizeMode::match_next:
    case MaximizeMode::below_next:
      break;
  }
  return detail::by_next(scene, terms, own, memory);
}

}  // namespace v0
}  // namespace haggle
